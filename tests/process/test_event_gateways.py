"""The gateway that takes what comes first."""

from datetime import timedelta

import pytest

from tests.process.cases import START, again, draw, nodes, start

GATEWAY = """
mulai: startEvent
tunggu: eventBasedGateway
lama: intermediateCatchEvent timer=P2D
sebentar: intermediateCatchEvent timer=P1D
jawab: intermediateCatchEvent message=jawaban
x: userTask
y: userTask
z: userTask
mulai -> tunggu
tunggu -> lama
tunggu -> sebentar
tunggu -> jawab
lama -> x
sebentar -> y
jawab -> z
"""


def test_an_event_gateway_shows_each_of_its_timers_with_its_own_time() -> None:
    run = again(start(draw(GATEWAY)))

    due = {timer.node: timer.due_at - START for timer in run.tokens().timers}

    assert due == {"lama": timedelta(days=2), "sebentar": timedelta(days=1)}


@pytest.mark.parametrize("days", [1, 2, 5])
def test_of_timers_after_an_event_gateway_the_earliest_decides(days: int) -> None:
    run = again(start(draw(GATEWAY)))

    run.host.wait(days=days)
    run.wake()

    assert nodes(again(run)) == ["y"]


def test_a_message_decides_an_event_gateway_and_its_timers_are_gone() -> None:
    run = again(start(draw(GATEWAY)))

    assert run.receive("jawaban")
    run = again(run)
    run.host.wait(days=9)
    run.wake()

    assert nodes(run) == ["z"]
