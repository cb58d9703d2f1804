"""What the office registered or issued, carried over into its own knowledge of residents, in the same transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from engine import history
from engine.residents.book import Book
from engine.residents.entries import ALIVE, DEAD, HEAD, MOVED, REPLACED, Card, Resident

if TYPE_CHECKING:
    from engine.work import Work

Facts = Mapping[str, Any]
ADDRESS = ("kelurahan", "rw", "rt", "jalan")
LEAVING = {"meninggal": DEAD, "pindah": MOVED}
"""Why somebody leaves a card -> what he is then; for other causes he waits for another card."""
NEWBORN = {"shdk": "anak", "status_perkawinan": "belum_kawin", "kewarganegaraan": "WNI"}
DIED_ON = "tanggal_meninggal"
KIND = "residents.changed"


@dataclass(frozen=True)
class IssuedCard:
    """`members` and `leaving` as the card's form lists them; `former` is the number of the card before."""

    number: str
    members: Sequence[Facts] = field(repr=False)
    leaving: Sequence[Facts] = field(default=(), repr=False)
    address: Facts = field(default_factory=dict, repr=False)
    former: str | None = field(default=None, repr=False)


def standing_on(work: "Work", number: str) -> list[dict[str, Any]]:
    """The records of those who stand on the card, its head first, then by age; empty where nobody knows the card."""
    book = Book.open(work, None, kks=[number])
    members = [one for card in book.cards.values() for one in book.standing_on(card)]
    members.sort(key=lambda one: (not one.head, str(one.record.get("tanggal_lahir") or "9")))
    return [one.record for one in members]


def card_issued(work: "Work", case_id: str, issued: IssuedCard) -> int:
    """Exactly the members stand on the card from now on; how many residents changed. The dead do not come back by it,
    and a former card on which nobody is left is replaced."""
    named = [str(one["nik"]) for one in (*issued.members, *issued.leaving) if one.get("nik")]
    numbers = {number for number in (issued.number, issued.former) if number}
    book = Book.open(work, case_id, niks=named, kks=numbers)
    card = book.card(issued.number)
    card.record |= _given(issued.address, ADDRESS)
    before = book.standing_on(card)
    _take_off(book, issued)
    for member in issued.members:
        if member.get("nik"):
            _place(book.resident(str(member["nik"])), card, member)
    listed = {work.vault.fingerprint("nik", nik) for nik in named}
    for resident in before:
        if resident.nik not in listed:
            resident.leave()
    _replace_empty(book, card)
    return _write(book, "card")


def _take_off(book: Book, issued: IssuedCard) -> None:
    for one in issued.leaving:
        known = book.find(str(one["nik"])) if one.get("nik") else None
        if known is not None and known.state != DEAD:
            known.leave(LEAVING.get(str(one.get("sebab")), known.state))


def _place(resident: Resident, card: Card, told: Facts) -> None:
    if resident.state == DEAD:
        return
    resident.leave()
    resident.card_id, resident.head = card.id, told.get("shdk") == HEAD
    resident.area_code = card.area_code or resident.area_code
    resident.record |= _given(told, told)


def _replace_empty(book: Book, issued: Card) -> None:
    for card in book.cards.values():
        if card is not issued and not book.standing_on(card):
            card.state = REPLACED


def born(work: "Work", case_id: str, child: Facts, card_number: str | None) -> int:
    """The child stands on the card that the report names, until a card is issued that lists him. An adult whose birth
    is registered late keeps his place."""
    book = Book.open(work, case_id, niks=[str(child["nik"])], kks=[card_number] if card_number else [])
    resident = book.resident(str(child["nik"]))
    resident.record = NEWBORN | resident.record | _given(child, child)
    card = next(iter(book.cards.values()), None)
    if card is not None and resident.state != DEAD and resident.card_id is None:
        resident.card_id, resident.area_code = card.id, card.area_code
    return _write(book, "birth")


def died(work: "Work", case_id: str, nik: str, told: Facts) -> int:
    """He stands on no card any more, which leaves a card without its head until another one is issued."""
    book = Book.open(work, case_id, niks=[nik])
    resident = book.resident(nik)
    resident.leave(DEAD)
    resident.record |= _given(told, told)
    return _write(book, "death")


def changed(work: "Work", case_id: str, told: Iterable[Facts]) -> int:
    """What became of people whom the office knows, such as their marital status; others stay unknown."""
    listed = [one for one in told if one.get("nik")]
    book = Book.open(work, case_id, niks=[str(one["nik"]) for one in listed])
    for one in listed:
        known = book.find(str(one["nik"]))
        if known is not None:
            known.record |= _given(one, one)
    return _write(book, "change")


def taken_back(work: "Work", case_id: str, told: Mapping[str, Facts], before: Mapping[str, Facts]) -> int:
    """NIK -> what was told of him and is told no longer: gone where it is still so, for what he was before. Whose death
    it was lives again, on no card until one lists him."""
    book = Book.open(work, case_id, niks=told)
    for nik, facts in told.items():
        known = book.find(nik)
        if known is not None:
            _take_back(known, facts, before.get(nik) or {})
    return _write(book, "cancellation")


def _take_back(known: Resident, told: Facts, before: Facts) -> None:
    gone = [name for name, value in told.items() if value and known.record.get(name) == value]
    if known.state == DEAD and DIED_ON in gone:
        known.state = ALIVE
    for name in gone:
        del known.record[name]
    known.record |= _given(before, gone)


def _given(facts: Facts, names: Iterable[str]) -> dict[str, Any]:
    """What was answered; a blank does not wipe out what is known."""
    return {name: facts[name] for name in names if facts.get(name) not in (None, "")}


def _write(book: Book, what: str) -> int:
    """The history names the residents by their ids alone."""
    written = book.write()
    if written:
        facts = {"what": what, "residents": [resident.id for resident in written]}
        stream = history.of_case(str(book.case_id))
        book.work.record(history.Event(KIND, stream, case_id=book.case_id, facts=facts))
    return len(written)
