"""The receipt that whoever collects a document signs."""

from typing import Any

import pytest
import zxingcpp

from handlers.typesetting import MissingFieldError
from tests.handlers.sheets import URL, handed, pages, picture, words

HIMSELF = {"hubungan": "pemohon", "identitas": "ktp_el", "identitas_akhir": "9017"}
LONG = "Maria Magdalena Kristina Yuliana Rambu Umbu Fernandez-Parera"
DEPUTY = {
    "hubungan": "kuasa", "penerima": LONG, "identitas": "izin_tinggal", "identitas_akhir": "A817",
    "kuasa_tanggal": "2026-11-20", "kuasa_disimpan": True,
}  # fmt: skip


def test_says_what_was_given_to_whom_when_and_by_whom() -> None:
    text = words(
        handed(HIMSELF, number="TTP-AL-2026-00431", name="Ester Balukh", post="Petugas Penyerahan 1")
    )

    for line in (
        "Tanda Terima Penyerahan Receipt of a document handed over",
        "TTP-AL-2026-00431",
        "5371-LU-24112026-0017",
        "Diserahkan Handed over Selasa, 24 November 2026, pukul 10.20 WITA",
        "Diterima oleh Received by Yohanes Nalle, pemohon the applicant",
        "KTP-el identity card, nomor berakhir 9017",
        "Yang menerima, Received by Yohanes Nalle",
        "Yang menyerahkan, Handed over by Ester Balukh Petugas Penyerahan 1",
    ):
        assert line in text
    assert "Surat kuasa" not in text


def test_names_the_power_of_attorney_of_somebody_else() -> None:
    """F-1.07 (Permendagri 109/2019)."""
    pdf = handed(DEPUTY, {"given": [f"5371-KW-24112026-{number:04}" for number in range(4)]})

    assert "Surat kuasa Power of attorney tanggal 20 November 2026, disimpan dalam berkas" in words(pdf)
    assert words(pdf).count("Fernandez-Parera") == 2
    assert pages(pdf) == 1


@pytest.mark.parametrize("whoever", ["keluarga", "kuasa"])
def test_is_not_made_without_the_name_of_whoever_came(whoever: str) -> None:
    taker: dict[str, Any] = {**HIMSELF, "hubungan": whoever}

    with pytest.raises(MissingFieldError, match=r"penyerahan\.penerima"):
        handed(taker)


def test_its_code_is_read_from_a_scan() -> None:
    scan = picture(handed(HIMSELF), dpi=150)

    assert [code.text for code in zxingcpp.read_barcodes(scan)] == [URL]
