"""A family card that follows from another case comes with the family: nobody is asked again who stands on it."""

from typing import Any

from sqlalchemy import select

from engine import casefile, links, taskview
from engine.access import SYSTEM
from engine.db.cases import Case, Task
from engine.demo.cast import Cast
from engine.demo.residents import welcome
from tests.builders import Bureau


def issued(bureau: Bureau, document_type: str) -> tuple[str, Cast]:
    """A case of new residents that has come to its end, and who they are."""
    greeted: list[Cast] = []

    def greet(people: Cast) -> None:
        greeted.append(people)
        with bureau.engine.work(SYSTEM) as work:
            welcome(work, people)

    bureau.walker.greet = greet
    case_id = bureau.walker.open(document_type).case_id
    bureau.walker.drain()
    assert bureau.walker.to_end(case_id) == "issued"
    return case_id, greeted[0]


def card_after(bureau: Bureau, case_id: str) -> str:
    with bureau.engine.reading() as reading:
        linked = links.of_case(reading, case_id)
    return next(one.id for one in linked if one.document_type.document_type == "kartu_keluarga")


def record(bureau: Bureau, case_id: str) -> dict[str, Any]:
    with bureau.engine.reading() as reading:
        row = reading.execute(select(Case.__table__).where(Case.id == case_id)).one()
        return casefile.read_record(reading, row)


def shown(bureau: Bureau, case_id: str) -> dict[str, Any]:
    """What the form of the case's open task starts with."""
    prepared = bureau.walker.prepare(case_id)
    assert prepared is not None
    with bureau.engine.reading(bureau.actor(prepared.username)) as reading:
        task_id = reading.execute(
            select(Task.id).where(Task.case_id == case_id, Task.state == "open")
        ).scalar_one()
        return taskview.view(reading, task_id).raw


def test_after_a_birth_the_operator_finds_the_family_and_the_child(bureau: Bureau) -> None:
    birth, people = issued(bureau, "akta_kelahiran")
    card = card_after(bureau, birth)
    while bureau.walker.prepare(card).node != "rekam_siak":  # type: ignore[union-attr]
        bureau.walker.step(card)

    rows = shown(bureau, card)["anggota"]

    family = ["suami", "istri", "anak1", "anak2", "anak3"]
    assert [row["nik"] for row in rows[:-1]] == [people.word(f"{name}.nik") for name in family]
    assert (rows[0]["shdk"], rows[-1]["nama"]) == ("kepala_keluarga", people.word("bayi.nama"))


def test_after_the_head_has_died_the_desk_finds_who_is_left_with_the_widow_as_head(bureau: Bureau) -> None:
    death, people = issued(bureau, "akta_kematian")

    form = shown(bureau, card_after(bureau, death))

    assert [(row["nik"], row["shdk"]) for row in form["anggota"]] == [
        (people.word("nenek.nik"), "kepala_keluarga")
    ]
    assert form["kepala"]["nama"] == people.word("nenek.nama")


def test_a_card_that_nobody_knows_is_composed_of_nobody(bureau: Bureau) -> None:
    opened = bureau.walker.open("kartu_keluarga")
    bureau.walker.to_end(opened.case_id)

    assert record(bureau, opened.case_id)["susunan"] == {"anggota": [], "kepala": {"nama": None, "nik": None}}
