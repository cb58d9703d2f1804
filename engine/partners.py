"""Partners outside the office (schools, hospitals) take applications at desks of their own, for their own types."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select, update

from engine import history, posts
from engine.access import Grant
from engine.db.offices import Post, Unit
from engine.errors import NotFoundError
from engine.roles import DESKS
from engine.work import Reading, Work

ROLE = "Mitra"
KIND = "mitra"


def desks(reading: Reading, document_type: str) -> list[Grant]:
    """The actor's posts that take applications of this type."""
    held = [grant for grant in reading.actor.grants if grant.role in DESKS]
    taken = _taken(reading, held)
    return [grant for grant in held if _fits(taken.get(grant.post_id), document_type)]


def takes(reading: Reading) -> Sequence[str] | None:
    """The types that the actor may take applications of; None for all."""
    held = [grant for grant in reading.actor.grants if grant.role in DESKS]
    taken = _taken(reading, held)
    if any(taken.get(grant.post_id) is None for grant in held):
        return None
    return sorted({one for listed in taken.values() for one in listed or ()})


def _fits(taken: Sequence[str] | None, document_type: str) -> bool:
    return taken is None or document_type in taken


def _taken(reading: Reading, held: Sequence[Grant]) -> Mapping[str, Sequence[str] | None]:
    """By post, what its unit is limited to; asked of partners only."""
    posts = [grant.post_id for grant in held if grant.role == ROLE]
    if not posts:
        return {}
    rows = reading.execute(
        select(Post.id, Unit.takes).join(Unit, Unit.id == Post.unit_id).where(Post.id.in_(posts))
    )
    return {row.id: row.takes for row in rows}


def limit(work: Work, unit_id: str, types: Sequence[str]) -> None:
    """From now on the partner's desk takes applications of these types only; of none, if there are none."""
    posts.permit(work.actor)
    mine = (Unit.id == unit_id, Unit.office_code == work.office.code, Unit.kind == KIND)
    changed = work.execute(update(Unit).where(*mine).values(takes=sorted(types)))
    if changed.rowcount != 1:
        raise NotFoundError("partner")
    facts = {"subject": unit_id, "types": sorted(types)}
    work.record(history.Event("unit.limited", history.of_person(work.actor.person_id), facts=facts))
