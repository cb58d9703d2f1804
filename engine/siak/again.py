"""The centre is asked again about what the office registered: whoever a case of it wrote lately, each once.

A resident is taken before he is asked about, so that several workers ask about him once; whoever was not answered is
asked about later. Nothing is asked while the breaker is open, and never more than a share of the day's questions.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import Row, and_, or_, select, update

from engine.access import SYSTEM
from engine.db.residents import FamilyCard, Resident
from engine.db.siak import SiakAsking
from engine.db.upserts import insert_or
from engine.errors.siak import CentreBusyError, CentreRefusedError
from engine.identity import check_nik
from engine.residents.entries import ALIVE, CARDS, PEOPLE
from engine.siak import asking, differences
from engine.siak.differences import REGISTERED, Found
from engine.siak.port import SAME, Finding, Person

if TYPE_CHECKING:
    from engine.engine import Engine
    from engine.work import Reading

AT_ONCE = 20
SETTLES = timedelta(days=1)
"""So long the centre has to learn what was registered."""
WITHIN = timedelta(days=30)
REST = timedelta(hours=1)
"""Until somebody who was not answered is asked about again."""
MOST = 8
"""Tries without an answer; then a person looks."""
UNANSWERED = "tidak_terjawab"
FACTS = ("nama", "jenis_kelamin", "tempat_lahir", "tanggal_lahir")
NOT_ASKED = ("kuota", "rehat")
"""Reasons for which the centre was not even asked."""


@dataclass(frozen=True)
class Taken:
    """A resident that this worker asks about."""

    id: str
    version: int
    case_id: str
    tries: int
    person: Person


def sweep(engine: "Engine", at_most: int = AT_ONCE, stopped: Callable[[], bool] = bool) -> int:
    """How many were asked about. Ends at the first that is not answered."""
    differences.publish(engine)
    if engine.centre is None:
        return 0
    asked = 0
    for resident_id in _due(engine, at_most):
        taken = None if stopped() else _take(engine, resident_id)
        if taken is None:
            continue
        if not _ask(engine, taken):
            break
        asked += 1
    return asked


def _due(engine: "Engine", at_most: int) -> list[str]:
    with engine.reading() as reading:
        new = or_(SiakAsking.resident_id.is_(None), SiakAsking.version < Resident.version)
        rows = reading.execute(
            select(Resident.id)
            .outerjoin(SiakAsking, SiakAsking.resident_id == Resident.id)
            .where(
                Resident.office_code == reading.office.code,
                Resident.case_id.is_not(None),
                Resident.changed_at > reading.now - WITHIN,
                Resident.changed_at <= reading.now - SETTLES,
                Resident.state == ALIVE,
                or_(new, SiakAsking.due_at <= reading.now),
            )
            .order_by(Resident.changed_at)
            .limit(at_most)
        )
        return list(rows.scalars())


def _take(engine: "Engine", resident_id: str) -> Taken | None:
    """None where another worker has, or there is nothing to ask with."""
    with engine.work(SYSTEM) as work:
        row = work.execute(select(Resident.__table__).where(Resident.id == resident_id)).one()
        begin = {"resident_id": row.id, "version": 0, "tries": 0, **work.office.owner}
        work.execute(insert_or(work.connection, SiakAsking.__table__).on_conflict_do_nothing(), [begin])
        known = work.execute(
            select(SiakAsking.version, SiakAsking.tries, SiakAsking.due_at)
            .where(SiakAsking.resident_id == row.id)
            .with_for_update()
        ).one()
        if known.version == row.version and (known.due_at is None or known.due_at > work.now):
            return None
        person = person_of(work, row)
        tries = known.tries if known.version == row.version else 0
        values = {"version": row.version, "tries": tries, "due_at": work.now + REST if person else None}
        work.execute(update(SiakAsking).where(SiakAsking.resident_id == row.id).values(values))
    return Taken(row.id, row.version, row.case_id, tries, person) if person else None


def person_of(reading: "Reading", row: Row[Any]) -> Person | None:
    """What the office knows of a resident and the centre can say yes or no to; None without a sound NIK."""
    record = orjson.loads(reading.vault.open(PEOPLE, "record", row.id, row.record))
    facts = {name: str(record[name]) for name in FACTS if record.get(name)}
    if row.card_id is not None:
        sealed = reading.execute(select(FamilyCard.record).where(FamilyCard.id == row.card_id)).scalar_one()
        card = orjson.loads(reading.vault.open(CARDS, "record", row.card_id, sealed))
        facts |= {"kk": str(card["nomor"])} if card.get("nomor") else {}
    nik = str(record.get("nik") or "")
    return Person(nik, facts) if check_nik(nik).ok and facts else None


def _ask(engine: "Engine", taken: Taken) -> bool:
    assert engine.centre is not None
    try:
        asking.spend(engine, 1, again=True)
        finding = engine.centre.check(taken.person)
    except (CentreBusyError, CentreRefusedError) as problem:
        _failed(engine, taken, problem.code)
        return False
    asking.told(engine, taken.case_id, [finding.result])
    _answered(engine, taken, finding)
    return True


def _answered(engine: "Engine", taken: Taken, finding: Finding) -> None:
    with engine.work(SYSTEM) as work:
        if finding.result == SAME:
            differences.agree(work, REGISTERED, taken.id)
        else:
            differences.note(work, Found.of(REGISTERED, taken.id, taken.case_id, taken.person, finding))
        work.execute(update(SiakAsking).where(_mine(taken)).values(due_at=None, tries=0))


def _failed(engine: "Engine", taken: Taken, code: str) -> None:
    if code in NOT_ASKED:
        return
    asking.told(engine, taken.case_id, [code])
    tries = taken.tries + 1
    with engine.work(SYSTEM) as work:
        if tries >= MOST:
            differences.note(
                work, Found(REGISTERED, taken.id, taken.case_id, UNANSWERED, person=taken.person)
            )
        due = None if tries >= MOST else work.now + REST
        work.execute(update(SiakAsking).where(_mine(taken)).values(due_at=due, tries=tries))


def _mine(taken: Taken) -> Any:
    return and_(SiakAsking.resident_id == taken.id, SiakAsking.version == taken.version)
