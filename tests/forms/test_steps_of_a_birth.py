"""What each role is asked on the way of a birth certificate, and what it may not write."""

from pathlib import Path
from typing import Any

import pytest

from engine.filing import merge
from engine.forms import Checked, Form
from tests.forms.building import NOW, codes
from tests.forms.test_application_for_a_birth import application

FOLDER = Path(__file__).parents[2] / "processes"
SIAK = {"nik_anak": "5371031211269001", "nomor_kk": None, "nomor_akta": None}


def written(step: str, values: dict[str, Any], **record: Any) -> Checked:
    """A step's answers over the record of a good application of a boy born on 12 November 2026."""
    form = Form.parse((FOLDER / f"{step}.form.json").read_bytes())
    known = merge(application(), {"anak": {"jenis_kelamin": "L"}, **record})
    return form.check(form.read(form.post(merge(known, values))), known, NOW)


def rt(**facts: str) -> dict[str, Any]:
    return {"fakta_rt": {"domisili": "ya", "peristiwa": "ya", "saksi": "tidak_tahu", **facts}}


@pytest.mark.parametrize("fact", ["domisili", "peristiwa", "saksi"])
def test_an_rt_who_denies_a_fact_objects_and_does_not_approve(fact: str) -> None:
    checked = written("shared/verifikasi_wilayah/verifikasi_rt", rt(**{fact: "tidak"}))

    assert codes(checked) == [(f"fakta_rt.{fact}", f"{fact}_dibantah")]
    assert codes(written("shared/verifikasi_wilayah/verifikasi_rt", rt())) == []


def test_the_kelurahan_is_asked_for_a_letter_only_where_one_is_made() -> None:
    facts = {"fakta_kelurahan": {"domisili": "ya", "peristiwa": "ya"}}
    step = "shared/verifikasi_wilayah/verifikasi_kelurahan"

    without = written(step, facts, wilayah={"surat": False})
    with_letter = written(step, facts, wilayah={"surat": True})

    assert codes(without) == []
    assert codes(with_letter) == [("surat_lurah.nomor", "required"), ("surat_lurah.tanggal", "required")]


def test_a_verifier_corrects_the_childs_data_under_the_same_keys() -> None:
    findings = {"verifikasi": {"duplikat": "tidak", "keaslian": "ya", "catatan": None}}

    checked = written("akta_kelahiran/verifikasi_isi", {**findings, "anak": {"nama": "Gabriel Yosef Nalle"}})

    assert codes(checked) == []
    assert checked.values["anak"] == {
        **application()["anak"], "jenis_kelamin": "L", "nama": "Gabriel Yosef Nalle", "kembar_ke": None,
        "dokumen_perjalanan": None, "hari": None, "kembar_lahir_mati": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("finding", "value", "code"),
    [("duplikat", "ya", "duplikat_disetujui"), ("keaslian", "ragu", "keaslian_meragukan")],
)
def test_a_verifier_cannot_approve_what_he_doubts(finding: str, value: str, code: str) -> None:
    findings = {"duplikat": "tidak", "keaslian": "ya", finding: value}

    checked = written("akta_kelahiran/verifikasi_isi", {"verifikasi": findings})

    assert codes(checked) == [(f"verifikasi.{finding}", code)]


def test_the_number_of_a_decision_is_asked_for_a_late_birth() -> None:
    decision = {
        "keputusan": {"nomor": "188/2026", "tanggal": "2026-11-25", "alasan_terlambat": "Lahir di kebun"}
    }

    assert codes(written("akta_kelahiran/putuskan_keterlambatan", {})) == [
        ("keputusan.nomor", "required"), ("keputusan.tanggal", "required"), ("keputusan.alasan_terlambat", "required"),
    ]  # fmt: skip
    assert codes(written("akta_kelahiran/putuskan_keterlambatan", decision)) == [
        ("keputusan.tanggal", "keputusan_di_masa_depan")
    ]


def test_an_operator_copies_what_siak_gave() -> None:
    checked = written("akta_kelahiran/rekam_siak", {"siak": {**SIAK, "nomor_akta": "5371-LU-24112026-0012"}})

    assert (codes(checked), checked.warnings) == ([], ())
    assert checked.values["siak"]["nomor_akta"] == "5371-LU-24112026-0012"


def test_a_childs_nik_of_another_day_or_sex_is_pointed_out() -> None:
    checked = written("akta_kelahiran/rekam_siak", {"siak": {**SIAK, "nik_anak": "5371035311269001"}})

    assert codes(checked) == []
    assert [warning.code for warning in checked.warnings] == ["number_sex", "number_born"]


def test_a_childs_nik_is_not_a_parents() -> None:
    mother = application()["ibu"]["nik"]

    checked = written("akta_kelahiran/rekam_siak", {"siak": {**SIAK, "nik_anak": mother}})

    assert codes(checked) == [("siak.nik_anak", "nik_anak_milik_ibu")]


@pytest.mark.parametrize("number", ["5371-LU-24112026-12", "LU-1", "5371/LU/24112026/0012"])
def test_a_certificate_number_has_one_shape(number: str) -> None:
    checked = written("akta_kelahiran/rekam_siak", {"siak": {**SIAK, "nomor_akta": number}})

    assert codes(checked) == [("siak.nomor_akta", "pattern_example")]


HANDED = {"cara": "diambil", "hubungan": "pemohon", "identitas": "ktp_el", "identitas_akhir": "0017"}


def handed(**answers: Any) -> Checked:
    return written("shared/penyerahan/serahkan_dokumen", {"penyerahan": {**HANDED, **answers}})


def test_who_comes_for_a_document_is_asked_only_at_the_counter() -> None:
    collected = written("shared/penyerahan/serahkan_dokumen", {"penyerahan": {"cara": "diambil"}})
    sent = handed(cara="pdf")

    assert codes(collected) == [
        ("penyerahan.hubungan", "required"), ("penyerahan.identitas", "required"),
        ("penyerahan.identitas_akhir", "required"),
    ]  # fmt: skip
    assert codes(sent) == []
    assert {value for name, value in sent.values["penyerahan"].items() if name != "cara"} == {None}


def test_an_applicant_who_comes_himself_is_not_asked_his_name_again() -> None:
    assert codes(handed()) == []
    assert codes(handed(hubungan="keluarga")) == [("penyerahan.penerima", "required")]
    assert handed(penerima="Maria Lede").values["penyerahan"]["penerima"] is None


def test_an_authorised_person_hands_in_the_power_of_attorney() -> None:
    """F-1.07 (Permendagri 109/2019)."""
    told = {"hubungan": "kuasa", "penerima": "Maria Lede"}

    assert codes(handed(**told)) == [
        ("penyerahan.kuasa_tanggal", "required"), ("penyerahan.kuasa_disimpan", "must_be_ticked"),
    ]  # fmt: skip
    assert codes(handed(**told, kuasa_disimpan=True, kuasa_tanggal="2026-11-20")) == []
    assert codes(handed(**told, kuasa_disimpan=True, kuasa_tanggal="2026-12-25")) == [
        ("penyerahan.kuasa_tanggal", "kuasa_di_masa_depan")
    ]


@pytest.mark.parametrize("number", ["5371031211269001", "001", "00 7", "00-7"])
def test_no_more_than_four_letters_of_an_identity_number_are_kept(number: str) -> None:
    [(field, _)] = codes(handed(identitas_akhir=number))

    assert field == "penyerahan.identitas_akhir"


@pytest.mark.parametrize("step", ["periksa_draf", "validasi", "tanda_tangan"])
def test_those_who_sign_write_nothing_but_their_decision(step: str) -> None:
    checked = written(f"akta_kelahiran/{step}", {})

    assert (codes(checked), checked.values) == ([], {})
