"""The proof of report of a birth abroad: what it says, for each kind of certificate."""

from collections.abc import Mapping
from typing import Any

import pytest

from handlers.typesetting import MissingFieldError
from tests.handlers.letters import FATHER, MOTHER, letter
from tests.handlers.sheets import pages, words

LONG = "Maria Magdalena Kristina Yuliana Rambu Umbu Fernandez-Parera"
AUTHORITY = (
    "Conservatória do Registo Civil do Município de Díli, Ministério da Justiça, Avenida da Justiça 11, Díli"
)
GROUPS: Mapping[str, Mapping[str, Any]] = {
    "anak": {
        "nama": "Gabriel Imanuel Nalle", "jenis_kelamin": "L", "tanggal_lahir": "2026-08-30", "pukul": "03:25",
        "negara": "Timor-Leste", "tempat_kelahiran": "Dili", "kewarganegaraan": "WNI",
        "dokumen_perjalanan": "X1234567",
    },
    "akta_asing": {
        "bukti": "akta_negara", "nomor": "RC-2026/1187", "tanggal": "2026-09-10",
        "penerbit": "Conservatória do Registo Civil, Dili", "bahasa": "Portugis", "penerjemah": "Adriana Kleden",
        "pengesahan": "legalisasi",
    },
    "perwakilan": {"dilaporkan": "ya", "nama": "KBRI Dili", "nomor": "112/KONS/2026", "tanggal": "2026-09-15"},
    "bukti": {"perkawinan": "akta_perkawinan"},
    "ibu": MOTHER,
    "ayah": FATHER,
    "pelapor": {"nama": "Yohanes Nalle"},
    "pelaporan": {"tanggal": "2026-11-20"},
    "kepulangan": {"tanggal": "2026-11-03"},
    "siak": {"nik_anak": "5371033008269001"},
}  # fmt: skip


def proof(**changes: Mapping[str, Any]) -> bytes:
    return letter("kelahiran_luar_negeri", GROUPS, changes)


def test_says_what_was_reported_in_both_languages() -> None:
    text = words(proof())

    for line in (
        "Tanda Bukti Pelaporan Kelahiran Luar Negeri Proof of Report of a Birth Abroad",
        "pada hari Jumat, tanggal 20-11-2026, Yohanes Nalle melaporkan kelahiran di luar wilayah Indonesia",
        "Gabriel Imanuel Nalle",
        "5371033008269001",
        "Dili, Timor-Leste",
        "Minggu, 30-08-2026, pukul 03.25 tiga puluh Agustus tahun dua ribu dua puluh enam",
        "thirtieth of August, two thousand and twenty-six",
        "Warga negara Indonesia Indonesian citizen",
        "Nomor RC-2026/1187, 10-09-2026 Conservatória do Registo Civil, Dili",
        "Legalisasi Perwakilan RI Legalised by the Indonesian mission dari bahasa Portugis, oleh Adriana Kleden",
        "KBRI Dili, nomor 112/KONS/2026, 15-09-2026",
        "03-11-2026",
        "Tanda bukti ini bukan akta kelahiran",
        "It is no birth certificate",
    ):
        assert line in text


def test_a_certificate_of_the_mission_needs_no_authentication() -> None:
    mission = {"bukti": "akta_perwakilan", "pengesahan": None, "penerjemah": None, "penerbit": "KBRI Dili"}

    text = words(proof(akta_asing=mission, perwakilan={"dilaporkan": None}))

    assert "Akta kelahiran Perwakilan RI Certificate of the Indonesian mission" in text
    assert "Pengesahan" not in text


@pytest.mark.parametrize(
    ("changes", "unsaid"),
    [
        ({"anak": {"pukul": None}}, "pukul"),
        ({"bukti": {"perkawinan": "tidak_ada"}, "ayah": {"nama": None}}, "Ayah"),
        ({"akta_asing": {"penerjemah": None}}, "dari bahasa"),
        ({"perwakilan": {"dilaporkan": "tidak"}}, "KBRI"),
    ],
)
def test_leaves_out_what_there_is_not(changes: dict[str, Any], unsaid: str) -> None:
    assert unsaid not in words(proof(**changes))


def test_the_longest_answers_fit_on_one_page() -> None:
    people = {who: {"nama": LONG} for who in ("anak", "ibu", "ayah", "pelapor")}

    pdf = proof(**people, akta_asing={"penerbit": AUTHORITY, "penerjemah": LONG})

    assert pages(pdf) == 1


def test_refuses_to_print_without_the_foreign_certificates_number() -> None:
    with pytest.raises(MissingFieldError):
        proof(akta_asing={"nomor": None})
