"""An office without a connection: its operator looks people up in SIAK and writes down what fits."""

from collections.abc import Mapping
from typing import Any

import pytest

from engine import casefile, tasks
from engine.db.database import Database
from engine.demo.answers import Wish
from engine.errors import InvalidAnswersError
from engine.submission import FORWARD, Submission
from tests.builders import Bureau, connect, make_bureau

PEOPLE = {
    "akta_kelahiran": ["ibu", "ayah", "saksi_1", "saksi_2"],
    "akta_kematian": ["almarhum", "pelapor"],
    "akta_perkawinan": ["suami", "istri", "saksi_1", "saksi_2"],
    "kelahiran_luar_negeri": ["ibu", "ayah"],
    "kia": ["subjek", "pelapor"],
    "ktp_el": ["subjek"],
    "lahir_mati": ["ibu", "ayah", "saksi_1", "saksi_2"],
    "perubahan_akta": ["pelapor"],
}


@pytest.fixture
def bureau(database: Database) -> Bureau:
    bureau = make_bureau(database)
    connect(bureau, None)
    return bureau


def at_operator(bureau: Bureau, document_type: str = "akta_kelahiran", scenario: str | int = 0) -> str:
    """A case whose people the operator has to look up."""
    case_id = bureau.walker.open(document_type, scenario=scenario).case_id
    bureau.walker.drain()
    while waits(bureau, case_id) != "cocokkan_di_siak":
        bureau.walker.step(case_id)
        bureau.walker.drain()
    return case_id


def waits(bureau: Bureau, case_id: str) -> str | None:
    prepared = bureau.walker.prepare(case_id)
    return prepared and prepared.node


def record(bureau: Bureau, case_id: str) -> Mapping[str, Any]:
    with bureau.engine.reading() as reading:
        return casefile.read(reading, case_id).record


def look_up(bureau: Bureau, case_id: str, rows: list[dict[str, Any]]) -> None:
    prepared = bureau.walker.prepare(case_id, Wish(answers={"cocok_siak": {"orang": rows}}))
    assert prepared is not None
    actor = bureau.actor(prepared.username)
    tasks.complete(bureau.engine, actor, prepared.task_id, Submission.of(prepared.posted, FORWARD))


def rows_of(bureau: Bureau, case_id: str) -> list[dict[str, Any]]:
    return [
        {**row, "hasil": "sesuai", "berbeda": []} for row in record(bureau, case_id)["daftar_cocok"]["orang"]
    ]


@pytest.mark.parametrize("document_type", sorted(PEOPLE))
def test_the_operator_is_asked_of_each_person_once(bureau: Bureau, document_type: str) -> None:
    case_id = at_operator(bureau, document_type)

    assert [row["sebutan"] for row in rows_of(bureau, case_id)] == PEOPLE[document_type]


def test_members_of_a_family_are_asked_of_by_their_rows(bureau: Bureau) -> None:
    case_id = at_operator(bureau, "kartu_keluarga", "membentuk_keluarga")

    named = [(row["sebutan"], row["ke"]) for row in rows_of(bureau, case_id)]
    assert named == [("kepala", None), ("anggota", 2), ("pelapor", None)]


def test_what_does_not_fit_reaches_the_verifier_without_a_value(bureau: Bureau) -> None:
    case_id = at_operator(bureau)
    rows = rows_of(bureau, case_id)
    rows[0] |= {"hasil": "tidak_sesuai", "berbeda": ["tanggal_lahir"]}
    rows[2] |= {"hasil": "tidak_ditemukan"}

    look_up(bureau, case_id, rows)

    found = record(bureau, case_id)["pencocokan"]
    told = {one["sebutan"]: (one["hasil"], one["isian"]) for one in found["orang"]}
    assert (found["cara"], waits(bureau, case_id)) == ("petugas", "verifikasi_isi")
    assert told["ibu"][1] == {"nama": "sesuai", "tempat_lahir": "sesuai", "tanggal_lahir": "tidak_sesuai"}
    assert told["saksi_1"] == ("tidak_ditemukan", {})
    assert found["orang"][1]["juga"] == ["pelapor"]


def test_nobody_is_left_out_and_nobody_added(bureau: Bureau) -> None:
    case_id = at_operator(bureau)
    rows = rows_of(bureau, case_id)

    for wrong in (rows[1:], [*rows, rows[0]], [rows[1], rows[0], *rows[2:]]):
        with pytest.raises(InvalidAnswersError):
            look_up(bureau, case_id, wrong)


def test_says_which_fields_differ_where_some_do(bureau: Bureau) -> None:
    case_id = at_operator(bureau)
    rows = rows_of(bureau, case_id)

    for result, fields in (("tidak_sesuai", []), ("sesuai", ["nama"])):
        with pytest.raises(InvalidAnswersError):
            look_up(bureau, case_id, [{**rows[0], "hasil": result, "berbeda": fields}, *rows[1:]])


def sent_back(bureau: Bureau, case_id: str, answers: Mapping[str, Any]) -> None:
    """From the verifier to the applicant and as far as the papers are complete again."""
    bureau.walker.step(case_id, "kembalikan")
    prepared = bureau.walker.prepare(case_id, Wish(answers=answers))
    assert prepared is not None
    actor = bureau.actor(prepared.username)
    tasks.complete(bureau.engine, actor, prepared.task_id, Submission.of(prepared.posted, FORWARD))
    bureau.walker.step(case_id)


def test_the_same_people_are_not_looked_up_again_within_hours(bureau: Bureau) -> None:
    case_id = at_operator(bureau)
    bureau.walker.step(case_id)
    before = record(bureau, case_id)["pencocokan"]

    sent_back(bureau, case_id, {})

    assert waits(bureau, case_id) == "verifikasi_isi"
    assert record(bureau, case_id)["pencocokan"] == before


def test_whoever_was_corrected_is_looked_up_again(bureau: Bureau) -> None:
    case_id = at_operator(bureau)
    bureau.walker.step(case_id)

    sent_back(bureau, case_id, {"ibu": {"tempat_lahir": "Soe"}})

    assert waits(bureau, case_id) == "cocokkan_di_siak"
