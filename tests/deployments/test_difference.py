"""What a review says has changed, and what it leaves out."""

from collections.abc import Callable
from pathlib import Path

import pytest

from engine import definitions
from engine.deployments.difference import Difference, Fact, What, diff

PROCESSES = Path(__file__).parents[2] / "processes"
MAIN = "akta_kelahiran.bpmn"


def shipped() -> dict[str, bytes]:
    return definitions.read_folder(PROCESSES, "akta_kelahiran")


def changed(path: str, edit: Callable[[str], str]) -> Difference:
    old = shipped()
    text = old[path].decode()
    assert edit(text) != text
    return diff(old, old | {path: edit(text).encode()})


def test_finds_nothing_between_a_version_and_itself() -> None:
    assert not diff(shipped(), shipped())


def test_names_a_changed_deadline_by_the_task_and_the_property() -> None:
    found = changed(
        MAIN, lambda text: text.replace('name="waktu" value="PT1H"', 'name="waktu" value="PT3H"', 1)
    )

    (change,) = found.elements
    assert change.what is What.CHANGED
    assert change.kind == "userTask"
    assert change.facts == (Fact("waktu", "PT1H", "PT3H"),)


def test_names_a_changed_condition() -> None:
    condition = 'verifikasi_isi.hasil = "tolak"'

    found = changed(MAIN, lambda text: text.replace(f">{condition}<", f">{condition} and terlambat<"))

    (change,) = found.elements
    assert change.facts == (Fact("conditionExpression", condition, f"{condition} and terlambat"),)


def test_names_another_role_once_for_the_lane() -> None:
    found = changed(MAIN, lambda text: text.replace('name="Verifikator"', 'name="Kepala seksi"', 1))

    lane = next(change for change in found.elements if change.kind == "lane")
    assert lane.facts == (Fact("name", "Verifikator", "Kepala seksi"),)
    task = next(change for change in found.elements if change.id == "verifikasi_isi")
    assert task.facts == (Fact("lane", "Verifikator", "Kepala seksi"),)


def test_shows_an_inserted_task_and_the_way_that_now_leads_to_it() -> None:
    def insert(text: str) -> str:
        task = (
            '<bpmn:userTask id="kunjungan" name="Kunjungan lapangan"/><bpmn:sequenceFlow id="alir_kunjungan" '
        )
        task += 'sourceRef="kunjungan" targetRef="verifikasi_isi"/>'
        turned = text.replace('targetRef="verifikasi_isi"', 'targetRef="kunjungan"', 1)
        return turned.replace("</bpmn:process>", f"{task}</bpmn:process>")

    found = changed(MAIN, insert)

    by_id = found.of(MAIN)
    assert by_id["kunjungan"] is What.ADDED
    assert by_id["alir_kunjungan"] is What.ADDED
    (turned,) = [change for change in found.elements if change.what is What.CHANGED]
    assert turned.facts == (Fact("targetRef", "verifikasi_isi", "kunjungan"),)


def test_shows_a_removed_element_with_the_name_that_it_had() -> None:
    old = {"p.bpmn": diagram('<bpmn:userTask id="a" name="Periksa"/><bpmn:endEvent id="b"/>')}
    new = {"p.bpmn": diagram('<bpmn:endEvent id="b"/>')}

    (change,) = diff(old, new).elements

    assert (change.id, change.name, change.what) == ("a", "Periksa", What.REMOVED)


def test_names_another_kind_of_element() -> None:
    old = {"p.bpmn": diagram('<bpmn:exclusiveGateway id="a"/>')}
    new = {"p.bpmn": diagram('<bpmn:parallelGateway id="a"/>')}

    (change,) = diff(old, new).elements

    assert change.facts == (Fact("kind", "exclusiveGateway", "parallelGateway"),)


def test_names_a_function_its_result_and_its_parameters() -> None:
    old = {"p.bpmn": diagram(service("register.enter", "akta", "pendaftaran.kode"))}
    new = {"p.bpmn": diagram(service("register.record", "catatan", '"LU"'))}

    (change,) = diff(old, new).elements

    assert change.facts == (
        Fact("handler", "register.enter", "register.record"),
        Fact("resultVariable", "akta", "catatan"),
        Fact("parameter kode", "pendaftaran.kode", '"LU"'),
    )


def test_names_another_time_of_a_timer() -> None:
    timer = (
        '<bpmn:boundaryEvent id="a" attachedToRef="t"><bpmn:timerEventDefinition id="x">'
        "<bpmn:timeDuration>{}</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>"
    )

    (change,) = diff(
        {"p.bpmn": diagram(timer.format("P1D"))}, {"p.bpmn": diagram(timer.format("PT4H"))}
    ).elements

    assert change.facts == (Fact("timeDuration", "P1D", "PT4H"),)


def test_keeps_what_only_moved_apart() -> None:
    found = changed(MAIN, lambda text: text.replace('<dc:Bounds x="', '<dc:Bounds x="1', 1))

    assert found.elements == ()
    assert len(found.moved) == 1


def test_takes_no_notice_of_another_layout_of_the_file_itself() -> None:
    reordered = "<bpmn:endEvent  name='Selesai'   id='b'/>"
    plain = '<bpmn:endEvent id="b" name="Selesai"/>'

    assert not diff({"p.bpmn": diagram(plain)}, {"p.bpmn": diagram(reordered)})


def test_shows_the_lines_of_other_files() -> None:
    found = diff({"a/requirements.toml": b"satu\ndua\n"}, {"a/requirements.toml": b"satu\ntiga\n"})

    (change,) = found.files
    assert [line for line in change.lines if line[0] in "+-"] == [("-", "dua"), ("+", "tiga")]


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ({}, {"a.toml": b"x"}, What.ADDED),
        ({"a.toml": b"x"}, {}, What.REMOVED),
        ({"p.bpmn": b"x"}, {}, What.REMOVED),
    ],
)
def test_shows_files_that_came_and_went(old: dict[str, bytes], new: dict[str, bytes], what: What) -> None:
    (change,) = diff(old, new).files

    assert change.what is what


def test_shows_no_lines_of_what_is_no_text() -> None:
    (change,) = diff({"a.typ": b"\xff\x00"}, {"a.typ": b"\xff\x01"}).files

    assert change.lines == ()


def test_shows_a_diagram_that_is_no_xml_as_a_text() -> None:
    (change,) = diff({"p.bpmn": diagram("")}, {"p.bpmn": b"<bpmn:"}).files

    assert ("+", "<bpmn:") in change.lines


def diagram(inside: str) -> bytes:
    return f"""<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
        xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core">
        <bpmn:process id="p">{inside}</bpmn:process></bpmn:definitions>""".encode()


def service(handler: str, result: str, code: str) -> str:
    value = code.replace('"', "&quot;")
    return f"""<bpmn:serviceTask id="a"><bpmn:extensionElements>
        <spiffworkflow:serviceTaskOperator id="{handler}" resultVariable="{result}"><spiffworkflow:parameters>
        <spiffworkflow:parameter id="kode" type="any" value="{value}"/></spiffworkflow:parameters>
        </spiffworkflow:serviceTaskOperator></bpmn:extensionElements></bpmn:serviceTask>"""
