"""KTP-el: who may have a card, what becomes of the old one, and when the clock stands still."""

from datetime import UTC, datetime
from typing import Any

import pytest

from engine import feel
from engine.decisions import Decisions
from engine.definitions import read_folder
from engine.forms import Form
from tests.builders import PROCESSES

FILES = read_folder(PROCESSES, "ktp_el")
DECISIONS = Decisions.parse([content for path, content in FILES.items() if path.endswith(".dmn")])
NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
INTAKE = Form.parse(FILES["ktp_el/mulai.form.json"])


def decide(decision: str, **record: Any) -> Any:
    return feel.to_json(DECISIONS.evaluate(decision, record, now=NOON).result)


def owner(born: str = "2000-01-01", status: str = "belum_kawin") -> dict[str, str]:
    return {"tanggal_lahir": born, "status_perkawinan": status}


def broken(**record: Any) -> set[str]:
    """The ids of the form's rules that this application breaks."""
    return {rule.id for rule in INTAKE.rules if rule.when.evaluate(record, now=NOON) is True}


@pytest.mark.parametrize(
    ("born", "status", "refused"),
    [
        ("2009-11-24", "belum_kawin", False),
        ("2009-11-25", "belum_kawin", True),
        ("2009-11-25", "kawin_tercatat", False),
        ("2009-11-25", "cerai_mati", False),
    ],
)
def test_a_card_is_for_those_of_seventeen_or_married(born: str, status: str, refused: bool) -> None:
    assert ("belum_wajib_ktp" in broken(subjek=owner(born, status))) == refused


@pytest.mark.parametrize(
    ("kind", "old", "withdrawn"),
    [
        ("baru", None, False), ("hilang", None, False), ("rusak", None, True), ("pindah_datang", "ada", True),
        ("perubahan_data", "hilang", False), ("luar_domisili", "rusak", True), ("oa", "ada", True),
        ("oa", "tidak_ada", False),
    ],
)  # fmt: skip
def test_an_old_card_that_is_there_is_withdrawn(kind: str, old: str | None, withdrawn: bool) -> None:
    card = decide("kartu", permohonan={"jenis": kind}, kartu_lama={"keadaan": old})

    assert card["tarik"] is withdrawn
    assert card["blangko"] == ("ktp_el_oa" if kind == "oa" else "ktp_el")


@pytest.mark.parametrize(
    ("record", "status"),
    [
        ({"subjek": owner("2015-01-01")}, "belum_wajib"),
        ({"rekaman": {"pusat": "belum_rekam"}}, "belum_rekam"),
        ({"rekaman": {"pusat": "belum_rekam"}, "biometrik": {"tanggal": "2026-11-24"}}, "sudah_rekam"),
        ({"prr": {"tanggal": "2026-11-24"}}, "prr"),
        ({"validasi": {"hasil": "setuju"}}, "dikirim_cetak"),
        ({"validasi": {"hasil": "setuju"}, "cetak": {"hasil": "berhasil"}}, "dicetak"),
        ({"penyerahan": {"cara": "diantar"}}, "dikirim"),
        ({"penyerahan": {"cara": "diambil"}}, "diserahkan"),
    ],
)
def test_the_status_follows_what_was_done(record: dict[str, Any], status: str) -> None:
    assert decide("status_kartu", **({"subjek": owner()} | record))["kode"] == status
