"""Where the office and the centre disagree, as rows: found, found again, gone by themselves. No value is open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import Row, insert, or_, select, update

from engine import caselock, filing
from engine.access import SYSTEM
from engine.db.cases import Case
from engine.db.siak import SiakDifference
from engine.ids import new_id
from engine.siak.port import SAME, Finding, Person

if TYPE_CHECKING:
    from engine.engine import Engine
    from engine.vault import Vault
    from engine.work import Work

TABLE = "terbit_siak_difference"
REGISTERED, CHECKED, UNSENT = "registered", "checked", "unsent"
NOTED, OPEN, SETTLED = "noted", "open", "settled"
DIFFERS, AGREED = "siak.differs", "siak.agreed"
UNCONFIRMED = "belum"
"""An entry of which nobody knows yet whether the centre has it."""
FITS, SENT, NOT_ISSUED = "cocok_lagi", "terkirim", "tidak_terbit"
"""Why a difference is gone by itself."""
SLOW = timedelta(hours=1)
"""An entry that is on its way for longer is looked at by a person."""
AT_ONCE = 50


@dataclass(frozen=True)
class Found:
    """`about`, `code`, `fields`: as in the table."""

    kind: str
    about: str
    case_id: str
    code: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    person: Person | None = field(default=None, repr=False)

    @classmethod
    def of(cls, kind: str, about: str, case_id: str, person: Person, finding: Finding) -> "Found":
        code = None if finding.fields else finding.result
        return cls(kind, about, case_id, code, dict(finding.fields), person)


def note(work: "Work", found: Found, state: str = OPEN) -> None:
    """Once for each thing: found again, it is the same difference, open again where it was settled. The history tells
    what is new in it, once somebody has to look."""
    caselock.lock(work, found.case_id)
    known = _known(work, found.kind, found.about)
    difference_id = known.id if known else new_id()
    case = select(Case.document_type, Case.area_code).where(Case.id == found.case_id)
    values = {
        **work.execute(case).one()._mapping,
        "case_id": found.case_id,
        "code": found.code,
        "fields": dict(found.fields),
        "person": _sealed(work.vault, difference_id, found.person),
        "state": state,
        "asked_at": work.now,
        "settled_at": None,
        "settled_by": None,
        "reason": None,
    }
    if known is None:
        row = {"id": difference_id, "kind": found.kind, "about": found.about, "found_at": work.now}
        work.execute(insert(SiakDifference), [row | values | work.office.owner])
    else:
        work.execute(update(SiakDifference).where(SiakDifference.id == difference_id).values(values))
    same = known is not None and (known.state, known.code, known.fields) == (
        state,
        found.code,
        values["fields"],
    )
    if state == OPEN and not same:
        _tell(work, DIFFERS, found.case_id, difference_id, found.kind, found.code, found.fields)


def agree(work: "Work", kind: str, about: str, reason: str = FITS) -> None:
    """The difference is gone by itself, if there was one."""
    known = _known(work, kind, about)
    if known is None or known.state == SETTLED:
        return
    caselock.lock(work, known.case_id)
    gone = {"state": SETTLED, "settled_at": work.now, "asked_at": work.now, "reason": reason}
    work.execute(update(SiakDifference).where(SiakDifference.id == known.id).values(gone))
    if known.state == OPEN:
        _tell(work, AGREED, known.case_id, known.id, kind, reason, {})


def checked(engine: "Engine", case_id: str, asked: Iterable[tuple[Person, Finding]]) -> None:
    """What the centre said before a document was issued: looked at where it is issued all the same."""
    with engine.work(SYSTEM) as work:
        for person, finding in sorted(asked, key=lambda one: one[1].result != SAME):
            about = f"{case_id}:{work.vault.fingerprint('nik', person.nik).hex()}"
            if finding.result == SAME:
                agree(work, CHECKED, about)
            else:
                note(work, Found.of(CHECKED, about, case_id, person, finding), NOTED)


def sending(engine: "Engine", case_id: str, code: str = UNCONFIRMED) -> None:
    """An entry is on its way, or was not taken, `code` says why."""
    with engine.work(SYSTEM) as work:
        note(work, Found(UNSENT, case_id, case_id, code), NOTED if code == UNCONFIRMED else OPEN)


def sent(engine: "Engine", case_id: str) -> None:
    with engine.work(SYSTEM) as work:
        agree(work, UNSENT, case_id, SENT)


def publish(engine: "Engine") -> int:
    """Shows what was noted and has to be looked at now; how many were decided about."""
    with engine.reading() as reading:
        slow = (SiakDifference.kind == UNSENT) & (SiakDifference.asked_at <= reading.now - SLOW)
        over = (SiakDifference.kind == CHECKED) & (Case.state != "open")
        mine = (SiakDifference.office_code == reading.office.code, SiakDifference.state == NOTED)
        found = select(SiakDifference.id, SiakDifference.case_id, SiakDifference.kind, Case.state)
        rows = reading.execute(
            found.join(Case, Case.id == SiakDifference.case_id).where(*mine, or_(slow, over)).limit(AT_ONCE)
        ).all()
    for row in rows:
        with engine.work(SYSTEM) as work:
            _publish(work, row)
    return len(rows)


def _publish(work: "Work", row: Row[Any]) -> None:
    caselock.lock(work, row.case_id)
    shown = row.kind == UNSENT or row.state == "issued"
    values = {"state": OPEN} if shown else {"state": SETTLED, "settled_at": work.now, "reason": NOT_ISSUED}
    noted = (SiakDifference.id == row.id, SiakDifference.state == NOTED)
    changed = work.execute(update(SiakDifference).where(*noted).values(values))
    if shown and changed.rowcount:
        known = work.execute(
            select(SiakDifference.code, SiakDifference.fields).where(SiakDifference.id == row.id)
        ).one()
        _tell(work, DIFFERS, row.case_id, row.id, row.kind, known.code, known.fields)


def question(vault: "Vault", difference_id: str, person: bytes | None) -> Person | None:
    """What was asked."""
    if person is None:
        return None
    facts = orjson.loads(vault.open(TABLE, "person", difference_id, person))
    return Person(facts.pop("nik"), facts)


def _sealed(vault: "Vault", difference_id: str, person: Person | None) -> bytes | None:
    if person is None:
        return None
    plain = orjson.dumps({"nik": person.nik, **person.facts})
    return vault.seal(TABLE, "person", difference_id, plain)


def _known(work: "Work", kind: str, about: str) -> Row[Any] | None:
    mine = (
        SiakDifference.office_code == work.office.code,
        SiakDifference.kind == kind,
        SiakDifference.about == about,
    )
    return work.execute(select(SiakDifference.__table__).where(*mine)).first()


def _tell(
    work: "Work",
    what: str,
    case_id: str,
    difference_id: str,
    kind: str,
    code: str | None,
    fields: Mapping[str, str],
) -> None:
    facts = {"difference": difference_id, "kind": kind, "code": code, "fields": dict(fields)}
    filing.record_act(work, case_id, what, facts=facts)
