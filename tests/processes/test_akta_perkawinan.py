"""The rules and decisions of akta perkawinan, and that its checklist and its decision table agree."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from engine import feel, lint
from engine.decisions import Decisions
from engine.definitions import read_folder
from engine.forms import Form
from engine.forms.paths import put
from engine.forms.problems import Checked
from engine.functions import FUNCTIONS
from engine.process import Procedure
from engine.requirements import needed, parse_requirements
from web.wiring import HANDLERS

PROCESSES = Path(__file__).parents[2] / "processes"
FILES = read_folder(PROCESSES, "akta_perkawinan")
FORMS = {path: Form.parse(content) for path, content in FILES.items() if path.endswith(".form.json")}
DECISIONS = Decisions.parse([content for path, content in FILES.items() if path.endswith(".dmn")])
REQUIREMENTS = parse_requirements(FILES["akta_perkawinan/requirements.toml"])
PROCEDURE = Procedure.parse(FILES, "akta_perkawinan", HANDLERS.is_outside)
INTAKE = FORMS["akta_perkawinan/mulai.form.json"]
NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
HUSBAND, WIFE, FIRST, SECOND, CHILD = (
    "5371031203989001", "5371034507009002", "5371031203809004", "5371035003829005", "5371031203159006",
)  # fmt: skip
FATHER = "5371030101659007"
ALWAYS = ["formulir", "surat_pemberkatan", "foto", "kartu_keluarga", "ktp_el"]
COURT = {"nama": "Pengadilan Negeri Kupang", "nomor": "12/Pdt.P/2026/PN Kpg", "tanggal": "2026-10-01"}


def spouse(name: str, nik: str, born: str, **more: Any) -> dict[str, Any]:
    return {
        "nama": name, "kewarganegaraan": "WNI", "nik": nik, "kk": "5371030208199001", "tempat_lahir": "Soe",
        "tanggal_lahir": born, "domisili": "kota_kupang", "keadaan": "hidup", "agama": "kristen",
        "status_sebelum": "belum_kawin", "perkawinan_ke": 1, "dinas": "bukan",
    } | more  # fmt: skip


def application(**changes: Any) -> dict[str, Any]:
    """What is typed for a first marriage of two citizens; `changes` by path, with __ for the dot."""
    typed: dict[str, Any] = {
        "pelaporan": {"tanggal": "2026-11-23", "pukul": "09:15"},
        "suami": spouse("Yermias Tefa", HUSBAND, "1998-03-12"),
        "istri": spouse("Maria Benu", WIFE, "2000-07-05", istri_ke=1),
        "ayah_suami": {"nama": "Yosef Tefa"}, "ibu_suami": {"nama": "Ester Riwu"},
        "ayah_istri": {"nama": "Petrus Benu"}, "ibu_istri": {"nama": "Yuliana Bere"},
        "perkawinan": {
            "bukti": "surat_pemuka_agama", "tanggal_pemberkatan": "2026-11-10", "tempat": "Kota Kupang",
            "pemuka_agama": "Imanuel Messakh", "jumlah_anak": 0,
        },
        "perjanjian": {"ada": "tidak"},
        "alamat": {"kelurahan": "53.71.03.1010", "rw": "008", "rt": "021"},
        "pelapor": {"nama": "Yermias Tefa", "kewarganegaraan": "WNI", "nik": HUSBAND, "hubungan": "suami"},
        "saksi_1": {"nama": "Petrus Adoe", "kewarganegaraan": "WNI", "nik": FIRST},
        "saksi_2": {"nama": "Kristina Riwu", "kewarganegaraan": "WNI", "nik": SECOND},
    }  # fmt: skip
    for path, value in changes.items():
        put(typed, path.replace("__", "."), value)
    return typed


def check(form: Form, values: dict[str, Any], scope: dict[str, Any]) -> Checked:
    return form.check(form.read(form.post(values)), scope, NOON)


def codes(level: str = "problems", **changes: Any) -> set[str]:
    return {problem.code for problem in getattr(check(INTAKE, application(**changes), {}), level)}


def asked(**changes: Any) -> list[str]:
    record = application(**changes)
    return [paper.code for paper in needed(REQUIREMENTS, record)]


def decided(decision: str, **changes: Any) -> Any:
    scope = feel.from_json(application(**changes))
    return feel.to_json(DECISIONS.evaluate(decision, scope, now=NOON, functions=FUNCTIONS).result)


CONDITIONS: list[tuple[dict[str, Any], set[str], set[str]]] = [
    ({}, set(), set()),
    ({"istri__tanggal_lahir": "2008-01-01"}, {"dispensasi_pengadilan", "izin_orang_tua"}, set()),
    ({"suami__tanggal_lahir": "2006-11-10"}, {"izin_orang_tua"}, set()),
    ({"suami__tanggal_lahir": "2005-11-10"}, set(), set()),
    ({"suami__status_sebelum": "kawin_tercatat"}, {"izin_pengadilan"}, set()),
    ({"istri__istri_ke": 2}, {"izin_pengadilan"}, set()),
    ({"istri__agama": "hindu"}, {"penetapan_pengadilan"}, set()),
    ({"suami__keadaan": "meninggal"}, {"sptjm_perkawinan_f204a"}, set()),
    ({"suami__dinas": "tni"}, {"izin_komandan"}, set()),
    ({"istri__dinas": "polri"}, {"izin_komandan"}, set()),
    ({"istri__kewarganegaraan": "WNA"}, {"izin_kedutaan"}, {"dokumen_perjalanan"}),
    ({"istri__domisili": "kota_lain"}, {"keterangan_dinas_asal"}, set()),
    ({"perkawinan__jumlah_anak": 2}, {"akta_anak"}, set()),
    ({"perjanjian__ada": "ya"}, {"perjanjian_perkawinan"}, set()),
    ({"istri__status_sebelum": "cerai_mati"}, {"bukti_putus_perkawinan"}, set()),
    ({"suami__status_sebelum": "cerai_hidup_tercatat"}, {"bukti_putus_perkawinan"}, set()),
    ({"pelapor__hubungan": "kuasa"}, set(), {"surat_kuasa"}),
]


@pytest.mark.parametrize(("changes", "conditions", "more"), CONDITIONS)
def test_asks_for_what_each_condition_needs(
    changes: dict[str, Any], conditions: set[str], more: set[str]
) -> None:
    """Perpres 96/2018 Pasal 37; Permendagri 108/2019 Pasal 50-51: the decision and the checklist say the same."""
    assert set(decided("syarat_perkawinan", **changes)) == conditions
    assert set(asked(**changes)) == {*ALWAYS, *conditions, *more}


def test_asks_for_a_court_order_in_place_of_the_statement_that_is_missing() -> None:
    """UU 23/2006 Pasal 36: a marriage that cannot be proved is recorded after a court order."""
    papers = asked(perkawinan__bukti="tidak_ada")

    assert decided("syarat_perkawinan", perkawinan__bukti="tidak_ada") == ["penetapan_pengadilan"]
    assert "penetapan_pengadilan" in papers
    assert "surat_pemberkatan" not in papers


@pytest.mark.parametrize(("blessed", "late"), [("2026-09-24", False), ("2026-09-23", True)])
def test_a_report_after_sixty_days_keeps_its_kind(blessed: str, late: bool) -> None:
    """Perpres 96/2018: reported within 60 days of the blessing; two excerpts, one for each spouse."""
    kind = decided("jenis_pendaftaran", perkawinan__tanggal_pemberkatan=blessed)

    assert kind == {"kode": "KW", "terlambat": late, "salinan": ["suami", "istri"]}


def test_an_ordinary_application_has_neither_error_nor_warning() -> None:
    checked = check(INTAKE, application(), {})

    assert (checked.problems, checked.warnings) == ((), ())


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        ("pemberkatan_di_masa_depan", {"perkawinan__tanggal_pemberkatan": "2026-11-25"}),
        ("lapor_di_masa_depan", {"pelaporan__tanggal": "2026-11-25"}),
        ("lapor_sebelum_pemberkatan", {"pelaporan__tanggal": "2026-11-09"}),
        ("dicatat_kua", {"suami__agama": "islam", "istri__agama": "islam"}),
        ("suami_istri_sama", {"istri__nik": HUSBAND}),
        ("suami_lahir_sesudah_pemberkatan", {"suami__tanggal_lahir": "2026-11-11"}),
        ("istri_lahir_di_masa_depan", {"istri__tanggal_lahir": "2026-11-25"}),
        ("istri_tanpa_nik", {"istri__nik": None}),
        ("suami_agama_lainnya", {"suami__agama": "lainnya"}),
        ("suami_pertama_tetapi_pernah_kawin", {"suami__status_sebelum": "cerai_mati"}),
        ("istri_belum_kawin_tetapi_bukan_pertama", {"istri__perkawinan_ke": 2}),
        ("istri_masih_kawin", {"istri__status_sebelum": "kawin_tercatat", "istri__perkawinan_ke": 2}),
        ("istri_ke_tanpa_perkawinan_suami", {"istri__istri_ke": 2}),
        ("suami_kawin_istri_pertama", {"suami__status_sebelum": "kawin_tercatat", "suami__perkawinan_ke": 2}),
        ("penghayat_tanpa_kepercayaan", {"perkawinan__bukti": "surat_penghayat"}),
        ("orang_tua_bersama", {"ayah_suami__nik": FATHER, "ayah_istri__nik": FATHER}),
        ("orang_tua_suami_adalah_pasangan", {"ibu_suami__nik": WIFE}),
        ("pelapor_suami_meninggal", {"suami__keadaan": "meninggal"}),
        ("pelapor_bukan_suami", {"pelapor__nik": FATHER}),
        ("saksi_1_adalah_mempelai", {"saksi_1__nik": WIFE}),
        ("saksi_2_adalah_pelapor", {"saksi_2__nik": HUSBAND}),
        ("saksi_2_di_bawah_umur", {"saksi_2__nik": CHILD}),
        ("saksi_sama", {"saksi_2__nik": FIRST}),
        ("anak_tidak_sesuai_jumlah", {"perkawinan__jumlah_anak": 1}),
        (
            "pengadilan_di_masa_depan",
            {"istri__agama": "hindu", "pengadilan": COURT | {"tanggal": "2026-11-25"}},
        ),
        (
            "perjanjian_di_masa_depan",
            {"perjanjian": {"ada": "ya", "notaris": "Ani Lado", "nomor": "1", "tanggal": "2026-11-25"}},
        ),
    ],
)
def test_refuses_what_cannot_be(rule: str, changes: dict[str, Any]) -> None:
    assert rule in codes(**changes)


def test_sends_marriages_of_muslims_to_the_kua() -> None:
    """UU 23/2006 Pasal 8 ayat (2): the KUA registers them."""
    checked = check(INTAKE, application(suami__agama="islam", istri__agama="islam"), {})

    assert [problem.message for problem in checked.problems] == [
        "Perkawinan orang Islam dicatat oleh KUA, bukan oleh Dukcapil."
    ]


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        ("lapor_terlambat", {"perkawinan__tanggal_pemberkatan": "2026-09-01"}),
        ("lapor_lama", {"pelaporan__tanggal": "2026-11-12"}),
        ("beda_agama", {"istri__agama": "hindu", "pengadilan": COURT}),
        ("istri_di_bawah_19", {"istri__tanggal_lahir": "2008-01-01", "istri__nik": "5371034101089002"}),
        ("istri_di_bawah_21", {"istri__tanggal_lahir": "2006-01-01", "istri__nik": "5371034101069002"}),
        ("istri_cerai_belum_tercatat", {"istri__status_sebelum": "cerai_hidup_belum_tercatat"}),
        ("keduanya_dari_kota_lain", {"suami__domisili": "kota_lain", "istri__domisili": "kota_lain"}),
    ],
)
def test_warns_of_what_needs_a_second_look(rule: str, changes: dict[str, Any]) -> None:
    assert rule in codes("warnings", **changes)


@pytest.mark.parametrize("absent", ["suami_hadir", "istri_hadir", "saksi_1_hadir", "saksi_2_hadir"])
def test_nobody_may_be_absent_when_the_register_is_signed(absent: str) -> None:
    """Permendagri 108/2019 Pasal 51: both spouses and two witnesses sign before the registrar."""
    form = FORMS["akta_perkawinan/hadir_pencatatan.form.json"]
    boxes = ("suami", "istri", "saksi_1", "saksi_2")
    there = {f"{who}_hadir": True for who in boxes}
    signed = {"register_ditandatangani": True, "berita_acara_ditandatangani": True}
    minutes = {"tanggal": "2026-11-24", "pukul": "10:30"} | there | signed

    whole = check(form, {"pencatatan": minutes}, application())
    broken = check(form, {"pencatatan": minutes | {absent: False}}, application())

    assert whole.problems == ()
    assert [problem.field for problem in broken.problems] == [f"pencatatan.{absent}"]


def test_a_dead_husband_is_not_waited_for() -> None:
    form = FORMS["akta_perkawinan/hadir_pencatatan.form.json"]
    minutes = {
        "tanggal": "2026-11-24", "pukul": "10:30", "istri_hadir": True, "saksi_1_hadir": True, "saksi_2_hadir": True,
        "register_ditandatangani": True, "berita_acara_ditandatangani": True,
    }  # fmt: skip

    checked = check(form, {"pencatatan": minutes}, application(suami__keadaan="meninggal"))

    assert checked.problems == ()


def test_the_files_have_no_flaw() -> None:
    found = lint.check(FILES, "akta_perkawinan", lint.Catalog(handlers=HANDLERS))

    assert found == []


def test_links_say_what_the_family_card_and_the_identity_cards_need() -> None:
    record = feel.from_json(application() | {"akta": {"nomor": "5371-KW-24112026-0001"}})
    sent = {
        node.id: feel.to_json(feel.compile(node.parameters["isi"]).evaluate(record, now=NOON))
        for node in PROCEDURE.nodes.values()
        if node.handler == "messages.send"
    }

    members = sent["mulai_kartu_keluarga"]["anggota"]
    assert [(one["nama"], one["shdk"], one["ayah"]) for one in members] == [
        ("Yermias Tefa", "kepala_keluarga", "Yosef Tefa"), ("Maria Benu", "istri", "Petrus Benu"),
    ]  # fmt: skip
    assert sent["mulai_ktp_istri"]["subjek"]["nik"] == WIFE
    assert sent["mulai_ktp_istri"]["perubahan"] == {
        "elemen": "status_perkawinan", "semula": "Belum kawin", "menjadi": "Kawin tercatat",
        "dasar": "Akta perkawinan 5371-KW-24112026-0001",
    }  # fmt: skip
    assert (sent["mulai_ktp_suami"]["pelapor"]["hubungan"], sent["mulai_ktp_istri"]["pelapor"]["hubungan"]) == (
        "sendiri", "keluarga",
    )  # fmt: skip


def test_each_child_born_before_is_legitimated_under_the_number_of_its_certificate() -> None:
    """UU 24/2013 Pasal 50: legitimation follows from the recorded marriage."""
    children = [{"nama": "Gideon Tefa", "nomor_akta": "5371-LU-01022020-0007"}]
    akta = {"nomor": "5371-KW-24112026-0001", "tanggal": "2026-11-24"}
    record = feel.from_json(application() | {"akta": akta, "anak": children})

    node = PROCEDURE.nodes["mulai_pengesahan"]
    [row] = feel.to_json(feel.compile(node.parameters["daftar"]).evaluate(record, now=NOON))

    assert (row["kunci"], row["isi"]["akta_lama"]) == (
        "5371-LU-01022020-0007", {"nomor": "5371-LU-01022020-0007"},
    )  # fmt: skip
    assert (row["isi"]["permohonan"], row["isi"]["perkawinan"]) == ({"jenis": "pengesahan"}, akta)
    assert (row["isi"]["ayah"]["nama"], row["isi"]["ibu"]["nama"]) == ("Yermias Tefa", "Maria Benu")
    assert row["isi"]["pelapor"]["hubungan"] == "orang_tua"
