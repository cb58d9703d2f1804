"""The empty table that people fill in: heads, paths, and for choices what may be chosen."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from engine.batches.columns import Column
from engine.batches.reading import MOST_ROWS
from engine.forms import FieldType

BOM = b"\xef\xbb\xbf"
LONGEST_HINT = 255
FIRST = 2
"""Rows above the first application: labels, paths."""


@dataclass(frozen=True)
class Words:
    """What the workbook says beside the form's own words, in the reader's language."""

    applications: str
    choices: str
    date: str
    optional: str


def as_csv(columns: Sequence[Column]) -> bytes:
    """With semicolons, as spreadsheet programs expect here."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow([column.label for column in columns])
    writer.writerow([column.field.path for column in columns])
    return BOM + text.getvalue().encode()


def as_xlsx(columns: Sequence[Column], words: Words) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet, choices = book.add_worksheet(words.applications), book.add_worksheet(words.choices)
        styles = {
            "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
            "path": book.add_format({"font_color": "#666666", "font_size": 8}),
            "text": book.add_format({"num_format": "@"}),
            "date": book.add_format({"num_format": "dd-mm-yyyy"}),
        }
        sheet.freeze_panes(FIRST, 0)
        sheet.set_row(0, 45)
        for at, column in enumerate(columns):
            _column(sheet, at, column, styles)
            _hint(sheet, at, column, words)
            _choices(sheet, choices, at, column)
    return made.getvalue()


def _column(sheet: Any, at: int, column: Column, styles: dict[str, Any]) -> None:
    kind = "date" if column.field.type is FieldType.DATE else "text"
    sheet.set_column(at, at, 22, styles[kind])
    sheet.write_string(0, at, column.label, styles["head"])
    sheet.write_string(1, at, column.field.path, styles["path"])


def _hint(sheet: Any, at: int, column: Column, words: Words) -> None:
    """Shown while a cell of the column is chosen."""
    said = [column.hint, words.date if column.field.type is FieldType.DATE else ""]
    if not column.field.required:
        said.append(words.optional)
    text = " ".join(part for part in said if part)[:LONGEST_HINT]
    if text and not column.options:
        sheet.data_validation(
            FIRST, at, FIRST + MOST_ROWS - 1, at, {"validate": "any", "input_message": text}
        )


def _choices(sheet: Any, choices: Any, at: int, column: Column) -> None:
    """A list to pick from, kept on the second sheet."""
    if not column.options:
        return
    choices.write_string(0, at, column.label)
    for row, option in enumerate(column.options, 1):
        choices.write_string(row, at, option.label.id or option.value)
    name = choices.get_name()
    source = f"='{name}'!{_cell(1, at)}:{_cell(len(column.options), at)}"
    checked = {"validate": "list", "source": source, "error_type": "information"}
    sheet.data_validation(FIRST, at, FIRST + MOST_ROWS - 1, at, checked)


def _cell(row: int, column: int) -> str:
    return str(xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True))
