"""KIA: up to what age, with or without a photo, and which papers (Permendagri 2/2016)."""

from datetime import UTC, datetime
from typing import Any

import pytest

from engine import feel
from engine.decisions import Decisions
from engine.definitions import read_folder
from engine.forms import Form
from engine.requirements import needed, parse_requirements
from tests.builders import PROCESSES

FILES = read_folder(PROCESSES, "kia")
DECISIONS = Decisions.parse([content for path, content in FILES.items() if path.endswith(".dmn")])
REQUIREMENTS = parse_requirements(FILES["kia/requirements.toml"])
NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
INTAKE = Form.parse(FILES["kia/mulai.form.json"])


def child(born: str = "2026-11-12", kind: str = "baru", **more: Any) -> dict[str, Any]:
    return {
        "pelaporan": {"tanggal": "2026-11-24"},
        "permohonan": {"jenis": kind},
        "subjek": {"tanggal_lahir": born},
        **more,
    }


def card(record: dict[str, Any]) -> Any:
    return feel.to_json(DECISIONS.evaluate("kartu_anak", record, now=NOON).result)


def broken(record: dict[str, Any]) -> set[str]:
    return {rule.id for rule in INTAKE.rules if rule.when.evaluate(record, now=NOON) is True}


def papers(record: dict[str, Any]) -> set[str]:
    return {one.code for one in needed(REQUIREMENTS, record)}


@pytest.mark.parametrize(("born", "refused"), [("2009-11-24", True), ("2009-11-25", False)])
def test_the_card_is_for_children_under_seventeen(born: str, refused: bool) -> None:
    assert ("bukan_anak" in broken(child(born))) is refused


@pytest.mark.parametrize(
    ("born", "photo", "until"),
    [("2021-11-25", False, "sampai_5_tahun"), ("2021-11-24", True, "sampai_17_tahun")],
)
def test_from_the_age_of_five_the_card_has_a_photo(born: str, photo: bool, until: str) -> None:
    made = card(child(born))

    assert (made["foto"], made["berlaku"], made["blangko"]) == (photo, until, "kia")
    assert ("foto" in papers(child(born))) is photo


@pytest.mark.parametrize(
    ("kind", "old", "withdrawn"),
    [
        ("baru", None, False), ("hilang", None, False), ("rusak", None, True), ("umur_lima", "ada", True),
        ("umur_lima", "hilang", False), ("pindah_datang", "rusak", True), ("pindah_datang", "tidak_ada", False),
    ],
)  # fmt: skip
def test_an_old_card_that_is_there_is_withdrawn(kind: str, old: str | None, withdrawn: bool) -> None:
    record = child("2018-01-01", kind, kartu_lama={"keadaan": old})

    assert card(record)["tarik"] is withdrawn
    assert ("kia_lama" in papers(record)) is withdrawn


def test_a_lost_card_needs_no_birth_certificate_but_the_police_report() -> None:
    assert papers(child(kind="hilang")) == {"formulir", "kartu_keluarga", "surat_kehilangan"}


def test_the_card_is_not_replaced_before_the_age_of_five() -> None:
    assert "belum_lima_tahun" in broken(child("2022-01-01", "umur_lima"))
