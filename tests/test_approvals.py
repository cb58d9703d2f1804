"""A change after an approval clears it: later steps see that, the history says why, nobody signs on papers unseen."""

from collections.abc import Sequence

import pytest

from engine import approvals, history, papers, tasks, taskview
from engine.attachments import Upload
from engine.db.database import Database
from engine.errors import InvalidAnswersError
from engine.submission import Submission
from tests.attachments.files import picture
from tests.builders import Bureau, make_bureau
from tests.test_completing import case_at, open_task

CARD = "kartu_keluarga"
OPINIONS = ["verifikasi_rt", "verifikasi_kelurahan"]


@pytest.fixture
def bureau(database: Database) -> Bureau:
    return make_bureau(database)


def do(bureau: Bureau, case_id: str, **changed: str) -> None:
    """The next task, with some answers other than they stood; names with `__` for dots."""
    prepared = bureau.walker.prepare(case_id)
    assert prepared is not None
    posted = {**prepared.posted, **{name.replace("__", "."): [value] for name, value in changed.items()}}
    submission = Submission.of(posted, "setuju")
    tasks.complete(bureau.engine, bureau.actor(prepared.username), prepared.task_id, submission)
    bureau.walker.drain()


def cleared(bureau: Bureau, case_id: str) -> dict[str, tuple[str, ...]]:
    """As the next task shows it."""
    prepared = bureau.walker.prepare(case_id)
    assert prepared is not None
    with bureau.engine.reading(bureau.actor(prepared.username)) as reading:
        view = taskview.view(reading, prepared.task_id)
    return {one.step: one.changed for one in view.cleared}


def told(bureau: Bureau, case_id: str) -> Sequence[object]:
    with bureau.engine.reading() as reading:
        return [one.facts for one in history.story(reading, case_id) if one.kind == approvals.EVENT]


def hand_in(bureau: Bureau, case_id: str, colour: int) -> None:
    upload = Upload("kk.jpg", picture(size=(60 + colour, 40)))
    papers.hand_in(bureau.engine, bureau.actor("loket"), case_id, CARD, [upload])


def test_what_is_sent_on_unchanged_leaves_every_approval_standing(bureau: Bureau) -> None:
    opened = case_at(bureau, "periksa_draf")

    assert cleared(bureau, opened.case_id) == {}
    assert told(bureau, opened.case_id) == []


def test_a_change_of_what_was_approved_clears_the_approvals_before_it(bureau: Bureau) -> None:
    opened = case_at(bureau, "verifikasi_isi")

    do(bureau, opened.case_id, anak__nama="Gabriel Yohanis Nalle")

    assert cleared(bureau, opened.case_id) == dict.fromkeys(OPINIONS, ("anak.nama",))
    assert told(bureau, opened.case_id) == [{"approvals": OPINIONS, "changed": ["anak.nama"]}]


def test_an_opinion_about_people_and_place_outlives_a_change_of_something_else(bureau: Bureau) -> None:
    opened = case_at(bureau, "verifikasi_isi")

    do(bureau, opened.case_id, anak__berat_kg="3,1")

    assert cleared(bureau, opened.case_id) == {}


def test_who_gave_a_cleared_opinion_is_asked_again_when_the_case_goes_back(bureau: Bureau) -> None:
    opened = case_at(bureau, "verifikasi_isi")
    bureau.walker.step(opened.case_id, "kembalikan")

    do(bureau, opened.case_id, alamat__rt="022")

    assert open_task(bureau, opened.case_id)[1] == "verifikasi_rt"


def test_an_unchanged_case_that_went_back_asks_nobody_twice(bureau: Bureau) -> None:
    opened = case_at(bureau, "verifikasi_isi")
    bureau.walker.step(opened.case_id, "kembalikan")

    do(bureau, opened.case_id)

    assert open_task(bureau, opened.case_id)[1] == "periksa_kelengkapan"


def test_nobody_initials_on_a_paper_that_came_after_its_check(bureau: Bureau) -> None:
    opened = case_at(bureau, "verifikasi_isi")
    hand_in(bureau, opened.case_id, 1)
    do(bureau, opened.case_id)
    do(bureau, opened.case_id)

    hand_in(bureau, opened.case_id, 2)

    assert cleared(bureau, opened.case_id) == {"verifikasi_isi": (f"berkas.{CARD}",)}
    assert told(bureau, opened.case_id) == [{"approvals": ["verifikasi_isi"], "changed": [f"berkas.{CARD}"]}]
    with pytest.raises(InvalidAnswersError) as refused:
        do(bureau, opened.case_id)
    assert [(one.field, one.code) for one in refused.value.problems] == [(f"berkas.{CARD}", "paper_changed")]


def test_a_paper_that_is_checked_again_stands_again(bureau: Bureau) -> None:
    opened = case_at(bureau, "verifikasi_isi")
    hand_in(bureau, opened.case_id, 1)
    do(bureau, opened.case_id)
    hand_in(bureau, opened.case_id, 2)
    for _ in range(2):
        bureau.walker.step(opened.case_id, "kembalikan")

    assert bureau.walker.to_end(opened.case_id) == "issued"
