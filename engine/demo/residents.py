"""The made-up population as the office's own knowledge of residents."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from engine.demo.cast import HOME, ROLES, Cast
from engine.demo.families import FAMILY
from engine.demo.office import PARTS, RTS
from engine.demo.population import ADULT, TODAY, Household, Resident, population
from engine.residents.entries import ALIVE, DEAD
from engine.residents.loading import Listed, Loaded, load
from engine.work import Work

SCHOOL = ((25, "s1"), (19, "slta"), (16, "sltp"), (13, "sd"), (0, "tidak_belum_sekolah"))
"""From which age on what is finished."""
CHILDREN = ("anak1", "anak2", "anak3")
MARRIED = ("suami", "istri", "kakek", "nenek")
WIVES = ("istri", "nenek")
NEIGHBOURS = 4
"""Of so many households of a kelurahan, one lives where the RT's head logs in."""


def settle(work: Work) -> Loaded:
    """Everybody of `population`, on the day that it tells of."""
    return load(work, (one for number, home in enumerate(population()) for one in _home(number, home)), TODAY)


def welcome(work: Work, people: Cast) -> Loaded:
    """The cast of a case, all but the newborn, where the case says that they live."""
    word = people.word
    address = {name: word(name) for name in ("kelurahan", "rw", "rt", "jalan")}
    listed = [Listed(_of_cast(name, people), word(f"{name}.kk"), address) for name in ROLES]
    numbers = [str(one.record["nik"]) for one in listed]
    return load(work, listed, people.today, niks=numbers, kks={one.kk for one in listed})


def _of_cast(name: str, people: Cast) -> dict[str, Any]:
    word = people.word
    child, adult = name in CHILDREN, ROLES[name].age > ADULT
    born = dt.date.fromisoformat(word(f"{name}.lahir"))
    return _record({
        "nik": word(f"{name}.nik"),
        "nama": word(f"{name}.nama"),
        "jenis_kelamin": word(f"{name}.kelamin"),
        "shdk": "anak" if child else "istri" if name in WIVES else "kepala_keluarga",
        "tanggal_lahir": born.isoformat(),
        "agama": "kristen",
        "pendidikan": _schooled(ROLES[name].age),
        "pekerjaan": "88" if adult else "3",
        "status_perkawinan": "kawin_tercatat" if name in MARRIED else "belum_kawin",
        "ayah": word("suami.nama") if child else f"Kornelis {FAMILY[born.month]}",
        "ibu": word("istri.nama") if child else f"Adriana {FAMILY[-born.month]}",
        "nik_ayah": word("suami.nik") if child else None,
        "nik_ibu": word("istri.nik") if child else None,
        "ktp": (people.today - dt.timedelta(days=400)).isoformat() if adult else None,
    })  # fmt: skip


def _record(told: Mapping[str, Any]) -> dict[str, Any]:
    """With what is the same of all; nothing where nothing is known."""
    shared = {"tempat_lahir": HOME, "golongan_darah": "tidak_tahu", "kewarganegaraan": "WNI"}
    return shared | {name: value for name, value in told.items() if value}


def _schooled(age: int) -> str:
    return next(level for since, level in SCHOOL if age >= since)


def _home(number: int, home: Household) -> Iterator[Listed]:
    niks = {member.name: member.nik for member in home.members}
    address = {"kelurahan": home.kelurahan, "rw": home.rw, "rt": home.rt, "jalan": home.street}
    part = next((name for name, area in PARTS.items() if area == home.kelurahan), None)
    if part and number % NEIGHBOURS == 0:
        address |= dict(zip(("rw", "rt"), RTS[part], strict=True))
    for member in home.members:
        yield Listed(_of_member(member, niks), home.kk, address, ALIVE if member.alive else DEAD)


def _of_member(member: Resident, niks: Mapping[str, str]) -> dict[str, Any]:
    child = member.relation == "anak"
    return _record({
        "nik": member.nik,
        "nama": member.name,
        "jenis_kelamin": "P" if member.female else "L",
        "shdk": member.relation,
        "tanggal_lahir": member.born.isoformat(),
        "agama": member.religion,
        "pendidikan": _schooled(member.age()),
        "pekerjaan": _work(member),
        "status_perkawinan": member.status,
        "ayah": member.father,
        "ibu": member.mother,
        "nik_ayah": niks.get(member.father) if child else None,
        "nik_ibu": niks.get(member.mother) if child else None,
        "ktp": _card(member),
    })  # fmt: skip


def _work(member: Resident) -> str:
    """By the codes of the form: not working, schoolchild, household, self-employed."""
    if member.age() < ADULT:
        return "3" if member.age() >= 7 else "1"
    return "2" if member.relation == "istri" else "88"


def _card(member: Resident) -> str | None:
    """The day of his identity card: the seventeenth birthday, of the old the year in which cards began."""
    if member.age() < ADULT:
        return None
    day = member.born + dt.timedelta(days=round((ADULT + 0.1) * 365.25))
    return min(max(day, dt.date(2012, 3, 1)), TODAY).isoformat()
