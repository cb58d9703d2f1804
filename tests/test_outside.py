"""Work outside: what a worker's answer, refusal and failure do to a case."""

import pytest
from sqlalchemy import select

from engine import outside
from engine.db.cases import Case, Job, Task
from engine.db.database import Database
from tests.builders import Bureau, make_bureau
from tests.outside_world import rendering


@pytest.fixture
def bureau(database: Database) -> Bureau:
    rendering.REFUSING.clear()
    rendering.FAILING.clear()
    return make_bureau(database)


def signed(bureau: Bureau) -> str:
    """A case whose certificate is signed and waits for its PDF."""
    opened = bureau.walker.open("akta_kelahiran")
    while bureau.walker.step(opened.case_id) != "tanda_tangan":
        pass
    return opened.case_id


def jobs(bureau: Bureau) -> list[tuple[str, str]]:
    with bureau.engine.reading() as reading:
        rows = reading.execute(select(Job.handler, Job.state).order_by(Job.id)).all()
    return [tuple(row) for row in rows]


def open_nodes(bureau: Bureau, case_id: str) -> list[str]:
    with bureau.engine.reading() as reading:
        waiting = select(Task.node).where(Task.case_id == case_id, Task.state == "open")
        return list(reading.execute(waiting).scalars())


def number(bureau: Bureau, case_id: str) -> str:
    with bureau.engine.reading() as reading:
        return str(reading.execute(select(Case.number).where(Case.id == case_id)).scalar_one())


def test_a_result_moves_the_case_on(bureau: Bureau) -> None:
    case_id = signed(bureau)
    assert jobs(bureau) == [("rendering.render", "open")]

    bureau.walker.drain()

    done = ["rendering.render", "signing.sign", "messages.send", "messages.send", "notices.send"]
    assert jobs(bureau) == [(handler, "done") for handler in done]
    assert open_nodes(bureau, case_id) == ["serahkan_dokumen"]


def test_a_refusal_takes_the_path_that_the_diagram_draws_for_it(bureau: Bureau) -> None:
    case_id = signed(bureau)
    rendering.REFUSING.add(number(bureau, case_id))

    bureau.walker.drain()

    assert open_nodes(bureau, case_id) == ["tangani_gagal_dokumen"]


def test_a_result_that_comes_twice_counts_once(bureau: Bureau) -> None:
    signed(bureau)
    with bureau.engine.reading() as reading:
        job_id = reading.execute(select(Job.id)).scalar_one()
    outcome = outside.perform(bureau.engine, job_id)

    for _ in range(2):
        with bureau.engine.database.writing() as connection:
            outside.settle(bureau.engine, connection, job_id, outcome)

    assert sorted(jobs(bureau)) == [("rendering.render", "done"), ("signing.sign", "open")]


def test_a_result_for_a_withdrawn_case_is_ignored(bureau: Bureau) -> None:
    from engine import cases

    case_id = signed(bureau)
    with bureau.engine.reading() as reading:
        job_id = reading.execute(select(Job.id)).scalar_one()
    outcome = outside.perform(bureau.engine, job_id)
    cases.withdraw(
        bureau.engine, bureau.actor("loket"), case_id, "permintaan_pemohon", "Pemohon pindah kota."
    )

    with bureau.engine.database.writing() as connection:
        outside.settle(bureau.engine, connection, job_id, outcome)

    assert jobs(bureau) == [("rendering.render", "gone")]
    assert open_nodes(bureau, case_id) == []
