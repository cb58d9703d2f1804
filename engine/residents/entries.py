"""A resident and a family card as the office knows them, and their rows."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import Row

from engine.db.residents import FamilyCard
from engine.db.residents import Resident as ResidentRow

if TYPE_CHECKING:
    from engine.vault import Vault

ALIVE, DEAD, MOVED = "alive", "dead", "moved"
ACTIVE, REPLACED = "active", "replaced"
PEOPLE, CARDS = "terbit_resident", "terbit_family_card"
HEAD = "kepala_keluarga"
RESIDENT_COLUMNS = tuple(ResidentRow.__table__.columns)
CARD_COLUMNS = tuple(FamilyCard.__table__.columns)


@dataclass
class Card:
    """`record`: `nomor`, and the address as forms name it (`kelurahan`, `rw`, `rt`, `jalan`)."""

    id: str
    number: bytes
    record: dict[str, Any] = field(repr=False)
    state: str = ACTIVE
    version: int = 0
    """0: no row has it yet."""

    @property
    def area_code(self) -> str:
        """53.71.03.1010.008.021, as far as it is known."""
        parts = [self.record.get(name) for name in ("kelurahan", "rw", "rt")]
        known = parts[: parts.index(None)] if None in parts else parts
        return ".".join(str(part) for part in known)


@dataclass
class Resident:
    """`record`: `nik`, `nama` and what else a family card says of him, as its form names it; parents as `ayah`,
    `ibu`, `nik_ayah`, `nik_ibu`."""

    id: str
    nik: bytes
    record: dict[str, Any] = field(repr=False)
    area_code: str = ""
    state: str = ALIVE
    card_id: str | None = None
    head: bool = False
    version: int = 0
    """0: no row has it yet."""

    def leave(self, state: str = ALIVE) -> None:
        """He stands on no card any more."""
        self.card_id, self.head, self.state = None, False, state


def open_card(vault: "Vault", row: Row[Any]) -> Card:
    record = orjson.loads(vault.open(CARDS, "record", row.id, row.record))
    return Card(row.id, bytes(row.number), record, row.state, row.version)


def open_resident(vault: "Vault", row: Row[Any]) -> Resident:
    record = orjson.loads(vault.open(PEOPLE, "record", row.id, row.record))
    return Resident(
        row.id, bytes(row.nik), record, row.area_code, row.state, row.card_id, bool(row.head), row.version
    )  # fmt: skip


def sealed_card(vault: "Vault", card: Card) -> dict[str, Any]:
    return {
        "id": card.id,
        "number": card.number,
        "state": card.state,
        "record": vault.seal(CARDS, "record", card.id, orjson.dumps(card.record)),
        "version": card.version + 1,
    }


def sealed_resident(vault: "Vault", resident: Resident) -> dict[str, Any]:
    record, mother = resident.record, resident.record.get("nik_ibu")
    return {
        "id": resident.id,
        "nik": resident.nik,
        "likeness": likeness(vault, record.get("nama") or record["nik"], record.get("tanggal_lahir")),
        "mother": vault.fingerprint("nik", mother) if mother else None,
        "card_id": resident.card_id,
        "head": resident.head,
        "state": resident.state,
        "area_code": resident.area_code,
        "record": vault.seal(PEOPLE, "record", resident.id, orjson.dumps(record)),
        "version": resident.version + 1,
    }


def likeness(vault: "Vault", name: str, born: str | None) -> bytes:
    """Equal for one person under two NIKs, and for two namesakes of one birthday."""
    return vault.fingerprint("person", f"{name} {born or ''}")
