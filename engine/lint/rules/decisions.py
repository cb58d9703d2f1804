"""A rule task names a decision that is there, and a place for its result; decision files can be read.

The engine asks the table when the token comes by: a missing one would stop the case in the middle."""

from collections.abc import Iterator

from engine.decisions import Decisions
from engine.errors import EngineError
from engine.lint.model import Model
from engine.lint.problem import Problem

NONE, BROKEN, RESULT = "E210", "E211", "E212"


def check(model: Model) -> Iterator[Problem]:
    known, broken = _decisions(model)
    yield from broken
    for diagram, node in model.each_node():
        if node.kind != "businessRuleTask":
            continue
        if not node.decision:
            yield diagram.problem(
                NONE, f"Expected a decision for rule task '{node.id}', but it names none", node
            )
        elif model.whole and known is not None and node.decision not in known:
            yield diagram.problem(
                NONE, f"Expected one of {sorted(known)}, but '{node.id}' names '{node.decision}'", node
            )
        if not node.result:
            yield diagram.problem(
                RESULT, f"Expected the property hasil_variabel on '{node.id}', but it has none", node
            )


def _decisions(model: Model) -> tuple[set[str] | None, list[Problem]]:
    """The ids of all decisions; None when a file can't be read, since nothing can be said of the others then."""
    files = {path: content for path, content in model.files.items() if path.endswith(".dmn")}
    broken = []
    for path, content in files.items():
        try:
            Decisions.parse([content])
        except EngineError as refused:
            broken.append(Problem(path, 1, BROKEN, refused.sentence))
    if broken:
        return None, broken
    try:
        return set(Decisions.parse(files.values()).by_id), []
    except EngineError as refused:
        return None, [Problem(next(iter(files)), 1, BROKEN, refused.sentence)]
