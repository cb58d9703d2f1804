"""The pages of the residents' book that one change concerns: read, changed, written back in one piece."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select, update

from engine.db.residents import FamilyCard
from engine.db.residents import Resident as ResidentRow
from engine.db.upserts import insert_or
from engine.ids import new_id
from engine.residents.entries import (
    ACTIVE,
    CARD_COLUMNS,
    RESIDENT_COLUMNS,
    Card,
    Resident,
    open_card,
    open_resident,
    sealed_card,
    sealed_resident,
)

if TYPE_CHECKING:
    from engine.work import Work


@dataclass
class Book:
    """`case_id`: the case that writes; None where an extract is loaded."""

    work: "Work"
    case_id: str | None
    cards: dict[bytes, Card] = field(default_factory=dict)
    people: dict[bytes, Resident] = field(default_factory=dict)
    _known: dict[str, Card | Resident] = field(default_factory=dict)

    @classmethod
    def open(
        cls, work: "Work", case_id: str | None, *, niks: Iterable[str] = (), kks: Iterable[str] = ()
    ) -> "Book":
        """With the cards of these numbers, who stands on them, and the people of these NIKs: two statements."""
        book = cls(work, case_id)
        cards = sorted({work.vault.fingerprint("kk", kk) for kk in kks})
        people = sorted({work.vault.fingerprint("nik", nik) for nik in niks})
        office = work.engine.office_code
        if cards:
            book._take_cards(FamilyCard.office_code == office, FamilyCard.number.in_(cards))
        standing = ResidentRow.card_id.in_([card.id for card in book.cards.values()])
        if people or book.cards:
            book._take_people(ResidentRow.office_code == office, or_(standing, ResidentRow.nik.in_(people)))
        return book

    @classmethod
    def whole(cls, work: "Work", case_id: str | None = None) -> "Book":
        """Everybody: for an extract, which concerns them all."""
        book, office = cls(work, case_id), work.engine.office_code
        book._take_cards(FamilyCard.office_code == office)
        book._take_people(ResidentRow.office_code == office)
        return book

    def _take_cards(self, *wanted: Any) -> None:
        for row in self.work.execute(select(*CARD_COLUMNS).where(*wanted).with_for_update()):
            card = open_card(self.work.vault, row)
            self.cards[card.number] = card
            self._known[card.id] = replace(card, record=dict(card.record))

    def _take_people(self, *wanted: Any) -> None:
        for row in self.work.execute(select(*RESIDENT_COLUMNS).where(*wanted).with_for_update()):
            resident = open_resident(self.work.vault, row)
            self.people[resident.nik] = resident
            self._known[resident.id] = replace(resident, record=dict(resident.record))

    def card(self, number: str) -> Card:
        """The card, in use from now on; a new one where nobody knew it."""
        mark = self.work.vault.fingerprint("kk", number)
        card = self.cards.setdefault(mark, Card(new_id(), mark, {"nomor": number}))
        card.state = ACTIVE
        return card

    def find(self, nik: str) -> Resident | None:
        return self.people.get(self.work.vault.fingerprint("nik", nik))

    def resident(self, nik: str) -> Resident:
        """He, or a new one of whom only the NIK is known."""
        mark = self.work.vault.fingerprint("nik", nik)
        unknown = Resident(new_id(), mark, {"nik": nik}, self.work.office.regency_code)
        return self.people.setdefault(mark, unknown)

    def standing_on(self, card: Card) -> list[Resident]:
        return [resident for resident in self.people.values() if resident.card_id == card.id]

    def write(self) -> list[Resident]:
        """Whoever changed, heads last; what stayed the same is not touched."""
        cards = [card for card in self.cards.values() if card != self._known.get(card.id)]
        people = [one for one in self.people.values() if one != self._known.get(one.id)]
        people.sort(key=lambda one: (one.head, one.id))
        vault = self.work.vault
        self._step_down(people)
        self._save(FamilyCard, [sealed_card(vault, card) for card in cards])
        self._save(ResidentRow, [sealed_resident(vault, resident) for resident in people])
        return people

    def _step_down(self, people: list[Resident]) -> None:
        """A card never has two heads, not even between two rows of one change."""
        taken = {one.card_id for one in people if one.head}
        former = [self._known.get(one.id) for one in people]
        ids = [
            known.id
            for known in former
            if isinstance(known, Resident) and known.head and known.card_id in taken
        ]
        if ids:
            self.work.execute(update(ResidentRow).where(ResidentRow.id.in_(ids)).values(head=False))

    def _save(self, table: Any, rows: list[dict[str, Any]]) -> None:
        if not rows:
            return
        stamp = {"case_id": self.case_id, "changed_at": self.work.now, **self.work.office.owner}
        insert = insert_or(self.work.connection, table.__table__)
        renewed = {
            name: insert.excluded[name] for name in (*rows[0], "case_id", "changed_at") if name != "id"
        }
        statement = insert.on_conflict_do_update(index_elements=["id"], set_=renewed)
        self.work.execute(statement, [row | stamp for row in rows])
