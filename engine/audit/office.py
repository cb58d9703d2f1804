"""What happened in the office beside its cases: logins, posts, settings, versions of processes, checks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select

from engine import history
from engine.access import Actor
from engine.audit import cast, events
from engine.audit.cast import Cast
from engine.audit.events import Recorded
from engine.audit.mandate import mandate
from engine.db.definitions import DefinitionVersion
from engine.db.history import Event
from engine.engine import Engine
from engine.history.streams import of_person
from engine.work import Reading

PAGE = 50
GROUPS: Mapping[str, tuple[str, ...]] = {
    "login": ("login.",),
    "people": ("person.", "role.", "post.", "unit.", "absence.", "password."),
    "settings": ("office.",),
    "processes": ("proposal.", "version.", "draft."),
    "checks": ("history.", "audit."),
}
"""Groups of kinds, by how their names begin."""


@dataclass(frozen=True)
class Page:
    """`versions`: document type and number by the hash of a version."""

    events: Sequence[Recorded]
    cast: Cast
    versions: Mapping[str, tuple[str, int]]
    after: str | None


def page(
    engine: Engine, actor: Actor, group: str = "", person_id: str | None = None, after: str | None = None
) -> Page:
    """The newest first. `group` is one of GROUPS; empty: all."""
    grant = mandate(actor)
    with engine.reading(actor) as reading:
        found = events.latest(reading, _wanted(group, person_id), PAGE + 1, after)
        shown = found[:PAGE]
        page = Page(
            shown,
            cast.cast(reading, shown),
            _versions(reading, shown),
            shown[-1].id if len(found) > PAGE else None,
        )
    asked = ", ".join(f"{name}={value}" for name, value in (("group", group), ("person", person_id)) if value)
    with engine.work(actor) as work:
        history.searched(work, asked, len(shown), "audit_office", grant)
    return page


def _wanted(group: str, person_id: str | None) -> list[ColumnElement[bool]]:
    starts = GROUPS.get(group) or tuple(start for of_group in GROUPS.values() for start in of_group)
    wanted = [Event.case_id.is_(None), or_(*(Event.kind.startswith(start) for start in starts))]
    if person_id:
        wanted.append(or_(Event.person_id == person_id, Event.stream == of_person(person_id)))
    return wanted


def _versions(reading: Reading, shown: Sequence[Recorded]) -> Mapping[str, tuple[str, int]]:
    named = {name for event in shown for name in (event.text("version"), event.facts.get("from"))}
    ids = sorted(name for name in named if isinstance(name, str))
    if not ids:
        return {}
    rows = reading.execute(
        select(DefinitionVersion.id, DefinitionVersion.document_type, DefinitionVersion.number).where(
            DefinitionVersion.id.in_(ids)
        )
    )
    return {row.id: (row.document_type, row.number) for row in rows}
