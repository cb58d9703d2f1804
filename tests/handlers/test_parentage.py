"""A father comes into a birth entry: by recognition, or since the parents' marriage is recorded."""

import pytest

from engine import documents, register
from engine.calls import Refused
from engine.db.database import Database
from handlers import register as handler
from tests.builders import make_bureau
from tests.handlers.test_amending_the_register import Registry

MOTHER = {"nama": "Maria Benu"}
FATHER = {"nama": "Yermias Tefa", "nik": None, "kewarganegaraan": "WNI"}
OF_MOTHER = {"anak": {"nama": "Gideon"}, "ibu": MOTHER, "model_akta": {"kode": "ibu"}}
UNRECORDED = OF_MOTHER | {"ayah": FATHER, "model_akta": {"kode": "ayah_ibu_belum_tercatat"}}


class Birth(Registry):
    def entered(self, content: object) -> "Birth":
        self.third = self.bureau.walker.open("akta_kelahiran").case_id
        self.issued = self.call(handler.enter, self.third, kode="LU", isi=content)
        return self

    def parents(self, kind: str, **changed: object) -> dict[str, object]:
        return {"jenis": kind, "ayah": FATHER, "ibu": MOTHER} | changed

    def hinders(self, kind: str, **changed: object) -> list[str]:
        found = self.call(handler.find, nomor=self.issued["nomor"], orang_tua=self.parents(kind, **changed))
        return list(found["beda"])


@pytest.fixture
def birth(database: Database) -> Birth:
    return Birth(make_bureau(database))


@pytest.mark.parametrize(
    ("kind", "before", "model"),
    [
        ("pengakuan", OF_MOTHER, "ayah_ibu_belum_tercatat"),
        ("pengesahan", OF_MOTHER, "ayah_ibu"),
        ("pengesahan", UNRECORDED, "ayah_ibu"),
    ],
)
def test_the_father_stands_in_the_entry_under_the_model_of_his_marriage(
    birth: Birth, kind: str, before: object, model: str
) -> None:
    """UU 24/2013 Pasal 49: married by religion only. Pasal 50: married by the state too."""
    birth.entered(before)

    made = birth.ask(handler.set_father, jenis=f"{kind}_anak", orang_tua=birth.parents(kind))

    with birth.bureau.engine.reading() as reading:
        content = register.content(reading, birth.issued["entri"])
        (note,) = register.notes(reading, birth.issued["entri"])
        states = [paper.state for paper in documents.of_entry(reading, birth.issued["entri"])]
    assert (content["ayah"]["nama"], content["model_akta"]["kode"]) == ("Yermias Tefa", model)
    assert (note.kind, "Yermias Tefa" in note.text, made["versi"]) == (f"{kind}_anak", True, 2)
    assert states == ["revoked", "draft"]


def test_nothing_hinders_a_child_of_its_mother_alone(birth: Birth) -> None:
    assert birth.entered(OF_MOTHER).hinders("pengakuan") == []


def test_no_father_is_recognised_in_a_death_certificate(birth: Birth) -> None:
    assert birth.entered({"almarhum": {"nama": "Yosef"}}).hinders("pengakuan") == ["bukan_kelahiran"]


def test_the_mother_has_to_be_the_one_in_the_register(birth: Birth) -> None:
    assert birth.entered(OF_MOTHER).hinders("pengesahan", ibu={"nama": "Ester Pah"}) == ["ibu_lain"]


def test_another_father_needs_a_court(birth: Birth) -> None:
    assert birth.entered(UNRECORDED).hinders("pengesahan", ayah={"nama": "Yosef Nalle"}) == ["ayah_lain"]


def test_a_recognised_child_is_not_recognised_again(birth: Birth) -> None:
    assert birth.entered(UNRECORDED).hinders("pengakuan") == ["sudah_tercatat"]


def test_refuses_what_hinders_at_the_last_moment_too(birth: Birth) -> None:
    birth.entered(UNRECORDED)

    with pytest.raises(Refused):
        birth.ask(handler.set_father, orang_tua=birth.parents("pengakuan"))


@pytest.mark.parametrize("given", [None, {"jenis": "pengangkatan"}])
def test_refuses_parents_that_are_none(birth: Birth, given: object) -> None:
    birth.entered(OF_MOTHER)

    with pytest.raises(Refused):
        birth.ask(handler.set_father, orang_tua=given)
