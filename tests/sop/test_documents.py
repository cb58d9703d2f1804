"""What the SOP of every shipped document type says, against what the engine does."""

import pytest
from sqlalchemy import select

from engine import sop
from engine.db.cases import Case, Task
from engine.db.database import Database
from engine.process import Node
from engine.requirements import needed
from engine.sop import UNSET, Symbol
from tests.builders import make_bureau
from tests.sop.shipped import TYPES, document, document_type, edition

each = pytest.mark.parametrize("name", TYPES)


def is_activity(node: Node) -> bool:
    return node.kind.endswith("Task") or node.kind in ("task", "callActivity", "subProcess")


@each
def test_has_one_row_for_each_activity(name: str) -> None:
    activities = [node.id for node in document_type(name).procedure.nodes.values() if is_activity(node)]
    rows = [step.node.id for step in document(name).table.steps if is_activity(step.node)]

    assert sorted(rows) == sorted(activities)


@each
def test_leads_from_the_start_to_every_row(name: str) -> None:
    steps = document(name).table.steps
    reached, waiting = {0}, [0]
    while waiting:
        for link in steps[waiting.pop()].links:
            if link.to not in reached:
                reached.add(link.to)
                waiting.append(link.to)

    assert steps[0].symbol is Symbol.START
    assert [step.number for at, step in enumerate(steps) if at not in reached] == []


@each
def test_ends_only_where_the_process_ends(name: str) -> None:
    last = [step.symbol for step in document(name).table.steps if not step.links]

    assert set(last) == {Symbol.END}


@each
def test_each_answer_of_a_decision_is_written_at_its_row(name: str) -> None:
    told = document(name)

    for step in told.table.steps:
        if step.symbol is Symbol.DECISION:
            remark = sop.remark(told.table, step)
            assert all(label in remark for link in step.links for label in link.labels)


def test_says_who_may_not_do_a_step() -> None:
    told = document("akta_kelahiran")
    by_node = {step.node.id: step for step in told.table.steps}

    remark = sop.remark(told.table, by_node["periksa_draf"])

    assert f"bukan yang mengerjakan langkah {by_node['verifikasi_isi'].number}." in remark


@each
def test_columns_follow_the_lanes_of_the_diagram(name: str) -> None:
    told = document(name)
    lanes = list(
        dict.fromkeys(node.lane for node in document_type(name).procedure.nodes.values() if node.lane)
    )

    assert set(told.table.actors) <= set(lanes)
    assert {step.actor for step in told.table.steps} == set(told.table.actors)
    assert told.table.actors[0] == "Meja penerima"


@each
def test_lists_the_papers_that_the_counter_asks_for(name: str) -> None:
    listed = [paper for variant in document(name).variants for paper in variant.papers]

    assert sorted(listed, key=id) == sorted(document_type(name).requirements, key=id)
    assert document(name).variants[0].papers == needed(document(name).variants[0].papers, {})


@each
def test_says_every_condition_in_words(name: str) -> None:
    conditions = [variant.condition for variant in document(name).variants[1:]]

    assert conditions
    assert [said for said in conditions if any(sign in said for sign in ('"', "_", "duration(", " = "))] == []


@each
def test_no_fact_of_the_identity_page_is_missing(name: str) -> None:
    told = document(name)
    facts = (
        "nomor",
        "dasarHukum",
        "kualifikasi",
        "keterkaitan",
        "peralatan",
        "peringatan",
        "pencatatan",
        "produk",
    )

    assert [fact for fact in facts if told.fact(fact) == (UNSET,)] == []
    assert told.purpose


@each
def test_each_task_tells_its_needs_and_its_output(name: str) -> None:
    tasks = [step for step in document(name).table.steps if is_activity(step.node)]

    assert [step.number for step in tasks if not step.fact("kelengkapan") or not step.fact("output")] == []


@each
def test_names_the_processes_that_it_calls_as_related(name: str) -> None:
    told = document(name)
    related = " ".join(told.fact("keterkaitan")).lower()

    assert told.called
    assert all(called.lower() in related for called in told.called.values())


@each
def test_draws_every_diagram(name: str) -> None:
    drawn = [drawing.name for drawing in document(name).drawings]

    assert drawn[0] == document(name).name
    assert set(document(name).called.values()) <= set(drawn)


@each
def test_a_task_is_due_when_its_row_says(database: Database, name: str) -> None:
    bureau = make_bureau(database)
    case_id = bureau.walker.open(name).case_id
    bureau.walker.to_end(case_id)
    told = {step.node.id: step for step in document(name).table.steps}

    with bureau.engine.reading() as reading:
        rows = reading.execute(
            select(Task.node, Task.created_at, Task.due_at).where(Task.case_id == case_id)
        ).all()
        calendar = reading.office.calendar
    assert len(rows) > 3
    for row in rows:
        allowed = told[row.node].allowed
        assert allowed is not None
        assert row.due_at == calendar.add(row.created_at, allowed)


@each
def test_the_published_time_is_what_a_case_is_promised(sqlite_database: Database, name: str) -> None:
    bureau = make_bureau(sqlite_database)
    case_id = bureau.walker.open(name).case_id
    bureau.walker.to_end(case_id)

    with bureau.engine.reading() as reading:
        case = reading.execute(select(Case.complete_at, Case.promised_at).where(Case.id == case_id)).one()
        calendar = reading.office.calendar
    assert case.promised_at == calendar.add(case.complete_at, document(name).allowed)


@each
def test_the_standard_has_six_components_for_the_public_and_eight_for_the_office(name: str) -> None:
    standard = sop.standard(document_type(name), document(name), edition(name))

    assert (len(standard.delivery), len(standard.making)) == (6, 8)
    assert all(part.lines for part in (*standard.delivery[1:], *standard.making, standard.pledge))
    assert UNSET not in [line for part in (*standard.delivery, *standard.making) for line in part.lines]


def test_the_standard_of_a_type_without_the_offices_part_says_that_it_is_unset() -> None:
    whole = document_type("ktp_el")
    bare = {path: content for path, content in whole.files.items() if path != "shared/standar_pelayanan.toml"}
    kind = type(whole)(whole.id, 1, whole.document_type, bare, whole.procedure)

    standard = sop.standard(kind, document("ktp_el"), edition("ktp_el"))

    assert standard.pledge.lines == (UNSET,)
    assert standard.delivery[5].lines == (UNSET,)


def test_counts_who_holds_a_post_today() -> None:
    standard = sop.standard(document_type("ktp_el"), document("ktp_el"), edition("ktp_el"))

    staff = next(part for part in standard.making if part.name == "Jumlah pelaksana")
    assert "Petugas loket: 2 orang" in staff.lines
    assert "Verifikator: menurut penugasan" in staff.lines
