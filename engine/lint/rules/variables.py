"""An expression of a diagram, form, paper or decision reads what the case will know: answers of its forms, outcomes of
its tasks (`<task>.hasil`), results of handlers and decisions, checked papers (`berkas`), the office's step policies
(`kebijakan`) and lists (`daftar`), and what started a linked case (`paket`). A name that nothing writes is null for
ever, so that a misspelt condition is never true and every case goes the default way without a word. Compare the name
with the key of the form's field or the id of the task."""

from collections.abc import Iterator

from lxml import etree

from engine import feel
from engine.forms import Field, Form, Rows
from engine.forms.components import walk
from engine.lint.model import Diagram, Model, owner
from engine.lint.problem import Problem
from engine.lint.readings import names_of_decisions, of_forms_and_papers
from engine.process import Flow, Node
from engine.process.diagrams import children
from engine.process.items import COUNTER
from engine.submission import CLEARED

CODE = "W195"
OFFICE = ("kebijakan", "daftar", "berkas", COUNTER)
LINKED = ("paket.pesan", "paket.dari")
OUTCOME = ("hasil", "alasan", "catatan", CLEARED)
Place = Node | Flow | etree._Element
TEXTS = ("loopCondition", "completionCondition", "loopCardinality", "loopDataInputRef")
TIMES = ("timeDuration", "timeDate", "timeCycle")


def check(model: Model) -> Iterator[Problem]:
    if not model.whole or model.called or any(isinstance(form, Exception) for form in model.forms.values()):
        return  # what others write is not known here
    known = _Known.of(model)
    for diagram in model.diagrams:
        for text, at in _texts(diagram):
            for name in sorted(_names(text)):
                if not known.has(name):
                    sentence = (
                        f"Expected a name that the case knows, but nothing writes '{name}': it is always null"
                    )
                    yield diagram.problem(CODE, sentence, at)
    for path, line, owner_of, name in _beside(model):
        if not known.has(name):
            sentence = f"Expected a name that the case knows, but nothing writes '{name}' ('{owner_of}'): always null"
            yield Problem(path, line, CODE, sentence)


def _beside(model: Model) -> Iterator[tuple[str, int, str, str]]:
    """Of forms, papers and decisions; shared decisions read what other types write."""
    for found in of_forms_and_papers(model):
        yield from ((found.path, found.line, found.name, name) for name in sorted(found.expression.names))
    yield from names_of_decisions(model)


class _Known:
    """`paths`: leaves that forms and tasks write; `open`: names below which anything may stand."""

    def __init__(self, paths: set[str], open_: set[str]) -> None:
        self._open = open_
        self._paths = paths
        self._above = {
            path.rsplit(".", count)[0] for path in paths for count in range(1, path.count(".") + 1)
        }

    @classmethod
    def of(cls, model: Model) -> "_Known":
        paths: set[str] = set(LINKED)
        open_ = set(OFFICE)
        for form in model.forms.values():
            paths |= _asked(form) if isinstance(form, Form) else set()
        for _, node in model.each_person():
            paths |= {f"{node.id}.{part}" for part in OUTCOME}
        for _, node in model.each_node():
            if node.result:
                open_.add(node.result)
        for diagram in model.diagrams:
            open_ |= {item.get("name") or item.get("id") or "" for item in diagram.inside("inputDataItem")}
        return cls(paths, open_)

    def has(self, name: str) -> bool:
        steps = name.split(".")
        heads = [".".join(steps[: count + 1]) for count in range(len(steps))]
        return name in self._above or any(head in self._open or head in self._paths for head in heads)


def _asked(form: Form) -> set[str]:
    return {part.path for part in walk(form.components) if isinstance(part, Field | Rows)}


def _texts(diagram: Diagram) -> Iterator[tuple[str, Place]]:
    for flow in diagram.flows:
        if flow.condition is not None:
            yield flow.condition, flow
    for node in diagram.nodes:
        yield from ((text, node) for text in node.parameters.values())
    for element in diagram.inside(*TEXTS):
        yield (element.text or "").strip(), owner(element)
    for definition in diagram.inside("timerEventDefinition"):
        for tag in TIMES:
            yield from (((found.text or "").strip(), owner(found)) for found in children(definition, tag))


def _names(text: str) -> frozenset[str]:
    try:
        return feel.compile_timer(text).names
    except feel.FeelError:
        return frozenset()
