"""A diagram has one process that can be run, named like its file, with one plain start and at least one end.

bpmn.io writes isExecutable="false" into new diagrams, and the engine refuses those. With several plain starts only one
would be taken. Without an end a case would never be said to have ended."""

from collections.abc import Iterator

from lxml import etree

from engine.lint.model import Diagram, Model
from engine.lint.problem import Problem

NO_PROCESS, NAME, NOT_EXECUTABLE, START, END = "E101", "E102", "E103", "E104", "E105"


def check(model: Model) -> Iterator[Problem]:
    for diagram in model.diagrams:
        if len(diagram.processes) != 1:
            count = len(diagram.processes)
            yield diagram.problem(
                NO_PROCESS, f"Expected one process in a file, but there are {count}", diagram.root
            )
        for process in diagram.processes:
            yield from _process(diagram, process, whole=model.whole)


def _process(diagram: Diagram, process: etree._Element, *, whole: bool) -> Iterator[Problem]:
    if whole and process.get("id") != diagram.stem:
        yield diagram.problem(
            NAME,
            f"Expected the process to be named '{diagram.stem}' like its file, but it is '{process.get('id')}'",
            process,
        )
    if process.get("isExecutable", "true") != "true":
        yield diagram.problem(
            NOT_EXECUTABLE, 'Expected isExecutable="true", but the process is marked as a drawing', process
        )
    own = [node for node in diagram.nodes if node.process == process.get("id") and node.parent is None]
    starts = [node for node in own if node.kind == "startEvent" and node.event is None]
    if len(starts) != 1:
        yield diagram.problem(
            START, f"Expected exactly one plain start event, but there are {len(starts)}", process
        )
    if not any(node.kind == "endEvent" for node in own):
        yield diagram.problem(END, "Expected an end event, but there is none", process)
