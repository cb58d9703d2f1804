"""A rule task names a decision that is there, and a place for its result; decision files can be read. The engine asks
the table when the token comes by: a missing one would stop the case in the middle, and without `hasil_variabel` the
answer is lost. A decision file in a folder of the type is enough; name its decision's id in the rule task. On other
elements the entry is not read."""

from collections.abc import Iterator, Mapping

from engine.decisions import Decisions
from engine.errors import DecisionError
from engine.lint.model import Diagram, Model
from engine.lint.problem import Problem
from engine.process import Node

NONE, BROKEN, RESULT, MISPLACED = "E210", "E211", "E212", "W213"


def check(model: Model) -> Iterator[Problem]:
    known, broken = _decisions(model)
    yield from broken
    for diagram, node in model.each_node():
        if node.kind == "businessRuleTask":
            yield from _rule_task(diagram, node, known if model.whole else None)
        elif node.decision:
            sentence = f"Expected a decision on a rule task only, but {node.kind} '{node.id}' has one: it is not read"
            yield diagram.problem(MISPLACED, sentence, node)


def _rule_task(diagram: Diagram, node: Node, known: set[str] | None) -> Iterator[Problem]:
    if not node.decision:
        yield diagram.problem(NONE, f"Expected a decision for rule task '{node.id}', but it names none", node)
    elif known is not None and node.decision not in known:
        listed = ", ".join(sorted(known)) or "none"
        sentence = f"Expected a decision of the type ({listed}), but '{node.id}' names '{node.decision}'"
        yield diagram.problem(NONE, sentence, node)
    if not node.result:
        yield diagram.problem(
            RESULT, f"Expected the property hasil_variabel on '{node.id}', but it has none", node
        )


def _decisions(model: Model) -> tuple[set[str] | None, list[Problem]]:
    """The ids of all decisions; None when a file can't be read, since nothing can be said of the others then."""
    files = {path: content for path, content in model.files.items() if path.endswith(".dmn")}
    try:
        return set(Decisions.parse(files.values()).asked), []
    except DecisionError as refused:
        path = _path(files, refused)
        return None, [Problem(path, refused.line or 1, BROKEN, refused.sentence)]
    except Exception as error:  # XML of any shape: whatever it trips over, it is no decision
        sentence = (
            f"Expected decisions as DMN has them, but a part has another shape ({type(error).__name__})"
        )
        return None, [Problem(next(iter(files)), 1, BROKEN, sentence)]


def _path(files: Mapping[str, bytes], refused: DecisionError) -> str:
    """The file that is meant: one may be whole by itself and lean on what stands in another."""
    marks = [f"id={quote}{refused.decision}{quote}".encode() for quote in "\"'"]
    for path, content in files.items():
        if any(mark in content for mark in marks) if refused.decision else _is_broken(content):
            return path
    return next(iter(files))


def _is_broken(content: bytes) -> bool:
    try:
        Decisions.parse([content])
    except DecisionError as refused:
        return not refused.decision
    return False
