"""A dry run finds what only shows when tokens move."""

import pytest

from engine.errors import StepBudgetError, StuckError
from engine.process import dry_run
from tests.process.cases import draw
from tests.process.walks import sample

GOOD = "mulai: startEvent\na: userTask\ns: endEvent\nmulai -> a\na -> s"


@pytest.mark.parametrize("process_id", ["permohonan", "keluarga"])
def test_finds_nothing_in_a_sound_procedure_and_reaches_its_ends(process_id: str) -> None:
    rehearsal = dry_run(sample(process_id))

    assert rehearsal.problems == ()
    assert rehearsal.ends > 20
    assert set(sample(process_id).nodes) - rehearsal.reached <= {"seminggu"}


def test_tells_the_same_each_time() -> None:
    procedure = sample("keluarga")

    assert dry_run(procedure) == dry_run(procedure)


def test_finds_a_join_that_waits_for_a_branch_not_taken() -> None:
    procedure = draw("""
        mulai: startEvent
        g: exclusiveGateway
        a: userTask
        b: userTask
        j: parallelGateway
        s: endEvent
        mulai -> g
        g -> a if x
        g -> b
        a -> j
        b -> j
        j -> s
        """)

    (problem, *_) = dry_run(procedure).problems

    assert isinstance(problem, StuckError)
    assert problem.node in ("a", "b")


def test_finds_a_circle_without_people() -> None:
    procedure = draw(
        "mulai: startEvent\ng: exclusiveGateway\ns: serviceTask handler=x.y\nmulai -> g\ng -> s\ns -> g"
    )

    (problem,) = dry_run(procedure, walks=2).problems

    assert isinstance(problem, StepBudgetError)


def test_finds_an_error_that_nobody_catches() -> None:
    procedure = draw(
        "mulai: startEvent\nc: callActivity calls=dalam\nmulai -> c",
        dalam="m: startEvent\na: userTask\ne: endEvent error=X\nm -> a\na -> e",
    )

    (problem,) = dry_run(procedure).problems

    assert problem.node == "e"


def test_finds_a_walk_that_falls_off_the_diagram() -> None:
    procedure = draw("mulai: startEvent\na: userTask\nb: userTask\nmulai -> a\na -> b")

    (problem,) = dry_run(procedure).problems

    assert problem.node == "b"


def test_needs_no_record_and_no_handlers() -> None:
    procedure = draw("""
        mulai: startEvent
        s: serviceTask handler=x.y param.a=orang.nama
        d: businessRuleTask decision=z
        t: intermediateCatchEvent timer=tenggat
        u: userTask parallel=orang item=o
        r: boundaryEvent on=u cycle=sering cancel=false
        i: endEvent
        e: endEvent
        mulai -> s
        s -> d
        d -> t
        t -> u
        u -> e
        r -> i
        """)

    rehearsal = dry_run(procedure)

    assert rehearsal.problems == ()
    assert {"s", "d", "t", "u", "r", "e"} <= rehearsal.reached


def test_stops_when_its_effort_is_spent() -> None:
    branches = "".join(f"\nt{at}: userTask\nb -> t{at}\nt{at} -> j" for at in range(100))
    procedure = draw(
        f"mulai: startEvent\nb: parallelGateway\nj: parallelGateway\ns: endEvent\nmulai -> b{branches}\nj -> s"
    )

    assert dry_run(procedure, effort=2_000).ends == 0
    assert dry_run(procedure, effort=1_000_000, walks=1).ends == 1
