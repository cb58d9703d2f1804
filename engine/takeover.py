"""An applicant who was here before: his own data and address from an earlier case, so that nobody types them again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, select

from engine import casefile, history, search
from engine.access import Actor, cases_seen_by
from engine.db.cases import Case, CaseParty
from engine.engine import Engine
from engine.roles import Permission
from engine.work import Reading

GROUPS = ("pelapor", "alamat")


@dataclass(frozen=True)
class Earlier:
    """`values`: the groups of the record that are taken over."""

    case_id: str
    number: str
    values: Mapping[str, Any] = field(repr=False)


def earlier(engine: Engine, actor: Actor, typed: str) -> Earlier | None:
    """The latest case with this number, or of an applicant with this NIK, that the actor may see; a look at it is
    recorded. None where there is none, or whoever asks may not read records in full."""
    if Permission.READ_IN_FULL not in actor.permissions:
        return None
    with engine.reading(actor) as reading:
        found = _find(reading, " ".join(typed.split()))
    if found is not None:
        with engine.work(actor) as work:
            history.case_seen(work, found.case_id, "takeover")
    return found


def _find(reading: Reading, typed: str) -> Earlier | None:
    named = _named(reading, typed)
    if named is None:
        return None
    row = reading.execute(
        select(Case.id, Case.number, Case.record)
        .where(Case.office_code == reading.engine.office_code, named, cases_seen_by(reading.actor))
        .order_by(Case.opened_at.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    record = casefile.read_record(reading, row)
    return Earlier(row.id, row.number, {group: record[group] for group in GROUPS if record.get(group)})


def _named(reading: Reading, typed: str) -> ColumnElement[bool] | None:
    if search.NUMBER.fullmatch(typed):
        return Case.number == typed.upper()
    if not search.DIGITS.fullmatch(typed) or not any("0" <= sign <= "9" for sign in typed):
        return None
    parties = select(CaseParty.case_id).where(
        CaseParty.office_code == reading.engine.office_code,
        CaseParty.field == "pelapor.nik",
        CaseParty.fingerprint == reading.vault.fingerprint("nik", typed),
    )
    return Case.id.in_(parties)
