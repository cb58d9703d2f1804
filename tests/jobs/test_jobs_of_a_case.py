"""A case's outside work through a real worker: each job, and the next one that it leads to, without help."""

import time
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from engine import history, outside
from engine.db.cases import Job, Task
from engine.db.database import Database
from engine.jobs.queue import DbosQueue
from tests.builders import Bureau, make_bureau
from tests.jobs.doing import worker
from tests.outside_world import rendering


@pytest.fixture
def bureau(database: Database) -> Iterator[Bureau]:
    rendering.REFUSING.clear()
    rendering.FAILING.clear()
    made = make_bureau(database)
    queue = DbosQueue(database)
    made.engine.queue = queue
    yield made
    queue.close()


def state(bureau: Bureau) -> tuple[list[tuple[str, str]], list[str]]:
    with bureau.engine.reading() as reading:
        jobs = reading.execute(select(Job.handler, Job.state).order_by(Job.id)).all()
        waiting = select(Task.node).where(Task.state == "open", Task.document_type == "akta_kelahiran")
        nodes = reading.execute(waiting).scalars().all()
    return [(job.handler, job.state) for job in jobs], list(nodes)


def test_a_signed_case_is_rendered_announced_and_waits_to_be_handed_over(bureau: Bureau) -> None:
    done = ["rendering.render", "signing.sign", "messages.send", "messages.send", "notices.send"]
    expected = ([(handler, "done") for handler in done], ["serahkan_dokumen"])
    opened = bureau.walker.open("akta_kelahiran")
    while bureau.walker.step(opened.case_id) != "tanda_tangan":
        pass

    with worker(bureau.engine.database, outside.duties(bureau.engine)):
        deadline = time.monotonic() + 15
        while state(bureau) != expected and time.monotonic() < deadline:
            time.sleep(0.05)

    assert state(bureau) == expected
    with bureau.engine.reading() as reading:
        assert not history.verify(reading, bureau.engine.vault.public_keys).problems
