"""What a case says, for reading: lists of the form as tables, reduced where the reader sees the reduced record."""

from typing import Any

import pytest

from engine import casefile, caseview, taskview
from engine.cases import Opened
from engine.db.database import Database
from engine.summary import Listed, Section
from tests.builders import Bureau, make_bureau


@pytest.fixture
def bureau(database: Database) -> Bureau:
    return make_bureau(database)


def founded(bureau: Bureau, by: str = "kel.oesapa") -> Opened:
    return bureau.walker.open("kartu_keluarga", by, "membentuk_keluarga")


def record(bureau: Bureau, opened: Opened) -> dict[str, Any]:
    with bureau.engine.reading() as reading:
        return casefile.read(reading, opened.case_id).record


def seen(bureau: Bureau, opened: Opened, username: str) -> list[Section]:
    with bureau.engine.reading(bureau.actor(username)) as reading:
        return list(caseview.view(reading, opened.case_id).sections)


def lists(sections: list[Section]) -> dict[str, Listed]:
    return {one.path: one for section in sections for one in section.lists}


def column(table: Listed, head: str) -> list[str]:
    place = [words.id for words in table.heads].index(head)
    return [cell.value if (cell := row[place]) else "" for row in table.rows]


def test_shows_the_members_of_a_family_card_as_a_table(bureau: Bureau) -> None:
    opened = founded(bureau)

    members = lists(seen(bureau, opened, "loket"))["anggota"]

    said = record(bureau, opened)["anggota"]
    assert members.label.id == "Susunan keluarga"
    assert column(members, "Nama lengkap") == [row["nama"] for row in said]
    assert column(members, "NIK") == [row["nik"] for row in said]
    assert column(members, "Hubungan dalam keluarga") == ["Kepala keluarga", "Istri"]


def test_leaves_out_what_no_row_answers(bureau: Bureau) -> None:
    members = lists(seen(bureau, founded(bureau), "loket"))["anggota"]

    assert "Nomor paspor" not in [words.id for words in members.heads]


def test_shows_names_of_members_only_to_the_head_of_the_rt(bureau: Bureau) -> None:
    members = lists(seen(bureau, founded(bureau), "rt.oesapa"))["anggota"]

    assert [words.id for words in members.heads] == ["Nama lengkap"]


def test_shows_what_is_to_be_corrected_before_and_after(bureau: Bureau) -> None:
    opened = bureau.walker.open("perubahan_akta", "kel.oesapa")

    changes = lists(seen(bureau, opened, "loket"))["perubahan"]

    said = record(bureau, opened)["perubahan"]
    assert column(changes, "Semula") == [row["semula"] for row in said]
    assert column(changes, "Menjadi") == [row["menjadi"] for row in said]


def test_tells_the_head_of_the_rt_nothing_of_corrections(bureau: Bureau) -> None:
    opened = bureau.walker.open("perubahan_akta", "kel.oesapa")

    assert lists(seen(bureau, opened, "rt.oesapa")) == {}


def test_shows_the_lists_beside_a_task(bureau: Bureau) -> None:
    opened = founded(bureau, "loket")
    step = bureau.walker.prepare(opened.case_id)
    assert step is not None

    with bureau.engine.reading(bureau.actor(step.username)) as reading:
        view = taskview.view(reading, step.task_id)

    assert "anggota" in lists(list(view.sections))
