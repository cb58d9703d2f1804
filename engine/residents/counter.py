"""At the counter: what is known of the people whose numbers were typed, into the fields that are still empty."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import or_, select

from engine import history, identity, territory
from engine.access import Actor, Grant
from engine.db.residents import FamilyCard
from engine.db.residents import Resident as ResidentRow
from engine.forms import Field, Form, Rows
from engine.forms.answers import Posted, post, shown_value
from engine.forms.components import Component, walk
from engine.forms.paths import join, put
from engine.history.looks import SEARCH_DONE
from engine.residents.entries import ALIVE, CARDS, RESIDENT_COLUMNS, Resident, open_resident
from engine.roles import ROLES, Permission

if TYPE_CHECKING:
    from engine.engine import Engine
    from engine.work import Reading

PURPOSE = "residents"
REDUCED = frozenset({"nama", "jenis_kelamin"})
"""What of a person a desk gets that does not read records in full, beside the address."""
ALSO = {"hubungan_keluarga": "shdk"}
"""Fields that ask under another name what a record says."""
OF_CARD, ADDRESS, MEMBERS = "kk.nomor", "alamat", "anggota"
"""Where forms ask for the card that the case is about, for the address and for the members of a card."""
MOST = 40


@dataclass(frozen=True)
class Known:
    """Somebody the office knows, with the number and address of the card that he stands on."""

    resident: Resident
    card: Mapping[str, Any] = field(repr=False)
    card_mark: bytes | None

    @property
    def facts(self) -> dict[str, Any]:
        """By the names of forms."""
        record = self.resident.record
        return (
            record
            | {name: record.get(source) for name, source in ALSO.items()}
            | {"kk": self.card.get("nomor")}
        )


@dataclass(frozen=True)
class Taken:
    """`posted`: what the page posts from now on. The numbers typed: `known` ones gave data, `unknown` ones nobody has,
        `withheld`: somebody
    of another area, of the clerk's own family or who is dead has them."""

    posted: Posted = field(repr=False)
    known: int = 0
    unknown: int = 0
    withheld: int = 0


def take(engine: "Engine", actor: Actor, document_type: str, form: Form, posted: Posted) -> Taken:
    """Fills only what is empty. Every look is recorded, with the numbers sealed, whether or not somebody was found."""
    asked = list(_asked(form, posted))[:MOST]
    if not asked or Permission.SEARCH not in actor.permissions:
        return Taken(posted)
    in_full = Permission.READ_IN_FULL in actor.permissions
    with engine.work(actor) as work:
        marks = {number: work.vault.fingerprint(kind, number) for kind, _, number in asked}
        found = _find(work, asked)
        shown = [
            one
            for one in _needed(found, set(marks.values()), lists_members(form) and in_full)
            if _grant(actor, one)
        ]
        ids = sorted({one.resident.id for one in shown})
        facts = {"found": len(ids), "residents": ids, "document_type": document_type}
        work.record(
            history.Event(
                SEARCH_DONE,
                history.of_person(actor.person_id),
                reason=PURPOSE,
                words=", ".join(marks),
                facts=facts,
                grant=next((_grant(actor, one) for one in shown), None),
            )
        )
    filled = _Filled(form, dict(posted), shown, in_full)
    filled.fill([(kind, name, marks[number]) for kind, name, number in asked])
    numbers, known, seen = set(marks.values()), _marks(found), _marks(shown)
    return Taken(filled.posted, len(numbers & seen), len(numbers - known), len((numbers & known) - seen))


def lists_members(form: Form) -> bool:
    return any(isinstance(part, Rows) and part.path == MEMBERS for part in walk(form.components))


def _needed(found: Sequence[Known], numbers: set[bytes], members: bool) -> Iterator[Known]:
    """Whose number was typed; of a card its members where the form lists them, else one, for the address."""
    cards: set[bytes | None] = set()
    for one in found:
        if members or one.resident.nik in numbers or one.card_mark not in cards:
            yield one
        cards.add(one.card_mark)


def _marks(people: Iterable[Known]) -> set[bytes | None]:
    return {mark for one in people for mark in (one.resident.nik, one.card_mark)}


def _asked(form: Form, posted: Posted) -> Iterator[tuple[str, str, str]]:
    """Kind, name and number of each NIK and of the card's number, as far as they can exist."""
    for part, prefix in _fields(form, posted):
        name = join(prefix, part.path)
        number = identity.strip((posted.get(name) or ("",))[0])
        if part.kind == "nik" and identity.check_nik(number).ok:
            yield "nik", name, number
        elif name == OF_CARD and identity.check_kk(number).ok:
            yield "kk", name, number


def _fields(form: Form, posted: Posted) -> Iterator[tuple[Field, str]]:
    """Every question with the prefix of its names; those in rows as often as rows were posted."""
    for part in walk(form.components):
        if isinstance(part, Field):
            yield part, ""
        elif isinstance(part, Rows):
            for index in _rows(posted, part):
                yield from (
                    (one, join(part.path, index)) for one in part.components if isinstance(one, Field)
                )


def _rows(posted: Posted, rows: Rows) -> range:
    heads = (
        name[len(rows.path) + 1 :].partition(".")[0] for name in posted if name.startswith(f"{rows.path}.")
    )
    return range(min(max((int(head) + 1 for head in heads if head.isdecimal()), default=0), rows.most))


def _find(reading: "Reading", asked: Iterable[tuple[str, str, str]]) -> list[Known]:
    """Those with one of the numbers, and those who stand on one of the cards."""
    marks: dict[str, set[bytes]] = {"nik": set(), "kk": set()}
    for kind, _, number in asked:
        marks[kind].add(reading.vault.fingerprint(kind, number))
    rows = reading.execute(
        select(
            *RESIDENT_COLUMNS, FamilyCard.number.label("card_mark"), FamilyCard.record.label("card_record")
        )
        .outerjoin(FamilyCard, FamilyCard.id == ResidentRow.card_id)
        .where(ResidentRow.office_code == reading.engine.office_code)
        .where(or_(ResidentRow.nik.in_(sorted(marks["nik"])), FamilyCard.number.in_(sorted(marks["kk"]))))
        .order_by(ResidentRow.head.desc(), ResidentRow.id)
    )
    return [_known(reading, row) for row in rows]


def _known(reading: "Reading", row: Any) -> Known:
    if row.card_mark is None:
        return Known(open_resident(reading.vault, row), {}, None)
    card = orjson.loads(reading.vault.open(CARDS, "record", row.card_id, row.card_record))
    return Known(open_resident(reading.vault, row), card, bytes(row.card_mark))


def _grant(actor: Actor, one: Known) -> Grant | None:
    """The post through which the desk may look: of intake, over the area; never at the own family, nor at the dead."""
    if one.resident.state != ALIVE or {one.resident.nik, one.card_mark} & actor.fingerprints:
        return None
    desks = (grant for grant in actor.grants if Permission.INTAKE in ROLES[grant.role].permissions)
    return next((desk for desk in desks if territory.covers(desk.area_code, one.resident.area_code)), None)


@dataclass
class _Filled:
    form: Form
    posted: dict[str, Sequence[str]]
    people: Sequence[Known]
    in_full: bool

    def fill(self, asked: Iterable[tuple[str, str, bytes]]) -> None:
        by_nik = {one.resident.nik: one for one in self.people}
        subject = next((part.path for part in self.form.fields if part.kind == "subject_name"), "")
        for kind, name, mark in asked:
            if kind == "kk":
                self._from_card([one for one in self.people if one.card_mark == mark])
            elif mark in by_nik:
                self._group(name.rpartition(".")[0], by_nik[mark].facts)
                if name.rpartition(".")[0] == subject.rpartition(".")[0] and not self._says(OF_CARD):
                    self._group(ADDRESS, by_nik[mark].card, address=True)

    def _from_card(self, members: Sequence[Known]) -> None:
        if not members:
            return
        self._group(ADDRESS, members[0].card, address=True)
        rows = next(
            (part for part in walk(self.form.components) if isinstance(part, Rows) and part.path == MEMBERS),
            None,
        )
        if (
            rows is None
            or not self.in_full
            or any(self._says(f"{MEMBERS}.{index}.nik") for index in _rows(self.posted, rows))
        ):
            return
        self.posted = {
            name: values for name, values in self.posted.items() if not name.startswith(f"{MEMBERS}.")
        }
        for index, member in enumerate(members[: rows.most]):
            self._group(join(MEMBERS, index), member.facts)

    def _group(self, group: str, facts: Mapping[str, Any], *, address: bool = False) -> None:
        """The empty fields of a group or row."""
        for part, prefix in self._parts_of(group):
            value = facts.get(part.key)
            allowed = self.in_full or address or part.key in REDUCED
            if value and allowed and not part.readonly and _offered(part, value):
                raw: dict[str, Any] = {}
                put(raw, part.path, shown_value(part, value))
                new = post((part,), raw, prefix)
                if not any(self._says(name) for name in new):
                    self.posted |= new

    def _parts_of(self, group: str) -> Iterator[tuple[Field, str]]:
        head, _, index = group.rpartition(".")
        if index.isdecimal():
            rows: Iterable[Component] = (
                part for part in walk(self.form.components) if getattr(part, "path", "") == head
            )
            yield from (
                (one, group)
                for part in rows
                if isinstance(part, Rows)
                for one in part.components
                if isinstance(one, Field)
            )
        else:
            yield from ((part, "") for part in self.form.fields if part.path.rpartition(".")[0] == group)

    def _says(self, name: str) -> bool:
        return any(value.strip() for value in self.posted.get(name) or ())


def _offered(part: Field, value: Any) -> bool:
    return not part.options or str(value) in {option.value for option in part.options}
