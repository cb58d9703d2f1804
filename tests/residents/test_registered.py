"""Residents follow the entries of the register, from the first to the last thing that is said in them."""

from typing import Any

import pytest

from engine import register
from engine.access import SYSTEM
from engine.residents import follow
from engine.residents.entries import ALIVE, DEAD
from tests.builders import Bureau
from tests.residents.families import FATHER, KK, MOTHER, SON, STRANGER, Knowing

BIRTH: dict[str, Any] = {
    "anak": {"nama": "Imanuel Nale", "jenis_kelamin": "L", "tanggal_lahir": "2026-11-01"},
    "ibu": {"nama": "Maria Goreti Bere", "nik": MOTHER},
    "siak": {"nik_anak": STRANGER, "nomor_kk": KK},
}
DEATH: dict[str, Any] = {
    "almarhum": {"nik": FATHER, "nama": "Yohanes Nalle", "tanggal_meninggal": "2026-11-02"}
}
MARRIAGE: dict[str, Any] = {
    "suami": {"nik": SON, "status_sebelum": "belum_kawin"},
    "istri": {"nik": STRANGER, "status_sebelum": "cerai_mati"},
    "perkawinan": {"tanggal_pemberkatan": "2026-11-03"},
}


@pytest.fixture
def case(bureau: Bureau) -> str:
    return bureau.walker.open("perubahan_akta").case_id


def told(office: Knowing, case: str, before: Any, after: Any) -> int:
    """How many changed; nobody does the second time."""
    with office.engine.work(SYSTEM) as work:
        count = follow(work, case, before, after)
        assert follow(work, case, before, after) == 0
    return count


def known(office: Knowing, nik: str) -> dict[str, Any]:
    found = office.person(nik)
    assert found is not None
    return {"state": found.state, **found.record}


def test_a_corrected_name_is_laid_over_and_nothing_else(office: Knowing, case: str) -> None:
    told(office, case, None, BIRTH)
    told(office, case, None, {**MARRIAGE, "istri": {}, "suami": {"nik": STRANGER}})

    assert told(office, case, BIRTH, {**BIRTH, "anak": BIRTH["anak"] | {"nama": "Imanuel Nalle"}}) == 1

    child = known(office, STRANGER)
    assert (child["nama"], child["ibu"]) == ("Imanuel Nalle", "Maria Goreti Bere")
    assert child["status_perkawinan"] == "kawin_tercatat"


def test_a_father_comes_in_and_goes_with_the_entry(office: Knowing, case: str) -> None:
    recognised = BIRTH | {"ayah": {"nama": "Yohanes Nalle", "nik": FATHER}}
    told(office, case, None, BIRTH)

    told(office, case, BIRTH, recognised)
    with_father = known(office, STRANGER)
    told(office, case, recognised, None)

    assert (with_father["ayah"], with_father["nik_ayah"]) == ("Yohanes Nalle", FATHER)
    child = known(office, STRANGER)
    assert (child["state"], child["nama"]) == (ALIVE, "Imanuel Nale")
    assert not {"ayah", "nik_ayah", "ibu", "nik_ibu"} & child.keys()
    assert len(office.asked("kelahiran_ibu", MOTHER)) == 2


def test_whose_death_is_cancelled_lives_again_but_stands_on_no_card(office: Knowing, case: str) -> None:
    told(office, case, None, DEATH)
    dead = known(office, FATHER)["state"]

    told(office, case, DEATH, None)

    father = known(office, FATHER)
    assert (dead, father["state"], father.get("tanggal_meninggal")) == (DEAD, ALIVE, None)
    assert FATHER not in office.on_card(KK)


def test_a_death_of_somebody_else_moves_to_whose_it_was(office: Knowing, case: str) -> None:
    told(office, case, None, DEATH)

    told(office, case, DEATH, {"almarhum": DEATH["almarhum"] | {"nik": MOTHER}})

    assert (known(office, FATHER)["state"], known(office, MOTHER)["state"]) == (ALIVE, DEAD)


def test_a_cancelled_marriage_leaves_each_as_he_was_before(office: Knowing, case: str) -> None:
    told(office, case, None, MARRIAGE)
    married = known(office, SON)

    told(office, case, MARRIAGE, None)

    assert (married["status_perkawinan"], married["tanggal_perkawinan"]) == ("kawin_tercatat", "2026-11-03")
    assert known(office, SON)["status_perkawinan"] == "belum_kawin"
    assert "tanggal_perkawinan" not in known(office, SON)


def test_other_entries_say_nothing_of_residents(office: Knowing, case: str) -> None:
    assert told(office, case, None, {"pelapor": {"nik": FATHER}}) == 0


@pytest.mark.parametrize("scenario", ["pembetulan", "batal_pengadilan"])
def test_an_approved_amendment_changes_register_and_resident_together(bureau: Bureau, scenario: str) -> None:
    office = Knowing(bureau.engine)
    opened = bureau.walker.open("perubahan_akta", scenario=scenario)

    bureau.walker.to_end(opened.case_id)

    with bureau.engine.reading() as reading:
        [folio] = register.of_case(reading, opened.case_id)
        says = register.content(reading, folio.entry.id)
    child = known(office, says["siak"]["nik_anak"])
    assert child["nama"] == says["anak"]["nama"]
    assert ("ibu" in child) == (scenario == "pembetulan")
