"""The intake form of akta kelahiran: what a desk may write, and what it is told."""

import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.demo.cast import cast
from engine.forms import Checked, FieldType, Form, at
from engine.scenarios.parsing import parse
from engine.scenarios.placeholders import fill
from tests.forms.building import NOW, codes

FOLDER = Path(__file__).parents[2] / "processes" / "akta_kelahiran"
FORM = Form.parse((FOLDER / "mulai.form.json").read_bytes())
OTHER_NIK = "5371040202909777"


SCENARIO = parse((FOLDER / "scenarios.toml").read_bytes()).scenarios[0]


def application() -> dict[str, Any]:
    people = cast(random.Random(7), "oesapa", NOW.date())
    return dict(fill(SCENARIO.application, people))


def written(**changes: Any) -> Checked:
    """Checks a good application after changes; a double underscore stands for the point of a path."""
    record = application()
    for name, value in changes.items():
        group, _, key = name.rpartition("__")
        record[group] = {**record[group], key: value}
    return FORM.check(FORM.read(FORM.post(record)), {}, NOW)


def warned(checked: Checked) -> list[tuple[str, str]]:
    return [(warning.field, warning.code) for warning in checked.warnings]


def test_a_good_application_is_taken_as_it_is() -> None:
    checked = written()

    assert (codes(checked), warned(checked)) == ([], [])
    assert checked.values["anak"] == {
        **application()["anak"], "kembar_ke": None, "dokumen_perjalanan": None,
        "hari": None, "kembar_lahir_mati": None,
    }  # fmt: skip


def test_an_empty_form_says_what_it_needs_once_for_each_field() -> None:
    asked = codes(FORM.check(FORM.read({}), {}, NOW))

    assert {code for _, code in asked} == {"required"}
    assert len(asked) == len(set(asked)) == 34


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"anak__tanggal_lahir": "2026-11-25"}, "anak.tanggal_lahir", "lahir_di_masa_depan"),
        ({"pelaporan__tanggal": "2026-11-25"}, "pelaporan.tanggal", "lapor_di_masa_depan"),
        ({"pelaporan__tanggal": "2026-11-11"}, "pelaporan.tanggal", "lapor_sebelum_lahir"),
        ({"anak__tanggal_lahir": "2026-11-24", "anak__pukul": "23:59"}, "anak.pukul", "pukul_di_masa_depan"),
        ({"anak__berat_kg": 0.29}, "anak.berat_kg", "too_small"),
        ({"anak__berat_kg": 8.01}, "anak.berat_kg", "too_large"),
        ({"anak__panjang_cm": 19}, "anak.panjang_cm", "too_small"),
        ({"anak__panjang_cm": 71}, "anak.panjang_cm", "too_large"),
        ({"anak__nama": "Gabriel Y0hanes"}, "anak.nama", "name_letters"),
        ({"anak__nama": "Gabriel Ne'e"}, "anak.nama", "nama_huruf_latin"),
        ({"anak__nama": "Gabriel " + "a" * 60}, "anak.nama", "too_long"),
        ({"ibu__tanggal_lahir": "2026-11-12"}, "ibu.tanggal_lahir", "ibu_lahir_sesudah_anak"),
        ({"pelapor__hubungan": "ibu"}, "pelapor.nik", "pelapor_bukan_ibu"),
        ({"pelapor__nik": None}, "pelapor.nik", "pelapor_tanpa_nik"),
        ({"saksi_1__nik": None}, "saksi_1.nik", "saksi_1_tanpa_nik"),
        ({"kk__nomor": "537103"}, "kk.nomor", "number_digits"),
        ({"alamat__kelurahan": "Oesapa"}, "alamat.kelurahan", "area_code"),
    ],
)
def test_a_mistake_is_told_at_its_field(changes: Mapping[str, Any], field: str, code: str) -> None:
    assert codes(written(**changes)) == [(field, code)]


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"anak__nama": "Gabriel"}, "anak.nama", "nama_dua_kata"),
        ({"anak__nama": "Dr Gabriel Nalle"}, "anak.nama", "nama_gelar"),
        ({"anak__nama": "Gabriel Y Nalle"}, "anak.nama", "nama_disingkat"),
        ({"anak__nama": "Gabriel alias Nalle"}, "anak.nama", "nama_alias"),
        ({"anak__kewarganegaraan": "WNA"}, "anak.kewarganegaraan", "anak_wna_orang_tua_wni"),
        ({"bukti__kelahiran": "surat_lurah"}, "bukti.kelahiran", "surat_lurah_di_faskes"),
        ({"anak__jenis_kelahiran": "kembar_2", "anak__kembar_ke": 1}, "anak.kembar_ke", "kembar_satu_satu"),
        ({"pelaporan__tanggal": "2026-11-16"}, "pelaporan.tanggal", "lapor_lama"),
        ({"ibu__nik": None}, "ibu.nik", "ibu_tanpa_nik"),
    ],
)
def test_what_is_unusual_is_pointed_out_and_taken(changes: Mapping[str, Any], field: str, code: str) -> None:
    checked = written(**changes)

    assert codes(checked) == []
    assert warned(checked) == [(field, code)]


@pytest.mark.parametrize(
    ("born", "code"), [("2016-11-13", "ibu_terlalu_muda"), ("1966-11-11", "ibu_terlalu_tua")]
)
def test_a_mother_under_10_or_over_60_is_pointed_out(born: str, code: str) -> None:
    checked = written(ibu__tanggal_lahir=born)

    assert codes(checked) == []
    assert ("ibu.tanggal_lahir", code) in warned(checked)


@pytest.mark.parametrize("born", ["2016-11-12", "1966-11-12"])
def test_a_mother_of_10_or_60_is_not(born: str) -> None:
    assert {code for _, code in warned(written(ibu__tanggal_lahir=born))} <= {"number_born"}


def test_an_indonesian_child_of_two_foreigners_is_pointed_out() -> None:
    """UU 12/2006 Pasal 4."""
    passports = {"ibu__dokumen_perjalanan": "PA1", "ayah__dokumen_perjalanan": "PA2"}

    checked = written(ibu__kewarganegaraan="WNA", ayah__kewarganegaraan="WNA", **passports)

    assert ("anak.kewarganegaraan", "anak_wni_orang_tua_wna") in warned(checked)


def test_a_birth_of_more_than_sixty_days_ago_needs_a_decision() -> None:
    """UU 24/2013 Pasal 32."""
    checked = written(anak__tanggal_lahir="2026-09-24")

    assert ("anak.tanggal_lahir", "lapor_terlambat") in warned(checked)
    assert ("anak.tanggal_lahir", "lapor_terlambat") not in warned(written(anak__tanggal_lahir="2026-09-25"))


def test_a_witness_is_somebody_else_than_the_informant_and_the_other_witness() -> None:
    record = application()
    record["saksi_1"]["nik"] = record["saksi_2"]["nik"] = record["pelapor"]["nik"]

    checked = FORM.check(FORM.read(FORM.post(record)), {}, NOW)

    assert codes(checked) == [
        ("saksi_1.nik", "saksi_1_adalah_pelapor"),
        ("saksi_2.nik", "saksi_2_adalah_pelapor"),
        ("saksi_2.nik", "saksi_sama"),
    ]
    assert ("saksi_1.nik", "saksi_1_orang_tua") in warned(checked)


def test_a_witness_under_18_by_the_nik_is_pointed_out() -> None:
    assert ("saksi_2.nik", "saksi_2_di_bawah_umur") in warned(written(saksi_2__nik="5371042511089001"))
    assert ("saksi_2.nik", "saksi_2_di_bawah_umur") not in warned(written(saksi_2__nik="5371042411089001"))


def test_a_child_of_unknown_origin_has_no_parents_on_the_form() -> None:
    checked = written(bukti__kelahiran="berita_acara_polisi", pelapor__hubungan="lainnya")

    assert codes(checked) == []
    assert set(checked.values["ibu"].values()) == set(checked.values["ayah"].values()) == {None}
    assert checked.values["bukti"]["perkawinan"] is None


def test_a_child_of_a_mother_alone_has_no_father_on_the_form() -> None:
    record = application()
    record["bukti"]["perkawinan"], record["kk"]["suami_istri"] = "tidak_ada", "tidak"
    record["pelapor"]["hubungan"] = "keluarga"

    checked = FORM.check(FORM.read(FORM.post(record)), {}, NOW)

    assert codes(checked) == []
    assert set(checked.values["ayah"].values()) == {None}
    assert checked.values["ibu"]["nama"] == record["ibu"]["nama"]


def test_a_foreign_parent_is_asked_for_a_travel_document_and_not_for_a_nik() -> None:
    checked = written(ibu__kewarganegaraan="WNA")

    assert codes(checked) == [("ibu.dokumen_perjalanan", "required")]
    assert checked.values["ibu"]["nik"] is None


def test_the_husband_and_wife_question_is_asked_only_without_a_proof_of_marriage() -> None:
    assert codes(written(bukti__perkawinan="tidak_ada")) == [("kk.suami_istri", "required")]
    assert written(kk__suami_istri="tidak").values["kk"]["suami_istri"] is None


def test_rules_of_law_carry_their_source() -> None:
    sourced = [
        rule for rule in FORM.rules if rule.id in {"nama_huruf_latin", "nama_dua_kata", "lapor_terlambat"}
    ]

    assert [rule.legal_basis for rule in sourced] == ["UU 24/2013 Pasal 32", *["Permendagri 73/2022"] * 2]
    assert not any(rule.confirmed for rule in sourced)


NAMES = [
    f"{field.path}-{box}" if box else field.path
    for field in FORM.fields
    for box in (("dd", "mm", "yyyy") if field.type is FieldType.DATE else ("",))
]
TYPED = st.text(max_size=20) | st.sampled_from(
    ["WNI", "WNA", "ya", "tidak_ada", "berita_acara_polisi", OTHER_NIK, "31", "2"]
)


@given(st.dictionaries(st.sampled_from(NAMES), st.lists(TYPED, max_size=2), max_size=30))
def test_whatever_is_posted_is_answered(posted: dict[str, list[str]]) -> None:
    checked = FORM.check(FORM.read(posted), {}, NOW)

    assert all(
        at(checked.values, problem.field) is None
        for problem in checked.problems
        if problem.code == "required"
    )
    assert all(problem.sentence() for problem in (*checked.problems, *checked.warnings))
