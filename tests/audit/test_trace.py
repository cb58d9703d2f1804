"""A case as a story: who, when, how long, why, what changed, on which version."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import insert, update

from engine import audit, definitions, history, people, tasks
from engine.access import SYSTEM, Grant
from engine.audit import Deed, Spell, Trace
from engine.db.cases import Case, CaseDuty, CaseParty
from engine.db.database import Database
from engine.db.offices import Assignment
from engine.errors import NotAllowedError, NotFoundError
from engine.ids import new_id
from tests.audit import behind
from tests.audit.walks import CHECKING, TYPE, walked
from tests.builders import PROCESSES, Bureau, deploy, make_bureau

MINUTES = timedelta(minutes=1)


@pytest.fixture
def bureau(database: Database) -> Bureau:
    return make_bureau(database)


def trace(bureau: Bureau, case_id: str) -> Trace:
    return audit.trace(bureau.engine, bureau.actor("auditor"), case_id)


def completions(found: Trace) -> list[Deed]:
    return [deed for deed in found.deeds if deed.event.kind == "task.completed"]


def test_tells_a_returned_case_as_a_story(bureau: Bureau) -> None:
    case_id = walked(bureau, CHECKING + 3, returned_at=CHECKING)

    found = trace(bureau, case_id)

    assert [deed.event.node for deed in completions(found)] == [
        "verifikasi_rt", "verifikasi_kelurahan", "periksa_kelengkapan", "verifikasi_isi", "lengkapi_permohonan",
        "periksa_kelengkapan",
    ]  # fmt: skip
    returned = completions(found)[CHECKING]
    assert returned.event.outcome == "kembalikan"
    assert returned.event.words == "Mohon difoto ulang di tempat terang."
    assert returned.event.reason in found.document_type.reasons
    assert (returned.who.post, returned.who.role) == ("Verifikator", "Verifikator")
    assert found.verdict.ok
    assert found.waiting == ["verifikasi_isi"]


def test_tells_how_long_a_task_was_waited_for_and_worked_on(bureau: Bureau) -> None:
    case_id = walked(bureau, 2)

    found = trace(bureau, case_id)

    for deed in completions(found):
        assert deed.stint is not None
        assert deed.stint.waited == Spell(20 * MINUTES, 20 * MINUTES)
        assert deed.stint.worked == Spell(12 * MINUTES, 12 * MINUTES)
    assert [desk.role for desk in audit.desks(found.stints)][:2] == [
        "Ketua RT", "Petugas registrasi kelurahan",
    ]  # fmt: skip


def test_counts_office_hours_apart_from_the_clock(bureau: Bureau) -> None:
    opened = bureau.walker.open(TYPE)
    bureau.clock.forward(hours=24)
    prepared = bureau.walker.prepare(opened.case_id)
    assert prepared is not None
    tasks.claim(bureau.engine, bureau.actor(prepared.username), prepared.task_id)

    [stint] = trace(bureau, opened.case_id).stints

    assert stint.waited == Spell(timedelta(hours=24), timedelta(hours=7))


def test_tells_which_task_missed_its_deadline(bureau: Bureau) -> None:
    case_id = walked(bureau, 2)
    bureau.clock.forward(minutes=31)
    bureau.walker.step(case_id)

    late = [stint.node for stint in trace(bureau, case_id).stints if stint.late]

    assert late == ["periksa_kelengkapan"]


def test_a_task_that_nobody_took_first_was_only_waited_for(bureau: Bureau) -> None:
    opened = bureau.walker.open(TYPE)
    bureau.clock.forward(minutes=7)
    bureau.walker.step(opened.case_id)

    [completed] = completions(trace(bureau, opened.case_id))

    assert completed.stint is not None
    assert (completed.stint.waited.clock, completed.stint.worked) == (7 * MINUTES, None)


def test_time_with_the_applicant_is_nobodys(bureau: Bureau) -> None:
    case_id = walked(bureau, CHECKING + 2, returned_at=CHECKING)

    found = trace(bureau, case_id)

    [paused] = [stint for stint in found.stints if stint.paused]
    assert paused.node == "lengkapi_permohonan"
    assert sum(desk.tasks for desk in audit.desks(found.stints)) == len(found.stints) - 1


def test_tells_changes_in_the_words_of_the_form(bureau: Bureau) -> None:
    found = trace(bureau, walked(bureau, CHECKING + 3, returned_at=CHECKING))

    first = {(one.group.id, one.label.id): one for one in found.deeds[0].changes}
    assert first["Data anak", "Jenis kelamin"].after.value in ("Laki-laki", "Perempuan")  # type: ignore[union-attr]
    assert first["Ibu", "NIK"].first
    again = {one.path: one for one in completions(found)[-1].changes}
    [path] = [path for path, one in again.items() if path.startswith("berkas.") and not one.first][:1]
    assert again[path].before.value == "dikembalikan"  # type: ignore[union-attr]
    assert again[path].after.value == "diterima"  # type: ignore[union-attr]


def test_says_where_values_were_erased(bureau: Bureau) -> None:
    case_id = walked(bureau, CHECKING)
    with bureau.engine.work(SYSTEM) as work:
        history.erase(work, case_id, "masa_simpan")

    found = trace(bureau, case_id)

    assert all(change.erased for change in found.deeds[0].changes)
    assert {"anak.nama", "ibu.nik"} <= {change.path for change in found.deeds[0].changes}
    assert found.verdict.ok


def test_names_whom_somebody_stood_in_for_and_by_which_letter(bureau: Bureau) -> None:
    opened, deputy = bureau.walker.open(TYPE), bureau.actor("verifikator")
    bureau.walker.step(opened.case_id)
    prepared = bureau.walker.prepare(opened.case_id)
    assert prepared is not None
    holder = bureau.actor(prepared.username)
    own = holder.grants[0]
    with bureau.engine.work(SYSTEM) as work:
        row = {"id": new_id(), "post_id": own.post_id, "person_id": deputy.person_id, "kind": "plh",
               "letter_number": "138/Oes/XI/2026", "since": work.now}  # fmt: skip
        work.execute(insert(Assignment), [row | work.office.owner])
    grant = Grant(own.post_id, own.title, own.role, own.area_code, "plh", holder.person_id)
    tasks.claim(bureau.engine, replace(deputy, grants=(grant,)), prepared.task_id)

    claimed = trace(bureau, opened.case_id).deeds[-1]

    assert (claimed.who.name, claimed.who.post) == (deputy.name, own.title)
    assert (claimed.who.on_behalf_of, claimed.who.kind) == (holder.name, "plh")
    assert claimed.who.letter == "138/Oes/XI/2026"


def test_reads_the_version_that_the_case_follows_after_a_newer_one_came(bureau: Bureau) -> None:
    case_id = walked(bureau, 1)
    files = definitions.read_folder(PROCESSES, TYPE)
    bureau.clock.forward(minutes=1)
    deploy(bureau.engine, TYPE, files | {f"{TYPE}.bpmn": files[f"{TYPE}.bpmn"] + b"<!-- -->"}, "Lebih baru")

    found = trace(bureau, case_id)

    assert found.document_type.number == 1
    assert found.in_force is not None
    assert found.in_force.reason == "Uji"


def test_reads_on_where_an_event_can_not_be_read(bureau: Bureau) -> None:
    case_id = walked(bureau, 2)
    behind.overwrite(bureau, case_id, 3, body=b"\xff not json")

    found = trace(bureau, case_id)

    [broken] = [deed for deed in found.deeds if not deed.sound]
    assert (broken.event.seq, broken.event.broken, broken.event.kind) == (3, True, "task.completed")


def test_finds_two_duties_of_one_person_that_do_not_go_together(bureau: Bureau) -> None:
    case_id = walked(bureau, CHECKING)
    with bureau.engine.work(SYSTEM) as work:
        row = {"case_id": case_id, "person_id": bureau.actor("loket").person_id, "duty": "verifikasi",
               "role": "Verifikator", "kind": "definitif"}  # fmt: skip
        work.execute(insert(CaseDuty), [row | work.office.owner])

    [rivalry] = trace(bureau, case_id).checks.rivalries

    assert (rivalry.duty, rivalry.other) == ("verifikasi", "penerimaan")


def test_finds_an_officer_whose_family_the_case_is_about(bureau: Bureau) -> None:
    case_id, clerk = walked(bureau, 1), bureau.actor("loket")
    with bureau.engine.work(SYSTEM) as work:
        party = {"case_id": case_id, "field": "kk.lain", "kind": "kk", "fingerprint": clerk.kk_index}
        work.execute(insert(CaseParty), [party | work.office.owner])

    assert trace(bureau, case_id).checks.kin == (clerk.person_id,)


def test_finds_what_was_done_after_hours(bureau: Bureau) -> None:
    opened = bureau.walker.open(TYPE)
    bureau.clock.forward(hours=10)
    bureau.walker.step(opened.case_id)

    assert trace(bureau, opened.case_id).checks.after_hours == (2,)


def test_finds_a_case_that_says_something_else_than_its_history(bureau: Bureau) -> None:
    case_id = walked(bureau, CHECKING)
    with bureau.engine.work(SYSTEM) as work:
        work.execute(update(Case).where(Case.id == case_id).values(state="issued", returns=3))

    assert trace(bureau, case_id).checks.differing == ("state", "returns")


def test_a_whole_walk_passes_every_check(bureau: Bureau) -> None:
    opened = bureau.walker.open(TYPE)
    bureau.walker.to_end(opened.case_id)

    found = trace(bureau, opened.case_id).checks

    assert (found.rivalries, found.kin, found.after_hours, found.differing) == ((), (), (), ())
    assert (found.kept_promise, found.overtaken) == (True, 0)


def test_counts_complete_cases_that_were_overtaken(bureau: Bureau) -> None:
    walked(bureau, CHECKING)
    later = bureau.walker.open(TYPE)
    bureau.clock.forward(minutes=1)
    bureau.walker.to_end(later.case_id)

    assert trace(bureau, later.case_id).checks.overtaken == 1


@pytest.mark.parametrize("username", ["verifikator", "kadis", "admin", "perancang"])
def test_is_for_auditors_only(sqlite_database: Database, username: str) -> None:
    bureau = make_bureau(sqlite_database)
    opened = bureau.walker.open(TYPE)

    with pytest.raises(NotAllowedError):
        audit.trace(bureau.engine, bureau.actor(username), opened.case_id)
    with bureau.engine.reading() as reading:
        assert history.looks_at(reading, opened.case_id) == []


def test_refuses_a_case_that_is_not_there(bureau: Bureau) -> None:
    with pytest.raises(NotFoundError):
        trace(bureau, new_id())


def test_names_of_people_are_those_of_the_office(bureau: Bureau) -> None:
    found = trace(bureau, walked(bureau, 2))

    with bureau.engine.reading() as reading:
        assert found.actors == people.names(reading, set(found.actors))
