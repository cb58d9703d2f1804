"""A batch that ends halfway: what is signed is in force, the rest waits and is signed by the next press, once."""

import os
import signal
import time
from dataclasses import dataclass, replace

import pytest
from sqlalchemy import select

from engine import documents, history, outside
from engine.db.cases import Job
from engine.db.database import Database
from engine.jobs.queue import DbosQueue
from engine.signing import Order, Secret, room
from engine.signing.local import LocalSigner
from engine.signing.trust import Trust
from tests.builders import Bureau, make_bureau
from tests.jobs.doing import worker
from tests.signing.offices import SIGNING
from tests.signing.papers import PASSPHRASE, Desk

PHRASE = Secret(PASSPHRASE.decode())
COUNT = 3


@dataclass
class Ending:
    """Ends its process at one of its calls, before it has signed or after."""

    before: int = 0
    after: int = 0
    calls: int = 0
    name: str = "local"
    asks: bool = True

    @property
    def desk(self) -> LocalSigner:
        return replace(Desk().signer, passphrase=None)

    @property
    def trust(self) -> Trust:
        return self.desk.trust

    def sign(self, order: Order) -> bytes:
        self.calls += 1
        if self.calls == self.before:
            os.kill(os.getpid(), signal.SIGKILL)
        signed = self.desk.sign(order)
        if self.calls == self.after:
            os.kill(os.getpid(), signal.SIGKILL)
        return signed


@pytest.fixture
def bureau(database: Database) -> Bureau:
    made = make_bureau(database, SIGNING)
    made.engine.signer = Ending()
    return made


def ready(bureau: Bureau) -> list[str]:
    cases = [bureau.walker.open("akta_kelahiran").case_id for _ in range(COUNT)]
    for case_id in cases:
        bureau.walker.to_end(case_id)
    return cases


def press(bureau: Bureau, patience: float = room.PATIENCE) -> list[room.Outcome]:
    head = bureau.actor("kadis")
    with bureau.engine.reading(head) as reading:
        jobs = [one.job_id for one in room.waiting(reading)]
    return room.sign(bureau.engine, head, jobs, PHRASE, patience)


def killed(bureau: Bureau) -> bool:
    """Presses in a process of its own, without the connections of this one."""
    bureau.engine.database.close()
    child = os.fork()
    if child == 0:
        try:
            press(bureau)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def states(bureau: Bureau, cases: list[str]) -> list[str]:
    with bureau.engine.reading() as reading:
        return sorted(documents.of_case(reading, one)[-1].state for one in cases)


@pytest.mark.parametrize("ending", [Ending(before=2), Ending(after=2)], ids=["before", "after"])
def test_a_killed_process_leaves_the_rest_to_the_next_press(bureau: Bureau, ending: Ending) -> None:
    cases = ready(bureau)
    bureau.engine.signer = ending

    died = killed(bureau)
    halfway = states(bureau, cases)
    bureau.engine.signer = Ending()
    press(bureau)

    assert (died, halfway) == (True, ["draft", "draft", "in_force"])
    assert states(bureau, cases) == ["in_force"] * COUNT
    for case_id in cases:
        with bureau.engine.reading() as reading:
            kinds = [one.kind for one in history.story(reading, case_id)]
        assert [kinds.count(f"document.{kind}") for kind in ("signing", "signed", "issued")] == [1, 1, 1]


def test_begins_no_further_one_when_the_time_is_over(bureau: Bureau) -> None:
    cases = ready(bureau)

    outcomes = press(bureau, patience=-1)

    said = [getattr(one.refused, "code", None) for one in outcomes]
    assert said == [None, "unreached", "unreached"]
    assert states(bureau, cases) == ["draft", "draft", "in_force"]


def test_a_case_goes_on_whose_officers_process_died_when_it_was_signed(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is asked for a passphrase any more: a worker tells the case."""
    cases = ready(bureau)
    bureau.engine.queue = queue = DbosQueue(bureau.engine.database)
    with monkeypatch.context() as patch:
        patch.setattr(outside, "settle", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
        assert killed(bureau)
    with bureau.engine.reading() as reading:
        [signed] = [one for one in cases if documents.of_case(reading, one)[-1].state == "in_force"]

    with worker(bureau.engine.database, outside.duties(bureau.engine)):
        deadline = time.monotonic() + 15
        while state_of_job(bureau, signed) != "done" and time.monotonic() < deadline:
            time.sleep(0.05)
    queue.close()

    assert state_of_job(bureau, signed) == "done"


def state_of_job(bureau: Bureau, case_id: str) -> str:
    with bureau.engine.reading() as reading:
        asked = select(Job.state).where(Job.handler == room.HANDLER, Job.case_id == case_id)
        return str(reading.execute(asked).scalar_one())
