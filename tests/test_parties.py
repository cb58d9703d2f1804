"""Numbers that stand in the lists of a form: the case is found by them, and their holders stay out of it."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from engine import casefile, cases, inbox, search, tasks
from engine.access import Actor
from engine.db.cases import Case, CaseParty, Task
from engine.db.database import Database
from engine.demo.answers import Wish
from engine.demo.walk import Prepared
from engine.engine import Engine
from engine.errors import NotAllowedError
from engine.parties import numbers
from engine.submission import Submission
from tests.builders import Bureau, make_bureau
from tests.costing import dearest
from tests.staffing import make_relative
from web.wiring import HANDLERS as SHIPPED

OTHER = "5371034507949001"


@pytest.fixture
def bureau(database: Database) -> Bureau:
    return make_bureau(database)


def founded(bureau: Bureau, at: str = "verifikasi_isi") -> cases.Opened:
    """The application of a couple for a family card, whose numbers stand in the list of members; at a step."""
    opened = bureau.walker.open("kartu_keluarga", "loket", "membentuk_keluarga")
    while prepared(bureau, opened.case_id).node != at:
        bureau.walker.step(opened.case_id)
        bureau.walker.drain()
    return opened


def parties(bureau: Bureau, case_id: str) -> dict[str, bytes]:
    with bureau.engine.reading() as reading:
        rows = reading.execute(
            select(CaseParty.field, CaseParty.fingerprint).where(CaseParty.case_id == case_id)
        )
        return {row.field: bytes(row.fingerprint) for row in rows}


def wife(bureau: Bureau, case_id: str) -> bytes:
    """Of the second row: she stands nowhere else in the application."""
    return parties(bureau, case_id)["anggota.1.nik"]


def member(bureau: Bureau, username: str, case_id: str) -> Actor:
    return make_relative(bureau.engine, username, wife(bureau, case_id))


def waiting(engine: Engine, case_id: str) -> str:
    with engine.reading() as reading:
        statement = select(Task.id).where(Task.case_id == case_id, Task.state == "open")
        return str(reading.execute(statement).scalar_one())


def prepared(bureau: Bureau, case_id: str, wish: Wish | str = "setuju") -> Prepared:
    found = bureau.walker.prepare(case_id, wish)
    assert found is not None
    return found


def complete(bureau: Bureau, actor: Actor, step: Prepared) -> None:
    tasks.complete(bureau.engine, actor, step.task_id, Submission.of(step.posted, "setuju"))


def found_by(bureau: Bureau, typed: str) -> list[str]:
    with bureau.engine.reading() as reading:
        matching = search.matches(reading, typed, search.CASES)
        return list(reading.execute(select(Case.number).where(matching)).scalars())


def test_a_member_of_the_list_is_not_offered_the_task(bureau: Bureau) -> None:
    opened = founded(bureau)

    with bureau.engine.reading(member(bureau, "verifikator", opened.case_id)) as reading:
        [line] = inbox.page(reading, "desk:Verifikator").lines
        free = inbox.free(reading, ["Verifikator"])

    assert not line.permitted
    assert list(free) == []


def test_a_member_of_the_list_may_not_take_the_task(bureau: Bureau) -> None:
    opened = founded(bureau)
    task_id = waiting(bureau.engine, opened.case_id)

    with pytest.raises(NotAllowedError) as refused:
        tasks.claim(bureau.engine, member(bureau, "verifikator", opened.case_id), task_id)

    assert refused.value.refusal == "family"


def test_a_member_of_the_list_may_not_complete_the_task(bureau: Bureau) -> None:
    opened = founded(bureau)
    step = prepared(bureau, opened.case_id)

    with pytest.raises(NotAllowedError) as refused:
        complete(bureau, member(bureau, "verifikator", opened.case_id), step)

    assert refused.value.refusal == "family"


def test_nobody_writes_himself_into_a_list_of_a_case_that_he_works_on(bureau: Bureau) -> None:
    opened = founded(bureau, "rekam_siak")
    step = prepared(bureau, opened.case_id)
    own = bureau.engine.vault.fingerprint("nik", OTHER)
    operator = make_relative(bureau.engine, step.username, own)

    with pytest.raises(NotAllowedError, match="family"):
        complete(bureau, operator, replace(step, posted={**step.posted, "anggota.1.nik": [OTHER]}))


def test_finds_a_case_by_a_number_in_a_list(bureau: Bureau) -> None:
    people = bureau.walker.people("loket")
    bureau.walker.people = lambda _desk: people  # type: ignore[method-assign]

    opened = founded(bureau)

    assert found_by(bureau, str(people.word("calon2.nik"))) == [opened.number]
    assert found_by(bureau, OTHER) == []


def test_forgets_rows_that_were_taken_out(bureau: Bureau) -> None:
    opened = founded(bureau)
    bureau.walker.step(opened.case_id, "kembalikan")
    gone, step = wife(bureau, opened.case_id), prepared(bureau, opened.case_id)
    left = {name: values for name, values in step.posted.items() if not name.startswith("anggota.1.")}

    complete(bureau, bureau.actor(step.username), replace(step, posted=left))

    assert gone not in parties(bureau, opened.case_id).values()
    assert "anggota.0.nik" in parties(bureau, opened.case_id)


def test_whatever_a_record_holds_is_found_whoever_wrote_it(bureau: Bureau) -> None:
    """A birth opens the change of a family card with numbers that no form of that case has asked for yet."""
    birth = bureau.walker.open("akta_kelahiran", "loket")
    bureau.walker.to_end(birth.case_id)
    with bureau.engine.reading() as reading:
        rows = reading.execute(select(Case.__table__).where(Case.state == "open")).all()
        files = [casefile.read(reading, row.id) for row in rows]

    assert [file.row.document_type for file in files] == ["kartu_keluarga", "kia"]
    for file in files:
        assert parties(bureau, file.row.id) == {
            path: bureau.engine.vault.fingerprint(*number) for path, number in numbers(file).items()
        }


def test_completing_a_task_with_lists_costs_at_most_fifteen_statements(database: Database) -> None:
    bureau = make_bureau(database, SHIPPED)
    opened = bureau.walker.open("kartu_keluarga", "loket", "membentuk_keluarga")

    costs = dearest(database, bureau, opened.case_id)
    assert {node: cost for node, cost in costs.items() if cost > 15} == {}
