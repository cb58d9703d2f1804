"""Linked cases: one event of civil status starts the cases that follow from it, once each, and both sides know."""

import json
from collections.abc import Mapping

import pytest
from sqlalchemy import select

from engine import caseview, history, links, papers
from engine.attachments import Upload
from engine.db.cases import Case, Task
from engine.db.database import Database
from engine.errors import NotAllowedError
from tests.attachments.files import picture
from tests.builders import Bureau, deploy, make_bureau
from tests.process.drawing import diagram

EVENT = links.Message("peristiwa", "5371-LU-24112026-0001", {"orang": {"nama": "Yermias Tefa"}})
FORM = {
    "id": "mulai",
    "type": "default",
    "components": [
        {
            "id": "orang_nama",
            "key": "orang.nama",
            "type": "textfield",
            "label": "Nama",
            "label_en": "Name",
            "properties": {"kind": "subject_name"},
        }
    ],
    "rules": [
        {
            "id": "satu_kata",
            "field": "orang.nama",
            "when": 'not(contains(orang.nama, " "))',
            "message": "Nama hanya satu kata.",
            "message_en": "A name of one word.",
            "level": "warning",
        }
    ],
}
PAPER = """
[[requirement]]
code = "kartu_keluarga"
label = "Kartu keluarga"
label_en = "Family card"
legal_basis = "Perpres 96/2018"
since = 2018-10-18
confirmed = true
"""


def following(letters: str, messages: str = "peristiwa") -> Mapping[str, bytes]:
    """A type that starts on messages and waits at the receiving desk."""
    drawn = diagram(
        "ikutan",
        """
        mulai: startEvent lane="Meja penerima"
        lengkapi: userTask name="Lengkapi" lane="Meja penerima"
        selesai: endEvent lane="Meja penerima" prop.status=issued
        mulai -> lengkapi
        lengkapi -> selesai
        """,
    ).replace(
        b'isExecutable="true">',
        b'isExecutable="true"><bpmn:extensionElements><spiffworkflow:properties>'
        b'<spiffworkflow:property name="dimulaiOleh" value="%b"/>'
        b'<spiffworkflow:property name="singkatan" value="%b"/>'
        b"</spiffworkflow:properties></bpmn:extensionElements>" % (messages.encode(), letters.encode()),
        1,
    )
    return {
        "ikutan.bpmn": drawn,
        "ikutan/mulai.form.json": json.dumps(FORM).encode(),
        "ikutan/requirements.toml": PAPER.encode(),
        "shared/reasons.toml": b"",
    }


@pytest.fixture
def bureau(database: Database) -> Bureau:
    bureau = make_bureau(database)
    deploy(bureau.engine, "ikutan", following("IK"))
    return bureau


def started(bureau: Bureau) -> list[tuple[str, str, str]]:
    with bureau.engine.reading() as reading:
        rows = reading.execute(
            select(Case.number, Case.subject_name, Case.intake_role).where(Case.document_type == "ikutan")
        ).all()
    return [tuple(row) for row in rows]


def case_named(bureau: Bureau, number: str) -> str:
    with bureau.engine.reading() as reading:
        return str(reading.execute(select(Case.id).where(Case.number == number)).scalar_one())


def test_a_message_starts_a_case_at_the_desk_of_the_first_one(bureau: Bureau) -> None:
    birth = bureau.walker.open("akta_kelahiran", by="kel.oesapa")

    numbers = links.send(bureau.engine, birth.case_id, EVENT)

    assert started(bureau) == [(numbers[0], "Yermias Tefa", "Petugas registrasi kelurahan")]
    with bureau.engine.reading() as reading:
        waiting = reading.execute(
            select(Task.role, Task.area_code).where(Task.case_number == numbers[0])
        ).one()
    assert tuple(waiting) == ("Petugas registrasi kelurahan", "53.71.03.1010")


def test_a_case_whose_own_form_has_no_name_yet_goes_by_that_of_the_first_one(bureau: Bureau) -> None:
    birth = bureau.walker.open("akta_kelahiran", by="kel.oesapa")
    with bureau.engine.reading() as reading:
        name = reading.execute(select(Case.subject_name).where(Case.id == birth.case_id)).scalar_one()

    links.send(bureau.engine, birth.case_id, links.Message("peristiwa", "5371-LU-24112026-0003", {}))

    [(number, subject, _)] = started(bureau)
    with bureau.engine.reading() as reading:
        waiting = reading.execute(select(Task.subject_name).where(Task.case_number == number)).scalar_one()
    assert subject == waiting == name != ""


def test_what_is_doubtful_in_a_message_is_read_at_the_first_desk(bureau: Bureau) -> None:
    birth = bureau.walker.open("akta_kelahiran", by="kel.oesapa")
    message = links.Message("peristiwa", "5371-LU-24112026-0002", {"orang": {"nama": "Yermias"}})

    [number] = links.send(bureau.engine, birth.case_id, message)

    case_id = case_named(bureau, number)
    with bureau.engine.reading(bureau.actor("verifikator")) as reading:
        [caution] = caseview.view(reading, case_id).cautions
        opened = history.story(reading, case_id)[0]
    assert caution.problem.message == "Nama hanya satu kata."
    assert caution.person_id is None
    assert opened.facts["warnings"] == ["orang.nama:satu_kata"]


def test_the_same_message_and_key_start_nothing_twice(bureau: Bureau) -> None:
    birth = bureau.walker.open("akta_kelahiran")

    first = links.send(bureau.engine, birth.case_id, EVENT)
    again = links.send(bureau.engine, birth.case_id, EVENT)

    assert again == first
    assert len(started(bureau)) == 1


def test_another_key_starts_another_case(bureau: Bureau) -> None:
    birth = bureau.walker.open("akta_kelahiran")
    links.send(bureau.engine, birth.case_id, EVENT)

    links.send(
        bureau.engine, birth.case_id, links.Message(EVENT.name, "5371-LU-24112026-0002", EVENT.content)
    )

    assert len(started(bureau)) == 2


def test_a_message_that_no_type_names_starts_nothing(bureau: Bureau) -> None:
    birth = bureau.walker.open("akta_kelahiran")

    assert links.send(bureau.engine, birth.case_id, links.Message("lain", "1", {})) == []
    assert started(bureau) == []


def test_both_cases_show_each_other_and_tell_it_in_their_history(bureau: Bureau) -> None:
    birth = bureau.walker.open("akta_kelahiran")
    [number] = links.send(bureau.engine, birth.case_id, EVENT)
    other = case_named(bureau, number)

    with bureau.engine.reading(bureau.actor("verifikator")) as reading:
        here, there = caseview.view(reading, birth.case_id), caseview.view(reading, other)
        told = [entry for entry in history.story(reading, birth.case_id) if entry.kind == "case.linked"]

    assert [(one.number, one.started, one.visible) for one in here.linked] == [(number, True, True)]
    assert [(one.number, one.started) for one in there.linked] == [(birth.number, False)]
    assert there.record["paket"] == {"pesan": "peristiwa", "dari": birth.number}
    assert [entry.facts["case"] for entry in told] == [number]


def test_papers_of_one_case_count_for_the_other(bureau: Bureau) -> None:
    birth = bureau.walker.open("akta_kelahiran")
    papers.hand_in(
        bureau.engine, bureau.actor("loket"), birth.case_id, "kartu_keluarga", [Upload("kk.jpg", picture())]
    )
    [number] = links.send(bureau.engine, birth.case_id, EVENT)

    with bureau.engine.reading(bureau.actor("verifikator")) as reading:
        view = caseview.view(reading, case_named(bureau, number))

    assert [len(paper.files) for paper in view.papers] == [1]


def test_a_stranger_to_the_area_is_not_led_to_the_other_case(bureau: Bureau) -> None:
    birth = bureau.walker.open("akta_kelahiran", by="kel.oesapa")
    [number] = links.send(bureau.engine, birth.case_id, EVENT)

    with bureau.engine.reading(bureau.actor("kel.liliba")) as reading, pytest.raises(NotAllowedError):
        caseview.view(reading, case_named(bureau, number))


def test_the_chains_of_both_cases_hold(bureau: Bureau) -> None:
    birth = bureau.walker.open("akta_kelahiran")
    links.send(bureau.engine, birth.case_id, EVENT)

    with bureau.engine.reading() as reading:
        assert history.verify(reading, bureau.engine.vault.public_keys).problems == []


def test_a_birth_starts_the_family_card_and_the_childs_card_before_the_hand_over(bureau: Bureau) -> None:
    birth = bureau.walker.open("akta_kelahiran").case_id

    while bureau.walker.step(birth) != "tanda_tangan":
        pass
    bureau.walker.drain()

    with bureau.engine.reading() as reading:
        waiting = (
            reading.execute(select(Task.node).where(Task.case_id == birth, Task.state == "open"))
            .scalars()
            .all()
        )
        reading.actor = bureau.actor("loket")
        following = links.of_case(reading, birth)
    assert waiting == ["serahkan_dokumen"]
    assert [one.document_type.document_type for one in following] == ["kartu_keluarga", "kia"]


def awaiting(message: str = "kabar") -> Mapping[str, bytes]:
    """A type that starts on a message and then waits for another one."""
    files = dict(following("IK"))
    drawn = diagram(
        "ikutan",
        f"""
        mulai: startEvent lane="Meja penerima"
        tunggu: intermediateCatchEvent message={message} lane="Meja penerima"
        lengkapi: userTask name="Lengkapi" lane="Meja penerima"
        selesai: endEvent lane="Meja penerima" prop.status=issued
        mulai -> tunggu
        tunggu -> lengkapi
        lengkapi -> selesai
        """,
    )
    head = files["ikutan.bpmn"]
    own = head[head.index(b"<bpmn:extensionElements>") : head.index(b"</bpmn:extensionElements>")]
    opening = b'isExecutable="true">'
    return files | {"ikutan.bpmn": drawn.replace(opening, opening + own + b"</bpmn:extensionElements>", 1)}


def open_nodes(bureau: Bureau, number: str) -> list[str]:
    with bureau.engine.reading() as reading:
        waiting = select(Task.node).where(Task.case_number == number, Task.state == "open")
        return list(reading.execute(waiting).scalars())


def told(bureau: Bureau, number: str) -> list[str]:
    with bureau.engine.reading() as reading:
        return [entry.kind for entry in history.story(reading, case_named(bureau, number))]


def test_a_message_reaches_a_linked_case_that_waits_for_it_once(bureau: Bureau) -> None:
    deploy(bureau.engine, "ikutan", awaiting())
    birth = bureau.walker.open("akta_kelahiran")
    [number] = links.send(bureau.engine, birth.case_id, EVENT)
    assert open_nodes(bureau, number) == []

    for _ in range(2):
        assert links.send(bureau.engine, birth.case_id, links.Message("kabar", "1", {})) == []

    assert open_nodes(bureau, number) == ["lengkapi"]
    assert told(bureau, number).count(links.RECEIVED) == 1


def test_a_message_reaches_the_case_that_started_the_sender(bureau: Bureau) -> None:
    deploy(bureau.engine, "ikutan", awaiting())
    birth = bureau.walker.open("akta_kelahiran")
    [first] = links.send(bureau.engine, birth.case_id, EVENT)
    [second] = links.send(bureau.engine, case_named(bureau, first), links.Message("peristiwa", "2", {}))

    links.send(bureau.engine, case_named(bureau, second), links.Message("kabar", "1", {}))

    assert open_nodes(bureau, first) == ["lengkapi"]
    assert open_nodes(bureau, second) == []


def test_a_message_reaches_no_stranger_and_nobody_who_waits_for_another(bureau: Bureau) -> None:
    deploy(bureau.engine, "ikutan", awaiting())
    birth, other = (bureau.walker.open("akta_kelahiran") for _ in range(2))
    [number] = links.send(bureau.engine, birth.case_id, EVENT)

    links.send(bureau.engine, other.case_id, links.Message("kabar", "1", {}))
    links.send(bureau.engine, birth.case_id, links.Message("lain", "1", {}))

    assert open_nodes(bureau, number) == []
    assert links.RECEIVED not in told(bureau, number)
