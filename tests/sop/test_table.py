"""The flow table of small diagrams: rows, columns, and where each row leads."""

from engine.sop import Symbol, Table
from engine.sop.places import Places
from engine.sop.table import table
from tests.process.cases import draw

STRAIGHT = """
    mulai: startEvent lane=Loket
    terima: userTask lane=Loket prop.waktu=PT30M
    catat: serviceTask lane=Sistem handler=luar.catat
    selesai: endEvent lane=Loket
    mulai -> terima
    terima -> catat
    catat -> selesai
"""
CHOICE = """
    mulai: startEvent lane=Loket
    periksa: userTask lane=Loket
    cukup: exclusiveGateway lane=Loket
    lengkapi: userTask lane=Loket
    selesai: endEvent lane=Loket
    mulai -> periksa
    periksa -> cukup
    cukup -> lengkapi if hasil = "kurang"
    cukup -> selesai
    lengkapi -> periksa
"""
CALL = """
    mulai: startEvent lane=Loket
    panggil: callActivity calls=bagian lane=Loket
    akhir: userTask lane=Kadis
    selesai: endEvent lane=Loket
    mulai -> panggil
    panggil -> akhir
    akhir -> selesai
"""
PART = """
    awal: startEvent
    teliti: userTask lane=Lurah
    tanda: userTask
    tamat: endEvent
    awal -> teliti
    teliti -> tanda
    tanda -> tamat
"""
FORK = """
    mulai: startEvent lane=Loket
    bagi: parallelGateway
    satu: userTask lane=Loket
    dua: userTask lane=Loket
    gabung: parallelGateway
    selesai: endEvent lane=Loket
    mulai -> bagi
    bagi -> satu
    bagi -> dua
    satu -> gabung
    dua -> gabung
    gabung -> selesai
"""
LATE = """
    mulai: startEvent lane=Loket
    tunggu: userTask lane=Loket
    lewat: boundaryEvent on=tunggu timer=PT1H name="1 jam lewat"
    ingatkan: userTask lane=Loket
    selesai: endEvent lane=Loket
    mulai -> tunggu
    tunggu -> selesai
    lewat -> ingatkan
    ingatkan -> selesai
"""
UNDRAWN = Places()


def rows(text: str, drawn: Places = UNDRAWN, **called: str) -> Table:
    return table(draw(text, **called), drawn)


def ways(found: Table) -> dict[str, list[str]]:
    return {step.node.id: [found.steps[link.to].node.id for link in step.links] for step in found.steps}


def test_has_a_row_for_all_that_is_done_and_for_both_ends() -> None:
    found = rows(STRAIGHT)

    assert [(step.number, step.node.id, step.symbol) for step in found.steps] == [
        ("1", "mulai", Symbol.START),
        ("2", "terima", Symbol.TASK),
        ("3", "catat", Symbol.TASK),
        ("4", "selesai", Symbol.END),
    ]


def test_gives_the_engines_time_to_people_and_none_to_the_system() -> None:
    allowed = {step.node.id: step.allowed for step in rows(STRAIGHT).steps}

    assert str(allowed["terima"]) == "0:30:00"
    assert allowed["catat"] is None


def test_a_task_without_a_time_has_a_day_of_the_office_as_in_the_engine() -> None:
    allowed = {step.node.id: step.allowed for step in rows(CHOICE).steps}

    assert str(allowed["lengkapi"]) == "7:00:00"


def test_a_decision_is_a_row_right_after_what_it_judges() -> None:
    found = rows(CHOICE)

    assert [step.node.id for step in found.steps] == ["mulai", "periksa", "cukup", "selesai", "lengkapi"]
    assert ways(found)["cukup"] == ["lengkapi", "selesai"]
    assert ways(found)["lengkapi"] == ["periksa"]


def test_a_task_that_chooses_by_itself_leads_to_each_of_its_ways() -> None:
    text = (
        CHOICE.replace("    periksa -> cukup\n", "")
        .replace("cukup ->", "periksa ->")
        .replace("    cukup: exclusiveGateway lane=Loket\n", "")
    )

    assert ways(rows(text))["periksa"] == ["lengkapi", "selesai"]


def test_forks_and_joins_have_no_row_and_all_ways_go_through_them() -> None:
    found = ways(rows(FORK))

    assert found == {"mulai": ["satu", "dua"], "satu": ["selesai"], "dua": ["selesai"], "selesai": []}


def test_shows_what_is_called_inside_of_the_call() -> None:
    found = rows(CALL, bagian=PART)

    numbers = {step.node.id: step.number for step in found.steps}
    assert numbers == {
        "mulai": "1",
        "panggil": "2",
        "teliti": "2.1",
        "tanda": "2.2",
        "akhir": "3",
        "selesai": "4",
    }
    assert ways(found)["panggil"] == ["teliti"]
    assert ways(found)["tanda"] == ["akhir"]


def test_a_called_step_without_a_lane_is_the_callers() -> None:
    actors = {step.node.id: step.actor for step in rows(CALL, bagian=PART).steps}

    assert actors["tanda"] == "Loket"


def test_columns_are_the_lanes_in_their_order_with_called_lanes_beside_the_caller() -> None:
    drawn = Places(lanes=("Loket", "Kadis"))

    assert rows(CALL, drawn, bagian=PART).actors == ("Loket", "Lurah", "Kadis")


def test_rows_follow_the_drawing_from_left_to_right() -> None:
    drawn = Places({"mulai": 0, "satu": 200, "dua": 100, "selesai": 300})

    assert [step.node.id for step in rows(FORK, drawn).steps] == ["mulai", "dua", "satu", "selesai"]


def test_what_a_boundary_event_leads_to_stands_after_its_task_and_says_when() -> None:
    found = rows(LATE, Places({"mulai": 0, "ingatkan": 40, "tunggu": 50, "selesai": 90}))

    waiting = next(step for step in found.steps if step.node.id == "tunggu")
    assert [step.node.id for step in found.steps] == ["mulai", "tunggu", "ingatkan", "selesai"]
    assert [link.labels for link in waiting.links] == [(), ("1 jam lewat",)]
