"""The people of a case, found by their numbers and by nothing else: whatever its forms ask for and its record holds,
wherever it came from. Keeps officers from cases of their own family, finds a case by NIK, KK or telephone."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, delete

from engine.access import Refusal
from engine.db.cases import CaseParty
from engine.db.upserts import insert_or
from engine.errors import NotAllowedError
from engine.forms import Component, Field, Rows
from engine.forms.components import walk
from engine.forms.paths import at, join

if TYPE_CHECKING:
    from engine.casefile import CaseFile

KINDS = frozenset({"nik", "kk", "phone"})
_DELETE = delete(CaseParty).where(
    CaseParty.case_id == bindparam("case"), CaseParty.field.in_(bindparam("fields", expanding=True))
)


class Number(NamedTuple):
    kind: str
    digits: str


@dataclass(frozen=True)
class Numbered:
    """Where a document type's forms ask for numbers: path -> kind, and the same for each row of a list."""

    fields: Mapping[str, str]
    lists: Mapping[str, "Numbered"]

    @classmethod
    def of(cls, forms: Iterable[tuple[Component, ...]]) -> "Numbered":
        fields: dict[str, str] = {}
        rows: dict[str, list[tuple[Component, ...]]] = {}
        for part in (part for form in forms for part in walk(form)):
            if isinstance(part, Field) and part.kind in KINDS:
                fields.setdefault(part.path, part.kind)
            elif isinstance(part, Rows):
                rows.setdefault(part.path, []).append(part.components)
        lists = {path: cls.of(found) for path, found in rows.items()}
        return cls(fields, {path: inner for path, inner in lists.items() if inner})

    def __bool__(self) -> bool:
        return bool(self.fields or self.lists)

    def each(self, record: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Number]]:
        """Path and number of whatever the record holds; in a list with the row: `anggota.0.nik`."""
        for path, kind in self.fields.items():
            if isinstance(digits := at(record, path), str) and digits:
                yield join(prefix, path), Number(kind, digits)
        for path, inner in self.lists.items():
            rows = at(record, path)
            for index, row in enumerate(rows if isinstance(rows, list) else ()):
                if isinstance(row, Mapping):
                    yield from inner.each(row, join(prefix, path, index))


def numbers(file: "CaseFile") -> Mapping[str, Number]:
    """Path -> number, of a case as it is on the desk."""
    return dict(file.document_type.numbered.each(file.record))


def follow(file: "CaseFile") -> None:
    """Brings the index to what the record holds. Nobody writes himself or his family into a case he works on."""
    now = numbers(file)
    gone = file.numbers.keys() - now.keys()
    new = {path: number for path, number in now.items() if file.numbers.get(path) != number}
    work = file.work
    rows = [
        {
            "case_id": file.row.id,
            "field": path,
            "kind": number.kind,
            "fingerprint": work.vault.fingerprint(*number),
            **work.office.owner,
        }
        for path, number in new.items()
    ]
    if work.actor.fingerprints & {row["fingerprint"] for row in rows}:
        raise NotAllowedError("take part in the case", Refusal.FAMILY)
    if gone:
        work.execute(_DELETE, {"case": file.row.id, "fields": sorted(gone)})
    if rows:
        added = insert_or(work.connection, CaseParty.__table__)
        changed = {name: added.excluded[name] for name in ("kind", "fingerprint")}
        work.execute(added.on_conflict_do_update(index_elements=["case_id", "field"], set_=changed), rows)
    file.numbers = now
