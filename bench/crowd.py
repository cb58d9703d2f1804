"""Open tasks in bulk, as an office of a whole city would have them: over desks, areas, types and deadlines."""

import random
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Table, select

from bench import copies
from bench.places import DOCUMENT_TYPE
from engine import names
from engine.db.cases import Case, CaseDuty, CaseParty, Task
from engine.db.database import Database
from engine.db.inbox import CaseName
from engine.db.offices import Person, Region
from engine.deadlines.superiors import shipped
from engine.demo.families import FAMILY, GIVEN_FEMALE, GIVEN_MALE
from engine.engine import Engine
from engine.ids import new_id
from engine.shelves import shelf_of

KELURAHAN, RT = "53.71.03.1010", "53.71.03.1010.008.021"
MEASURED = (("Verifikator", "verifikasi"), ("Lurah", "pendapat"), ("Ketua RT", "pendapat"))
"""The first hundred tasks lie at these desks, so that a page of them is full from the start."""
ROLES = {
    ("Ketua RT", "pendapat"): 18, ("Petugas registrasi kelurahan", "pendapat"): 10, ("Lurah", "pendapat"): 8,
    ("Petugas loket", "penerimaan"): 14, ("Verifikator", "verifikasi"): 22, ("Operator SIAK", "perekaman"): 10,
    ("Kepala seksi", "paraf"): 5, ("Kepala bidang", "paraf"): 4, ("Kepala dinas", "tanda_tangan"): 4,
    ("Petugas cetak", "pencetakan"): 2, ("Petugas penyerahan", "penyerahan"): 3,
}  # fmt: skip
TYPES = {"akta_kelahiran": 40, "kartu_keluarga": 30, "ktp_el": 15, "akta_kematian": 9, "perubahan_akta": 4,
         "akta_perkawinan": 2}  # fmt: skip
MADE = 10_000
Row = dict[str, Any]


def crowd(engine: Engine, have: int, want: int) -> None:
    """So many more open tasks, each of a case of its own; beyond `MADE` copies of them."""
    if want > MADE:
        crowd(engine, have, MADE)
        copies.copy(engine.database, MADE, want)
        return
    with engine.database.reading() as connection:
        facts = _facts(engine, connection)
    chance = random.Random(have)
    rows: dict[Table, list[Row]] = {}
    for number in range(have, want):
        for table, row in _case(engine, facts, chance, number):
            rows.setdefault(table, []).append(row | engine.office.owner)
    with engine.database.writing() as connection:
        for table, some in rows.items():
            _fill(engine.database, connection, table, some)


def _facts(engine: Engine, connection: Connection) -> Mapping[str, Any]:
    areas = connection.execute(select(Region.code).where(Region.level == "kelurahan")).scalars().all()
    people = connection.execute(select(Person.id)).scalars().all()
    return {
        "areas": areas,
        "people": people,
        "version": engine.definitions.current(connection, engine.office_code, DOCUMENT_TYPE).id,
        "now": engine.clock(),
    }


def _case(
    engine: Engine, facts: Mapping[str, Any], chance: random.Random, number: int
) -> Iterator[tuple[Table, Row]]:
    role, duty, area = _place(facts, chance, number)
    kind = chance.choices(list(TYPES), list(TYPES.values()))[0]
    name, case_id, now = _name(chance, number), new_id(), facts["now"]
    due = now + timedelta(minutes=chance.randint(-40_000, 30_000))
    opened = due - timedelta(days=chance.randint(1, 20))
    person = chance.choice(facts["people"])
    waits = role == "Petugas loket" and chance.random() < 0.3
    yield Case.__table__, {
        "id": case_id, "number": f"AL-2026-{number:06}", "document_type": kind, "version_id": facts["version"],
        "version": 1, "state": "open", "subject_name": name, "area_code": area, "intake_role": "Petugas loket",
        "intake_area": "53.71", "intake_unit": "Loket 1", "opened_at": opened, "opened_by": person, "returns": 0,
        "visits": {}, "record": bytes(400), "engine_state": bytes(400), "paused_at": due if waits else None,
        "pause_reason": "menunggu_pemohon" if waits else None, "promised_at": due, "complete_at": opened,
    }  # fmt: skip
    yield from _known(engine, chance, case_id, (name, area), number)
    yield CaseDuty.__table__, {"case_id": case_id, "person_id": person, "duty": "penerimaan",
                                  "role": "Petugas loket", "kind": "definitif"}  # fmt: skip
    round_ = 2 if chance.random() < 0.08 else 1
    held = chance.choice(facts["people"]) if chance.random() < 0.02 else None
    yield Task.__table__, {
        "id": new_id(), "case_id": case_id, "token": new_id(), "node": "langkah", "name": "Verifikasi isi",
        "role": role, "duty": duty, "area_code": area, "state": "open", "document_type": kind,
        "case_number": f"AL-2026-{number:06}", "subject_name": name, "origin": "Loket 1", "round": round_,
        "shelf": shelf_of(duty, with_applicant=waits, again=round_ > 1), "due_at": due, "created_at": opened,
        "escalated_to": shipped().get(role) if number < 100 or (due < now and chance.random() < 0.1) else None,
        "claimed_by": held, "claimed_at": now if held else None, "held_until": now if held else None,
    }  # fmt: skip


def _place(facts: Mapping[str, Any], chance: random.Random, number: int) -> tuple[str, str, str]:
    if number < 100:
        role, duty = MEASURED[number % len(MEASURED)]
        return role, duty, RT
    role, duty = chance.choices(list(ROLES), list(ROLES.values()))[0]
    area = f"{chance.choice(facts['areas'])}.{chance.randint(1, 12):03}.{chance.randint(1, 40):03}"
    return role, duty, area


def _name(chance: random.Random, number: int) -> str:
    if number == 17:
        return "Zadrak Ndun"
    given = chance.choice((GIVEN_FEMALE, GIVEN_MALE))
    return f"{chance.choice(given)} {chance.choice(given)} {chance.choice(FAMILY)}"


def _known(
    engine: Engine, chance: random.Random, case_id: str, who: tuple[str, str], number: int
) -> Iterator[tuple[Table, Row]]:
    name, area = who
    for position, word in enumerate(dict.fromkeys(names.words(name))):
        yield CaseName.__table__, {
            "case_id": case_id, "position": position, "word": word, "sound": names.sound(word), "area_code": area,
        }  # fmt: skip
    for field, kind in (("pelapor.nik", "nik"), ("kk.nomor", "kk")):
        digits = f"537103010180{number % 10_000:04}" if number == 1 else f"{chance.randint(10**15, 10**16)}"
        mark = engine.vault.fingerprint(kind, digits)
        yield CaseParty.__table__, {"case_id": case_id, "field": field, "kind": kind, "fingerprint": mark}


def _fill(database: Database, connection: Connection, table: Table, rows: list[Row]) -> None:
    """By the bare driver."""
    columns = list(rows[0])
    dialect = connection.dialect
    turn = [table.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in columns]
    values = (
        [made(row[name]) if made else row[name] for name, made in zip(columns, turn, strict=True)]
        for row in rows
    )
    cursor = connection.connection.cursor()
    listed = ", ".join(f'"{name}"' for name in columns)
    if database.dialect == "sqlite":
        marks = ", ".join("?" * len(columns))
        cursor.executemany(f"INSERT INTO {table.name} ({listed}) VALUES ({marks})", values)  # noqa: S608
        return
    with cursor.copy(f"COPY {table.name} ({listed}) FROM STDIN") as copy:
        for value in values:
            copy.write_row(value)
