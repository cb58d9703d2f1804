"""The neutral dress that a diagram of another tool gets, as an importing designer would give it: what Terbit wants of
its own, and nothing of the control flow. Conditions, whose language and data are others', become a lot that whoever
does a task draws; calls of services, scripts and rules become one service that draws a lot, too.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from engine import feel, xml
from engine.lint.model import PEOPLE
from engine.process.checks import ACTIVITIES
from engine.process.diagrams import BPMN, SPIFF, local
from engine.process.nodes import KINDS, processes_in

SERVICE = "asing.kerjakan"
ENCODING = re.compile(rb"<\?xml[^>]*(?:8859-1|1252|ascii)[^>]*\?>", re.IGNORECASE)
LOT, DRAWN = "undi", "undian"
LANES = ("Petugas loket", "Verifikator", "Operator SIAK", "Kepala seksi", "Kepala bidang", "Kepala dinas")
WORKERS = ("serviceTask", "sendTask", "scriptTask", "businessRuleTask")
TIMES = ("timeDuration", "timeDate", "timeCycle")
FOREIGN = ("${", "#{")
SUM = f"({LOT} + (if {DRAWN}.angka = null then 0 else {DRAWN}.angka))"
FIELD = {"id": LOT, "type": "number", "key": LOT, "label": "Undian", "validate": {"required": True, "min": 0}}
FORM = {"type": "default", "schemaVersion": 18, "components": [FIELD]}


@dataclass(frozen=True)
class Dressed:
    """`changes`: what was put on, and how often."""

    files: Mapping[str, bytes]
    changes: Counter[str]


def dress(name: str, content: bytes, beside: Mapping[str, bytes]) -> Dressed:
    """As a whole document type called `name`. `beside`: process id -> a file that holds it. Raises UnsafeXmlError."""
    changes: Counter[str] = Counter()
    content = _in_utf8(content, changes)
    root = xml.read(content)
    main = _main(root)
    if main is None:
        return Dressed({f"{name}.bpmn": content}, changes)
    files: dict[str, bytes] = {}
    waiting = [(f"{name}.bpmn", root, main, "", name)]
    known = {main.get("id"): name}
    while waiting:
        path, root, process, prefix, called = waiting.pop()
        _rename(
            root, {one.get("id", "") for one in root.iter() if one.get("id")} if prefix else set(), prefix
        )
        for other in processes_in(root):
            other.set("isExecutable", "true" if other is process else "false")
        _put_on(process, changes, is_main=not prefix)
        for call in process.iter(_tag("callActivity")):
            wanted = call.get("calledElement", "")
            if wanted in beside and wanted not in known:
                inner = xml.read(beside[wanted])
                part = f"bagian{len(known)}"
                found = next(one for one in processes_in(inner) if one.get("id") == wanted)
                waiting.append((f"shared/{part}.bpmn", inner, found, f"{part}_", part))
                known[wanted] = part
                changes["called"] += 1
            call.set("calledElement", known.get(wanted, wanted))
        _rename(root, {process.get("id") or ""}, "", called)
        files[path] = etree.tostring(root)
        files |= {f"{path.removesuffix('.bpmn')}/{task}.form.json": _form() for task in _people(process)}
    return Dressed({**files, f"{name}/mulai.form.json": _form()}, changes)


def _in_utf8(content: bytes, changes: Counter[str]) -> bytes:
    """As an editor saves it anew."""
    told = ENCODING.match(content[:200])
    if told is None:
        return content
    changes["encoding"] += 1
    return b'<?xml version="1.0"?>' + content[told.end() :].decode("cp1252", errors="replace").encode()


def _main(root: etree._Element) -> etree._Element | None:
    """The longest of those that are to be run; of all where none is."""
    every = list(processes_in(root))
    run = [process for process in every if process.get("isExecutable") == "true"]
    return max(run or every, key=lambda process: len(list(process.iter())), default=None)


def _rename(root: etree._Element, ids: set[str], prefix: str, whole: str = "") -> None:
    """Ids and all that names them."""
    for element in root.iter(etree.Element):
        for key, value in element.attrib.items():
            if value in ids and key not in ("name", "calledElement"):
                element.set(key, whole or f"{prefix}{value}")
        text = (element.text or "").strip()
        if text in ids and local(element) in ("incoming", "outgoing", "flowNodeRef"):
            element.text = whole or f"{prefix}{text}"


def _put_on(process: etree._Element, changes: Counter[str], *, is_main: bool) -> None:
    steps: tuple[Callable[[etree._Element], Iterator[str]], ...] = (
        _without_others, _ids, _ends, _starts, _workers, _names, _times, _repetitions, _lots,
    )  # fmt: skip
    for step in steps:
        changes.update(step(process))
    changes.update(_roles(process, is_main=is_main))


def _without_others(process: etree._Element) -> Iterator[str]:
    """What other products wrote, which is not read here: listeners, forms, assignees."""
    for holder in list(process.iter(_tag("extensionElements"))):
        parent = holder.getparent()
        if parent is not None:
            parent.remove(holder)
            yield "extensions"


def _ids(process: etree._Element) -> Iterator[str]:
    """BPMN does not ask for any."""
    for number, element in enumerate(process.iter(etree.Element)):
        if element.get("id") is None and local(element).endswith(("Flow", *KINDS)):
            element.set("id", f"tanpa_id_{number}")
            yield "id"


def _ends(process: etree._Element) -> Iterator[str]:
    """Where a way stops, BPMN takes that for an end."""
    sources = {flow.get("sourceRef") for flow in process.iter(_tag("sequenceFlow"))}
    for node in list(process.iter(etree.Element)):
        holder, name = node.getparent(), node.get("id", "")
        is_node = local(node).endswith(KINDS) and local(node) != "endEvent" and node is not process
        if holder is None or not is_node or name in sources or node.get("triggeredByEvent") == "true":
            continue
        etree.SubElement(holder, _tag("endEvent"), id=f"akhir_{name}")
        etree.SubElement(
            holder, _tag("sequenceFlow"), id=f"ke_akhir_{name}", sourceRef=name, targetRef=f"akhir_{name}"
        )
        yield "end"


def _starts(process: etree._Element) -> Iterator[str]:
    """A case is opened at a desk."""
    for event in process.iterchildren(_tag("startEvent")):
        for definition in [one for one in event if local(one).endswith("EventDefinition")]:
            event.remove(definition)
            yield "start"


def _workers(process: etree._Element) -> Iterator[str]:
    for element in list(process.iter(*map(_tag, WORKERS))):
        kind = local(element)
        for child in list(element):
            if local(child) not in ("incoming", "outgoing", "documentation") and not _repeats(child):
                element.remove(child)
        element.tag = _tag("serviceTask")
        extension = etree.Element(_tag("extensionElements"))
        operator = etree.SubElement(extension, f"{{{SPIFF}}}serviceTaskOperator")
        operator.set("id", SERVICE)
        operator.set("resultVariable", DRAWN)
        element.insert(0, extension)
        yield kind.removesuffix("Task")


def _names(process: etree._Element) -> Iterator[str]:
    """Of messages, signals and errors, where the diagram draws an event and says nothing more."""
    root = process.getroottree().getroot()
    for kind, key in (("message", "name"), ("signal", "name"), ("error", "errorCode")):
        known = {one.get("id"): one for one in root.iterchildren(_tag(kind))}
        users = [*process.iter(_tag(f"{kind}EventDefinition"))]
        users += [*process.iter(_tag("receiveTask"))] if kind == "message" else []
        for user in users:
            reference = user.get(f"{kind}Ref")
            if reference is None and kind == "error":
                continue
            if reference not in known:
                owner = user if local(user) == "receiveTask" else user.getparent()
                reference = f"{kind}_{'' if owner is None else owner.get('id')}"
                known[reference] = etree.SubElement(root, _tag(kind), id=reference)
                user.set(f"{kind}Ref", reference)
            if not known[reference].get(key):
                known[reference].set(key, known[reference].get("name") or reference or kind)
                yield "name"


def _times(process: etree._Element) -> Iterator[str]:
    for definition in process.iter(_tag("timerEventDefinition")):
        found = [child for child in definition if local(child) in TIMES]
        if found and all(_is_time(child) for child in found):
            continue
        for child in found:
            definition.remove(child)
        etree.SubElement(definition, _tag("timeDuration")).text = "PT1H"
        yield "time"


def _is_time(element: etree._Element) -> bool:
    text = (element.text or "").strip()
    try:
        feel.compile_timer(text)
    except feel.FeelError:
        return False
    return bool(text) and not text.startswith(FOREIGN)


def _repeats(element: etree._Element) -> bool:
    return local(element).endswith("LoopCharacteristics")


def _repetitions(process: etree._Element) -> Iterator[str]:
    """Twice, whatever the list was; results are in the record anyway."""
    for element in process.iter(_tag("multiInstanceLoopCharacteristics")):
        for child in list(element):
            element.remove(child)
        etree.SubElement(element, _tag("loopCardinality")).text = "2"
        yield "items"
    for condition in process.iter(_tag("loopCondition")):
        condition.text = f"modulo({SUM}, 2) = 1"
        yield "lot"


def _lots(process: etree._Element) -> Iterator[str]:
    leaving: dict[str, list[etree._Element]] = {}
    for flow in process.iter(_tag("sequenceFlow")):
        leaving.setdefault(flow.get("sourceRef", ""), []).append(flow)
    for node in process.iter(etree.Element):
        flows = leaving.get(node.get("id", ""), [])
        kind = local(node)
        if len(flows) > 1 and kind in ("exclusiveGateway", "inclusiveGateway"):
            ways = [flow for flow in flows if flow.get("id") != node.get("default")]
            yield from _choice(ways, len(flows), one=kind == "exclusiveGateway")
            for flow in flows:
                yield from _unconditional(flow) if flow not in ways else ()
        elif kind in ACTIVITIES:
            ways = [
                flow
                for flow in flows
                if _condition(flow) is not None and flow.get("id") != node.get("default")
            ]
            yield from _choice(ways, len(flows), one=False)
            for flow in flows:
                yield from _unconditional(flow) if flow.get("id") == node.get("default") else ()
        elif len(flows) == 1 and kind in ("exclusiveGateway", "inclusiveGateway"):
            yield from _unconditional(flows[0])


def _choice(ways: list[etree._Element], count: int, *, one: bool) -> Iterator[str]:
    for number, flow in enumerate(ways):
        found = _condition(flow)
        if found is None:
            found = etree.SubElement(flow, _tag("conditionExpression"))
        last = number == len(ways) - 1 and count == len(ways)
        each = f"modulo({SUM}, {count}) = {number}"
        some = f"{SUM} >= 0" if last else f"modulo(floor({SUM} / {2**number}), 2) = 1"
        found.text = each if one else some
        found.attrib.clear()
        yield "lot"


def _unconditional(flow: etree._Element) -> Iterator[str]:
    """A condition on the only way."""
    found = _condition(flow)
    if found is not None:
        flow.remove(found)
        yield "lot"


def _condition(flow: etree._Element) -> etree._Element | None:
    return flow.find(_tag("conditionExpression"))


def _roles(process: etree._Element, *, is_main: bool) -> Iterator[str]:
    """Each lane a role of the office; without lanes all is the desk's, and in a called process the caller's."""
    lanes = list(process.iter(_tag("lane")))
    inside = {(one.text or "").strip() for one in process.iter(_tag("flowNodeRef"))}
    nodes = [node.get("id", "") for node in process if local(node) in ACTIVITIES]
    left = [node for node in nodes if node and node not in inside]
    for number, lane in enumerate(lanes):
        lane.set("name", LANES[number % len(LANES)])
        yield "role"
    if not lanes and is_main:
        holder = etree.Element(_tag("laneSet"), id="terbit_jalur")
        process.insert(0, holder)
        lanes = [etree.SubElement(holder, _tag("lane"), id="terbit_lajur", name=LANES[0])]
        yield "role"
    for node in left if lanes else ():
        etree.SubElement(lanes[0], _tag("flowNodeRef")).text = node


def _people(process: etree._Element) -> Iterator[str]:
    return (task.get("id", "") for task in process.iter(*map(_tag, PEOPLE)))


def _form() -> bytes:
    return json.dumps(FORM).encode()


def _tag(name: str) -> str:
    return f"{{{BPMN}}}{name}"
