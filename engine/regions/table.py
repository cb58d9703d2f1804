"""The table of areas: loaded from files, asked for names."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from engine.db.offices import Region
from engine.db.upserts import insert_or
from engine.regions.files import Area, read, read_shipped

SHIPPED = "Terbit"
AT_ONCE = 5000
DISTRICT = "kecamatan"
PROVINCES = 34
"""As many as the oldest national file has that is read here."""


@dataclass(frozen=True)
class Loaded:
    """`levels`: how many areas of each came; `retired`: codes that this file has no more, kept for old NIKs."""

    levels: Mapping[str, int]
    retired: int

    @property
    def total(self) -> int:
        return sum(self.levels.values())


def ship(connection: Connection) -> Loaded:
    """The areas that every release brings."""
    return _put(connection, read_shipped(), SHIPPED)


def load(connection: Connection, path: Path) -> Loaded:
    """A national file, or a folder of them: new areas come, known ones are renamed, missing ones retire."""
    return _put(connection, list({area.code: area for area in read(path)}.values()), path.name)


def names(connection: Connection, codes: Iterable[str]) -> dict[str, str]:
    """Code -> name of those that are known."""
    rows = connection.execute(select(Region.code, Region.name).where(Region.code.in_(sorted(set(codes)))))
    return {row.code: row.name for row in rows}


def trail(connection: Connection, code: str) -> list[str]:
    """The names from the area up to its province: Oesapa, Kelapa Lima, Kota Kupang, Nusa Tenggara Timur.
    RT and RW below a kelurahan have no names and are left out."""
    parts = code.split(".")
    codes = [".".join(parts[:length]) for length in range(len(parts), 0, -1)]
    known = names(connection, codes)
    return [known[found] for found in codes if found in known]


def children(connection: Connection, code: str) -> list[Area]:
    """The areas in force just below, by code."""
    rows = connection.execute(
        select(Region.code, Region.name)
        .where(Region.parent_code == code, Region.active.is_(True))
        .order_by(Region.code)
    )
    return [Area(row.code, row.name) for row in rows]


def districts(connection: Connection) -> frozenset[str]:
    """Every kecamatan ever known, retired ones too: what the first six digits of a NIK may be."""
    return frozenset(connection.execute(select(Region.code).where(Region.level == DISTRICT)).scalars())


@dataclass(frozen=True)
class KnownDistricts:
    """What the first six digits of a NIK may be: retired codes too. An area of a regency that was never loaded is
    not judged, and passes."""

    codes: frozenset[str]
    regencies: frozenset[str]
    nation: bool
    """The whole nation is loaded: what is not here is nowhere."""

    def __contains__(self, code: object) -> bool:
        return code in self.codes or not (self.nation or str(code)[:5] in self.regencies)


def known_districts(connection: Connection) -> KnownDistricts:
    codes = districts(connection)
    provinces = {code[:2] for code in codes}
    return KnownDistricts(codes, frozenset(code[:5] for code in codes), len(provinces) >= PROVINCES)


def _put(connection: Connection, areas: Collection[Area], source: str) -> Loaded:
    for some in _batches(areas):
        connection.execute(_upsert(connection), [_row(area, source) for area in some])
    return Loaded(Counter(area.level for area in areas), _retire(connection, areas))


def _row(area: Area, source: str) -> dict[str, Any]:
    return {
        "code": area.code,
        "parent_code": area.parent,
        "name": area.name,
        "level": area.level,
        "source": source[:100],
        "active": True,
    }


def _retire(connection: Connection, areas: Collection[Area]) -> int:
    """Only what the file could have had: its levels, within its provinces."""
    present = {area.code for area in areas}
    scope = {(area.province, area.level) for area in areas}
    rows = connection.execute(select(Region.code, Region.level).where(Region.active.is_(True)))
    gone = [row.code for row in rows if row.code not in present and (row.code[:2], row.level) in scope]
    retire = update(Region).where(Region.code == bindparam("gone")).values(active=False)
    if gone:
        connection.execute(retire, [{"gone": code} for code in gone])
    return len(gone)


def _upsert(connection: Connection) -> Any:
    statement = insert_or(connection, Region)
    changed = {
        name: statement.excluded[name] for name in ("parent_code", "name", "level", "source", "active")
    }
    return statement.on_conflict_do_update(index_elements=["code"], set_=changed)


def _batches(areas: Collection[Area]) -> Iterable[list[Area]]:
    listed = list(areas)
    return (listed[start : start + AT_ONCE] for start in range(0, len(listed), AT_ONCE))
