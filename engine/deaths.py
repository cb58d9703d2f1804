"""What a death that one case recorded means for the other open cases of that person."""

from sqlalchemy import bindparam, exists, select

from engine import caselock, filing
from engine.access import SYSTEM
from engine.db.cases import Case, CaseFlag, CaseParty
from engine.db.documents import RegisterEntry
from engine.db.upserts import insert_or
from engine.engine import Engine
from engine.work import Reading, Work

DIED = "party_died"


def mark_dead(engine: Engine, source_id: str, nik: str) -> int:
    """Flags each other open case in which this person takes part; how many were. Each in a transaction of its own,
    so that no case is held while another one is waited for. Marked again by the same case, nothing happens."""
    with engine.reading() as reading:
        found = _open_with(reading, nik, but=source_id)
    return sum(_mark(engine, case_id, source_id) for case_id in found)


def _open_with(reading: Reading, nik: str, but: str) -> list[str]:
    taking_part = select(CaseParty.case_id).where(
        CaseParty.office_code == reading.engine.office_code,
        CaseParty.kind == "nik",
        CaseParty.fingerprint == reading.vault.fingerprint("nik", nik),
    )
    cases = select(Case.id).where(Case.id.in_(taking_part), Case.state == "open", Case.id != but)
    return list(reading.execute(cases.order_by(Case.id)).scalars())


def _mark(engine: Engine, case_id: str, source_id: str) -> bool:
    with engine.work(SYSTEM) as work:
        caselock.lock(work, case_id)
        known = select(Case.id, Case.number, Case.state).where(Case.id.in_([case_id, source_id]))
        cases = {row.id: row for row in work.execute(known)}
        if cases[case_id].state != "open" or not _raise_flag(work, case_id, source_id):
            return False
        filing.record_act(work, case_id, "case.party_died", facts={"case": cases[source_id].number})
        return True


def _raise_flag(work: Work, case_id: str, source_id: str) -> bool:
    row = {"case_id": case_id, "kind": DIED, "source_id": source_id, "raised_at": work.now}
    added = insert_or(work.connection, CaseFlag.__table__).values(row | work.office.owner)
    return work.execute(added.on_conflict_do_nothing().returning(CaseFlag.case_id)).first() is not None


_FLAGS = select(CaseFlag.kind).where(
    CaseFlag.case_id == bindparam("case"),
    ~exists().where(RegisterEntry.case_id == CaseFlag.source_id, RegisterEntry.state != "in_force"),
)


def flags(reading: Reading, case_id: str) -> frozenset[str]:
    """Kinds of what has to be looked at before the case goes on: of deaths, as long as the register says so."""
    return frozenset(reading.execute(_FLAGS, {"case": case_id}).scalars())
