"""The excerpt of a death certificate: what it says, and what it keeps to itself."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from engine.definitions import read_folder
from handlers import rendering
from handlers.typesetting import MissingFieldError, Template
from tests.handlers.sheets import imprint, pages, sealed, words

PROCESSES = Path(__file__).parents[2] / "processes"
LONG = "Maria Magdalena Kristina Yuliana Rambu Umbu Fernandez-Parera"


@cache
def shipped() -> Mapping[str, bytes]:
    return read_folder(PROCESSES, "akta_kematian")


def death(**changes: Mapping[str, Any]) -> dict[str, Any]:
    """A record; `changes` are laid over its groups."""
    groups: dict[str, dict[str, Any]] = {
        "almarhum": {
            "nama": "Yermias Tefa",
            "nik": "5371031203519001",
            "kewarganegaraan": "WNI",
            "jenis_kelamin": "L",
            "tempat_lahir": "Soe",
            "tanggal_lahir": "1951-03-12",
            "tanggal_meninggal": "2026-11-17",
        },
        "kematian": {"kota": "Kota Kupang", "pukul": "03:25", "sebab": "bunuh_diri"},
        "ayah": {"nama": "Kornelis Tefa"},
        "ibu": {"nama": "Adriana Boimau"},
    }
    return {name: {**group, **changes.get(name, {})} for name, group in groups.items()}


def excerpt(**changes: Mapping[str, Any]) -> bytes:
    sheet = imprint(number="5371-KM-24112026-0003")
    return rendering.typeset(
        Template("akta_kematian/document.typ", shipped()), sheet, death(**changes), None, sealed
    )


def test_says_what_the_register_says_in_both_languages() -> None:
    text = words(excerpt())

    for line in (
        "REPUBLIK INDONESIA PENCATATAN SIPIL",
        "WARGA NEGARA INDONESIA Indonesian citizen",
        "Kutipan Akta Kematian Excerpt of Death Certificate",
        "5371031203519001",
        "Berdasarkan Akta Kematian Nomor 5371-KM-24112026-0003",
        "By virtue of Death Certificate Number 5371-KM-24112026-0003",
        "bahwa di Kota Kupang, pada tanggal 17-11-2026, pukul 03.25",
        "tujuh belas November tahun dua ribu dua puluh enam",
        "telah meninggal dunia passed away Yermias Tefa laki-laki, lahir di Soe male, born in Soe",
        "Kornelis Tefa",
        "Adriana Boimau",
        "Pejabat Pencatatan Sipil Kota Kupang",
    ):
        assert line in text


def test_keeps_the_cause_of_death_to_itself() -> None:
    text = words(excerpt()).lower()

    assert "sebab" not in text
    assert "bunuh" not in text


@pytest.mark.parametrize(
    ("changes", "unsaid"),
    [
        ({"almarhum": {"nik": None}}, "Nomor Induk Kependudukan"),
        ({"kematian": {"pukul": None}}, "pukul"),
        ({"ayah": {"nama": None}}, "ayah"),
        ({"ibu": {"nama": None}}, "ibu and"),
        ({"ayah": {"nama": None}, "ibu": {"nama": None}}, "anak dari"),
    ],
)
def test_leaves_out_what_nobody_knows(changes: dict[str, Any], unsaid: str) -> None:
    assert unsaid not in words(excerpt(**changes))


def test_calls_a_foreigner_a_foreigner() -> None:
    assert "WARGA NEGARA ASING Foreign citizen" in words(excerpt(almarhum={"kewarganegaraan": "WNA"}))


def test_long_names_fit_on_one_page() -> None:
    pdf = excerpt(almarhum={"nama": LONG}, ayah={"nama": LONG}, ibu={"nama": LONG})

    assert words(pdf).count(LONG) == 3
    assert pages(pdf) == 1


def test_refuses_to_print_without_the_date_of_death() -> None:
    with pytest.raises(MissingFieldError):
        excerpt(almarhum={"tanggal_meninggal": None})
