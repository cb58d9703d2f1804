"""The central register of residents (SIAK): are these people as the application says; what the office entered."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine import siak
from engine.calls import Call, Refused, Result, inside, outside
from engine.errors.siak import CentreBusyError, CentreRefusedError
from engine.identity import check_nik
from engine.siak import asking, differences, records
from engine.siak.asking import BY_OFFICER, BY_SERVICE

MOST = 20
"""People of one question; a family card's table has 15 rows."""
UNASKED = "tidak_ditanyakan"
PEOPLE = "kelompok isian orang, seperti subjek atau anggota; atau daftar: sebutan, nik, dan yang dicocokkan"


@dataclass
class _Asked:
    """A person of the case, once however often the forms name him. `name` and `row`: the group of the record, and
    the row of a list; `also`: the other groups that are he."""

    name: str
    row: int | None
    person: siak.Person
    also: list[str]

    def as_record(self) -> dict[str, Any]:
        place = {} if self.row is None else {"ke": self.row}
        return {"sebutan": self.name, **place, "juga": self.also}


@outside(
    "Cocokkan orang dengan SIAK",
    "Compare people with SIAK",
    queue="registry",
    given_up={"cara": siak.BY_PEOPLE, "alasan": "dilepas"},
    orang=PEOPLE,
)
def check(call: Call) -> Result:
    """By person: what fits and what does not, without a value. Never fails for want of the centre: then `cara` is
    `manual`, `alasan` says why, and the officer looks in SIAK himself."""
    centre = call.engine.centre
    if centre is None:
        return _manual(siak.BY_PEOPLE)
    everybody = _asked(call)
    asked, left = everybody[:MOST], everybody[MOST:]
    if not asked:
        return _manual("tanpa_nik")
    mark = _mark(call, everybody)
    if asking.serves(call.before, mark, call.now, BY_SERVICE):
        return call.before
    try:
        asking.spend(call.engine, len(asked))
        found = [centre.check(one.person) for one in asked]
    except (CentreBusyError, CentreRefusedError) as problem:
        asking.told(call.engine, call.case.id, [problem.code])
        return _manual(problem.code)
    asking.told(call.engine, call.case.id, [one.result for one in found])
    answers = [(one.person, finding) for one, finding in zip(asked, found, strict=True)]
    differences.checked(call.engine, call.case.id, answers)
    people = [_told(one, finding) for one, finding in zip(asked, found, strict=True)]
    people += [_told(one, siak.Finding(UNASKED)) for one in left]
    return {"cara": BY_SERVICE, "waktu": call.now.isoformat(), "sidik": mark, "orang": people}


@inside(
    "Siapkan pencocokan oleh petugas",
    "Prepare the comparison by an officer",
    orang=PEOPLE,
    sebelumnya="hasil pencocokan yang lalu, bila ada",
)
def prepare(call: Call) -> Result:
    """The same people for an officer who looks in SIAK himself: `siapa` says who they are and what the application
    says of them (`isian`), `orang` has a row of a form for each. `perlu`: false where nobody has a NIK, or where an
    officer has compared the same people within hours."""
    asked = _asked(call)
    mark = _mark(call, asked)
    known = asking.serves(call.parameters.get("sebelumnya"), mark, call.now, BY_OFFICER)
    return {
        "perlu": bool(asked) and not known,
        "sidik": mark,
        "siapa": [{**one.as_record(), "isian": list(one.person.facts)} for one in asked],
        "orang": [{"sebutan": one.name, "ke": one.row} for one in asked],
    }


@inside(
    "Catat pencocokan oleh petugas",
    "Note the comparison by an officer",
    daftar="yang disiapkan bagi petugas",
    hasil="baris yang diisi petugas: hasil, berbeda",
)
def note(call: Call) -> Result:
    """What the officer found, in the shape of what `check` gives."""
    listed = call.parameters["daftar"]
    if not listed["siapa"]:
        return _manual("tanpa_nik")
    if not listed["perlu"]:
        return call.before
    people = [
        _noted(one, row) for one, row in zip(listed["siapa"], call.parameters.get("hasil") or (), strict=True)
    ]
    return {"cara": BY_OFFICER, "waktu": call.now.isoformat(), "sidik": listed["sidik"], "orang": people}


def _noted(one: Mapping[str, Any], row: Mapping[str, Any]) -> dict[str, Any]:
    differ, found = row.get("berbeda") or [], row["hasil"] != siak.NOT_FOUND
    names = [*one["isian"], *(name for name in differ if name not in one["isian"])] if found else []
    fields = {name: siak.DIFFERS if name in differ else siak.SAME for name in names}
    return {**one, "hasil": row["hasil"], "isian": fields, "kemiripan": {}, "transaksi": None}


def _asked(call: Call) -> list[_Asked]:
    """Each number once, unless the forms contradict each other about its holder."""
    found: list[_Asked] = []
    for name, row, given in _listed(call.parameters.get("orang"), call.record):
        if not check_nik(str(given.get("nik") or "")).ok:
            continue
        one = _person(given)
        known = next((other for other in found if _same(other.person, one)), None)
        if known is None:
            found.append(_Asked(name, row, one, []))
            continue
        known.person = siak.Person(one.nik, {**one.facts, **known.person.facts})
        known.also.append(name)
    return found


def _listed(wanted: Any, record: Mapping[str, Any]) -> Iterator[tuple[str, int | None, Mapping[str, Any]]]:
    """Name, row and what is said of each: of a group of the record, of each row of a list there, or as given."""
    for item in wanted if isinstance(wanted, list) else ():
        if isinstance(item, Mapping):
            yield str(item.get("sebutan") or ""), None, item
            continue
        group = record.get(str(item))
        if isinstance(group, Mapping):
            yield str(item), None, group
        for row, inner in enumerate(group if isinstance(group, list) else (), 1):
            if isinstance(inner, Mapping):
                yield str(item), row, inner


def _person(given: Mapping[str, Any]) -> siak.Person:
    facts = {name: str(given[name]) for name in records.NAMES if given.get(name)}
    return siak.Person(records.padded(given["nik"]), facts)


def _same(one: siak.Person, other: siak.Person) -> bool:
    common = one.facts.keys() & other.facts.keys()
    return one.nik == other.nik and all(one.facts[name] == other.facts[name] for name in common)


def _mark(call: Call, asked: Sequence[_Asked]) -> str:
    return asking.mark(call.engine.vault, [one.person for one in asked])


def _told(asked: _Asked, found: siak.Finding) -> dict[str, Any]:
    return {
        **asked.as_record(),
        "hasil": found.result,
        "isian": dict(found.fields),
        "kemiripan": dict(found.likeness),
        "transaksi": found.transaction,
    }


def _manual(reason: str) -> dict[str, Any]:
    return {"cara": siak.BY_PEOPLE, "alasan": reason}


@outside(
    "Kirim hasil pencatatan ke SIAK",
    "Send what was registered to SIAK",
    queue="registry",
    nomor="nomor pencatatan",
    isi="yang dikirim tentang pencatatan itu",
)
def push(call: Call) -> Result:
    """What the centre gave for it. An entry that is sent again, by whatever job, is one there: an answer may have been
    lost. Where people type it into SIAK themselves, nothing is sent. What it does not take is refused, the reason as
    code: a person sends it again or types it."""
    centre = call.engine.centre
    if centre is None:
        return _manual(siak.BY_PEOPLE)
    number, content = call.parameters.get("nomor"), call.parameters.get("isi")
    if not number or not isinstance(content, Mapping):
        raise Refused("isi", "Expected the number and the content of an entry, but one of them is missing")
    told = {**content, "jenis": call.case.document_type, "permohonan": call.case.number}
    try:
        asking.spend(call.engine, 1)
        differences.sending(call.engine, call.case.id)
        receipt = centre.push(siak.Entry(str(number), told), f"{call.case.id}:{number}")
    except (CentreBusyError, CentreRefusedError) as problem:
        asking.told(call.engine, call.case.id, [problem.code])
        differences.sending(call.engine, call.case.id, problem.code)
        raise Refused(problem.code, problem.sentence) from problem
    asking.told(call.engine, call.case.id, ["diterima"])
    differences.sent(call.engine, call.case.id)
    return {"cara": BY_SERVICE, "nomor": receipt.number, "waktu": receipt.at, "sha256": receipt.sha256}
