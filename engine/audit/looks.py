"""Who looked at what: pages of cases, searches, files and exports, by person or by case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, select

from engine import history
from engine.access import Actor
from engine.audit import cast, events
from engine.audit.cast import Who
from engine.audit.events import Recorded
from engine.audit.mandate import mandate
from engine.audit.purposes import BEGUN
from engine.db.cases import Case
from engine.db.history import Event
from engine.engine import Engine
from engine.history.looks import CASE_SEEN, SEARCH_DONE
from engine.work import Reading

PAGE = 50
EXPORTED = "audit.exported"
KINDS = (CASE_SEEN, SEARCH_DONE, EXPORTED, BEGUN)


@dataclass(frozen=True)
class Look:
    """`purpose` is a code, such as `case` or `audit`; `words` what was searched for or stated, None where it was
    erased; `found` how many lines a search showed."""

    id: str
    event: Recorded
    who: Who
    case_number: str | None
    subject_name: str | None = field(repr=False)

    @property
    def purpose(self) -> str | None:
        return self.event.reason

    @property
    def found(self) -> int | None:
        found: Any = self.event.facts.get("found", self.event.facts.get("rows"))
        return found if isinstance(found, int) else None


@dataclass(frozen=True)
class Page:
    looks: Sequence[Look]
    after: str | None


def page(
    engine: Engine, actor: Actor, person_id: str | None, case_number: str = "", after: str | None = None
) -> Page:
    """The newest first; looking at the looks is one too."""
    grant, number = mandate(actor), case_number.strip().upper()
    with engine.reading(actor) as reading:
        case_id = _case_of(reading, number) if number else None
        known = not number or case_id is not None
        found = events.latest(reading, _wanted(person_id, case_id), PAGE + 1, after) if known else []
        shown = found[:PAGE]
        looks = _looks(reading, shown)
    terms = ", ".join(f"{name}={value}" for name, value in (("person", person_id), ("case", number)) if value)
    with engine.work(actor) as work:
        history.searched(work, terms, len(shown), "audit_looks", grant)
    return Page(looks, shown[-1].id if len(found) > PAGE else None)


def _case_of(reading: Reading, number: str) -> str | None:
    found = select(Case.id).where(Case.office_code == reading.office.code, Case.number == number)
    return reading.execute(found).scalar()


def at_case(reading: Reading, case_id: str, most: int) -> list[Look]:
    """The latest looks at one case."""
    return _looks(reading, events.latest(reading, _wanted(None, case_id), most))


def _wanted(person_id: str | None, case_id: str | None) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = [Event.kind.in_(KINDS)]
    if person_id:
        wanted.append(Event.person_id == person_id)
    if case_id:
        wanted.append(Event.case_id == case_id)
    return wanted


def _looks(reading: Reading, shown: Sequence[Recorded]) -> list[Look]:
    cases, names = _cases(reading, shown), cast.cast(reading, shown)
    return [
        Look(event.id, event, names.who(event), *cases.get(event.case_id or "", (None, None)))
        for event in shown
    ]


def _cases(reading: Reading, shown: Sequence[Recorded]) -> Mapping[str, tuple[str, str]]:
    ids = sorted({event.case_id for event in shown if event.case_id})
    if not ids:
        return {}
    rows = reading.execute(select(Case.id, Case.number, Case.subject_name).where(Case.id.in_(ids)))
    return {row.id: (row.number, row.subject_name) for row in rows}
