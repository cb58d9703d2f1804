"""A family whose members the office knows, and an office that knows nobody yet."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from engine import founding
from engine.access import SYSTEM
from engine.db.database import Database
from engine.db.residents import FamilyCard
from engine.db.residents import Resident as ResidentRow
from engine.engine import Engine
from engine.jobs import InlineQueue
from engine.residents import functions
from engine.residents.entries import Card, Resident, open_card, open_resident
from engine.residents.loading import Listed, Loaded, load
from engine.vault import Vault
from tests.builders import KEYS, OFFICE
from tests.fakes import Clock
from tests.outside_world import HANDLERS

DAY, LATER = dt.date(2026, 11, 1), dt.date(2026, 12, 1)
KK, OTHER_KK = "5371030208199001", "5371040503219002"
FATHER, MOTHER, SON, DAUGHTER = "5371031203809001", "5371034507849002", "5371031005069003", "5371035102129004"
STRANGER = "5371040101909005"
ADDRESS = {"kelurahan": "53.71.03.1010", "rw": "008", "rt": "021", "jalan": "Jl. Timor Raya 12"}
PEOPLE: dict[str, dict[str, Any]] = {
    FATHER: {"nama": "Yohanes Nalle", "shdk": "kepala_keluarga", "status_perkawinan": "kawin_tercatat",
             "tanggal_lahir": "1980-03-12", "jenis_kelamin": "L"},
    MOTHER: {"nama": "Maria Goreti Bere", "shdk": "istri", "status_perkawinan": "kawin_tercatat",
             "tanggal_lahir": "1984-07-05", "jenis_kelamin": "P"},
    SON: {"nama": "Gabriel Nalle", "shdk": "anak", "status_perkawinan": "belum_kawin", "tanggal_lahir": "2006-05-10",
          "jenis_kelamin": "L", "nik_ibu": MOTHER, "ktp": "2023-06-01"},
    DAUGHTER: {"nama": "Ester Nalle", "shdk": "anak", "status_perkawinan": "belum_kawin",
               "tanggal_lahir": "2012-02-11", "jenis_kelamin": "P", "nik_ibu": MOTHER},
}  # fmt: skip


def listed(nik: str, kk: str = KK, address: dict[str, Any] = ADDRESS, **changed: Any) -> Listed:
    return Listed({"nik": nik, **PEOPLE.get(nik, {}), **changed}, kk, address)


def family() -> list[Listed]:
    return [listed(nik) for nik in PEOPLE]


@dataclass
class Knowing:
    """An office and what it knows."""

    engine: Engine

    def load(self, people: Sequence[Listed], as_of: dt.date = DAY) -> Loaded:
        with self.engine.work(SYSTEM) as work:
            return load(work, people, as_of)

    def person(self, nik: str) -> Resident | None:
        vault = self.engine.vault
        wanted = select(ResidentRow.__table__).where(ResidentRow.nik == vault.fingerprint("nik", nik))
        with self.engine.reading() as reading:
            row = reading.execute(wanted).first()
        return None if row is None else open_resident(vault, row)

    def card(self, kk: str) -> Card | None:
        vault = self.engine.vault
        wanted = select(FamilyCard.__table__).where(FamilyCard.number == vault.fingerprint("kk", kk))
        with self.engine.reading() as reading:
            row = reading.execute(wanted).first()
        return None if row is None else open_card(vault, row)

    def on_card(self, kk: str) -> set[str]:
        """NIKs of those who stand on it."""
        card, people = self.card(kk), select(ResidentRow.__table__)
        with self.engine.reading() as reading:
            everybody = [open_resident(self.engine.vault, row) for row in reading.execute(people)]
        return {one.record["nik"] for one in everybody if card is not None and one.card_id == card.id}

    def asked(self, name: str, *values: Any) -> Any:
        with self.engine.reading() as reading:
            return functions(reading)[name](*values)


def knowing(database: Database) -> Knowing:
    engine = Engine(database, Vault(KEYS), HANDLERS, InlineQueue(), OFFICE, clock=Clock())
    founding.found(engine, founding.Profile(OFFICE, demo=True))
    return Knowing(engine)
