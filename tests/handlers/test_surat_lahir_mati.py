"""The statement of stillbirth: what it says, and what it keeps to itself."""

from collections.abc import Mapping
from typing import Any

import pytest

from handlers.typesetting import MissingFieldError
from tests.handlers.letters import FATHER, MOTHER, letter
from tests.handlers.sheets import opened, pages, words

LONG = "Maria Magdalena Kristina Yuliana Rambu Umbu Fernandez-Parera"
GROUPS: Mapping[str, Mapping[str, Any]] = {
    "lahir_mati": {
        "kandungan_bulan": 8, "kandungan_minggu": 34, "jenis_kelamin": "P", "tanggal": "2026-11-17",
        "jenis_kelahiran": "tunggal", "anak_ke": 2, "tempat_dilahirkan": "rumah_sakit",
        "tempat_kelahiran": "Kota Kupang", "penolong": "dokter", "sebab": "Lilitan tali pusat",
        "yang_menentukan": "bidan",
    },
    "orang_tua": {"ayah_diketahui": "ya"},
    "ibu": MOTHER,
    "ayah": FATHER,
    "pelapor": {"nama": "Yohanes Nalle"},
    "pelaporan": {"tanggal": "2026-11-20"},
}  # fmt: skip


def statement(**changes: Mapping[str, Any]) -> bytes:
    return letter("lahir_mati", GROUPS, changes)


def test_says_what_was_reported_in_both_languages() -> None:
    text = words(statement())

    for line in (
        "Surat Keterangan Lahir Mati Statement of Stillbirth",
        "Nomor LM-5371-2026-00001",
        "menerangkan bahwa di Kota Kupang",
        "pada hari Selasa, tanggal 17-11-2026, tujuh belas November tahun dua ribu dua puluh enam",
        "on Tuesday, seventeenth of November, two thousand and twenty-six",
        "telah lahir mati seorang anak perempuan, anak kedua dari ibu",
        "Maria Goreti Bere NIK 5371034507949001, Atambua 05-07-1994, WNI",
        "Yohanes Nalle NIK 5371031203919001",
        "8 bulan (34 minggu)",
        "Bidan atau perawat",
        "Surat ini bukan akta pencatatan sipil",
        "It is no certificate of civil status",
        "Pejabat Pencatatan Sipil Kota Kupang",
    ):
        assert line in text


def test_keeps_the_cause_to_itself() -> None:
    text = words(statement()).lower()

    assert "sebab" not in text
    assert "lilitan" not in text


def test_leaves_the_father_out_where_he_is_not_named() -> None:
    text = words(statement(orang_tua={"ayah_diketahui": "tidak"}, ayah={"nama": None}))

    assert "Ayah" not in text


def test_tells_months_alone_where_no_weeks_are_known() -> None:
    text = words(statement(lahir_mati={"kandungan_minggu": None}))

    assert "8 bulan 8 months" in text
    assert "minggu" not in text


def test_a_foreign_mother_is_named_with_her_travel_document() -> None:
    mother = {"nik": None, "kewarganegaraan": "WNA", "dokumen_perjalanan": "PA1234567"}

    assert "PA1234567, Atambua 05-07-1994, WNA" in words(statement(ibu=mother))


def test_long_names_fit_on_one_page_of_a4() -> None:
    pdf = statement(ibu={"nama": LONG}, ayah={"nama": LONG}, pelapor={"nama": LONG})

    assert pages(pdf) == 1
    with opened(pdf) as document:
        width, height = (round(float(side) / 72 * 25.4) for side in document.pages[0].mediabox[2:])
    assert (width, height) == (210, 297)


def test_refuses_to_print_without_the_date() -> None:
    with pytest.raises(MissingFieldError):
        statement(lahir_mati={"tanggal": None})
