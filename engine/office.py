"""The office that this system serves, as its own row says it: name, zone, policies, hours."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from engine import regions, territory
from engine.calendar import Calendar
from engine.db import offices
from engine.errors import EngineError
from engine.ids import OfficeCode


class NoOfficeError(EngineError):
    def __init__(self, code: str) -> None:
        super().__init__(f"Expected the office '{code}' in the database, but it is not there")


@dataclass(frozen=True)
class Office:
    code: OfficeCode
    regency_code: str
    name: str
    city: str
    zone: ZoneInfo
    demo: bool
    policies: Mapping[str, str]
    """Step policies, such as `rt` -> `wajib` (domain of values: the diagrams' own)."""
    calendar: Calendar
    lists: Mapping[str, Sequence[Mapping[str, str]]]
    """Code lists that forms name by `valuesKey`, such as `daftar.kelurahan`: value and label."""
    numbering: str = "sendiri"
    """Who numbers the register: `siak`, the national system, or `sendiri`, the office by itself."""
    districts: Container[str] = frozenset()
    """Codes of kecamatan that a NIK may begin with, such as 53.71.03."""

    @property
    def owner(self) -> dict[str, str]:
        """The columns that every row of this office carries."""
        return {"office_code": self.code, "regency_code": self.regency_code}


def load(connection: Connection, code: str) -> Office:
    row = (
        connection.execute(select(offices.Office.__table__).where(offices.Office.code == code))
        .mappings()
        .first()
    )
    if row is None:
        raise NoOfficeError(code)
    settings: dict[str, Any] = row["settings"]
    days = connection.execute(
        select(offices.Holiday.day, offices.Holiday.working).where(offices.Holiday.office_code == code)
    ).all()
    return Office(
        code=OfficeCode(row["code"]),
        regency_code=row["regency_code"],
        name=row["name"],
        city=row["city"],
        zone=ZoneInfo(row["timezone"]),
        demo=row["demo"],
        policies=settings.get("policies", {}),
        numbering=settings.get("numbering", "sendiri"),
        calendar=Calendar(
            hours=settings["hours"],
            closed=frozenset(day for day, working in days if not working),
            opened=frozenset(day for day, working in days if working),
            zone=ZoneInfo(row["timezone"]),
        ),
        lists={"kelurahan": _kelurahan(connection, row["regency_code"])},
        districts=regions.known_districts(connection),
    )


def _kelurahan(connection: Connection, regency_code: str) -> list[dict[str, str]]:
    rows = connection.execute(
        select(offices.Region.code, offices.Region.name)
        .where(offices.Region.level == "kelurahan", offices.Region.active)
        .where(territory.within(offices.Region.code, regency_code))
        .order_by(offices.Region.name)
    )
    return [{"value": row.code, "label": row.name} for row in rows]
