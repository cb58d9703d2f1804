"""The check lives in a process of its own, with little memory and little time."""

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.lint import Catalog, Inspector, Limits, Order, Problem, check
from engine.lint.finding import find
from tests.lint.office import CATALOG, FIXTURES, order_of
from tests.process.drawing import diagram

WRONG = FIXTURES / "joins" / "invalid.bpmn"


@pytest.fixture(scope="module")
def inspector() -> Iterator[Inspector]:
    made = Inspector()
    yield made
    made.close()


@pytest.fixture
def stingy() -> Iterator[Inspector]:
    made = Inspector(Limits(cpu=0.05))
    yield made
    made.close()


def large(nodes: int) -> Order:
    """A branch of fifty tasks beside the other, again and again."""
    lines = ["mulai: startEvent", "bagi: parallelGateway", "gabung: parallelGateway", "selesai: endEvent"]
    lines += ["mulai -> bagi", "gabung -> selesai"]
    for at in range(nodes):
        lines.append(f"n{at}: userTask lane=Lurah")
        lines.append(f"n{at - 1} -> n{at}" if at % 50 else f"bagi -> n{at}")
        if at % 50 == 49:
            lines.append(f"n{at} -> gabung")
    return Order({"besar.bpmn": diagram("besar", "\n".join(lines))}, "besar", Catalog())


@pytest.mark.parametrize(
    "path", sorted(FIXTURES.rglob("invalid*.bpmn"))[::9], ids=lambda path: str(path.parent.name)
)
def test_finds_the_same_as_in_this_process(inspector: Inspector, path: Path) -> None:
    order = order_of(path)

    assert inspector.inspect(order) == sorted(set(find(order)))


def test_knows_the_office_as_the_caller_does(inspector: Inspector) -> None:
    order = Order(
        {"a.bpmn": b"<a/>"}, "a", Catalog(frozenset({"Kapten"}), frozenset({"x"}), None), whole=False
    )

    assert [problem.code for problem in inspector.inspect(order)] == ["E101", "W311"]


def test_goes_on_in_the_same_process(inspector: Inspector) -> None:
    inspector.inspect(order_of(WRONG))
    first = inspector.process_id
    inspector.inspect(order_of(WRONG))

    assert inspector.process_id == first


def test_replaces_a_process_after_its_number_of_checks() -> None:
    inspector = Inspector(Limits(checks=1))
    inspector.inspect(order_of(WRONG))
    first = inspector.process_id
    inspector.inspect(order_of(WRONG))

    assert inspector.process_id != first
    inspector.close()


def test_tells_when_a_check_takes_too_long(stingy: Inspector) -> None:
    found = stingy.inspect(large(2000))

    assert [problem.code for problem in found if problem.line == 1] == ["E901"]
    assert "0.05 s of computing time" in found[0].sentence
    assert stingy.process_id is None


def test_starts_another_process_after_one_was_ended(inspector: Inspector) -> None:
    inspector.inspect(order_of(WRONG))
    ended = inspector.process_id
    assert ended is not None
    os.kill(ended, signal.SIGKILL)
    os.waitid(os.P_PID, ended, os.WEXITED | os.WNOWAIT)

    found = inspector.inspect(order_of(WRONG))

    assert {problem.code for problem in found} >= {"E180", "W181"}
    assert inspector.process_id != ended


def test_tells_when_the_process_does_not_start() -> None:
    inspector = Inspector(Limits(memory=1 << 80))

    found = inspector.inspect(order_of(WRONG))

    assert [problem.code for problem in found] == ["E902"]
    inspector.close()


def test_serves_threads_one_after_another(inspector: Inspector) -> None:
    found: list[list[Problem]] = []
    threads = [
        threading.Thread(target=lambda: found.append(inspector.inspect(order_of(WRONG)))) for _ in range(4)
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [sorted(set(find(order_of(WRONG))))] * 4


def test_checks_five_thousand_nodes_within_its_limits(inspector: Inspector) -> None:
    found = inspector.inspect(large(5000))

    assert {problem.code for problem in found if problem.is_error} == set()
    assert inspector.process_id is not None
    peak = next(
        line
        for line in Path(f"/proc/{inspector.process_id}/status").read_text().splitlines()
        if "VmPeak" in line
    )
    assert int(peak.split()[1]) < 256 << 10


def test_is_what_everybody_calls() -> None:
    order = order_of(WRONG)

    assert check(order.files, "invalid", CATALOG) == sorted(set(find(order)))
