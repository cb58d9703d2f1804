"""What stands beside a row: columns that say why, as DMN has them since 1.2."""

import pytest

from engine.decisions import Decisions, DecisionTable
from tests.decisions.tables import NOW, make_decision, make_file, make_table

COLUMNS = ("Dasar hukum", "Berlaku sejak")


def annotated(*entries: str, columns: tuple[str, ...] = COLUMNS) -> Decisions:
    """A table with these columns beside its output, and one row with these entries."""
    named = "".join(f'<annotation name="{name}"/>' for name in columns)
    said = "".join(f"<annotationEntry><text>{text}</text></annotationEntry>" for text in entries)
    table = make_table([["1", "10", "Paling lambat 60 hari"]])
    table = table.replace("<rule ", f"{named}<rule ", 1).replace("</rule>", f"{said}</rule>")
    return Decisions.parse([make_file(make_decision(table))])


def test_keeps_the_columns_beside_the_outputs() -> None:
    logic = annotated("UU 23/2006 Pasal 27", "2006-12-29").by_id["uji"].logic

    assert isinstance(logic, DecisionTable)
    assert logic.annotations == COLUMNS


def test_traces_what_stands_beside_the_row_by_the_names_of_the_columns() -> None:
    verdict = annotated("UU 23/2006 Pasal 27", "2006-12-29").evaluate("uji", {"nilai": 1}, now=NOW)

    (row,) = verdict.trace[0].rows
    assert row.beside == (("Dasar hukum", "UU 23/2006 Pasal 27"), ("Berlaku sejak", "2006-12-29"))
    assert row.annotations == ("Paling lambat 60 hari", "UU 23/2006 Pasal 27", "2006-12-29")


@pytest.mark.parametrize(
    ("entries", "columns", "expected"),
    [
        ((), COLUMNS, ()),
        (("", "2006-12-29"), COLUMNS, (("Berlaku sejak", "2006-12-29"),)),
        (("Pasal 27",), COLUMNS, (("Dasar hukum", "Pasal 27"),)),
        (("Pasal 27", "2006"), ("Dasar hukum",), (("Dasar hukum", "Pasal 27"), ("", "2006"))),
        (("Pasal 27",), (), (("", "Pasal 27"),)),
    ],
)
def test_rows_may_say_less_or_more_than_the_columns_ask(
    entries: tuple[str, ...], columns: tuple[str, ...], expected: tuple[tuple[str, str], ...]
) -> None:
    verdict = annotated(*entries, columns=columns).evaluate("uji", {"nilai": 1}, now=NOW)

    assert verdict.result == 10
    assert verdict.trace[0].rows[0].beside == expected
