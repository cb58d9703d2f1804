"""Draws small diagrams from lines: `id: kind key=value …`, `a -> b`, `a -> b if FEEL`; braces hold a sub-process.
Beside conditions `a -> b` is the default way, `a -> b always` is none.

Keys: name, lane, handler, result, param.X, decision, calls, on, timer, date, cycle, error, message, signal, cancel,
terminate, parallel, sequential, cardinality, item, stop, loop, repeat, and prop.X for a property.
"""

import shlex
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core" targetNamespace="http://terbit.test">
"""
TIMES = {"timer": "timeDuration", "date": "timeDate", "cycle": "timeCycle"}


def diagram(process_id: str, text: str, *, name: str = "") -> bytes:
    lines = iter([line.strip() for line in text.strip().splitlines() if line.strip()])
    pen = _Pen()
    body = "\n".join(pen.holder(lines))
    lanes = "".join(
        f"<bpmn:lane id={quoteattr(f'lane_{number}')} name={quoteattr(lane)}>"
        + "".join(f"<bpmn:flowNodeRef>{node}</bpmn:flowNodeRef>" for node in nodes)
        + "</bpmn:lane>"
        for number, (lane, nodes) in enumerate(pen.lanes.items())
    )
    laneset = f'<bpmn:laneSet id="lanes">{lanes}</bpmn:laneSet>' if lanes else ""
    errors = "".join(
        f'<bpmn:error id="error_{code}" name="{code}" errorCode="{code}"/>' for code in sorted(pen.errors)
    )
    messages = "".join(f'<bpmn:message id="message_{name}" name="{name}"/>' for name in sorted(pen.messages))
    messages += "".join(f'<bpmn:signal id="signal_{name}" name="{name}"/>' for name in sorted(pen.signals))
    return (
        f'{HEAD}<bpmn:process id={quoteattr(process_id)} name={quoteattr(name or process_id)} isExecutable="true">\n'
        f"{laneset}\n{body}\n</bpmn:process>{errors}{messages}\n</bpmn:definitions>"
    ).encode()


class _Pen:
    def __init__(self) -> None:
        self.lanes: dict[str, list[str]] = {}
        self.errors: set[str] = set()
        self.messages: set[str] = set()
        self.signals: set[str] = set()
        self.flows = 0

    def holder(self, lines: Iterator[str]) -> list[str]:
        """The elements up to the closing brace, and the flows between them."""
        elements, flows = [], []
        for line in lines:
            if line == "}":
                break
            if " -> " in line:
                flows.append(line)
                continue
            opens = line.endswith("{")
            elements.append((line.removesuffix("{"), self.holder(lines) if opens else []))
        conditional = [flow.split(" -> ")[0] for flow in flows if " if " in flow]
        drawn, defaults = [], {}
        for flow in flows:
            source, target, condition = self._ends(flow)
            self.flows += 1
            flow_id = f"flow_{source}_{target}_{self.flows}"
            if condition is None and source in conditional and not flow.endswith(" always"):
                defaults[source] = flow_id
            drawn.append(_flow(flow_id, source, target, condition))
        return [self.node(head, inside, defaults) for head, inside in elements] + drawn

    def _ends(self, flow: str) -> tuple[str, str, str | None]:
        path, _, condition = flow.removesuffix(" always").partition(" if ")
        source, target = path.split(" -> ")
        return source.strip(), target.strip(), condition.strip() or None

    def node(self, head: str, inside: list[str], defaults: dict[str, str]) -> str:
        node_id, _, rest = head.partition(":")
        kind, *words = shlex.split(rest)
        keys = dict(word.split("=", 1) for word in words)
        if "lane" in keys:
            self.lanes.setdefault(keys["lane"], []).append(node_id)
        attributes = {"id": node_id, "name": keys.get("name", node_id), "default": defaults.get(node_id)}
        attributes |= {"calledElement": keys.get("calls"), "attachedToRef": keys.get("on")}
        attributes |= {"cancelActivity": keys.get("cancel")}
        if kind == "receiveTask":
            self.messages.add(keys["message"])
            attributes["messageRef"] = f"message_{keys.pop('message')}"
        given = "".join(
            f" {name}={quoteattr(value)}" for name, value in attributes.items() if value is not None
        )
        content = _extensions(keys) + self._event(keys) + _repeats(keys) + "\n".join(inside)
        return f"<bpmn:{kind}{given}>{content}</bpmn:{kind}>"

    def _event(self, keys: dict[str, str]) -> str:
        for key, tag in TIMES.items():
            if key in keys:
                inner = f"<bpmn:{tag}>{escape(keys[key])}</bpmn:{tag}>"
                return f"<bpmn:timerEventDefinition>{inner}</bpmn:timerEventDefinition>"
        if "terminate" in keys:
            return "<bpmn:terminateEventDefinition/>"
        for key, known in (("error", self.errors), ("message", self.messages), ("signal", self.signals)):
            if key in keys:
                code = keys[key]
                known.update([code] if code else [])
                reference = f' {key}Ref="{key}_{code}"' if code else ""
                return f"<bpmn:{key}EventDefinition{reference}/>"
        return ""


def _flow(flow_id: str, source: str, target: str, condition: str | None) -> str:
    inner = f"<bpmn:conditionExpression>{escape(condition)}</bpmn:conditionExpression>" if condition else ""
    ends = f"sourceRef={quoteattr(source)} targetRef={quoteattr(target)}"
    return f"<bpmn:sequenceFlow id={quoteattr(flow_id)} {ends}>{inner}</bpmn:sequenceFlow>"


def _extensions(keys: dict[str, str]) -> str:
    parts = []
    if "handler" in keys:
        given = "".join(
            f'<spiffworkflow:parameter id="{key.removeprefix("param.")}" type="any" value={quoteattr(value)}/>'
            for key, value in keys.items()
            if key.startswith("param.")
        )
        result = f" resultVariable={quoteattr(keys['result'])}" if "result" in keys else ""
        parts.append(
            f"<spiffworkflow:serviceTaskOperator id={quoteattr(keys['handler'])}{result}>"
            f"<spiffworkflow:parameters>{given}</spiffworkflow:parameters></spiffworkflow:serviceTaskOperator>"
        )
    if "decision" in keys:
        parts.append(f"<spiffworkflow:calledDecisionId>{keys['decision']}</spiffworkflow:calledDecisionId>")
    properties = "".join(
        f"<spiffworkflow:property name={quoteattr(key.removeprefix('prop.'))} value={quoteattr(value)}/>"
        for key, value in keys.items()
        if key.startswith("prop.")
    )
    if properties:
        parts.append(f"<spiffworkflow:properties>{properties}</spiffworkflow:properties>")
    return f"<bpmn:extensionElements>{''.join(parts)}</bpmn:extensionElements>" if parts else ""


def _repeats(keys: dict[str, str]) -> str:
    if "loop" in keys or "repeat" in keys:
        most = f' loopMaximum="{keys["loop"]}"' if "loop" in keys else ""
        inner = (
            f"<bpmn:loopCondition>{escape(keys['repeat'])}</bpmn:loopCondition>" if "repeat" in keys else ""
        )
        return f"<bpmn:standardLoopCharacteristics{most}>{inner}</bpmn:standardLoopCharacteristics>"
    source = keys.get("parallel") or keys.get("sequential")
    if source is None and "cardinality" not in keys:
        return ""
    order = "true" if "sequential" in keys else "false"
    inner = f"<bpmn:loopDataInputRef>{escape(source)}</bpmn:loopDataInputRef>" if source else ""
    if "cardinality" in keys:
        inner = f"<bpmn:loopCardinality>{escape(keys['cardinality'])}</bpmn:loopCardinality>"
    if "item" in keys:
        inner += f'<bpmn:inputDataItem id="{keys["item"]}"/>'
    if "stop" in keys:
        inner += f"<bpmn:completionCondition>{escape(keys['stop'])}</bpmn:completionCondition>"
    tag = "bpmn:multiInstanceLoopCharacteristics"
    return f'<{tag} isSequential="{order}">{inner}</{tag}>'
