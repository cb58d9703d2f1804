"""Area codes as they are published: CSV files whose codes have dots."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from engine.errors import AreaFileError

CODE = re.compile(r"\d\d(\.\d\d(\.\d\d(\.\d{4})?)?)?")
STATISTICAL = re.compile(r"\d{4,10}")
"""A code of the statistics agency (BPS): other areas under other numbers, never to be mixed in."""
FOLDER = ("provinces.csv", "regencies.csv", "districts.csv", "villages.csv")
CODE_COLUMNS, NAME_COLUMNS = ("code", "kode"), ("name", "nama")
FIRST_CITY = "71"
ABBREVIATIONS = {"Dki": "DKI", "Di": "DI", "Kab.": "Kabupaten"}


@dataclass(frozen=True)
class Area:
    code: str
    name: str

    @property
    def parent(self) -> str | None:
        return self.code.rpartition(".")[0] or None

    @property
    def province(self) -> str:
        return self.code[:2]

    @property
    def level(self) -> str:
        parts = self.code.split(".")
        if len(parts) == 1:
            return "provinsi"
        if len(parts) == 2:
            return "kota" if parts[1] >= FIRST_CITY else "kabupaten"
        if len(parts) == 3:
            return "kecamatan"
        return {"1": "kelurahan", "2": "desa"}.get(parts[3][0], "desa_adat")


def read(path: Path) -> Iterator[Area]:
    """One file, or a folder of the four national ones."""
    paths = [path / name for name in FOLDER if (path / name).is_file()] if path.is_dir() else [path]
    if not paths:
        raise AreaFileError(path.name, 0, f"one of {', '.join(FOLDER)} in the folder, but none is there")
    for file in paths:
        try:
            text = file.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            raise AreaFileError(file.name, 0, "text in UTF-8, but it is something else") from None
        yield from _rows(file.name, text)


def read_shipped() -> list[Area]:
    """The 58 areas of Kota Kupang (the city, 6 kecamatan, 51 kelurahan) under their province: 59 rows."""
    return list(
        _rows("kupang.csv", files("engine.regions").joinpath("kupang.csv").read_text(encoding="utf-8"))
    )


def _rows(name: str, text: str) -> Iterator[Area]:
    reader = csv.reader(text.splitlines(keepends=True))
    code_at, name_at = 0, 1
    for row in reader:
        if reader.line_num == 1 and row and not row[0][:1].isdigit():
            code_at, name_at = _column(name, row, CODE_COLUMNS), _column(name, row, NAME_COLUMNS)
        elif row:
            yield _area(name, reader.line_num, row, code_at, name_at)


def _column(name: str, head: list[str], wanted: tuple[str, ...]) -> int:
    for position, column in enumerate(head):
        if column.strip().lower() in wanted:
            return position
    raise AreaFileError(name, 1, f"a column '{wanted[0]}' or '{wanted[1]}', but there is none")


def _area(name: str, line: int, row: list[str], code_at: int, name_at: int) -> Area:
    if len(row) <= max(code_at, name_at):
        raise AreaFileError(name, line, "a code and a name, but the line is shorter")
    code = row[code_at].strip()
    if STATISTICAL.fullmatch(code):
        raise AreaFileError(
            name, line, "codes with dots such as 53.71.03, but these are the statistics agency's"
        )
    if not CODE.fullmatch(code):
        raise AreaFileError(name, line, "a code such as 53.71.03.1010, but got something else")
    return Area(code, _written(row[name_at]))


def _written(name: str) -> str:
    """ACEH SELATAN becomes Aceh Selatan; whoever wrote it with small letters knew better."""
    name = " ".join(name.split())
    if not name.isupper():
        return name
    return " ".join(ABBREVIATIONS.get(word, word) for word in name.title().split())
