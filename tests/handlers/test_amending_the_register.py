"""What a correction, a cancellation and a reissue do to an entry and to the excerpts of it."""

from typing import Any

import pytest

from engine import casefile, documents, register
from engine.access import SYSTEM
from engine.calls import Call, Refused
from engine.db.database import Database
from handlers import register as handler
from tests.builders import Bureau, make_bureau

ENTERED = {"anak": {"nama": "Yermias Pa", "kelahiran_ke": 2}}
CHANGE = {"bidang": "anak.nama", "semula": "Yermias Pa", "menjadi": "Yermias Pah"}


class Registry:
    """A certificate that is out, and a case that asks for something about it."""

    def __init__(self, bureau: Bureau) -> None:
        self.bureau = bureau
        self.first, self.second = (bureau.walker.open("akta_kelahiran").case_id for _ in range(2))
        self.issued = self.call(handler.enter, self.first, kode="LU", isi=ENTERED)
        with bureau.engine.work(SYSTEM) as work:
            documents.store_file(work, self.issued["dokumen"], b"%PDF-1.7")
            documents.issue(work, self.issued["dokumen"])

    def call(self, function: Any, case_id: str | None = None, **parameters: Any) -> dict[str, Any]:
        engine, case_id = self.bureau.engine, case_id or self.second
        before = parameters.pop("before", None)
        with engine.reading() as reading:
            file = casefile.read(reading, case_id)
        with engine.work(SYSTEM) as work:
            call = Call(
                handler="register.x", node="catat", key="k", case=file.identity, parameters=parameters,
                record=file.record, now=work.now, engine=engine, work=work, before=before,
            )  # fmt: skip
            return dict(function(call))

    def ask(self, function: Any, **parameters: Any) -> dict[str, Any]:
        known = {"nomor": self.issued["nomor"], "dasar": "F-2.04B", "jenis": "pembetulan"}
        return self.call(function, **known | parameters)

    def states(self) -> list[str]:
        with self.bureau.engine.reading() as reading:
            return [paper.state for paper in documents.of_entry(reading, self.issued["entri"])]


@pytest.fixture
def registry(database: Database) -> Registry:
    return Registry(make_bureau(database))


def test_finds_a_certificate_and_the_type_that_it_is_of(registry: Registry) -> None:
    found = registry.call(handler.find, nomor=registry.issued["nomor"])

    assert (found["ada"], found["jenis"], found["entri"]) == (
        True,
        "akta_kelahiran",
        registry.issued["entri"],
    )


@pytest.mark.parametrize(
    ("change", "differs"),
    [
        ({}, []),
        ({"semula": "Somebody Else"}, ["anak.nama"]),
        ({"bidang": "anak.gelar"}, ["anak.gelar"]),
    ],
)
def test_tells_early_where_the_register_says_something_else(
    registry: Registry, change: dict[str, str], differs: list[str]
) -> None:
    """By field, so that nobody reads the register by guessing."""
    found = registry.call(handler.find, nomor=registry.issued["nomor"], perubahan=[CHANGE | change])

    assert found["beda"] == differs


@pytest.mark.parametrize("number", [None, "", "5371-LU-01012001-0001"])
def test_says_that_a_number_is_not_in_the_register(registry: Registry, number: str | None) -> None:
    assert registry.call(handler.find, nomor=number) == {"ada": False, "pernah": False}


def test_a_correction_supersedes_the_excerpt_and_drafts_a_new_one(registry: Registry) -> None:
    """Perpres 96/2018 Pasal 59: margin note, new excerpt, the old one is taken back."""
    result = registry.ask(handler.correct, perubahan=[CHANGE])

    with registry.bureau.engine.reading() as reading:
        content = register.content(reading, result["entri"])
        (note,) = register.notes(reading, result["entri"])
    assert content == {"anak": {"nama": "Yermias Pah", "kelahiran_ke": 2}}
    assert note.text == "Data anak, Nama lengkap: semula Yermias Pa, menjadi Yermias Pah"
    assert (result["versi"], result["nomor"]) == (2, registry.issued["nomor"])
    assert registry.states() == ["superseded", "draft"]


def test_corrects_once_however_often_the_step_comes_by(registry: Registry) -> None:
    first = registry.ask(handler.correct, perubahan=[CHANGE])

    second = registry.ask(handler.correct, perubahan=[CHANGE], before=first)

    assert second == first
    assert registry.states() == ["superseded", "draft"]


def test_keeps_numbers_numbers(registry: Registry) -> None:
    change = {"bidang": "anak.kelahiran_ke", "semula": "2", "menjadi": "3"}

    result = registry.ask(handler.correct, perubahan=[change])

    with registry.bureau.engine.reading() as reading:
        assert register.content(reading, result["entri"])["anak"]["kelahiran_ke"] == 3


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ([], "tanpa_perubahan"),
        ([CHANGE | {"bidang": "anak.gelar"}], "bidang"),
        ([CHANGE | {"bidang": "anak.nama.depan"}], "bidang"),
        ([CHANGE | {"semula": "Yeremia"}], "semula"),
        ([CHANGE | {"bidang": "anak.kelahiran_ke", "semula": "2", "menjadi": "dua"}], "angka"),
    ],
)
def test_refuses_a_correction_that_does_not_fit_the_entry(
    registry: Registry, changes: list[dict[str, str]], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        registry.ask(handler.correct, perubahan=changes)

    assert refused.value.code == code
    assert registry.states() == ["in_force"]


def test_a_cancellation_revokes_the_excerpt_and_issues_none(registry: Registry) -> None:
    """Permendagri 108/2019 Pasal 88-89: margin note on the register, the excerpt is withdrawn."""
    result = registry.ask(handler.cancel, jenis="pembatalan")

    assert "dokumen" not in result
    assert registry.states() == ["revoked"]
    with pytest.raises(Refused):
        registry.ask(handler.reissue)


def test_a_reissue_leaves_the_entry_as_it_is(registry: Registry) -> None:
    """Permendagri 108/2019 Pasal 90-92."""
    result = registry.ask(handler.reissue)

    with registry.bureau.engine.reading() as reading:
        assert len(register.versions(reading, result["entri"])) == 1
        assert register.notes(reading, result["entri"]) == []
    assert registry.states() == ["superseded", "draft"]


BOOK = {"dokumen": "akta_kematian", "tanggal": "1996-03-05", "isi": ENTERED}


def test_takes_over_what_an_old_book_says(registry: Registry) -> None:
    made = registry.call(handler.take_over, nomor="12/1996", **BOOK)

    found = registry.call(handler.find, nomor="12/1996", perubahan=[CHANGE])
    assert (made["kode"], made["tanggal"]) == ("BL", "1996-03-05")
    assert (found["ada"], found["jenis"], found["beda"]) == (True, "akta_kematian", [])


def test_tells_that_a_number_was_there_once(registry: Registry) -> None:
    """So that a cancelled certificate is not looked for in an old book."""
    registry.ask(handler.cancel)

    assert registry.call(handler.find, nomor=registry.issued["nomor"]) == {"ada": False, "pernah": True}


@pytest.mark.parametrize("missing", ["dokumen", "isi"])
def test_takes_nothing_over_that_is_not_whole(registry: Registry, missing: str) -> None:
    with pytest.raises(Refused):
        registry.call(handler.take_over, nomor="12/1996", **BOOK | {missing: None})
