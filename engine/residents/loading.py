"""Many residents at once: an extract of SIAK, laid over what the office knows."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from engine import family, history, territory
from engine.db.residents import Resident as ResidentRow
from engine.family import Member
from engine.residents.book import Book
from engine.residents.entries import ALIVE, HEAD, Resident

if TYPE_CHECKING:
    from engine.work import Reading, Work

RELATIONS = {HEAD: family.HEAD, "suami": family.HUSBAND, "istri": family.WIFE}
OTHER_RELATION = 10
KIND = "residents.loaded"


@dataclass(frozen=True)
class Listed:
    """A line of an extract: the record by the names of forms, the card's number and its address."""

    record: dict[str, Any] = field(repr=False)
    kk: str = field(repr=False)
    address: dict[str, Any] = field(repr=False)
    state: str = ALIVE
    line: int = 0


@dataclass
class Loaded:
    """`kept`: a case has changed them since the extract, so that the office knows better. `notes`: line, code."""

    read: int = 0
    new: int = 0
    changed: int = 0
    kept: int = 0
    refused: int = 0
    notes: list[tuple[int, str]] = field(default_factory=list)

    def refuse(self, line: int, code: str) -> None:
        self.refused += 1
        self.notes.append((line, code))


def any_known(reading: "Reading") -> bool:
    mine = ResidentRow.office_code == reading.engine.office_code
    return reading.execute(select(ResidentRow.id).where(mine).limit(1)).first() is not None


def load(
    work: "Work",
    listed: Iterable[Listed],
    as_of: dt.date,
    *,
    niks: Iterable[str] = (),
    kks: Iterable[str] = (),
) -> Loaded:
    """Whoever the extract does not name stays as he is. `as_of`: the day that the extract tells of. `niks`, `kks`: the
    numbers of a short one, so that not everybody is read."""
    book = Book.open(work, None, niks=niks, kks=kks) if niks or kks else Book.whole(work)
    done, heads = Loaded(), set[str]()
    newer, seen = _changed_since(work, as_of), set[bytes]()
    lines: dict[str, list[Listed]] = defaultdict(list)
    for one in listed:
        done.read += 1
        resident = book.resident(one.record["nik"])
        code = _refusal(one, resident.nik in seen, heads, work.office.regency_code)
        if code:
            done.refuse(one.line, code)
            continue
        seen.add(resident.nik)
        if resident.id in newer:
            done.kept += 1
            continue
        lines[one.kk].append(one)
        _lay_over(book, resident, one)
    _forget_refused(book, seen)
    _one_head(book, seen)
    done.notes += [(lines[kk][0].line, code) for kk in lines for code in _odd(lines[kk])]
    done.new = sum(resident.version == 0 for resident in book.people.values())
    done.changed = len(book.write()) - done.new
    counts = {"read": done.read, "new": done.new, "changed": done.changed, "refused": done.refused}
    work.record(history.Event(KIND, "office", facts=counts | {"as_of": as_of.isoformat()}))
    return done


def _refusal(one: Listed, seen: bool, heads: set[str], regency: str) -> str | None:
    """Code of `WORDS`. Remembers the heads of cards."""
    if seen:
        return "nik_twice"
    if not territory.covers(regency, one.address["kelurahan"]):
        return "elsewhere"
    if one.state == ALIVE and one.record.get("shdk") == HEAD:
        if one.kk in heads:
            return "two_heads"
        heads.add(one.kk)
    return None


def _lay_over(book: Book, resident: Resident, one: Listed) -> None:
    card = book.card(one.kk)
    card.record |= one.address
    resident.record |= one.record
    resident.leave(one.state)
    resident.area_code = card.area_code
    if one.state == ALIVE:
        resident.card_id, resident.head = card.id, one.record.get("shdk") == HEAD


def _forget_refused(book: Book, seen: set[bytes]) -> None:
    """Nothing is known of whom only refused lines name."""
    for mark in [
        mark for mark, resident in book.people.items() if resident.version == 0 and mark not in seen
    ]:
        del book.people[mark]


def _one_head(book: Book, seen: set[bytes]) -> None:
    """Whom the extract does not name is head no more of a card that it gives another one."""
    named = {one.card_id for mark, one in book.people.items() if one.head and mark in seen}
    for mark, one in book.people.items():
        if one.head and mark not in seen and one.card_id in named:
            one.head = False


def _changed_since(work: "Work", day: dt.date) -> frozenset[str]:
    wanted = select(ResidentRow.id, ResidentRow.changed_at).where(
        ResidentRow.office_code == work.engine.office_code, ResidentRow.case_id.is_not(None)
    )
    zone = work.office.zone
    return frozenset(row.id for row in work.execute(wanted) if row.changed_at.astimezone(zone).date() > day)


def _odd(lines: list[Listed]) -> tuple[str, ...]:
    """What is wrong with a card that is loaded all the same."""
    alive = [one for one in lines if one.state == ALIVE]
    members = [
        Member(
            one.record["nik"],
            RELATIONS.get(one.record.get("shdk", ""), OTHER_RELATION),
            one.record.get("jenis_kelamin", "L"),
        )
        for one in alive
    ]
    return family.check_family(members)


WORDS = {
    **family.WORDS,
    "nik_twice": "NIK ini sudah ada pada baris sebelumnya.",
    "elsewhere": "Alamatnya di luar wilayah kantor ini.",
}
"""Code -> sentence (a msgid)."""
