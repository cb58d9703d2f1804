"""What people of a made-up office write into forms: an application for a made-up family, and what a step asks."""

import random
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from engine.definitions import DocumentType
from engine.demo import families
from engine.demo.families import Family, MadeUp
from engine.demo.office import PARTS, RTS
from engine.filing import merge
from engine.forms import Field, FieldType
from engine.forms.paths import at, put
from engine.process import Node
from engine.requirements import needed
from engine.submission import FORWARD, checks_papers
from engine.work import Reading

Posted = dict[str, Sequence[str]]
REASON, NOTE = "scan_tidak_terbaca", "Mohon difoto ulang di tempat terang."


def application(family: Family, part: str, chance: random.Random, today: date) -> dict[str, Any]:
    """The record of a birth, reported by the father at the desk of a part of the city (a key of PARTS)."""
    rw, rt = RTS[part]
    return {
        "pelaporan": {"tanggal": today.isoformat()},
        "anak": _child(family, chance),
        "ibu": _parent(family.mother),
        "ayah": _parent(family.father),
        "pelapor": _party(family.father, family.kk) | {"hubungan": "ayah", "telepon": family.phone},
        "saksi_1": _witness(chance),
        "saksi_2": _witness(chance),
        "kk": {"nomor": family.kk},
        "bukti": {"kelahiran": "keterangan_lahir", "perkawinan": "akta_perkawinan"},
        "alamat": {"kelurahan": PARTS[part], "rw": rw, "rt": rt, "jalan": family.street},
    }


def _child(family: Family, chance: random.Random) -> dict[str, Any]:
    return {
        "nama": family.child_name,
        "jenis_kelamin": "P" if family.child_female else "L",
        "tempat_kelahiran": "Kota Kupang",
        "tempat_dilahirkan": "rumah_sakit",
        "penolong": "bidan",
        "tanggal_lahir": family.child_born.isoformat(),
        "pukul": f"{chance.randint(0, 23):02d}:{chance.randint(0, 59):02d}",
        "jenis_kelahiran": "tunggal",
        "kelahiran_ke": chance.randint(1, 4),
        "berat_kg": chance.randint(26, 39) / 10,
        "panjang_cm": chance.randint(46, 52),
    }


def _parent(person: MadeUp) -> dict[str, Any]:
    return {
        "nama": person.name,
        "nik": person.nik,
        "kewarganegaraan": "WNI",
        "tempat_lahir": "Kota Kupang",
        "tanggal_lahir": person.born.isoformat(),
    }


def _party(person: MadeUp, kk: str) -> dict[str, Any]:
    return {"nama": person.name, "nik": person.nik, "kk": kk, "kewarganegaraan": "WNI"}


def _witness(chance: random.Random) -> dict[str, Any]:
    born = date(chance.randint(1965, 2000), chance.randint(1, 12), chance.randint(1, 28))
    person = families.person(chance, "537104", chance.random() < 0.5, born, chance.choice(families.FAMILY))
    return _party(person, f"537104{born:%d%m}15{chance.choice(families.SERIALS)}")


def for_task(
    reading: Reading,
    definition: DocumentType,
    node: Node,
    record: dict[str, Any],
    outcome: str,
    chance: random.Random,
) -> Posted:
    """What is posted for a step: the record as the page shows it, required blanks filled, papers accepted."""
    posted: Posted = {}
    form = definition.form(node)
    if form is not None and outcome == FORWARD:
        filled = _filled(form.fields, record, reading.local.date(), chance)
        posted |= form.post(filled)
    if checks_papers(node):
        for number, paper in enumerate(needed(definition.requirements, record)):
            goes_back = outcome != FORWARD and number == 0
            posted[f"berkas.{paper.code}.hasil"] = ["kembalikan" if goes_back else "terima"]
            if goes_back:
                posted[f"berkas.{paper.code}.alasan"] = [_reason(definition, outcome)]
    if outcome != FORWARD:
        posted |= {"alasan": [_reason(definition, outcome)], "catatan": [NOTE]}
    return posted


def _reason(definition: DocumentType, outcome: str) -> str:
    return next(reason.code for reason in definition.reasons.values() if outcome in reason.outcomes)


def _filled(
    fields: Sequence[Field], record: Mapping[str, Any], today: date, chance: random.Random
) -> dict[str, Any]:
    filled: dict[str, Any] = {}
    for field in fields:
        value = at(record, field.path)
        if value in (None, "", False) and (field.required or field.type is FieldType.CHECKBOX):
            value = _made_up(field, record, today, chance)
        put(filled, field.path, value)
    return merge(record, filled)


def _made_up(field: Field, record: Mapping[str, Any], today: date, chance: random.Random) -> Any:
    if field.kind == "nik":
        born = date.fromisoformat(at(record, "anak.tanggal_lahir"))
        return families.nik(chance, "537104", born, at(record, "anak.jenis_kelamin") == "P")
    if field.options:
        return field.options[0].value
    made_up = {
        FieldType.CHECKBOX: True,
        FieldType.DATE: today.isoformat(),
        FieldType.NUMBER: 1,
        FieldType.TIME: "09:00",
    }
    return made_up.get(field.type, "Contoh")
