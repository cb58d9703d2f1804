"""The family card as it is printed: whose it is, where they live, who belongs to it."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from handlers import rendering
from handlers.typesetting import MissingFieldError, Template
from tests.handlers.letters import shipped
from tests.handlers.sheets import imprint, opened, pages, sealed, words

HEAD = {
    "nama": "Yohanes Nalle", "nik": "5371031203919001", "jenis_kelamin": "L", "tempat_lahir": "Kupang",
    "tanggal_lahir": "1991-03-12", "agama": "kristen", "pendidikan": "s1", "pekerjaan": "65", "golongan_darah": "O",
    "status_perkawinan": "kawin_tercatat", "tanggal_perkawinan": "2015-06-20", "shdk": "kepala_keluarga",
    "kewarganegaraan": "WNI", "ayah": "Kornelis Nalle", "ibu": "Adriana Taneo",
}  # fmt: skip
WIFE = HEAD | {
    "nama": "Maria Goreti Bere", "nik": "5371034507949001", "jenis_kelamin": "P", "tempat_lahir": "Atambua",
    "tanggal_lahir": "1994-07-05", "shdk": "istri", "golongan_darah": "tidak_tahu", "agama": "katholik",
    "ayah": "Petrus Bere", "ibu": "Yuliana Ndoen",
}  # fmt: skip
HOME = {"jalan": "Jl. Adisucipto 12", "rt": "021", "rw": "008", "kelurahan": "53.71.03.1001"}


def card(members: Sequence[Mapping[str, Any]] = (HEAD, WIFE), **changes: Any) -> bytes:
    record = {"anggota": list(members), "alamat": HOME, "siak": {"nomor_kk": "5371032011260001"}} | changes
    template = Template("kartu_keluarga/document.typ", shipped("kartu_keluarga"))
    return rendering.typeset(template, imprint(number="KK-5371-2026-00001"), record, None, sealed)


def test_says_where_the_family_lives_up_to_the_province() -> None:
    text = words(card())

    for line in (
        "No. 5371032011260001",
        "Nama kepala keluarga Head of family Yohanes Nalle",
        "Alamat Address Jl. Adisucipto 12",
        "RT/RW Neighbourhood 021/008",
        "Desa/Kelurahan Village Oesapa",
        "Kecamatan District Kelapa Lima",
        "Kota City Kota Kupang",
        "Provinsi Province Nusa Tenggara Timur",
    ):
        assert line in text


def test_says_of_each_member_what_the_card_has_columns_for() -> None:
    text = words(card())

    for line in (
        "Yohanes Nalle 5371031203919001 Laki-laki Kupang 12-03-1991 Kristen Strata I Guru O",
        "Maria Goreti Bere 5371034507949001 Perempuan Atambua 05-07-1994 Katholik Strata I Guru -",
        "Kawin tercatat 20-06-2015 Istri WNI - - Petrus Bere Yuliana Ndoen",
    ):
        assert line in text


def test_a_large_family_breaks_across_pages_with_repeated_heads() -> None:
    children = [WIFE | {"nama": f"Anak Ke {number}", "shdk": "anak"} for number in range(1, 40)]

    made = card((HEAD, WIFE, *children))

    assert pages(made) > 1
    with opened(made) as pdf:
        assert len(pdf.pages) == pages(made)
    assert words(made).count("Personal number") > 1
    assert "Anak Ke 39" in words(made)


@pytest.mark.parametrize(("group", "left_out"), [("alamat", "jalan"), ("siak", "nomor_kk")])
def test_without_what_it_must_say_it_is_not_made(group: str, left_out: str) -> None:
    given = {"alamat": HOME, "siak": {"nomor_kk": "5371032011260001"}}[group]
    kept = {name: value for name, value in given.items() if name != left_out}

    with pytest.raises(MissingFieldError, match=left_out):
        card(**{group: kept})
