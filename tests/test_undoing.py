"""What somebody has just done with who holds a task is taken back, while nothing that counts on it followed."""

import pytest

from engine import comments, papers, tasks
from engine.attachments import Upload
from engine.db.database import Database
from engine.deadlines.sweep import sweep
from engine.errors import NothingToUndoError
from engine.stops import hand
from tests.attachments.files import picture
from tests.builders import Bureau, make_bureau
from tests.test_handing_on import at, kinds, row


@pytest.fixture
def bureau(database: Database) -> Bureau:
    return make_bureau(database)


def test_whoever_hands_a_task_on_takes_it_back_while_nothing_followed(bureau: Bureau) -> None:
    task_id, first = at(bureau, "verifikasi_isi"), bureau.actor("verifikator")
    second = bureau.actor("verifikator2")
    tasks.claim(bureau.engine, first, task_id)
    tasks.hand_on(bureau.engine, first, task_id, second.person_id, "Rapat")

    with bureau.engine.reading(first) as reading:
        act = tasks.last_act(reading, task_id)
    with pytest.raises(NothingToUndoError):
        tasks.undo(bureau.engine, second, task_id)
    tasks.undo(bureau.engine, first, task_id)

    assert act is not None
    assert (act.undoable, act.after_name) == (True, second.name)
    assert (row(bureau, task_id).claimed_by, row(bureau, task_id).lost_by) == (first.person_id, None)
    assert kinds(bureau)[-1] == "task.undone"
    with pytest.raises(NothingToUndoError):
        tasks.undo(bureau.engine, first, task_id)


def test_undoes_a_release_and_a_claim(bureau: Bureau) -> None:
    task_id, first = at(bureau, "verifikasi_isi"), bureau.actor("verifikator")
    tasks.claim(bureau.engine, first, task_id)
    tasks.release(bureau.engine, first, task_id)

    tasks.undo(bureau.engine, first, task_id)
    held = row(bureau, task_id).claimed_by
    tasks.release(bureau.engine, first, task_id)
    tasks.claim(bureau.engine, first, task_id)
    tasks.undo(bureau.engine, first, task_id)

    assert held == first.person_id
    assert row(bureau, task_id).claimed_by is None


def test_takes_nothing_back_that_a_colleague_has_begun_to_work_on(bureau: Bureau) -> None:
    task_id, first = at(bureau, "verifikasi_isi"), bureau.actor("verifikator")
    second = bureau.actor("verifikator2")
    tasks.claim(bureau.engine, first, task_id)
    tasks.hand_on(bureau.engine, first, task_id, second.person_id, "Rapat")
    tasks.save_draft(bureau.engine, second, task_id, {"catatan": ["belum"]})

    with pytest.raises(NothingToUndoError):
        tasks.undo(bureau.engine, first, task_id)


def test_undoes_no_completed_task(bureau: Bureau) -> None:
    task_id = at(bureau, "tanda_tangan")
    case_id = row(bureau, task_id).case_id
    bureau.walker.step(case_id)

    with pytest.raises(NothingToUndoError):
        tasks.undo(bureau.engine, bureau.actor("kadis"), task_id)


def handed_on(bureau: Bureau) -> str:
    """A task that `verifikator` has given to `verifikator2`."""
    task_id, first = at(bureau, "verifikasi_isi"), bureau.actor("verifikator")
    tasks.claim(bureau.engine, first, task_id)
    tasks.hand_on(bureau.engine, first, task_id, bureau.actor("verifikator2").person_id, "Rapat")
    return task_id


def test_comments_papers_of_others_and_deadlines_leave_the_chance_to_undo(bureau: Bureau) -> None:
    task_id = handed_on(bureau)
    case_id = row(bureau, task_id).case_id
    comments.write(bureau.engine, bureau.actor("verifikator2"), case_id, "Baik, saya kerjakan besok.")
    comments.write(bureau.engine, bureau.actor("loket"), case_id, "Pemohon menelepon.")
    card = Upload("kartu.jpg", picture(size=(60, 40)))
    papers.hand_in(bureau.engine, bureau.actor("loket"), case_id, "kartu_keluarga", [card])
    bureau.clock.forward(days=30)
    told = sweep(bureau.engine)

    tasks.undo(bureau.engine, bureau.actor("verifikator"), task_id)

    assert told > 0
    assert row(bureau, task_id).claimed_by == bureau.actor("verifikator").person_id


def test_a_clock_that_the_new_holder_has_stopped_ends_the_chance_to_undo(bureau: Bureau) -> None:
    task_id = handed_on(bureau)
    hand.stop(bureau.engine, bureau.actor("verifikator2"), task_id, "siak_terganggu", "SIAK mati")

    with pytest.raises(NothingToUndoError):
        tasks.undo(bureau.engine, bureau.actor("verifikator"), task_id)
