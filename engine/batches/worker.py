"""Run as a script of its own, without the rest of the engine: `worker.py xlsx|csv MOST_ROWS MOST_COLUMNS`.
Reads a table from its input; writes a line of JSON and, unless it refuses, the rows as JSON behind it."""

import csv
import datetime as dt
import io
import json
import re
import resource
import sys
import zipfile
import zlib
from typing import NoReturn

MEMORY = 512 * 2**20
PROCESSOR_SECONDS = 10
MOST_PARTS = 200
MOST_UNPACKED = 30 * 2**20
LONGEST_CELL = 4000
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
FOREIGN = re.compile(r"vbaproject|externallinks|macrosheets|embeddings|activex|connections", re.IGNORECASE)
PATH = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)+", re.ASCII)
TOP = 5
Cell = str | int | float | bool | dict[str, str] | None


class Refusal(Exception):  # noqa: N818
    """`why` is a code."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def main(kind: str, most_rows: int, most_columns: int) -> None:
    _limit()
    content = sys.stdin.buffer.read()
    try:
        rows = _fitting(_xlsx(content) if kind == "xlsx" else _csv(content), most_rows, most_columns)
        head, made = {}, json.dumps(rows).encode()
    except Refusal as refusal:
        head, made = {"refused": refusal.why}, b""
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + made)


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _refuse(why: str) -> NoReturn:
    raise Refusal(why) from None


def _fitting(rows: list[list[Cell]], most_rows: int, most_columns: int) -> list[list[Cell]]:
    """Without empty rows at the end and empty cells to the right."""
    kept = [_without_end(row) for row in rows]
    while kept and not kept[-1]:
        kept.pop()
    if len(kept) > most_rows:
        _refuse("rows")
    if any(len(row) > most_columns for row in kept):
        _refuse("columns")
    if any(isinstance(cell, str) and len(cell) > LONGEST_CELL for row in kept for cell in row):
        _refuse("cell")
    return kept


def _without_end(row: list[Cell]) -> list[Cell]:
    while row and row[-1] in (None, ""):
        row.pop()
    return row


def _xlsx(content: bytes) -> list[list[Cell]]:
    """The first sheet. Formulas are neither read nor evaluated: a file that has any is refused."""
    import python_calamine

    _look_into(content)
    try:
        book = python_calamine.load_workbook(io.BytesIO(content))
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, ValueError, IndexError, OSError, MemoryError):
        _refuse("unreadable")
    return [[_plain(cell) for cell in row] for row in rows]


def _look_into(content: bytes) -> None:
    """Unpacks every part once, within bounds: what its directory says of sizes is not believed."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            if len(parts) > MOST_PARTS:
                _refuse("bomb")
            if any(FOREIGN.search(part.filename) for part in parts):
                _refuse("active")
            left = MOST_UNPACKED
            for part in parts:
                left -= _unpacked(packed, part, left)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError):
        _refuse("unreadable")


def _unpacked(packed: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> int:
    with packed.open(part) as opened:
        plain = opened.read(most + 1)
    if len(plain) > most:
        _refuse("bomb")
    if SHEET.fullmatch(part.filename) and FORMULA.search(plain):
        _refuse("formula")
    return len(plain)


def _plain(cell: object) -> Cell:
    if isinstance(cell, dt.datetime):
        cell = cell.date()
    if isinstance(cell, dt.date):
        return {"date": cell.isoformat()}
    if isinstance(cell, dt.time):
        return {"time": cell.strftime("%H.%M")}
    if isinstance(cell, bool | int | float):
        return cell
    return str(cell)


def _csv(content: bytes) -> list[list[Cell]]:
    text = _decoded(content)
    mark = _mark(text.split("\n", TOP)[:TOP])
    try:
        return [
            [_bare(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark)
        ]
    except csv.Error:
        _refuse("unreadable")


def _mark(lines: list[str]) -> str:
    """What parts the cells: the row of paths tells."""

    def paths(mark: str, line: str) -> int:
        return sum(1 for cell in line.split(mark) if PATH.fullmatch(cell.strip(" \r\"'")))

    return max(";,\t", key=lambda mark: max((paths(mark, line) for line in lines), default=0))


def _decoded(content: bytes) -> str:
    if b"\0" in content:
        _refuse("unreadable")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    _refuse("unreadable")


def _bare(cell: str) -> str:
    """Without the apostrophe that keeps a spreadsheet program from reading a number or a formula."""
    return cell[1:] if cell.startswith("'") else cell


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
