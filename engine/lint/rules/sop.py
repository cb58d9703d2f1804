"""What the SOP document prints is there. Each step of people says what it needs and what it gives, or its row in the
flow table stays empty; and the steps after complete papers fit into the published time of the service, or the office
promises what its own deadlines do not keep. Steps that stop the clock do not count: what waits with the applicant, what
waits for the outside (`jeda`), the hand-over. The longest way through the diagram counts, without ways back."""

from collections.abc import Iterator
from datetime import timedelta

from engine.durations import office_time
from engine.lint.model import PEOPLE, Model
from engine.lint.problem import Problem
from engine.process import Node
from engine.process.extensions import extensions_of
from engine.roles import INTAKE_DESK

UNTOLD, TOO_LONG = "W240", "W241"
FACTS = ("kelengkapan", "output")
MILESTONE = "berkas_lengkap"
HAND_OVER = "penyerahan"
NOTHING = timedelta(0)


def check(model: Model) -> Iterator[Problem]:
    if not model.whole:
        return
    for diagram, node in model.each_person():
        missing = [name for name in FACTS if not node.properties.get(name, "").strip()]
        if missing:
            sentence = f"Expected {' and '.join(missing)} of '{node.id}' for the SOP, but it says nothing"
            yield diagram.problem(UNTOLD, sentence, node)
    if not model.called and model.main.process is not None:
        yield from _promise(model)


def _promise(model: Model) -> Iterator[Problem]:
    diagram = model.main
    assert diagram.process is not None
    promised = extensions_of(diagram.process).properties.get("waktuPelayanan")
    start = next((node.id for node in diagram.nodes if node.properties.get("tonggak") == MILESTONE), None)
    if promised is None or start is None:
        return
    needed, allowed = _longest(model, start), office_time(promised)
    if needed > allowed:
        sentence = (
            f"Expected the steps after '{start}' within {_hours(allowed)}, the published time, "
            f"but together they may take {_hours(needed)}"
        )
        yield diagram.problem(TOO_LONG, sentence, diagram.process)


def _longest(model: Model, start: str) -> timedelta:
    """The longest way from the step's end, each node once; what leads back to a node on the way is left out."""
    diagram = model.main
    after = {
        node: [] if _hands_over(model, diagram.by_id[node]) else ways
        for node, ways in diagram.graphs[""].after.items()
    }
    length: dict[str, timedelta] = {}
    open_, work = {start}, [(start, iter(after[start]))]
    while work:
        node, ways = work[-1]
        below = next((way for way in ways if way not in length and way not in open_), None)
        if below is not None:
            open_.add(below)
            work.append((below, iter(after[below])))
            continue
        work.pop()
        best = max((length[way] for way in after[node] if way in length), default=NOTHING)
        length[node] = best + (NOTHING if node == start else _time(diagram.by_id[node]))
        open_.discard(node)
    return length[start]


def _hands_over(model: Model, node: Node) -> bool:
    """The applicant has the document then: what follows is the office's own."""
    called = model.by_process.get(node.called or "")
    inner = [] if called is None else called.nodes
    return any(step.properties.get("tugas") == HAND_OVER for step in inner)


def _time(node: Node) -> timedelta:
    told = node.properties
    stops = node.lane == INTAKE_DESK or told.get("jeda") or told.get("tugas") == HAND_OVER
    return NOTHING if node.kind not in PEOPLE or stops else office_time(told.get("waktu"))


def _hours(time: timedelta) -> str:
    return f"{time / timedelta(hours=1):g} h"
