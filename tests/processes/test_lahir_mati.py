"""Surat keterangan lahir mati: what is a stillbirth, what is asked for it, what it leaves untouched."""

from typing import Any

import pytest

from engine import lint
from tests.processes.shipped import FATHER, FIRST, Shipped, people
from web.wiring import HANDLERS


def ordinary() -> dict[str, Any]:
    """Stillborn in hospital a week ago."""
    return {
        "pelaporan": {"tanggal": "2026-11-23"},
        "lahir_mati": {
            "tanda_kehidupan": "tidak", "kandungan_bulan": 8, "kandungan_minggu": 34, "jenis_kelamin": "P",
            "tanggal": "2026-11-17", "jenis_kelahiran": "tunggal", "anak_ke": 2, "tempat_dilahirkan": "rumah_sakit",
            "tempat_kelahiran": "Kota Kupang", "penolong": "dokter", "sebab": "Lilitan tali pusat",
            "yang_menentukan": "dokter",
        },
        "bukti": {"lahir_mati": "keterangan_lahir_mati", "nomor": "445/037/RSUD", "tanggal": "2026-11-17"},
        "kk": {"nomor": "5371030208199001"},
        "alamat": {"kelurahan": "53.71.03.1010", "rw": "008", "rt": "021"},
        "orang_tua": {"ayah_diketahui": "ya"},
        **people("ibu", "ayah", "pelapor", "saksi_1", "saksi_2"),
    }  # fmt: skip


TYPE = Shipped("lahir_mati", ordinary)


def test_an_ordinary_stillbirth_is_taken_without_a_word() -> None:
    assert TYPE.codes() == set()
    assert TYPE.codes("warnings") == set()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"lahir_mati__tanda_kehidupan": "ya"}, "sempat_hidup"),
        ({"lahir_mati__tanggal": "2026-11-25"}, "lahir_mati_di_masa_depan"),
        ({"pelaporan__tanggal": "2026-11-25"}, "lapor_di_masa_depan"),
        ({"pelaporan__tanggal": "2026-11-16"}, "lapor_sebelum_lahir_mati"),
        ({"bukti__tanggal": "2026-11-16"}, "surat_sebelum_lahir_mati"),
        ({"bukti__tanggal": "2026-11-25"}, "surat_di_masa_depan_bukti"),
        ({"kk__nomor": None}, "kk_kosong"),
        ({"ibu__tanggal_lahir": "2026-11-17"}, "ibu_lahir_sesudah"),
        ({"ayah__tanggal_lahir": "2026-11-18"}, "ayah_lahir_sesudah"),
        ({"ibu__nik": FATHER}, "ayah_sama_dengan_ibu"),
        ({"pelapor__hubungan": "ibu"}, "pelapor_bukan_ibu"),
        ({"pelapor__nik": FIRST}, "pelapor_bukan_ayah"),
        ({"pelapor__nik": None}, "pelapor_tanpa_nik"),
        ({"saksi_1__nik": FATHER}, "saksi_1_adalah_pelapor"),
        ({"saksi_2__nik": FIRST}, "saksi_sama"),
    ],
)
def test_refuses_what_cannot_be(changes: dict[str, Any], code: str) -> None:
    assert code in TYPE.codes(**changes)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"lahir_mati__kandungan_minggu": 27, "lahir_mati__kandungan_bulan": 6}, "kandungan_muda"),
        ({"lahir_mati__kandungan_minggu": None, "lahir_mati__kandungan_bulan": 6}, "kandungan_muda"),
        ({"lahir_mati__kandungan_bulan": 5}, "bulan_minggu_berbeda"),
        ({"lahir_mati__tanggal": "2026-10-20"}, "lapor_terlambat"),
        ({"bukti__lahir_mati": "surat_lurah"}, "surat_lurah_di_faskes"),
        ({"bukti__lahir_mati": "keterangan_nakhoda"}, "nakhoda_bukan_perjalanan"),
        ({"ibu__tanggal_lahir": "1960-07-05"}, "ibu_terlalu_tua"),
        ({"ibu__tanggal_lahir": "2018-07-05"}, "ibu_terlalu_muda"),
        ({"saksi_1__nik": "5371031203159004"}, "saksi_1_di_bawah_umur"),
    ],
)
def test_warns_of_what_is_unlikely(changes: dict[str, Any], code: str) -> None:
    assert code in TYPE.codes("warnings", **changes)


@pytest.mark.parametrize(
    ("sign", "weeks", "months", "code", "issued"),
    [
        ("tidak", 28, 6, "lahir_mati", True),
        ("tidak", 27, 6, "kandungan_muda", False),
        ("tidak", None, 7, "lahir_mati", True),
        ("tidak", None, 6, "kandungan_muda", False),
        ("ya", 38, 9, "lahir_hidup", False),
    ],
)
def test_a_stillbirth_is_a_birth_after_28_weeks_without_a_sign_of_life(
    sign: str, weeks: int | None, months: int, code: str, issued: bool
) -> None:
    """UU 23/2006 Pasal 33, explanation; months are counted as weeks where the letter tells no weeks."""
    birth = {
        "tanda_kehidupan": sign,
        "kandungan_minggu": weeks,
        "kandungan_bulan": months,
        "tanggal": "2026-11-17",
    }

    found = TYPE.decide("penetapan_lahir_mati", {"lahir_mati": birth, "pelaporan": {"tanggal": "2026-11-23"}})

    assert (found["kode"], found["terbit"]) == (code, issued)


@pytest.mark.parametrize(("born", "late"), [("2026-10-24", False), ("2026-10-23", True)])
def test_a_report_is_late_after_thirty_days(born: str, late: bool) -> None:
    """UU 23/2006 Pasal 33: a stillbirth is reported within 30 days."""
    scope = TYPE.application(lahir_mati__tanggal=born)

    assert TYPE.decide("penetapan_lahir_mati", scope)["terlambat"] is late


def test_the_verifier_cannot_approve_what_the_table_calls_no_stillbirth() -> None:
    findings = {"verifikasi": {"duplikat": "tidak", "kandungan": "ya", "keaslian": "ya"}}

    settled = TYPE.check("verifikasi_isi", findings, {"penetapan": {"terbit": True}})
    young = TYPE.check("verifikasi_isi", findings, {"penetapan": {"terbit": False}})

    assert settled.problems == ()
    assert [problem.code for problem in young.problems] == ["bukan_lahir_mati"]


@pytest.mark.parametrize(
    ("changes", "papers"),
    [
        ({}, ["keterangan_lahir_mati", "kartu_keluarga"]),
        ({"bukti__lahir_mati": "keterangan_nakhoda"}, ["keterangan_nakhoda", "kartu_keluarga"]),
        ({"bukti__lahir_mati": "pernyataan_orang_tua"}, ["pernyataan_orang_tua", "kartu_keluarga"]),
        (
            {"ibu__kewarganegaraan": "WNA", "pelapor__hubungan": "kuasa"},
            ["keterangan_lahir_mati", "kartu_keluarga", "dokumen_perjalanan", "surat_kuasa"],
        ),
    ],
)
def test_each_proof_asks_for_its_own_papers(changes: dict[str, Any], papers: list[str]) -> None:
    assert TYPE.asked(**changes) == ["formulir", *papers]


@pytest.mark.parametrize(
    ("scope", "verdict"),
    [
        ({"bukti": {"lahir_mati": "surat_lurah"}}, (True, True, "lahir_mati")),
        ({"bukti": {"lahir_mati": "surat_lurah", "nomor": "12"}}, (True, False, None)),
        ({"bukti": {"lahir_mati": "pernyataan_orang_tua"}}, (True, False, None)),
        ({"lahir_mati": {"tempat_dilahirkan": "rumah"}}, (True, False, None)),
        ({"lahir_mati": {"tempat_dilahirkan": "rumah_sakit"}}, (False, False, None)),
    ],
)
def test_a_stillbirth_at_home_is_checked_on_site(scope: dict[str, Any], verdict: tuple[Any, ...]) -> None:
    found = TYPE.decide("pemeriksaan_wilayah", scope)

    assert (found["syarat"], found["surat"], found["peristiwa"]) == verdict


def test_it_gives_no_number_of_the_register_no_nik_and_starts_nothing() -> None:
    nodes = TYPE.procedure.nodes.values()
    handlers = {node.handler for node in nodes if node.handler}
    asked = {field.path for _, field in TYPE.fields()}

    assert "papers.number" in handlers
    assert not handlers & {"register.enter", "messages.send"}
    assert not asked & {"siak.nik_anak", "siak.nomor_kk", "siak.nomor_akta"}


def test_the_father_is_asked_for_only_where_he_is_named() -> None:
    checked = TYPE.check(
        "mulai", TYPE.application(orang_tua__ayah_diketahui="tidak", pelapor__hubungan="keluarga"), {}
    )

    assert checked.problems == ()
    assert checked.values["ayah"]["nama"] is None


def test_completing_an_application_asks_what_taking_it_asked() -> None:
    taking, completing = TYPE.form("mulai"), TYPE.form("lengkapi_permohonan")

    assert (completing.components, completing.rules) == (taking.components, taking.rules)


def test_nothing_is_wrong_with_the_document_type() -> None:
    assert lint.check(TYPE.files, "lahir_mati", lint.Catalog(handlers=HANDLERS)) == []
