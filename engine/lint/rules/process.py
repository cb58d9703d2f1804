"""A file holds one process that can be run: it is marked as executable, is named like its file, and has one plain
start event and at least one end event, as does each of its sub-processes. bpmn.io marks new diagrams as not executable
(`isExecutable="false"`), and the engine refuses those: tick "Executable" in the properties of the pool. With two starts
only one would be taken, and without an end a case would never be said to have ended. A second pool may be there for the
reader, without a process or marked as not executable; the engine does not run it."""

from collections.abc import Iterator

from lxml import etree

from engine.lint.model import Diagram, Model
from engine.lint.problem import Problem
from engine.process.nodes import processes_in

NO_PROCESS, NAME, NOT_EXECUTABLE, START, END = "E101", "E102", "E103", "E104", "E105"
DRAWN_ONLY = "W106"


def check(model: Model) -> Iterator[Problem]:
    for diagram in model.diagrams:
        if diagram.process is None:
            yield diagram.problem(
                NO_PROCESS, "Expected a process in the file, but there is none: draw one and save it as BPMN"
            )
            continue
        yield from _others(diagram)
        yield from _named(diagram, diagram.process, whole=model.whole)
        for holder, element in diagram.holders.items():
            yield from _ends(diagram, holder, element)


def _others(diagram: Diagram) -> Iterator[Problem]:
    for process in processes_in(diagram.root):
        if process is diagram.process:
            continue
        name = process.get("id")
        if process in diagram.runnable:
            sentence = (
                f"Expected one process in the file, but '{name}' is a second one: give it a file of its own"
            )
            yield diagram.problem(NO_PROCESS, sentence, process)
        else:
            sentence = (
                f"Expected one process in the file, but there is also '{name}', which is drawn and never run"
            )
            yield diagram.problem(DRAWN_ONLY, sentence, process)


def _named(diagram: Diagram, process: etree._Element, *, whole: bool) -> Iterator[Problem]:
    name = process.get("id")
    if whole and name != diagram.stem:
        sentence = f"Expected the process to be named '{diagram.stem}' like its file, but it is '{name}'"
        yield diagram.problem(NAME, sentence, process)
    if process not in diagram.runnable:
        said = process.get("isExecutable")
        sentence = (
            f'Expected isExecutable="true", but it is "{said}": the process is marked as a mere drawing'
        )
        yield diagram.problem(NOT_EXECUTABLE, sentence, process)


def _ends(diagram: Diagram, holder: str, element: etree._Element) -> Iterator[Problem]:
    own = diagram.within[holder]
    starts = [node for node in own if node.kind == "startEvent"]
    where = f"sub-process '{holder}'" if holder else "the process"
    if len(starts) != 1:
        sentence = f"Expected one start event in {where}, but there are {len(starts)}"
        yield diagram.problem(START, sentence, starts[1] if len(starts) > 1 else element)
    if not any(node.kind == "endEvent" for node in own):
        yield diagram.problem(END, f"Expected an end event in {where}, but there is none", element)
