"""A signal reaches everything in its case that waits for it, in callers and sub-processes too, and nothing else."""

import pytest

from engine.errors import StuckError
from tests.process.cases import again, do, draw, nodes, start

CASE = """
mulai: startEvent
p: parallelGateway
s: subProcess {
    n: startEvent
    q: parallelGateway
    a: userTask
    b: userTask
    e: endEvent signal=S
    f: endEvent
    n -> q
    q -> a
    q -> b
    a -> e
    b -> f
}
x: userTask
c: callActivity calls=dalam
y: userTask
d: intermediateCatchEvent signal=S
z: userTask
lain: intermediateCatchEvent signal=T
mulai -> p
p -> s
p -> c
p -> d
p -> lain
s -> x
c -> y
d -> z
lain -> z
"""
CALLED = "i: startEvent\nj: userTask\nk: boundaryEvent on=j signal=S\nl: endEvent\ni -> j\nj -> l\nk -> l"


def test_an_end_event_signals_to_all_that_waits_in_the_case() -> None:
    run = again(start(draw(CASE, dalam=CALLED)))
    assert nodes(run) == ["a", "b", "j"]

    do(run, "a")

    assert nodes(again(run)) == ["b", "y", "z"]


@pytest.mark.parametrize("last", [True, False])
def test_a_signal_takes_away_the_sub_process_that_it_comes_from(last: bool) -> None:
    text = CASE.replace(
        "x: userTask", "x: userTask\nt: boundaryEvent on=s signal=S\nbatal: userTask\nt -> batal"
    )
    run = again(start(draw(text, dalam=CALLED)))
    if last:
        do(run, "b")
        run = again(run)

    do(run, "a")

    assert nodes(again(run)) == ["batal", "y", "z"]


def test_an_event_that_interrupts_nothing_goes_off_with_each_signal() -> None:
    run = again(
        start(
            draw("""
            mulai: startEvent
            a: userTask
            p: parallelGateway
            b: userTask
            e: boundaryEvent on=b signal=S cancel=false
            c: userTask
            lagi: exclusiveGateway
            t: intermediateThrowEvent signal=S
            mulai -> p
            p -> b
            p -> lagi
            lagi -> a
            a -> t
            t -> lagi
            e -> c
            """)
        )
    )

    for times in (1, 2, 3):
        do(run, "a")
        run = again(run)
        assert nodes(run) == ["a", "b", *["c"] * times]


def test_a_signal_decides_an_event_gateway() -> None:
    run = again(
        start(
            draw("""
            mulai: startEvent
            p: parallelGateway
            g: eventBasedGateway
            lama: intermediateCatchEvent timer=P9D
            kabar: intermediateCatchEvent signal=S
            a: userTask
            e: endEvent signal=S
            x: userTask
            y: userTask
            mulai -> p
            p -> g
            p -> a
            a -> e
            g -> lama
            g -> kabar
            lama -> x
            kabar -> y
            """)
        )
    )

    do(run, "a")

    assert nodes(again(run)) == ["y"]
    assert not run.tokens().timers


def test_a_signal_that_nobody_waits_for_is_gone() -> None:
    text = (
        "m: startEvent\na: userTask\nt: intermediateThrowEvent signal=S\nc: intermediateCatchEvent signal=S"
    )
    run = again(start(draw(f"{text}\nm -> a\na -> t\nt -> c")))

    with pytest.raises(StuckError):
        do(run, "a")


def test_of_two_events_that_are_due_the_earlier_takes_the_task_away() -> None:
    text = """
    m: startEvent
    a: userTask
    lama: boundaryEvent on=a timer=P2D
    sebentar: boundaryEvent on=a timer=P1D
    x: userTask
    y: userTask
    m -> a
    lama -> x
    sebentar -> y
    """
    run = again(start(draw(text)))

    run.host.wait(days=3)
    run.wake()

    assert nodes(again(run)) == ["y"]


def test_a_message_that_interrupts_nothing_may_come_again() -> None:
    text = "m: startEvent\na: userTask\nk: boundaryEvent on=a message=kabar cancel=false\nb: userTask\nm -> a\nk -> b"
    run = again(start(draw(text)))

    for times in (1, 2):
        assert run.receive("kabar")
        run = again(run)
        assert nodes(run) == ["a", *["b"] * times]
