"""An entry as pages show it: its versions, margin notes and papers, and which case each of them comes from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select

from engine import documents, people
from engine.access import cases_seen_by
from engine.db.cases import Case
from engine.db.documents import Document, MarginNote, RegisterEntry, RegisterVersion
from engine.documents import Issued
from engine.register.amendments import Note, Version, notes, versions
from engine.register.entries import Entry, select_entries, to_entry
from engine.work import Reading


@dataclass(frozen=True)
class Mention:
    """A case that something comes from. `visible`: whoever reads may open it."""

    id: str
    number: str
    visible: bool


@dataclass(frozen=True)
class Folio:
    """`cases` by id, `names` of registrars by id."""

    entry: Entry
    versions: Sequence[Version]
    notes: Sequence[Note]
    papers: Sequence[Issued]
    cases: Mapping[str, Mention]
    names: Mapping[str, str]

    def ended_by(self, paper: Issued) -> Mention | None:
        """The case that took a paper back: the one that issued the next, or the one that cancelled the entry."""
        if paper.state == "revoked" and self.entry.state == "cancelled":
            return self.cases.get(self.notes[-1].case_id)
        if paper.state != "superseded":
            return None
        later = self.papers[self.papers.index(paper) + 1 :]
        return next((self.cases.get(one.case_id) for one in later if one.case_id != paper.case_id), None)


def of_case(reading: Reading, case_id: str) -> list[Folio]:
    """Of the entries that the case made or changed, or issued a paper of; the oldest first."""
    touched = (
        select(table.entry_id).where(table.case_id == case_id)
        for table in (RegisterVersion, MarginNote, Document)
    )
    of_it = or_(RegisterEntry.case_id == case_id, *(RegisterEntry.id.in_(one) for one in touched))
    rows = reading.execute(select_entries().where(of_it).order_by(RegisterEntry.created_at, RegisterEntry.id))
    return [_folio(reading, to_entry(row)) for row in rows.all()]


def _folio(reading: Reading, entry: Entry) -> Folio:
    found, noted = versions(reading, entry.id), notes(reading, entry.id)
    papers = documents.of_entry(reading, entry.id)
    deciding = [(one.case_id, one.registrar_id) for one in found] + [
        (one.case_id, one.registrar_id) for one in noted
    ]
    return Folio(
        entry,
        found,
        noted,
        papers,
        _mentions(reading, {case_id for case_id, _ in deciding} | {one.case_id for one in papers}),
        people.names(reading, {registrar for _, registrar in deciding}),
    )


def _mentions(reading: Reading, case_ids: set[str]) -> dict[str, Mention]:
    rows = reading.execute(
        select(Case.id, Case.number, cases_seen_by(reading.actor).label("visible")).where(
            Case.id.in_(sorted(case_ids))
        )
    )
    return {row.id: Mention(row.id, row.number, bool(row.visible)) for row in rows}
