"""The rules and decisions of akta kematian, and that its files agree with each other."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from engine import feel, lint
from engine.caseview import view
from engine.db.cases import Case
from engine.db.database import Database
from engine.decisions import Decisions
from engine.definitions import read_folder
from engine.forms import Field, Form
from engine.forms.paths import put
from engine.forms.problems import Checked
from engine.process import Procedure
from engine.requirements import needed, parse_requirements
from tests.builders import make_bureau
from web.wiring import HANDLERS

FILES = read_folder(Path(__file__).parents[2] / "processes", "akta_kematian")
FORMS = {path: Form.parse(content) for path, content in FILES.items() if path.endswith(".form.json")}
DECISIONS = Decisions.parse([content for path, content in FILES.items() if path.endswith(".dmn")])
REQUIREMENTS = parse_requirements(FILES["akta_kematian/requirements.toml"])
PROCEDURE = Procedure.parse(FILES, "akta_kematian", HANDLERS.is_outside)
INTAKE = FORMS["akta_kematian/mulai.form.json"]
NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
GRANDFATHER, WIDOW, SON, FIRST, SECOND = (
    "5371031203519001", "5371034507559002", "5371031203759003", "5371031203809004", "5371035003829005",
)  # fmt: skip


def application(**changes: Any) -> dict[str, Any]:
    """What is typed for a death in hospital; `changes` by path, with __ for the dot."""
    typed: dict[str, Any] = {
        "pelaporan": {"tanggal": "2026-11-23"},
        "almarhum": {
            "terdata": "ya", "nama": "Yermias Tefa", "kewarganegaraan": "WNI", "nik": GRANDFATHER,
            "jenis_kelamin": "L", "tempat_lahir": "Soe", "tanggal_lahir": "1951-03-12",
            "tanggal_meninggal": "2026-11-20", "hubungan_keluarga": "kepala_keluarga",
            "status_perkawinan": "kawin_tercatat",
        },
        "kematian": {
            "pukul": "03:25", "tempat": "rumah_sakit", "kota": "Kota Kupang", "sebab": "sakit",
            "yang_menerangkan": "dokter",
        },
        "bukti": {"kematian": "keterangan_dokter", "nomor": "445/021/RSUD", "tanggal": "2026-11-20"},
        "kk": {"nomor": "5371030208199001"},
        "alamat": {"kelurahan": "53.71.03.1010", "rw": "008", "rt": "021"},
        "pasangan": {"nama": "Maria Benu", "kewarganegaraan": "WNI", "nik": WIDOW},
        "pelapor": {"nama": "Yosef Tefa", "kewarganegaraan": "WNI", "nik": SON, "hubungan": "anak"},
        "saksi_1": {"nama": "Petrus Adoe", "kewarganegaraan": "WNI", "nik": FIRST},
        "saksi_2": {"nama": "Ester Riwu", "kewarganegaraan": "WNI", "nik": SECOND},
    }  # fmt: skip
    for path, value in changes.items():
        put(typed, path.replace("__", "."), value)
    return typed


def check(form: Form, values: dict[str, Any], scope: dict[str, Any]) -> Checked:
    return form.check(form.read(form.post(values)), scope, NOON)


def codes(level: str = "problems", **changes: Any) -> set[str]:
    checked = check(INTAKE, application(**changes), {})
    return {problem.code for problem in getattr(checked, level)}


def test_an_ordinary_death_is_taken_without_a_word() -> None:
    assert codes() == set()
    assert codes("warnings") == set()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"almarhum__tanggal_lahir": "2026-11-25"}, "lahir_di_masa_depan"),
        ({"almarhum__tanggal_meninggal": "2026-11-25"}, "meninggal_di_masa_depan"),
        ({"almarhum__tanggal_meninggal": "1951-03-11"}, "meninggal_sebelum_lahir"),
        ({"pelaporan__tanggal": "2026-11-25"}, "lapor_di_masa_depan"),
        ({"pelaporan__tanggal": "2026-11-19"}, "lapor_sebelum_meninggal"),
        ({"bukti__tanggal": "2026-11-19"}, "surat_sebelum_meninggal"),
        ({"bukti__tanggal": "2026-11-25"}, "surat_di_masa_depan_bukti"),
        ({"bukti__kematian": "keterangan_perwakilan"}, "perwakilan_di_dalam_negeri"),
        ({"almarhum__nik": None}, "almarhum_tanpa_nik"),
        ({"pelapor__nik": GRANDFATHER}, "pelapor_adalah_almarhum"),
        ({"pasangan__nik": GRANDFATHER}, "pasangan_adalah_almarhum"),
        ({"saksi_1__nik": GRANDFATHER}, "saksi_1_adalah_almarhum"),
        ({"saksi_2__nik": GRANDFATHER}, "saksi_2_adalah_almarhum"),
        ({"ayah__nik": GRANDFATHER}, "ayah_adalah_almarhum"),
        ({"ibu__nik": GRANDFATHER}, "ibu_adalah_almarhum"),
        ({"ayah__tanggal_lahir": "1951-03-12"}, "ayah_lahir_sesudah"),
        ({"ibu__tanggal_lahir": "1951-03-13"}, "ibu_lahir_sesudah"),
        ({"saksi_1__nik": SON}, "saksi_1_adalah_pelapor"),
        ({"saksi_2__nik": FIRST}, "saksi_sama"),
        ({"saksi_1__nik": None}, "saksi_1_tanpa_nik"),
        ({"pelapor__nik": None}, "pelapor_tanpa_nik"),
        ({"pelapor__hubungan": "suami_istri"}, "pelapor_bukan_pasangan"),
        ({"pelapor__hubungan": "suami_istri", "almarhum__status_perkawinan": "cerai_mati"}, "suami_istri_belum_kawin"),
    ],
)  # fmt: skip
def test_refuses_what_cannot_be(changes: dict[str, Any], code: str) -> None:
    assert code in codes(**changes)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"pelaporan__tanggal": "2026-11-22"}, "lapor_hari_libur"),
        ({"almarhum__tanggal_meninggal": "2026-10-20"}, "lapor_terlambat"),
        ({"almarhum__tanggal_lahir": "1906-03-12"}, "umur_sangat_tinggi"),
        ({"almarhum__tanggal_lahir": "2013-03-12"}, "kawin_terlalu_muda"),
        ({"almarhum__tanggal_meninggal": "2026-11-24", "kematian__pukul": "23:25"}, "jam_di_masa_depan"),
        ({"kematian__tempat": "luar_negeri"}, "luar_negeri_tanpa_perwakilan"),
        ({"bukti__kematian": "surat_lurah"}, "surat_lurah_di_rumah_sakit"),
        ({"kematian__yang_menerangkan": "kepolisian"}, "penerang_bukan_tenaga_kesehatan"),
        ({"bukti__kematian": "keterangan_polisi"}, "penerang_bukan_polisi"),
        ({"almarhum__terdata": "tidak"}, "almarhum_tidak_terdata"),
        ({"pasangan__nik": None}, "pasangan_tanpa_nik"),
        ({"saksi_1__nik": "5371031203159004"}, "saksi_1_di_bawah_umur"),
    ],
)
def test_warns_of_what_is_unlikely(changes: dict[str, Any], code: str) -> None:
    assert code in codes("warnings", **changes)


def test_of_the_parents_is_asked_what_the_form_asks() -> None:
    """F-2.01A: name, NIK, place and date of birth, citizenship; none of them where nobody knows."""
    asked = {field.key for field in INTAKE.fields if field.path.startswith("ayah.")}
    required = {
        field.path for field in INTAKE.fields if field.path.startswith(("ayah.", "ibu.")) and field.required
    }

    assert asked == {"nama", "nik", "tempat_lahir", "tanggal_lahir", "kewarganegaraan"}
    assert required == set()


def test_a_neighbourhood_head_is_asked_neither_for_his_number_nor_for_the_cause() -> None:
    typed = application(pelapor__hubungan="ketua_rt", kematian__sebab="bunuh_diri")

    checked = check(INTAKE, typed, {})

    assert checked.problems == ()
    assert checked.values["pelapor"]["nik"] is None
    assert checked.values["kematian"]["sebab"] is None


def test_the_verifier_asks_for_the_cause_that_the_neighbourhood_head_was_not_asked_for() -> None:
    form = FORMS["akta_kematian/verifikasi_isi.form.json"]

    checked = check(form, application(kematian__sebab=None), application(pelapor__hubungan="ketua_rt"))

    assert "kematian.sebab" in {problem.field for problem in checked.problems}


@pytest.mark.parametrize(
    ("died", "late"),
    [("2026-11-24", False), ("2026-10-25", False), ("2026-10-24", True), ("1998-02-28", True)],
)
def test_a_death_is_late_after_thirty_days_and_keeps_its_code(died: str, late: bool) -> None:
    """UU 24/2013 Pasal 44: deaths are reported within 30 days."""
    scope = {"almarhum": {"tanggal_meninggal": died}, "pelaporan": {"tanggal": "2026-11-24"}}

    assert DECISIONS.evaluate("jenis_pendaftaran", scope, now=NOON).result == {
        "kode": "KM",
        "terlambat": late,
    }


@pytest.mark.parametrize(
    ("scope", "condition", "letter", "event"),
    [
        ({"bukti": {"kelahiran": "surat_lurah"}}, True, True, "kelahiran"),
        ({"anak": {"tempat_dilahirkan": "rumah"}}, True, False, None),
        ({"bukti": {"kelahiran": "sptjm"}}, True, False, None),
        ({"bukti": {"kematian": "surat_lurah"}, "kematian": {"tempat": "rumah"}}, True, True, "kematian"),
        ({"bukti": {"kematian": "surat_lurah", "nomor": "12"}, "kematian": {"tempat": "rumah"}}, True, False, None),
        ({"bukti": {"kematian": "keterangan_dokter"}, "kematian": {"tempat": "rumah"}}, True, False, None),
        ({"bukti": {"kematian": "keterangan_dokter"}, "kematian": {"tempat": "rumah_sakit"}}, False, False, None),
        ({"permohonan": {"jenis": "hilang"}}, False, False, None),
        ({}, False, False, None),
    ],
)  # fmt: skip
def test_births_deaths_and_other_services_are_checked_on_site(
    scope: dict[str, Any], condition: bool, letter: bool, event: str | None
) -> None:
    verdict = DECISIONS.evaluate("pemeriksaan_wilayah", scope, now=NOON)

    assert verdict.result == {"syarat": condition, "surat": letter, "peristiwa": event}


@pytest.mark.parametrize(
    ("proof", "paper", "with_cards"),
    [
        ("keterangan_dokter", "keterangan_kematian", True),
        ("surat_lurah", "surat_kematian_lurah", True),
        ("keterangan_polisi", "keterangan_polisi", False),
        ("penetapan_pengadilan", "penetapan_pengadilan", False),
        ("keterangan_maskapai", "keterangan_maskapai", False),
        ("keterangan_perwakilan", "keterangan_perwakilan", True),
    ],
)
def test_each_proof_asks_for_its_own_papers(proof: str, paper: str, with_cards: bool) -> None:
    """SE Dirjen Dukcapil 470/13287/Dukcapil: KK and KTP-el are not asked for with the second to fourth proof."""
    asked = {one.code for one in needed(REQUIREMENTS, application(bukti__kematian=proof))}

    assert asked == {"formulir", paper} | ({"kartu_keluarga", "ktp_el"} if with_cards else set())


def test_a_foreigner_brings_a_travel_document_and_a_child_no_identity_card() -> None:
    foreigner = application(almarhum__kewarganegaraan="WNA", almarhum__terdata="tidak")
    child = application(almarhum__tanggal_lahir="2020-01-01")

    assert "dokumen_perjalanan" in {one.code for one in needed(REQUIREMENTS, foreigner)}
    assert "ktp_el" not in {one.code for one in needed(REQUIREMENTS, child)}


def content(node: str, **changes: Any) -> dict[str, Any]:
    """What the message of a node carries."""
    text = PROCEDURE.nodes[node].parameters["isi"]
    scope = application(**changes) | {"akta": {"nomor": "5371-KM-24112026-0001"}}
    found = feel.to_json(feel.compile(text).evaluate(scope, now=NOON))
    assert isinstance(found, dict)
    return found


def test_a_head_who_died_leaves_a_card_with_a_new_head() -> None:
    sent = content("mulai_kartu_keluarga")

    assert sent["permohonan"] == {"jenis": "baru", "alasan": "ganti_kepala"}
    assert sent["kepala"] == {"nama": "Maria Benu", "nik": WIDOW}
    assert sent["anggota_keluar"] == [{"nama": "Yermias Tefa", "nik": GRANDFATHER, "sebab": "meninggal"}]
    assert sent["kk"] == {"nomor": "5371030208199001"}
    assert sent["pelapor"]["hubungan"] == "anggota"
    assert sent["alamat"]["rt"] == "021"


def test_a_member_who_died_leaves_a_changed_card() -> None:
    sent = content("mulai_kartu_keluarga", almarhum__hubungan_keluarga="anak")

    assert sent["permohonan"] == {"jenis": "perubahan", "peristiwa": "kematian"}


def test_the_surviving_spouse_is_widowed_on_the_new_card() -> None:
    sent = content("mulai_ktp_pasangan")

    assert sent["subjek"]["nik"] == WIDOW
    assert sent["subjek"]["status_perkawinan"] == "cerai_mati"
    assert sent["perubahan"]["dasar"] == "Akta kematian 5371-KM-24112026-0001"
    assert "sebab" not in str(sent)


def test_nobody_of_the_neighbourhood_reads_the_cause_of_death(database: Database) -> None:
    bureau = make_bureau(database)
    case = bureau.walker.open("akta_kematian")
    with bureau.engine.reading() as reading:
        area = reading.execute(select(Case.area_code).where(Case.id == case.case_id)).scalar_one()
    head = next(actor for actor in bureau.walker.actors.values() if actor.grant_for("Ketua RT", area))

    with bureau.engine.reading(head) as reading:
        reduced = paths(view(reading, case.case_id).sections)
    with bureau.engine.reading(bureau.actor("verifikator")) as reading:
        full = paths(view(reading, case.case_id).sections)

    assert "almarhum.tanggal_meninggal" in reduced
    assert "kematian.sebab" in full
    assert "kematian.sebab" not in reduced


def paths(sections: Any) -> set[str]:
    return {line.path for section in sections for line in section.lines}


def fields() -> Iterator[tuple[str, Field]]:
    for path, form in FORMS.items():
        for field in form.fields:
            yield path, field


def test_a_field_that_two_forms_share_is_the_same_question() -> None:
    seen: dict[str, Field] = {}
    for path, field in fields():
        known = seen.setdefault(field.path, field)
        assert (field.type, field.kind, field.options, field.limits) == (
            known.type, known.kind, known.options, known.limits,
        ), f"{path}: {field.path}"  # fmt: skip


def test_every_question_and_choice_is_there_in_both_languages() -> None:
    for path, field in fields():
        assert field.label, f"{path}: {field.path}"
        assert field.label_en, f"{path}: {field.path}"
        assert [option for option in field.options if not (option.label.id and option.label.en)] == []


def test_completing_an_application_asks_what_taking_it_asked() -> None:
    completing = FORMS["akta_kematian/lengkapi_permohonan.form.json"]

    assert (completing.components, completing.rules) == (INTAKE.components, INTAKE.rules)


def test_nothing_is_wrong_with_the_document_type() -> None:
    assert lint.check(FILES, "akta_kematian", lint.Catalog(handlers=HANDLERS)) == []
