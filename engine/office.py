"""The office that this system serves, as its own row says it: name, zone, policies, hours."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from engine import regions, territory
from engine.calendar import Calendar
from engine.db import clocks, offices
from engine.deadlines import Patience
from engine.deadlines.superiors import shipped
from engine.errors import EngineError
from engine.ids import OfficeCode
from engine.reasons import OfficeReasons


class NoOfficeError(EngineError):
    def __init__(self, code: str) -> None:
        super().__init__(f"Expected the office '{code}' in the database, but it is not there")


@dataclass(frozen=True)
class Desk:
    role: str
    area_code: str
    calendar: Calendar


@dataclass(frozen=True)
class Outage:
    """The office cannot work on these document types, or at these desks; empty means all."""

    id: str
    reason: str
    document_types: frozenset[str]
    roles: frozenset[str]

    def concerns(self, document_type: str, roles: Iterable[str]) -> bool:
        """Whether a case of the type that waits at desks of these roles stands still."""
        of_type = not self.document_types or document_type in self.document_types
        return of_type and (not self.roles or not self.roles.isdisjoint(roles))


@dataclass(frozen=True)
class Office:
    code: OfficeCode
    regency_code: str
    name: str
    city: str
    zone: ZoneInfo
    demo: bool
    policies: Mapping[str, str]
    """Step policies, such as `rt` -> `wajib` (domain of values: the diagrams' own); for one document type alone
    `akta_kelahiran.rt`, for one of its variants `ktp_el.hilang.rt`."""
    calendar: Calendar
    lists: Mapping[str, Sequence[Mapping[str, str]]]
    """Code lists that forms name by `valuesKey`, such as `daftar.kelurahan`: value and label."""
    numbering: str = "sendiri"
    """Who numbers the register: `siak`, the national system, or `sendiri`, the office by itself."""
    lease: timedelta = timedelta(hours=4)
    """Office time after which a claim that its holder has not touched lapses."""
    districts: Container[str] = frozenset()
    """Codes of kecamatan that a NIK may begin with, such as 53.71.03."""
    desks: Sequence["Desk"] = ()
    """Posts of units with hours of their own, the smallest area first."""
    patience: Patience = field(default_factory=Patience)
    superiors: Mapping[str, str] = field(default_factory=shipped)
    """Role -> the role that is told when it is late."""
    outages: Sequence[Outage] = ()
    collect_days: int = 5
    """Working days that a document may lie until whoever may collect it is reminded."""
    reasons: OfficeReasons = field(default_factory=OfficeReasons)
    """What it lays over the coded reasons of its document types."""
    wired: Mapping[str, str] = field(default_factory=dict)
    """Step policies that follow from how this system is connected, where the office says nothing."""

    def policy(self, step: str, document_type: str, variant: str | None = None) -> str | None:
        """Of a step: what is said for the variant goes before the type's, that before the whole office's."""
        names = (f"{document_type}.{variant}.{step}", f"{document_type}.{step}", step)
        return next((self.policies[name] for name in names if name in self.policies), self.wired.get(step))

    def calendar_for(self, role: str, area_code: str) -> Calendar:
        """The hours of the unit whose post does the work there; else the office's."""
        fitting = (
            desk.calendar
            for desk in self.desks
            if desk.role == role and territory.covers(desk.area_code, area_code)
        )
        return next(fitting, self.calendar)

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
    calendar = Calendar(
        hours=settings["hours"],
        closed=frozenset(day for day, working in days if not working),
        opened=frozenset(day for day, working in days if working),
        zone=ZoneInfo(row["timezone"]),
    )
    return Office(
        code=OfficeCode(row["code"]),
        regency_code=row["regency_code"],
        name=row["name"],
        city=row["city"],
        zone=ZoneInfo(row["timezone"]),
        demo=row["demo"],
        policies=settings.get("policies", {}),
        numbering=settings.get("numbering", "sendiri"),
        lease=timedelta(hours=settings.get("lease_hours", 4)),
        calendar=calendar,
        lists={"kelurahan": _kelurahan(connection, row["regency_code"])},
        districts=regions.known_districts(connection),
        desks=_desks(connection, code, calendar),
        patience=Patience(
            near=settings.get("warn_percent", 80) / 100,
            beyond=timedelta(hours=settings.get("escalate_hours", 7)),
        ),
        superiors={**shipped(), **settings.get("superiors", {})},
        outages=_outages(connection, code),
        collect_days=settings.get("collect_days", 5),
        reasons=OfficeReasons.read(settings.get("reasons", {})),
    )


def _outages(connection: Connection, code: str) -> list[Outage]:
    rows = connection.execute(
        select(
            clocks.Outage.id, clocks.Outage.reason, clocks.Outage.document_types, clocks.Outage.roles
        ).where(
            clocks.Outage.office_code == code,
            clocks.Outage.settled_at.is_(None),
            clocks.Outage.until.is_(None),
        )
    )
    return [Outage(row.id, row.reason, frozenset(row.document_types), frozenset(row.roles)) for row in rows]


def _desks(connection: Connection, code: str, usual: Calendar) -> list[Desk]:
    rows = connection.execute(
        select(offices.Unit.id, offices.Unit.hours, offices.Post.role, offices.Post.area_code)
        .join(offices.Post, offices.Post.unit_id == offices.Unit.id)
        .where(offices.Unit.office_code == code, offices.Unit.hours.is_not(None))
    ).all()
    calendars = {row.id: replace(usual, hours=row.hours) for row in rows}
    found = [Desk(row.role, row.area_code, calendars[row.id]) for row in rows]
    return sorted(found, key=lambda desk: -len(desk.area_code))


def _kelurahan(connection: Connection, regency_code: str) -> list[dict[str, str]]:
    rows = connection.execute(
        select(offices.Region.code, offices.Region.name)
        .where(offices.Region.level == "kelurahan", offices.Region.active)
        .where(territory.within(offices.Region.code, regency_code))
        .order_by(offices.Region.name)
    )
    return [{"value": row.code, "label": row.name} for row in rows]
