"""What rules may ask the office of its residents: functions for expressions, bound to one look into the database.

A function reads when it is called, once for each number, and lists of numbers in one statement. Numbers of people are
never given back. Where no database is at hand the same names give null (`engine.functions`), so that no rule fires.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, exists, select
from sqlalchemy.orm import aliased

from engine.db.offices import Office
from engine.db.residents import FamilyCard
from engine.db.residents import Resident as ResidentRow
from engine.functions import FUNCTIONS, Functions
from engine.residents.entries import (
    ACTIVE,
    ALIVE,
    RESIDENT_COLUMNS,
    Resident,
    likeness,
    open_resident,
)

if TYPE_CHECKING:
    from engine.work import Reading

Context = Mapping[str, Any]
STATES = {"alive": "hidup", "dead": "meninggal", "moved": "pindah"}
MOST = 60
"""Numbers of a list that are looked up, the longest card several times over."""


def _named(columns: Iterable[Any]) -> list[Any]:
    return [column.label(column.name) for column in columns]


_OFFICE = Office.code == bindparam("office")
_OTHER = aliased(ResidentRow)
_EXTRACT = (
    exists(
        select(ResidentRow.id).where(ResidentRow.office_code == Office.code, ResidentRow.case_id.is_(None))
    )
    .correlate(Office)
    .label("extract")
)
"""Whether the office has an extract of SIAK: without one, not being known says nothing."""
_DOUBLED = exists(
    select(_OTHER.id).where(
        _OTHER.office_code == ResidentRow.office_code,
        _OTHER.likeness == ResidentRow.likeness,
        _OTHER.id != ResidentRow.id,
        _OTHER.state == ALIVE,
    )
)
_HOLDER = and_(
    ResidentRow.office_code == Office.code, ResidentRow.nik.in_(bindparam("marks", expanding=True))
)
_PEOPLE = (
    select(_EXTRACT, FamilyCard.number, _DOUBLED.label("doubled"), *_named(RESIDENT_COLUMNS))
    .select_from(Office)
    .outerjoin(ResidentRow, _HOLDER)
    .outerjoin(FamilyCard, FamilyCard.id == ResidentRow.card_id)
    .where(_OFFICE)
)
_CARD = (
    select(_EXTRACT, FamilyCard.state.label("card_state"), *_named(RESIDENT_COLUMNS))
    .select_from(Office)
    .outerjoin(
        FamilyCard, and_(FamilyCard.office_code == Office.code, FamilyCard.number == bindparam("mark"))
    )
    .outerjoin(ResidentRow, ResidentRow.card_id == FamilyCard.id)
    .where(_OFFICE)
)
_CHILDREN = select(*RESIDENT_COLUMNS).where(
    ResidentRow.office_code == bindparam("office"), ResidentRow.mother == bindparam("mark")
)
_ALIKE = select(ResidentRow.nik).where(
    ResidentRow.office_code == bindparam("office"),
    ResidentRow.state == ALIVE,
    ResidentRow.likeness == bindparam("likeness"),
)


def functions(reading: "Reading") -> Functions:
    """Every function that expressions over a case may call."""
    knowledge = Knowledge(reading)
    return {
        **FUNCTIONS,
        "penduduk": knowledge.person,
        "kartu_keluarga": knowledge.card,
        "kelahiran_ibu": knowledge.births_of,
        "nik_lain": knowledge.has_another_nik,
    }


class Knowledge:
    def __init__(self, reading: "Reading") -> None:
        self._reading = reading
        self._here = {"office": reading.engine.office_code}
        self._people: dict[bytes, Context] = {}
        self._cards: dict[bytes, tuple[Context, list[tuple[bytes, Context]]]] = {}

    def person(self, nik: Any, kk: Any = None) -> Any:
        if isinstance(nik, list):
            self._look_up([one for one in nik if isinstance(one, str)])
            return [self.person(one, kk) for one in nik[:MOST]]
        mark = self._mark("nik", nik)
        if mark is None:
            return None
        if mark not in self._people:
            self._look_up([nik])
        known, card = self._people[mark], self._mark("kk", kk)
        return {name: value for name, value in known.items() if name != "_kartu"} | {
            "kk": _standing(known, card)
        }

    def _look_up(self, niks: Sequence[str]) -> None:
        marks = {mark for nik in niks[:MOST] if (mark := self._mark("nik", nik))} - self._people.keys()
        if not marks:
            return
        reading = self._reading
        rows = reading.execute(_PEOPLE, self._here | {"marks": sorted(marks)}).all()
        for mark in marks:
            self._people[mark] = _unknown(rows)
        for row in rows:
            if row.id is not None:
                found = open_resident(reading.vault, row)
                card = bytes(row.number) if row.number is not None else None
                source = "siak" if row.case_id is None else "kantor"
                told = _told(found) | {"ganda": bool(row.doubled), "sumber": source}
                self._people[found.nik] = told | {"_kartu": card}

    def card(self, nomor: Any, keluar: Any = None) -> Context | None:
        mark = self._mark("kk", nomor)
        if mark is None:
            return None
        if mark not in self._cards:
            self._cards[mark] = self._read_card(mark)
        card, members = self._cards[mark]
        listed = keluar if isinstance(keluar, list) else [keluar]
        gone = {self._mark("nik", one) for one in listed}
        staying = [told for nik, told in members if nik not in gone] if card["ada"] else None
        return {**card, "anggota": staying}

    def _read_card(self, mark: bytes) -> tuple[Context, list[tuple[bytes, Context]]]:
        reading = self._reading
        rows = reading.execute(_CARD, self._here | {"mark": mark}).all()
        if rows[0].card_state is None:
            return {"ada": _unknown(rows)["ada"], "berlaku": None}, []
        people = [open_resident(reading.vault, row) for row in rows if row.id is not None]
        return {"ada": True, "berlaku": rows[0].card_state == ACTIVE}, [
            (one.nik, _told(one)) for one in people
        ]

    def births_of(self, nik: Any) -> list[dt.date] | None:
        mark = self._mark("nik", nik)
        if mark is None:
            return None
        found = self._reading.execute(_CHILDREN, self._here | {"mark": mark})
        children = (open_resident(self._reading.vault, row) for row in found)
        return sorted(born for child in children if (born := _day(child.record.get("tanggal_lahir"))))

    def has_another_nik(self, nik: Any, nama: Any, lahir: Any) -> bool | None:
        """Whether somebody alive of this name and birth date is known under another NIK; without one, under any."""
        day = lahir.isoformat() if isinstance(lahir, dt.date) else lahir
        if not (isinstance(nama, str) and isinstance(day, str) and nama.strip()):
            return None
        reading, mark = self._reading, self._mark("nik", nik)
        alike = self._here | {"likeness": likeness(reading.vault, nama, day)}
        return any(bytes(found) != mark for found in reading.execute(_ALIKE, alike).scalars())

    def _mark(self, kind: str, number: Any) -> bytes | None:
        """None for what holds no digit."""
        if not isinstance(number, str) or not any("0" <= sign <= "9" for sign in number):
            return None
        return self._reading.vault.fingerprint(kind, number)


def _unknown(rows: Sequence[Any]) -> Context:
    return {"ada": False if rows and rows[0].extract else None}


def _told(resident: Resident) -> dict[str, Any]:
    record = resident.record
    return {
        "ada": True,
        "keadaan": STATES[resident.state],
        "hidup": resident.state != "dead",
        "kepala": resident.head,
        "hubungan": record.get("shdk"),
        "kelamin": record.get("jenis_kelamin"),
        "lahir": _day(record.get("tanggal_lahir")),
        "status_perkawinan": record.get("status_perkawinan"),
        "ktp": _day(record.get("ktp")),
    }


def _standing(known: Context, card: bytes | None) -> str | None:
    if not known["ada"]:
        return None
    if known["_kartu"] is None:
        return "tidak_ada"
    return "sama" if known["_kartu"] == card else "lain"


def _day(text: Any) -> dt.date | None:
    return dt.date.fromisoformat(text) if isinstance(text, str) and text else None
