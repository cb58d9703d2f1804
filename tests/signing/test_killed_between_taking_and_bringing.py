"""The office is killed while an officer brings a paper back: he brings it again, and the case goes on by itself."""

import os
import signal
import time
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from engine import outside
from engine.db.cases import Job
from engine.db.database import Database
from engine.jobs.queue import DbosQueue
from engine.signing import elsewhere, intents, uploads
from engine.signing.manual import ManualSigner
from tests.builders import Bureau, make_bureau
from tests.jobs.doing import worker
from tests.signing.offices import APART
from tests.signing.papers import Desk
from tests.signing.test_signed_elsewhere import bring, ready, signed, states, story, take, waiting

STEPS = {"before the intent is kept": "begin", "before the file is kept": "keep", "after all": ""}


@pytest.fixture
def bureau(database: Database) -> Bureau:
    made = make_bureau(database, APART)
    made.engine.signer = ManualSigner(Desk().signer.trust)
    return made


def killed(bureau: Bureau, file: bytes, step: str) -> None:
    """In a process of its own, before the commit of a step; without the connections of this one."""
    bureau.engine.database.close()
    child = os.fork()
    if child == 0:
        if step:
            setattr(intents, step, deadly(getattr(intents, step)))
        sent = uploads.opened([("a.pdf", file)])
        elsewhere.bring(bureau.engine, bureau.actor("kadis"), sent)
        os.kill(os.getpid(), signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL


def deadly(function: Callable[..., Any]) -> Callable[..., Any]:
    def act(*arguments: Any) -> Any:
        function(*arguments)
        os.kill(os.getpid(), signal.SIGKILL)

    return act


@pytest.mark.parametrize("step", STEPS)
def test_one_signed_document_is_left_in_force(bureau: Bureau, step: str) -> None:
    case_id = ready(bureau)[0]
    [plain] = take(bureau)
    file = signed(bureau, plain)

    killed(bureau, file, STEPS[step])
    left = states(bureau, case_id)
    codes = bring(bureau, file)

    kinds = story(bureau, case_id)
    assert (left, codes) == (["draft" if STEPS[step] else "in_force"], ["signed"])
    assert states(bureau, case_id) == ["in_force"]
    assert [kinds.count(f"document.{kind}") for kind in ("signing", "signed", "issued")] == [1, 1, 1]


def test_a_case_goes_on_although_whoever_brought_its_paper_was_killed_at_once(bureau: Bureau) -> None:
    [case_id] = ready(bureau)
    [plain] = take(bureau)
    queue = DbosQueue(bureau.engine.database)
    bureau.engine.queue = queue

    killed(bureau, signed(bureau, plain), STEPS["after all"])
    with worker(bureau.engine.database, outside.duties(bureau.engine)):
        deadline = time.monotonic() + 15
        while job_state(bureau) != "done" and time.monotonic() < deadline:
            time.sleep(0.05)
    queue.close()

    assert (job_state(bureau), states(bureau, case_id), waiting(bureau)) == ("done", ["in_force"], [])


def job_state(bureau: Bureau) -> str:
    with bureau.engine.reading() as reading:
        return str(reading.execute(select(Job.state).where(Job.handler == "signing.sign")).scalar_one())
