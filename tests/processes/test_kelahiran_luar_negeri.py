"""Pelaporan kelahiran luar negeri: who may report, with which papers, and what comes of it."""

from typing import Any

import pytest

from engine import lint
from tests.processes.shipped import AGENT, FATHER, Shipped, people
from web.wiring import HANDLERS


def ordinary() -> dict[str, Any]:
    """Born in Dili, brought home three weeks ago."""
    return {
        "pelaporan": {"tanggal": "2026-11-23"},
        "kepulangan": {"tanggal": "2026-11-03"},
        "anak": {
            "nama": "Gabriel Imanuel Nalle", "kewarganegaraan": "WNI", "dokumen_perjalanan": "X1234567",
            "jenis_kelamin": "L", "tanggal_lahir": "2026-08-30", "pukul": "03:25", "negara": "Timor-Leste",
            "tempat_kelahiran": "Dili", "jenis_kelahiran": "tunggal", "kelahiran_ke": 1,
        },
        "akta_asing": {
            "bukti": "akta_negara", "nomor": "RC-2026/1187", "tanggal": "2026-09-10",
            "penerbit": "Conservatória do Registo Civil, Dili", "bahasa": "Portugis",
            "penerjemah": "Adriana Kleden", "pengesahan": "legalisasi",
        },
        "perwakilan": {"dilaporkan": "ya", "nama": "KBRI Dili", "nomor": "112/KONS/2026", "tanggal": "2026-09-15"},
        "bukti": {"perkawinan": "akta_perkawinan"},
        "kk": {"nomor": "5371030208199001"},
        "alamat": {"kelurahan": "53.71.03.1010", "rw": "008", "rt": "021"},
        **people("ibu", "ayah", "pelapor"),
    }  # fmt: skip


TYPE = Shipped("kelahiran_luar_negeri", ordinary)
ABROAD = ["akta_negara", "terjemahan", "bukti_perwakilan"]
ALWAYS = ["dokumen_perjalanan_anak", "dokumen_perjalanan_orang_tua"]
CARD = ["akta_perkawinan", "kartu_keluarga"]


def test_an_ordinary_report_is_taken_without_a_word() -> None:
    assert TYPE.codes() == set()
    assert TYPE.codes("warnings") == set()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"anak__tanggal_lahir": "2026-11-25"}, "lahir_di_masa_depan"),
        ({"kepulangan__tanggal": "2026-11-25"}, "kembali_di_masa_depan"),
        ({"kepulangan__tanggal": "2026-08-29"}, "kembali_sebelum_lahir"),
        ({"pelaporan__tanggal": "2026-11-02"}, "lapor_sebelum_kembali"),
        ({"anak__negara": "Republik Indonesia"}, "lahir_di_indonesia"),
        ({"akta_asing__tanggal": "2026-08-29"}, "akta_sebelum_lahir"),
        ({"akta_asing__tanggal": "2026-11-25"}, "akta_di_masa_depan"),
        ({"akta_asing__penerjemah": None}, "tanpa_penerjemah"),
        ({"perwakilan__tanggal": "2026-08-29"}, "surat_perwakilan_sebelum_lahir"),
        ({"ibu__tanggal_lahir": "2026-08-30"}, "ibu_lahir_sesudah"),
        ({"ibu__nik": FATHER}, "ayah_sama_dengan_ibu"),
        ({"pelapor__nik": AGENT}, "pelapor_bukan_ayah"),
        ({"pelapor__hubungan": "yang_bersangkutan"}, "pemohon_belum_dewasa"),
    ],
)
def test_refuses_what_cannot_be(changes: dict[str, Any], code: str) -> None:
    assert code in TYPE.codes(**changes)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kepulangan__tanggal": "2026-10-20"}, "lapor_terlambat"),
        ({"anak__kewarganegaraan": "WNA"}, "anak_bukan_wni"),
        ({"akta_asing__pengesahan": "belum"}, "belum_disahkan"),
        ({"perwakilan__dilaporkan": "tidak"}, "belum_ke_perwakilan"),
        ({"ayah__kewarganegaraan": "WNA"}, "ganda_bila_campuran"),
        ({"ibu__kewarganegaraan": "WNA", "ayah__kewarganegaraan": "WNA"}, "orang_tua_bukan_wni"),
    ],
)
def test_warns_of_what_is_unlikely(changes: dict[str, Any], code: str) -> None:
    assert code in TYPE.codes("warnings", **changes)


def test_a_certificate_in_indonesian_needs_no_translator() -> None:
    assert TYPE.codes(akta_asing__bahasa="bahasa Indonesia", akta_asing__penerjemah=None) == set()


@pytest.mark.parametrize(
    ("citizenship", "proof", "code", "issued"),
    [
        ("WNI", "akta_negara", "akta_negara", True),
        ("ganda_terbatas", "akta_negara", "akta_negara", True),
        ("WNI", "akta_perwakilan", "akta_perwakilan", True),
        ("WNA", "akta_negara", "bukan_wni", False),
        ("WNA", "akta_perwakilan", "bukan_wni", False),
    ],
)
def test_births_of_indonesians_are_reported(citizenship: str, proof: str, code: str, issued: bool) -> None:
    """UU 23/2006 Pasal 29: of citizens, by a certificate of the country or of the mission."""
    found = TYPE.decide(
        "penetapan_pelaporan", TYPE.application(anak__kewarganegaraan=citizenship, akta_asing__bukti=proof)
    )

    assert (found["kode"], found["terbit"]) == (code, issued)


@pytest.mark.parametrize(("returned", "late"), [("2026-10-24", False), ("2026-10-23", True)])
def test_a_report_is_late_thirty_days_after_the_return(returned: str, late: bool) -> None:
    """UU 23/2006 Pasal 29 ayat (4)."""
    scope = TYPE.application(kepulangan__tanggal=returned)

    assert TYPE.decide("penetapan_pelaporan", scope)["terlambat"] is late


@pytest.mark.parametrize(
    ("settled", "authenticated", "codes"),
    [
        (True, "apostille", []),
        (False, "apostille", ["tidak_dapat_dilaporkan"]),
        (True, "belum", ["akta_belum_disahkan"]),
    ],
)
def test_the_verifier_approves_what_may_be_reported(
    settled: bool, authenticated: str, codes: list[str]
) -> None:
    findings = {"verifikasi": {"duplikat": "tidak", "pengesahan": "ya", "keaslian": "ya"}}
    scope = {"penetapan": {"terbit": settled}, "akta_asing": {"pengesahan": authenticated}}

    checked = TYPE.check("verifikasi_isi", findings, scope)

    assert [problem.code for problem in checked.problems] == codes


@pytest.mark.parametrize(
    ("changes", "papers"),
    [
        ({}, [*ABROAD, *ALWAYS, *CARD]),
        (
            {"akta_asing__bukti": "akta_perwakilan", "perwakilan__dilaporkan": None},
            ["akta_perwakilan", *ALWAYS, *CARD],
        ),
        ({"perwakilan__dilaporkan": "tidak"}, ["akta_negara", "terjemahan", *ALWAYS, *CARD]),
        (
            {"anak__kewarganegaraan": "ganda_terbatas", "pelapor__hubungan": "kuasa"},
            [*ABROAD, *ALWAYS, "penegasan_kewarganegaraan", *CARD, "surat_kuasa"],
        ),
    ],
)  # fmt: skip
def test_each_proof_asks_for_its_own_papers(changes: dict[str, Any], papers: list[str]) -> None:
    assert TYPE.asked(**changes) == ["formulir", *papers]


def test_it_gives_no_number_of_the_register() -> None:
    handlers = {node.handler for node in TYPE.procedure.nodes.values() if node.handler}

    assert "papers.number" in handlers
    assert not handlers & {"register.enter", "messages.send"}


def test_completing_a_report_asks_what_taking_it_asked() -> None:
    taking, completing = TYPE.form("mulai"), TYPE.form("lengkapi_permohonan")

    assert (completing.components, completing.rules) == (taking.components, taking.rules)


def test_nothing_is_wrong_with_the_document_type() -> None:
    assert lint.check(TYPE.files, "kelahiran_luar_negeri", lint.Catalog(handlers=HANDLERS)) == []
