"""Only true opens a way."""

import pytest

from engine.errors import ProcedureError
from tests.process.cases import draw, nodes, start

CHOICE = "mulai: startEvent\ng: {kind}\na: userTask\nb: userTask\nmulai -> g\ng -> a if jawab\ng -> b"
KINDS = ("exclusiveGateway", "inclusiveGateway")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("answer", "way"), [(True, "a"), (False, "b"), (None, "b")])
def test_true_opens_a_way_and_null_does_not(kind: str, answer: bool | None, way: str) -> None:
    assert nodes(start(draw(CHOICE.format(kind=kind)), jawab=answer)) == [way]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("answer", ["tidak", "ya", "true", "", 0, 1, [True], {"a": True}])
def test_a_value_that_is_no_truth_is_refused_with_the_flow(kind: str, answer: object) -> None:
    with pytest.raises(ProcedureError) as refused:
        start(draw(CHOICE.format(kind=kind)), jawab=answer)

    assert refused.value.node.startswith("flow_g_a")


def test_a_name_that_nobody_wrote_is_null() -> None:
    assert nodes(start(draw(CHOICE.format(kind=KINDS[0])))) == ["b"]


def test_the_first_condition_that_holds_is_taken() -> None:
    head = "mulai: startEvent\ng: exclusiveGateway\na: userTask\nb: userTask"
    text = f"{head}\nmulai -> g\ng -> a if n > 1\ng -> b if n > 0"

    assert [nodes(start(draw(text), n=n)) for n in (2, 1)] == [["a"], ["b"]]


def test_an_inclusive_gateway_takes_every_way_that_holds_and_the_default_only_alone() -> None:
    text = """
    mulai: startEvent
    g: inclusiveGateway
    a: userTask
    b: userTask
    c: userTask
    mulai -> g
    g -> a if n > 1
    g -> b if n > 0
    g -> c
    """

    assert [nodes(start(draw(text), n=n)) for n in (2, 1, 0)] == [["a", "b"], ["b"], ["c"]]


@pytest.mark.parametrize("text", ["1 +", "__import__('os')", "a = ", "().__class__"])
def test_what_is_no_feel_is_refused_when_the_diagram_is_read(text: str) -> None:
    with pytest.raises(ProcedureError):
        draw(CHOICE.format(kind=KINDS[0]).replace("jawab", text))


@pytest.mark.parametrize("text", ["__import__", "record.__class__", "open", "eval"])
def test_no_name_reaches_python(text: str) -> None:
    assert nodes(start(draw(CHOICE.format(kind=KINDS[0]).replace("jawab", text)))) == ["b"]
