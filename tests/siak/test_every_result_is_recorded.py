"""What each document type registers reaches SIAK: sent by this system, or entered by an operator who types it back."""

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import select

from engine import casefile, tasks
from engine.db.cases import Case
from engine.db.database import Database
from engine.demo.answers import Wish
from engine.errors import InvalidAnswersError
from engine.siak.client import Client
from engine.siak.http import Access, HttpCentre
from engine.submission import FORWARD, Submission
from tests.builders import Bureau, connect, make_bureau
from tests.standin import siak as population
from tests.standin.serving import World

ACCESS = Access(population.USER, population.PASSWORD, population.ADDRESS)
CODES = {
    "akta_kelahiran": "LU",
    "akta_kematian": "KM",
    "akta_perkawinan": "KW",
    "kartu_keluarga": "dokumen",
    "kelahiran_luar_negeri": "dokumen",
    "kia": "kartu",
    "ktp_el": "kartu",
    "lahir_mati": "dokumen",
    "perubahan_akta": "catatan_pinggir",
}
WHEN = {"nomor": "5371/SIAK/0001", "tanggal": "2026-11-24", "pukul": "10:15"}


@pytest.fixture
def bureau(database: Database) -> Bureau:
    return make_bureau(database)


@pytest.mark.parametrize("document_type", sorted(CODES))
def test_it_is_sent_once_with_the_office_s_number(bureau: Bureau, world: World, document_type: str) -> None:
    connect(bureau, HttpCentre(Client(world.siak_url, patience=1), ACCESS))
    walker = bureau.walker
    case_id = walker.open(document_type).case_id
    walker.drain()
    while walker.step(case_id):
        walker.drain()

    with bureau.engine.reading() as reading:
        row = reading.execute(select(Case.__table__).where(Case.id == case_id)).one()
        told = casefile.read_record(reading, row)["hasil_siak"]
    assert [key for key in world.siak.entries if key.startswith(case_id)] == [f"{case_id}:{told['nomor']}"]
    assert (row.state, told["kode"]) == ("issued", CODES[document_type])


@pytest.mark.parametrize("document_type", sorted(CODES))
def test_an_operator_enters_it_where_the_office_is_not_connected(bureau: Bureau, document_type: str) -> None:
    connect(bureau, None)
    case_id = at_entering(bureau, document_type)
    enter(bureau, case_id, {**WHEN, "sidik": "ab" * 32})

    with bureau.engine.reading() as reading:
        row = reading.execute(select(Case.__table__).where(Case.id == case_id)).one()
        record = casefile.read_record(reading, row)
    assert record["siak_pusat"] == {**WHEN, "sidik": "ab" * 32}
    assert (record["hasil_siak"]["kode"], bool(record["hasil_siak"]["nomor"])) == (CODES[document_type], True)


@pytest.mark.parametrize("missing", ["nomor", "tanggal", "pukul"])
def test_number_and_time_are_typed_back(bureau: Bureau, missing: str) -> None:
    connect(bureau, None)
    case_id = at_entering(bureau, "akta_kematian")

    with pytest.raises(InvalidAnswersError):
        enter(bureau, case_id, WHEN | {missing: None})


def test_a_hash_is_one(bureau: Bureau) -> None:
    connect(bureau, None)
    case_id = at_entering(bureau, "akta_kematian")

    with pytest.raises(InvalidAnswersError):
        enter(bureau, case_id, {**WHEN, "sidik": "bukan sidik"})


def at_entering(bureau: Bureau, document_type: str) -> str:
    walker = bureau.walker
    case_id = walker.open(document_type).case_id
    walker.drain()
    while (prepared := walker.prepare(case_id)) and prepared.node != "masukkan_siak":
        walker.step(case_id)
        walker.drain()
    return case_id


def enter(bureau: Bureau, case_id: str, typed: Mapping[str, Any]) -> None:
    prepared = bureau.walker.prepare(case_id, Wish(answers={"siak_pusat": typed}))
    assert prepared is not None
    assert (prepared.node, prepared.role) == ("masukkan_siak", "Operator SIAK")
    for name, value in typed.items():
        posted = [one for one in prepared.posted if one.startswith(f"siak_pusat.{name}")]
        assert posted
        if value is None:
            prepared.posted.update({one: [""] for one in posted})
    actor = bureau.actor(prepared.username)
    tasks.complete(bureau.engine, actor, prepared.task_id, Submission.of(prepared.posted, FORWARD))
