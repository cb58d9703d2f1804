"""The centre's records: its names for our fields, and what of them fits. Values are compared and forgotten."""

import re
from collections.abc import Mapping
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from engine.siak.port import DIFFERS, SAME, Finding, Person

NAMES = {
    "nama": "NAMA_LGKP",
    "kk": "NO_KK",
    "jenis_kelamin": "JENIS_KLMIN",
    "tempat_lahir": "TMPT_LHR",
    "tanggal_lahir": "TGL_LHR",
}
SEXES = {"LAKI-LAKI": "L", "PEREMPUAN": "P", "1": "L", "2": "P"}
SAID = {"L": "Laki-Laki", "P": "Perempuan"}
NUMBER_LENGTH = 16
_SAID = re.compile(r"^(?P<no>tidak )?sesuai(?: *\((?P<likeness>[0-9]{1,3})\))?$", re.IGNORECASE)
_SCORE = re.compile(r"^[0-9]{1,3}$")


def padded(value: Any) -> str:
    """A NIK or family card number that may have come as a number: text, with its leading zeros."""
    return str(value).strip().zfill(NUMBER_LENGTH)


def asked(person: Person) -> dict[str, Any]:
    """The question of the data-minimal mode, in the centre's names."""
    facts = _facts(person)
    if "jenis_kelamin" in facts:
        facts["jenis_kelamin"] = SAID.get(facts["jenis_kelamin"], facts["jenis_kelamin"])
    return {"NIK": person.nik} | {NAMES[name]: value for name, value in facts.items()}


def verified(row: Mapping[str, Any], person: Person) -> Finding:
    """What the data-minimal mode answered. A field of which it says nothing that can be read counts as different:
    a person looks."""
    fields: dict[str, str] = {}
    likeness: dict[str, int] = {}
    for name in _facts(person):
        said = str(row.get(NAMES[name]) or "").strip()
        found = _SAID.match(said)
        if found:
            fields[name] = DIFFERS if found["no"] else SAME
            score = found["likeness"]
        else:
            score = said if _SCORE.match(said) else None
            fields[name] = SAME if score and int(score) >= int(row.get("TRESHOLD") or 100) else DIFFERS
        if score:
            likeness[name] = min(int(score), 100)
    return _finding(fields, likeness, row)


def compared(row: Mapping[str, Any], person: Person, threshold: int) -> Finding:
    """The whole record against what the application says."""
    fields: dict[str, str] = {}
    likeness: dict[str, int] = {}
    if padded(row.get("NIK")) != person.nik:
        fields["nik"] = DIFFERS
    for name, value in _facts(person).items():
        held = row.get(NAMES[name])
        if name == "nama":
            likeness[name] = _alike(value, str(held or ""))
            fields[name] = SAME if likeness[name] >= threshold else DIFFERS
        else:
            fields[name] = SAME if _plain(name, held) == _plain(name, value) else DIFFERS
    return _finding(fields, likeness, row)


def _facts(person: Person) -> dict[str, str]:
    return {name: person.facts[name] for name in NAMES if person.facts.get(name)}


def _finding(fields: Mapping[str, str], likeness: Mapping[str, int], row: Mapping[str, Any]) -> Finding:
    result = DIFFERS if DIFFERS in fields.values() else SAME
    transaction = row.get("TRANSACTION_ID")
    return Finding(result, fields, likeness, str(transaction)[:64] if transaction else None)


def _alike(one: str, other: str) -> int:
    return round(
        100 * SequenceMatcher(None, _plain("nama", one), _plain("nama", other), autojunk=False).ratio()
    )


def _plain(name: str, value: Any) -> str:
    text = " ".join(str(value or "").upper().split())
    if name == "kk":
        return padded(text)
    if name == "jenis_kelamin":
        return SEXES.get(text, text)
    if name == "tanggal_lahir":
        return _day(text)
    return text


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        return text
