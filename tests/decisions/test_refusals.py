import pytest

from engine.decisions import Decisions
from engine.errors import DecisionError
from tests.decisions.tables import NOW, make_decision, make_file, make_literal, make_table

FILE = make_file(make_decision(make_literal("1")))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "well-formed XML"),
        (b"<definitions>", "well-formed XML"),
        (b"<definitions/>", "a DMN file with <definitions>"),
        (b'<!DOCTYPE definitions [<!ENTITY a "b">]>' + FILE, "no DOCTYPE"),
        (b'<!DOCTYPE d SYSTEM "file:///etc/passwd">' + FILE, "no DOCTYPE"),
        (b"<?xml-stylesheet href='x'?>" + FILE, "no processing instruction"),
        (b"<?xml version='1.0' encoding='UTF-7'?>" + FILE, "UTF-8"),
        (FILE.decode().encode("utf-16"), "UTF-8"),
        (FILE.decode().encode("utf-16-le"), "UTF-8"),
        (FILE[:-1] + b"\xff>", "well-formed XML"),
        (b"<a>" * 70 + b"</a>" * 70, "elements at most 60 deep"),
        (b"<a>" + b"<b/>" * 20_001 + b"</a>", "at most 20000 elements"),
        (b"<a " + b" ".join(b'x%d=""' % at for at in range(51)) + b"/>", "at most 50 attributes"),
        (b" " * 2_000_001, "a file of at most 2000000 bytes"),
    ],
)
def test_refuses_files_that_are_no_small_plain_xml(content: bytes, expected: str) -> None:
    with pytest.raises(DecisionError, match=f"Expected {expected}"):
        Decisions.parse([content])


@pytest.mark.parametrize(
    ("logic", "sentence"),
    [
        ("", "Expected a decision table or another expression, but found nothing"),
        ("<diagram/>", "Expected a decision table or another expression, but found diagram"),
        (make_table([["1", "2", "3"]], "BEST"), "Expected one of the hit policies"),
        (make_table([["1"]]), "Expected 1 input and 1 output cells, but found 1 and 0"),
        (make_table([["1", "2"]], outputs=()), "Expected a table with an output, but there is none"),
        (make_table([["1", "2", "3"]], outputs=("a", "a")), "Expected a name of its own for each output"),
        (make_table([["1", "2"]], inputs=("",)), "Expected an expression for each input, but one has none"),
        (
            make_table([["1", "2"]], "FIRST", aggregation="SUM"),
            "Expected COLLECT with SUM, COUNT, MIN or MAX",
        ),
        (
            make_table([["1", "2"]], "COLLECT", aggregation="MEAN"),
            "Expected COLLECT with SUM, COUNT, MIN or MAX",
        ),
        (
            make_table([["1", "2", "3"]], "COLLECT", outputs=("a", "b"), aggregation="SUM"),
            "Expected one output for SUM, but there are 2",
        ),
        (
            '<literalExpression expressionLanguage="python"><text>1</text></literalExpression>',
            "Expected FEEL as the language of the literal expression, but it is another",
        ),
    ],
)
def test_refuses_logic_that_it_cannot_use(logic: str, sentence: str) -> None:
    with pytest.raises(DecisionError) as refusal:
        Decisions.parse([make_file(make_decision(logic))])

    assert refusal.value.sentence.startswith(sentence)
    assert refusal.value.decision == "uji"


@pytest.mark.parametrize(
    ("table", "rule", "sentence"),
    [
        (
            make_table([["1", "2"], ["1,", "2"]]),
            2,
            "Expected FEEL as input cell 1, but at 1:3: Expected a value, but found the end",
        ),
        (
            make_table([["1", "2 +"]]),
            1,
            "Expected FEEL as output cell 1, but at 1:4: Expected a value, but found the end",
        ),
        (
            make_table([["1", "2"]], inputs=("nilai ==",)),
            None,
            "Expected FEEL as input 'nilai ==', but at 1:8: Expected a value after one '=', but found '='",
        ),
    ],
)
def test_says_which_cell_is_no_feel(table: str, rule: int | None, sentence: str) -> None:
    with pytest.raises(DecisionError) as refusal:
        Decisions.parse([make_file(make_decision(table))])

    assert refusal.value.sentence.startswith(sentence)
    assert refusal.value.rule == rule
    assert refusal.value.line == 1


def test_says_where_a_literal_expression_passed_a_limit() -> None:
    decisions = Decisions.parse([make_file(make_decision(make_literal("for i in 1..20000 return i")))])

    with pytest.raises(DecisionError) as refusal:
        decisions.evaluate("uji", {}, now=NOW)

    assert refusal.value.decision == "uji"


def test_reads_files_of_other_versions_of_the_standard() -> None:
    content = make_file(
        make_decision(make_literal("1 + 1")), model="http://www.omg.org/spec/DMN/20180521/MODEL/"
    )

    assert Decisions.parse([content]).evaluate("uji", {}, now=NOW).result == 2
