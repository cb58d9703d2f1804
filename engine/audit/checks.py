"""What an auditor would ask of every case: duties apart, no own family, office hours, the promise, the queue."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from sqlalchemy import Row, and_, func, or_, select

from engine import separation
from engine.audit.events import Recorded
from engine.db.cases import Case, CaseDuty, CaseParty
from engine.db.offices import Person
from engine.roles import CONFLICTS
from engine.separation import Done
from engine.work import Reading

COUNTED = 1000


@dataclass(frozen=True)
class Rivalry:
    """Somebody who did two duties on one case that do not go together."""

    person_id: str
    duty: str
    other: str


@dataclass(frozen=True)
class Checks:
    """`after_hours`: numbers of the events; `kin`: ids of officers who take part in the case, or somebody of their
    family card does; `overtaken`: complete earlier, never returned, and finished later or not at all (at most a
    thousand are counted; None while the case itself is open); `differing`: columns of the case that its history
    contradicts."""

    rivalries: tuple[Rivalry, ...]
    kin: tuple[str, ...]
    after_hours: tuple[int, ...]
    kept_promise: bool | None
    overtaken: int | None
    differing: tuple[str, ...]


def checks(reading: Reading, case: Row[Any], story: Sequence[Recorded]) -> Checks:
    return Checks(
        rivalries=tuple(_rivalries(reading, case.id)),
        kin=tuple(_kin(reading, case, story)),
        after_hours=tuple(
            event.seq
            for event in story
            if event.person_id is not None and not reading.office.calendar.is_open(event.at)
        ),
        kept_promise=_kept(reading, case),
        overtaken=_overtaken(reading, case),
        differing=tuple(_differing(case, story)),
    )


def _rivalries(reading: Reading, case_id: str) -> list[Rivalry]:
    rows = reading.execute(
        select(CaseDuty.person_id, CaseDuty.duty, CaseDuty.role, CaseDuty.kind)
        .where(CaseDuty.case_id == case_id)
        .order_by(CaseDuty.person_id, CaseDuty.duty, CaseDuty.role)
    ).all()
    found = [
        Rivalry(one.person_id, *sorted((one.duty, other.duty), key=lambda duty: duty not in CONFLICTS))
        for one, other in combinations(rows, 2)
        if one.person_id == other.person_id and separation.barred(_done(one), [_done(other)])
    ]
    return list(dict.fromkeys(found))


def _done(row: Row[Any]) -> Done:
    return Done(row.duty, row.role, row.kind)


def _kin(reading: Reading, case: Row[Any], story: Sequence[Recorded]) -> list[str]:
    acted = {event.person_id for event in story if event.person_id} | {case.opened_by}
    marks = or_(CaseParty.fingerprint == Person.nik_index, CaseParty.fingerprint == Person.kk_index)
    found = reading.execute(
        select(Person.id)
        .join(CaseParty, and_(CaseParty.case_id == case.id, marks))
        .where(Person.id.in_(sorted(acted)))
        .distinct()
        .order_by(Person.id)
    )
    return list(found.scalars())


def _kept(reading: Reading, case: Row[Any]) -> bool | None:
    """None where nothing was promised, or the clock stands still."""
    if case.promised_at is None or case.paused_at is not None:
        return None
    if case.closed_at is None and reading.now <= case.promised_at:
        return None
    return bool((case.closed_at or reading.now) <= case.promised_at)


def _overtaken(reading: Reading, case: Row[Any]) -> int | None:
    if case.state != "issued" or case.complete_at is None or case.closed_at is None:
        return None
    earlier = (
        select(Case.id)
        .where(
            Case.office_code == case.office_code,
            Case.document_type == case.document_type,
            Case.complete_at < case.complete_at,
            Case.returns == 0,
            Case.paused_at.is_(None),
            or_(Case.closed_at.is_(None), Case.closed_at > case.closed_at),
        )
        .limit(COUNTED)
    )
    return int(reading.execute(select(func.count()).select_from(earlier.subquery())).scalar_one())


def _differing(case: Row[Any], story: Sequence[Recorded]) -> list[str]:
    """Only of what moved the case: each such event tells its number, and the last one its state."""
    moved = [event for event in story if "steps" in event.facts]
    if not moved:
        return []
    said = {
        "number": moved[-1].facts.get("number"),
        "state": moved[-1].facts.get("state", "open"),
        "returns": sum(event.outcome == "kembalikan" for event in moved),
        "version_id": moved[-1].text("version"),
        "opened_by": moved[0].person_id,
    }
    return [name for name, value in said.items() if getattr(case, name) != value]
