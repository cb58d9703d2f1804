"""How an auditor finds cases, over the whole office and exactly."""

from datetime import date

import pytest
from sqlalchemy import select

from engine import audit, casefile, history, register
from engine.access import SYSTEM
from engine.audit import Wanted
from engine.db.cases import Case
from engine.db.database import Database
from engine.demo.office import LILIBA, OESAPA
from engine.errors import NotAllowedError
from engine.register import NewEntry
from tests.audit.walks import CHECKING, walked
from tests.builders import Bureau, make_bureau


@pytest.fixture
def bureau(database: Database) -> Bureau:
    return make_bureau(database)


def found(bureau: Bureau, **wanted: object) -> list[str]:
    page = audit.find(bureau.engine, bureau.actor("auditor"), Wanted(**wanted))  # type: ignore[arg-type]
    return [line.id for line in page.lines]


def test_finds_a_case_by_each_of_its_numbers_and_its_name(bureau: Bureau) -> None:
    case_id, _other = walked(bureau, 1), walked(bureau, 1)
    with bureau.engine.reading() as reading:
        record = casefile.read(reading, case_id).record
    numbers = [record["ibu"]["nik"], record["kk"]["nomor"], record["pelapor"]["telepon"], "AL-2026-00001"]
    spaced = f"{record['ibu']['nik'][:6]} {record['ibu']['nik'][6:12]} {record['ibu']['nik'][12:]}"

    for text in (*numbers, spaced, record["anak"]["nama"].lower()):
        assert found(bureau, text=text) == [case_id]


def test_finds_no_case_by_a_part_of_a_number(bureau: Bureau) -> None:
    case_id = walked(bureau, 1)
    with bureau.engine.reading() as reading:
        nik = casefile.read(reading, case_id).record["ibu"]["nik"]

    assert found(bureau, text=nik[:12]) == []


def test_finds_an_issued_case_by_its_deed(bureau: Bureau) -> None:
    case_id, _other = walked(bureau, 1), walked(bureau, 1)
    with bureau.engine.work(SYSTEM) as work:
        entry = register.enter(work, NewEntry(case_id, "LU", {}, bureau.actor("kadis").person_id or ""))

    assert found(bureau, text=entry.number.lower()) == [case_id]


def test_finds_by_state_place_return_and_handler(bureau: Bureau) -> None:
    oesapa, liliba = walked(bureau, 1, by="kel.oesapa"), walked(bureau, 1, by="kel.liliba")
    returned = walked(bureau, CHECKING + 1, returned_at=CHECKING, by="kel.liliba")
    done = bureau.walker.open("akta_kelahiran", "kel.oesapa").case_id
    bureau.walker.to_end(done)
    clerk, head = bureau.actor("kel.oesapa").person_id, bureau.actor("kadis").person_id

    assert set(found(bureau, area=LILIBA)) == {liliba, returned}
    assert set(found(bureau, area=OESAPA, document_type="akta_kelahiran")) == {oesapa, done}
    assert found(bureau, returned=True) == [returned]
    assert found(bureau, state="issued") == [done]
    assert found(bureau, handler=head) == [done]
    assert set(found(bureau, handler=clerk, document_type="akta_kelahiran")) == {oesapa, done}
    assert found(bureau, document_type="akta_kematian") == []


def test_days_of_opening_are_those_of_the_office(bureau: Bureau) -> None:
    first = walked(bureau, 1)
    bureau.clock.forward(hours=15)
    second = walked(bureau, 1)

    assert found(bureau, until=date(2026, 11, 24)) == [first]
    assert found(bureau, since=date(2026, 11, 25)) == [second]
    assert found(bureau, since=date(2026, 11, 24), until=date(2026, 11, 25)) == [second, first]
    assert found(bureau, since=date.min, until=date.max) == [second, first]


def test_pages_follow_each_other_without_gap_or_repetition(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.audit.search.PAGE", 2)
    cases = [bureau.walker.open("akta_kelahiran").case_id for _ in range(5)]
    auditor = bureau.actor("auditor")

    pages = [audit.find(bureau.engine, auditor, Wanted())]
    while pages[-1].after:
        pages.append(audit.find(bureau.engine, auditor, Wanted(), pages[-1].after))

    assert [line.id for page in pages for line in page.lines] == list(reversed(cases))
    assert [page.count for page in pages] == [5, 5, 5]


def test_records_what_was_searched_for_and_how_much_was_shown(bureau: Bureau) -> None:
    walked(bureau, 1)
    auditor = bureau.actor("auditor")
    audit.find(bureau.engine, auditor, Wanted(text="5371046703049500", returned=True))

    with bureau.engine.reading() as reading:
        [search] = history.searches_of(reading, auditor.person_id or "")

    assert (search.terms, search.found) == ("text=5371046703049500, returned=True", 0)
    assert search.purpose == "audit"


def test_every_line_of_an_export_is_recorded_too(bureau: Bureau) -> None:
    cases = [walked(bureau, 1), walked(bureau, 1)]
    auditor = bureau.actor("auditor")

    lines = audit.every(bureau.engine, auditor, Wanted())

    with bureau.engine.reading() as reading:
        [search] = history.searches_of(reading, auditor.person_id or "")
    assert [line.id for line in lines] == list(reversed(cases))
    assert (search.found, search.purpose) == (2, "audit_export")


@pytest.mark.parametrize("username", ["verifikator", "kabid", "admin", "penyetuju"])
def test_is_for_auditors_only(sqlite_database: Database, username: str) -> None:
    bureau = make_bureau(sqlite_database)
    actor = bureau.actor(username)

    with pytest.raises(NotAllowedError):
        audit.find(bureau.engine, actor, Wanted())
    with pytest.raises(NotAllowedError):
        audit.every(bureau.engine, actor, Wanted())


def test_lists_everybody_of_the_office_as_a_handler(bureau: Bureau) -> None:
    with bureau.engine.reading(bureau.actor("auditor")) as reading:
        handlers = audit.handlers(reading)
        opened = reading.execute(select(Case.id)).all()

    assert {one.id for one in handlers} == {actor.person_id for actor in bureau.walker.actors.values()}
    assert [one.name for one in handlers] == sorted(one.name for one in handlers)
    assert opened == []
