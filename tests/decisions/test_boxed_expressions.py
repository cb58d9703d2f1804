from decimal import Decimal
from typing import Any

import pytest

from engine.decisions import Decisions
from engine.errors import DecisionError
from tests.decisions.tables import NOW, make_decision, make_file, make_literal, make_table

THREE = f"<in>{make_literal('[1, 2, 3]')}</in>"
ANI, YES, NO, AKTA = (make_literal(f'"{word}"') for word in ("Ani", "ya", "tidak", "akta"))
CONTEXT = f"""<context>
    <contextEntry><variable name="Biaya dasar"/>{make_literal("100")}</contextEntry>
    <contextEntry><variable name="ganda"/>{make_literal("Biaya dasar * 2")}</contextEntry>
    {{last}}</context>"""


@pytest.mark.parametrize(
    ("logic", "expected"),
    [
        (CONTEXT.format(last=""), {"Biaya dasar": 100, "ganda": 200}),
        (CONTEXT.format(last=f"<contextEntry>{make_literal('ganda + 1')}</contextEntry>"), 201),
        (f"<list>{make_literal('1')}{make_literal('nilai')}</list>", [1, 7]),
        (
            '<relation><column name="nama"/><column name="umur"/>'
            f"<row>{ANI}{make_literal('nilai')}</row></relation>",
            [{"nama": "Ani", "umur": 7}],
        ),
        (
            f"<conditional><if>{make_literal('nilai > 5')}</if><then>{YES}</then>"
            f"<else>{NO}</else></conditional>",
            "ya",
        ),
        (
            f'<for iteratorVariable="satu">{THREE}<return>{make_literal("satu * nilai")}</return></for>',
            [7, 14, 21],
        ),
        (
            f'<for iteratorVariable="satu">{THREE}<return>{make_literal("count(partial)")}</return></for>',
            [0, 1, 2],
        ),
        (
            f'<some iteratorVariable="satu">{THREE}<satisfies>{make_literal("satu > 2")}</satisfies></some>',
            True,
        ),
        (
            f'<every iteratorVariable="satu">{THREE}<satisfies>{make_literal("satu > 2")}</satisfies></every>',
            False,
        ),
        (f"<filter>{THREE}<match>{make_literal('item >= 2')}</match></filter>", [2, 3]),
        (
            f"<filter><in>{make_literal('[{umur: 3}, {umur: 9}]')}</in><match>{make_literal('umur > nilai')}"
            "</match></filter>",
            [{"umur": 9}],
        ),
        (
            f'<invocation>{make_literal("substring")}<binding><parameter name="string"/>{AKTA}'
            f'</binding><binding><parameter name="start position"/>{make_literal("3")}</binding>'
            f'<binding><parameter name="length"/>{make_literal("2")}</binding></invocation>',
            "ta",
        ),
    ],
)
def test_evaluates_boxes_as_the_standard_says(logic: str, expected: Any) -> None:
    decisions = Decisions.parse([make_file(make_decision(logic))])

    assert decisions.evaluate("uji", {"nilai": Decimal(7)}, now=NOW).result == expected


def test_finds_a_table_in_a_context_and_tells_its_rows() -> None:
    table = make_table([["> 5", '"banyak"'], ["-", '"sedikit"']], "FIRST")
    logic = f'<context><contextEntry><variable name="kata"/>{table}</contextEntry></context>'

    verdict = Decisions.parse([make_file(make_decision(logic))]).evaluate("uji", {"nilai": 7}, now=NOW)

    assert verdict.result == {"kata": "banyak"}
    assert [row.index for row in verdict.trace[-1].rows] == [1]


def test_makes_a_condition_that_is_no_boolean_null() -> None:
    logic = (
        f"<conditional><if>{make_literal('nilai')}</if><then>{make_literal('1')}</then>"
        f"<else>{make_literal('2')}</else></conditional>"
    )

    assert (
        Decisions.parse([make_file(make_decision(logic))]).evaluate("uji", {"nilai": 7}, now=NOW).result
        is None
    )


def test_counts_the_steps_of_all_boxes_together() -> None:
    outer = make_literal("for i in 1..300 return i")
    inner = make_literal("count(for lain in 1..300 return lain)")
    many = f'<for iteratorVariable="satu"><in>{outer}</in><return>{inner}</return></for>'

    with pytest.raises(DecisionError, match="steps"):
        Decisions.parse([make_file(make_decision(many))]).evaluate("uji", {}, now=NOW)


@pytest.mark.parametrize(
    ("logic", "sentence"),
    [
        (f"<filter>{THREE}</filter>", "Expected <match> in <filter>, but there is none"),
        ("<relation><column name='a'/><row/></relation>", "Expected 1 cells in each row, but found 0"),
        (
            f'<functionDefinition kind="Java">{make_literal("1")}</functionDefinition>',
            "Expected a function in FEEL, but this one is Java",
        ),
        (
            '<functionDefinition><formalParameter name="a"/><formalParameter name="a"/></functionDefinition>',
            "Expected a name of its own for each parameter",
        ),
        (
            "<literalExpression><importedValues/></literalExpression>",
            "Expected an expression in the file itself",
        ),
    ],
)
def test_refuses_boxes_that_are_not_whole(logic: str, sentence: str) -> None:
    with pytest.raises(DecisionError) as refusal:
        Decisions.parse([make_file(make_decision(logic))])

    assert refusal.value.sentence.startswith(sentence)
    assert refusal.value.line == 1
