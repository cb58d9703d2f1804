from datetime import timedelta

import pytest

from engine import history
from engine.db.counting import counted
from engine.db.database import Database
from engine.history import Change
from tests.history.working import START, Desk, made


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


def test_tells_who_did_what_as_what_and_what_it_changed(desk: Desk) -> None:
    case_id, officer = desk.case(), desk.officer("Maria Ndoen", "Verifikator")
    event = made(
        case_id, version="v" * 64, reason="berkas_kurang", outcome="kembalikan", grant=officer.grants[0]
    )
    desk.write(event, actor=officer)

    with desk.reading() as reading:
        [entry] = history.story(reading, case_id)

    assert (entry.person, entry.post, entry.role) == ("Maria Ndoen", "Verifikator akta", "Verifikator")
    assert (entry.kind, entry.node, entry.outcome) == ("task.completed", "periksa", "kembalikan")
    assert (entry.reason, entry.words) == ("berkas_kurang", "Sesuai surat bidan.")
    assert entry.at == START + timedelta(seconds=1)
    assert set(entry.changes) == {
        Change("anak.nama", None, "Yohanes Foeh"),
        Change("anak.berat_kg", 2.9, 3.1),
    }
    assert not entry.erased


def test_the_system_acts_without_name_and_post(desk: Desk) -> None:
    case_id = desk.case()
    desk.write(made(case_id, changes={}, words=None))

    with desk.reading() as reading:
        [entry] = history.story(reading, case_id)

    assert (entry.person, entry.post, entry.changes, entry.erased) == (None, None, (), False)


def test_goes_in_the_order_in_which_it_happened(desk: Desk) -> None:
    case_id, other = desk.case(), desk.case()
    desk.write(*(made(case, facts={"visit": visit}) for visit in range(4) for case in (case_id, other)))

    with desk.reading() as reading:
        visits = [entry.facts["visit"] for entry in history.story(reading, case_id)]

    assert visits == [0, 1, 2, 3]


def test_says_what_was_changed_even_where_the_values_are_erased(desk: Desk) -> None:
    case_id = desk.case()
    desk.write(made(case_id))

    with desk.work() as work:
        history.erase(work, case_id, "permintaan_subjek")

    with desk.reading() as reading:
        first, second = history.story(reading, case_id)
    assert first.erased
    assert first.words is None
    assert set(first.changes) == {
        Change("anak.nama", None, None, erased=True),
        Change("anak.berat_kg", None, None, erased=True),
    }
    assert (second.kind, second.reason, second.facts) == ("values.erased", "permintaan_subjek", {"events": 1})


def test_two_statements_tell_a_story_of_any_length(desk: Desk) -> None:
    case_id, officer = desk.case(), desk.officer()
    desk.write(*(made(case_id, grant=officer.grants[0]) for _ in range(10)), actor=officer)

    with counted(desk.database) as statements, desk.reading() as reading:
        history.story(reading, case_id)

    assert len(statements) == 2


def test_a_look_at_a_case_is_an_act_of_the_looker(desk: Desk) -> None:
    case_id, officer = desk.case(), desk.officer("Maria Ndoen", "Auditor")

    with desk.work(officer) as work:
        history.case_seen(work, case_id, "audit", officer.grants[0])

    with desk.reading() as reading:
        [look] = history.looks_at(reading, case_id)
        assert history.story(reading, case_id) == []
    assert (look.name, look.role, look.purpose, look.at) == ("Maria Ndoen", "Auditor", "audit", desk.now)
    assert desk.verify(f"person:{officer.person_id}").ok


def test_the_latest_look_comes_first(desk: Desk) -> None:
    case_id = desk.case()
    for name in ("Maria", "Ester", "Novita"):
        with desk.work(desk.officer(name)) as work:
            history.case_seen(work, case_id, "task")

    with desk.reading() as reading:
        assert [look.name for look in history.looks_at(reading, case_id)] == ["Novita", "Ester", "Maria"]


def test_what_was_searched_for_is_sealed(desk: Desk) -> None:
    officer = desk.officer()

    with desk.work(officer) as work:
        history.searched(work, "5371031203919001", 3, "layanan")

    with desk.reading() as reading:
        [look] = history.searches_of(reading, str(officer.person_id))
    assert (look.terms, look.found, look.purpose) == ("5371031203919001", 3, "layanan")
    assert desk.verify().ok
