"""What is refused when a diagram is read: the library would run it wrongly, or not at all."""

from itertools import pairwise

import pytest

from engine.calls import UnknownHandlerError
from engine.errors import ProcedureError
from engine.process import Procedure
from tests.process.cases import draw, is_outside
from tests.process.drawing import diagram

START = "mulai: startEvent\n"
REFUSED = {
    "a script": START + "x: scriptTask\nmulai -> x",
    "a complex gateway": START + "x: complexGateway\nmulai -> x",
    "a send task": START + "x: sendTask\nmulai -> x",
    "an ad hoc sub-process": START + "x: adHocSubProcess {\na: userTask\n}\nmulai -> x",
    "a transaction": START + "x: transaction {\nm: startEvent\n}\nmulai -> x",
    "a timer that starts": "x: startEvent timer=PT1H\na: userTask\nx -> a",
    "a second start": START + "x: startEvent\na: userTask\nmulai -> a\nx -> a",
    "a message that is thrown": START + "x: intermediateThrowEvent message=m\nmulai -> x",
    "an error caught in passing": START + "x: intermediateCatchEvent error=E\nmulai -> x",
    "a reserved id": START + "End: userTask\nmulai -> End",
    "an id like an inner one": START + "a.BoundaryEventSplit: userTask\nmulai -> a.BoundaryEventSplit",
    "an id twice": START + "a: userTask\na: manualTask\nmulai -> a",
    "a condition after an event": START
    + "x: intermediateCatchEvent timer=P1D\nb: userTask\nmulai -> x\nx -> b if true",
    "an id like that of a choice": START + "a.Fork: userTask\nmulai -> a.Fork",
    "a flow without a condition": START
    + "x: exclusiveGateway\na: userTask\nb: userTask\nmulai -> x\nx -> a\nx -> b",
    "a flow to nowhere": START + "a: userTask\nmulai -> a\na -> x",
    "a boundary on a gateway": START + "g: exclusiveGateway\nx: boundaryEvent on=g timer=PT1H\nmulai -> g",
    "a boundary on nothing": START + "a: userTask\nx: boundaryEvent on=b timer=PT1H\nmulai -> a",
    "an error that does not interrupt": START
    + "a: userTask\nx: boundaryEvent on=a error=E cancel=false\nmulai -> a",
    "a repetition that interrupts": START + "a: userTask\nx: boundaryEvent on=a cycle=R3/P1D\nmulai -> a",
    "a repetition in passing": START + "x: intermediateCatchEvent cycle=R3/P1D\nmulai -> x",
    "a service without a handler": START + "x: serviceTask\nmulai -> x",
    "a parameter that is no FEEL": START + "x: serviceTask handler=luar.x param.a='1 +'\nmulai -> x",
    "items from nowhere": START + "x: userTask parallel='1 +' item=o\nmulai -> x",
    "a loop without an end": START + "x: userTask repeat='1 +'\nmulai -> x",
    "a call of what is not there": START + "x: callActivity calls=hilang\nmulai -> x",
    "no start": "a: userTask\nb: userTask\na -> b",
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED.keys())
def test_refuses_with_a_sentence(text: str) -> None:
    with pytest.raises(ProcedureError, match=r"^Expected .*, but"):
        draw(text)


@pytest.mark.parametrize("text", [text for text in REFUSED.values() if "x: " in text], ids=str)
def test_names_the_node_or_the_flow(text: str) -> None:
    with pytest.raises(ProcedureError) as refused:
        draw(text)

    assert refused.value.node in ("x", "hilang") or refused.value.node.startswith(("flow_x", "flow_a_x"))


def test_names_file_and_line() -> None:
    with pytest.raises(ProcedureError) as refused:
        draw(
            "mulai: startEvent\nc: callActivity calls=dalam\nmulai -> c",
            dalam="m: startEvent\nx: scriptTask\nm -> x",
        )

    assert (refused.value.path, refused.value.line) == ("shared/dalam.bpmn", 7)


def test_refuses_a_handler_that_the_release_does_not_have() -> None:
    def unknown(handler: str) -> bool:
        raise UnknownHandlerError(handler)

    content = diagram("proses", "mulai: startEvent\nx: serviceTask handler=apa.saja\nmulai -> x")

    with pytest.raises(ProcedureError, match=r"apa\.saja"):
        Procedure.parse({"proses.bpmn": content}, "proses", unknown)


@pytest.mark.parametrize("called", ["proses", "dalam"])
def test_refuses_a_process_that_calls_itself(called: str) -> None:
    text = "mulai: startEvent\nx: callActivity calls=dalam\nmulai -> x"
    inner = f"m: startEvent\ny: callActivity calls={called}\nm -> y"
    files = {"proses.bpmn": diagram("proses", text), "shared/dalam.bpmn": diagram("dalam", inner)}

    with pytest.raises(ProcedureError):
        Procedure.parse(files, "proses", is_outside)


def test_refuses_an_event_sub_process() -> None:
    content = diagram(
        "proses", "mulai: startEvent\na: userTask\nx: subProcess {\nm: startEvent\n}\nmulai -> a"
    )

    with pytest.raises(ProcedureError, match="triggeredByEvent"):
        Procedure.parse(
            {"proses.bpmn": content.replace(b'id="x"', b'id="x" triggeredByEvent="true"')},
            "proses",
            is_outside,
        )


def test_refuses_an_id_that_a_called_process_has_too() -> None:
    with pytest.raises(ProcedureError, match=r"'a' is also in proses\.bpmn"):
        draw(
            "mulai: startEvent\na: userTask\nc: callActivity calls=dalam\nmulai -> a\na -> c",
            dalam="m: startEvent\na: userTask\nm -> a",
        )


def test_refuses_a_diagram_that_is_too_long_to_be_read() -> None:
    names = [f"n{number}" for number in range(3000)]
    text = "\n".join(["mulai: startEvent", *(f"{name}: userTask" for name in names), "mulai -> n0"])
    flows = "\n".join(f"{before} -> {after}" for before, after in pairwise(names))

    with pytest.raises(ProcedureError, match="too long"):
        draw(f"{text}\n{flows}")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<a>", "well-formed"),
        (b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "DOCTYPE"),
        (b"<a/>", "Expected a process 'proses'"),
    ],
)
def test_refuses_a_file_that_is_no_diagram_of_the_process(content: bytes, sentence: str) -> None:
    with pytest.raises(ProcedureError, match=sentence):
        Procedure.parse({"proses.bpmn": content}, "proses", is_outside)


def test_refuses_a_diagram_with_a_handlers_script_before_a_task() -> None:
    script = b"<spiffworkflow:preScript>x = 1</spiffworkflow:preScript>"
    script = b"<bpmn:extensionElements>" + script + b"</bpmn:extensionElements>"
    content = diagram("proses", "mulai: startEvent\na: userTask\nmulai -> a")
    content = content.replace(b'<bpmn:userTask id="a" name="a">', b'<bpmn:userTask id="a" name="a">' + script)

    with pytest.raises(ProcedureError, match="no scripts"):
        Procedure.parse({"proses.bpmn": content}, "proses", is_outside)
