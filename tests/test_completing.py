"""Completing tasks: who may, who wins, what is kept, what it leaves behind."""

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import select

from engine import cases, drafts, history, tasks
from engine.access import Actor
from engine.db.cases import Answer, Case, CaseDuty, Task, TaskDraft
from engine.db.database import Database
from engine.errors import InvalidAnswersError, NotAllowedError, TaskHeldError, TaskNotOpenError, WarningsError
from engine.submission import Submission
from tests.builders import Bureau, make_bureau


@pytest.fixture
def bureau(database: Database) -> Bureau:
    return make_bureau(database)


def open_task(bureau: Bureau, case_id: str) -> tuple[str, str]:
    with bureau.engine.reading() as reading:
        row = reading.execute(
            select(Task.id, Task.node).where(Task.case_id == case_id, Task.state == "open")
        ).one()
    return row.id, row.node


def case_at(bureau: Bureau, node: str, by: str = "loket") -> cases.Opened:
    opened = bureau.walker.open("akta_kelahiran", by)
    while open_task(bureau, opened.case_id)[1] != node:
        bureau.walker.step(opened.case_id)
        bureau.walker.drain()
    return opened


def accepted(bureau: Bureau, actor: Actor, task_id: str, outcome: str = "setuju") -> Submission:
    with bureau.engine.reading(actor) as reading:
        row = tasks.find(reading, task_id)
        posted = bureau.walker._answers(reading, row, outcome)
    return Submission.of(posted, outcome, "request-1")


def test_a_case_goes_from_application_to_issued(bureau: Bureau) -> None:
    opened = bureau.walker.open("akta_kelahiran")

    state = bureau.walker.to_end(opened.case_id)

    assert state == "issued"
    with bureau.engine.reading() as reading:
        waiting = select(Task.id).where(Task.case_id == opened.case_id, Task.state == "open")
        assert reading.execute(waiting).all() == []


def test_a_late_birth_is_decided_by_the_head_of_dinas(bureau: Bureau) -> None:
    opened = bureau.walker.open("akta_kelahiran", scenario="terlambat")

    bureau.walker.to_end(opened.case_id)

    with bureau.engine.reading() as reading:
        nodes = reading.execute(select(Task.node).where(Task.case_id == opened.case_id)).scalars().all()
    assert "putuskan_keterlambatan" in nodes


def test_the_first_of_two_completions_wins_and_the_second_keeps_what_he_typed(bureau: Bureau) -> None:
    opened = case_at(bureau, "verifikasi_isi")
    task_id, _ = open_task(bureau, opened.case_id)
    first, second = bureau.actor("verifikator"), bureau.actor("verifikator2")
    submission = accepted(bureau, first, task_id)
    tasks.complete(bureau.engine, first, task_id, submission)

    with pytest.raises(TaskNotOpenError) as refused:
        tasks.complete(
            bureau.engine, second, task_id, Submission.of(submission.posted, "setuju", "request-2")
        )

    assert refused.value.by == first.person_id
    with bureau.engine.reading(second) as reading:
        kept = drafts.find(reading, task_id)
    assert kept is not None
    assert kept[0]["anak.nama"] == list(submission.posted["anak.nama"])


def test_of_many_at_once_exactly_one_completes_a_task(bureau: Bureau) -> None:
    opened = case_at(bureau, "verifikasi_isi")
    task_id, _ = open_task(bureau, opened.case_id)
    people = [bureau.actor(name) for name in ("verifikator", "verifikator2")] * 4
    posted = accepted(bureau, people[0], task_id).posted
    barrier, results = threading.Barrier(len(people)), []

    def compete(number: int, actor: Actor) -> None:
        barrier.wait()
        try:
            tasks.complete(
                bureau.engine, actor, task_id, Submission.of(posted, "setuju", f"request-{number}")
            )
            results.append("done")
        except TaskNotOpenError:
            results.append("late")

    run_together([lambda n=n, a=a: compete(n, a) for n, a in enumerate(people)])  # type: ignore[misc]

    assert sorted(results) == ["done"] + ["late"] * (len(people) - 1)
    with bureau.engine.reading() as reading:
        written = reading.execute(select(Answer.id).where(Answer.node == "verifikasi_isi")).all()
        waiting = reading.execute(select(Task.node).where(Task.state == "open")).scalars().all()
    assert len(written) == 1
    assert waiting == ["rekam_siak"]


def run_together(acts: list[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=act) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_the_same_request_twice_is_carried_out_once(bureau: Bureau) -> None:
    opened = case_at(bureau, "verifikasi_isi")
    task_id, _ = open_task(bureau, opened.case_id)
    actor = bureau.actor("verifikator")
    submission = accepted(bureau, actor, task_id)
    tasks.complete(bureau.engine, actor, task_id, submission)

    again = tasks.complete(bureau.engine, actor, task_id, submission)

    assert again.repeated
    assert again.outcome == "setuju"


def test_refuses_a_task_that_somebody_else_holds(bureau: Bureau) -> None:
    opened = case_at(bureau, "verifikasi_isi")
    task_id, _ = open_task(bureau, opened.case_id)
    holder, other = bureau.actor("verifikator"), bureau.actor("verifikator2")
    tasks.claim(bureau.engine, holder, task_id)

    with pytest.raises(TaskHeldError):
        tasks.complete(bureau.engine, other, task_id, accepted(bureau, other, task_id))


def test_refuses_somebody_of_another_role(bureau: Bureau) -> None:
    opened = case_at(bureau, "verifikasi_isi")
    task_id, _ = open_task(bureau, opened.case_id)
    actor = bureau.actor("operator")

    with pytest.raises(NotAllowedError) as refused:
        tasks.complete(bureau.engine, actor, task_id, accepted(bureau, actor, task_id))

    assert refused.value.refusal == "role"


def test_a_refused_completion_changes_nothing(bureau: Bureau) -> None:
    opened = case_at(bureau, "verifikasi_isi")
    task_id, _ = open_task(bureau, opened.case_id)
    actor = bureau.actor("verifikator")
    before = snapshot(bureau, opened.case_id)

    with pytest.raises(InvalidAnswersError) as refused:
        tasks.complete(bureau.engine, actor, task_id, Submission.of({}, "setuju", "request-1"))

    assert {problem.field for problem in refused.value.problems} >= {"anak.nama", "berkas.kartu_keluarga"}
    assert snapshot(bureau, opened.case_id) == before


def snapshot(bureau: Bureau, case_id: str) -> object:
    with bureau.engine.reading() as reading:
        case = reading.execute(
            select(Case.version, Case.record, Case.engine_state).where(Case.id == case_id)
        ).one()
        open_now = reading.execute(select(Task.id).where(Task.state == "open")).all()
    return tuple(case), open_now


def test_a_return_needs_a_reason(bureau: Bureau) -> None:
    opened = case_at(bureau, "periksa_draf")
    task_id, _ = open_task(bureau, opened.case_id)

    with pytest.raises(InvalidAnswersError) as refused:
        tasks.complete(bureau.engine, bureau.actor("kasi"), task_id, Submission.of({}, "kembalikan"))

    assert [problem.code for problem in refused.value.problems] == ["reason_needed"]


def test_a_case_that_is_returned_stops_the_clock_until_it_comes_back(bureau: Bureau) -> None:
    opened = case_at(bureau, "verifikasi_isi")
    promised = case_row(bureau, opened.case_id).promised_at
    bureau.walker.step(opened.case_id, "kembalikan")
    paused = case_row(bureau, opened.case_id)
    bureau.clock.forward(hours=3)

    bureau.walker.step(opened.case_id)

    assert paused.paused_at is not None
    assert paused.returns == 1
    resumed = case_row(bureau, opened.case_id)
    assert resumed.paused_at is None
    assert bureau.engine.office.calendar.between(promised, resumed.promised_at).total_seconds() == 3 * 3600


def case_row(bureau: Bureau, case_id: str) -> object:
    with bureau.engine.reading() as reading:
        return reading.execute(select(Case.__table__).where(Case.id == case_id)).one()


def test_a_rejection_ends_the_case(bureau: Bureau) -> None:
    opened = case_at(bureau, "verifikasi_isi")

    bureau.walker.step(opened.case_id, "tolak")

    assert case_row(bureau, opened.case_id).state == "rejected"


def test_remembers_who_did_which_duty(bureau: Bureau) -> None:
    opened = case_at(bureau, "periksa_draf")

    with bureau.engine.reading() as reading:
        duties = (
            reading.execute(select(CaseDuty.duty).where(CaseDuty.case_id == opened.case_id)).scalars().all()
        )
    assert {"penerimaan", "verifikasi", "perekaman"} <= set(duties)


def test_a_draft_goes_with_the_completion(bureau: Bureau) -> None:
    opened = case_at(bureau, "verifikasi_isi")
    task_id, _ = open_task(bureau, opened.case_id)
    actor = bureau.actor("verifikator")
    submission = accepted(bureau, actor, task_id)
    tasks.save_draft(bureau.engine, actor, task_id, submission.posted)

    tasks.complete(bureau.engine, actor, task_id, submission)

    with bureau.engine.reading() as reading:
        assert reading.execute(select(TaskDraft.task_id)).all() == []


def test_a_task_whose_form_warns_waits_for_the_reason_and_keeps_what_was_typed(bureau: Bureau) -> None:
    opened = case_at(bureau, "verifikasi_isi")
    bureau.walker.step(opened.case_id, "kembalikan")
    prepared = bureau.walker.prepare(opened.case_id)
    assert prepared is not None
    born = {"ibu.tanggal_lahir-dd": ["1"], "ibu.tanggal_lahir-mm": ["2"], "ibu.tanggal_lahir-yyyy": ["1950"]}
    posted = {**prepared.posted, **born, "peringatan.terima": [], "peringatan.alasan": [""]}
    actor = bureau.actor(prepared.username)

    with pytest.raises(WarningsError) as refused:
        tasks.complete(bureau.engine, actor, prepared.task_id, Submission.of(posted, "setuju"))
    accepting = [f"{one.field}:{one.code}" for one in refused.value.warnings]
    again = {
        **posted,
        "peringatan.terima": accepting,
        "peringatan.alasan": ["Cocok."],
        "catatan": ["Berkas asli."],
    }
    with bureau.engine.reading(actor) as reading:
        kept = drafts.find(reading, prepared.task_id)
    done = tasks.complete(bureau.engine, actor, prepared.task_id, Submission.of(again, "setuju"))

    assert kept is not None
    assert kept[0]["ibu.tanggal_lahir-yyyy"] == ["1950"]
    assert [task.node for task in done.next] == ["periksa_kelengkapan"]
    with bureau.engine.reading() as reading:
        told = history.story(reading, opened.case_id)[-1]
    assert told.words == "Berkas asli.; Cocok."
