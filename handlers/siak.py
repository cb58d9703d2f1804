"""The central register of residents (SIAK): are these people as the application says; what the office entered."""

from collections.abc import Mapping
from typing import Any

from engine import siak
from engine.calls import Call, Refused, Result, outside
from engine.errors.siak import CentreBusyError, CentreRefusedError
from engine.identity import check_nik
from engine.siak import asking, records

BY_PEOPLE = "manual"
MOST = 12
"""People of one question: a family card's table has as many rows."""


@outside(
    "Cocokkan orang dengan SIAK",
    "Compare people with SIAK",
    queue="registry",
    given_up={"cara": BY_PEOPLE, "alasan": "dilepas"},
    orang="daftar orang: sebutan, nik, dan yang dicocokkan: nama, kk, jenis_kelamin, tempat_lahir, tanggal_lahir",
)
def check(call: Call) -> Result:
    """By person: what fits and what does not, without a value. Never fails for want of the centre: then `cara` is
    `manual`, `alasan` says why, and the officer looks in SIAK himself."""
    listed = call.parameters.get("orang")
    people = [one for one in listed if isinstance(one, Mapping)] if isinstance(listed, list) else []
    asked = {str(one.get("sebutan") or ""): _person(one) for one in people[:MOST] if _has_nik(one)}
    centre = call.engine.centre
    if centre is None:
        return _manual(BY_PEOPLE)
    if not asked:
        return _manual("tanpa_nik")
    mark = asking.mark(call.engine.vault, list(asked.values()))
    if asking.serves(call.before, mark, call.now):
        return call.before
    try:
        asking.spend(call.engine, len(asked))
        found = {name: centre.check(person) for name, person in asked.items()}
    except (CentreBusyError, CentreRefusedError) as problem:
        asking.told(call.engine, call.case.id, [problem.code])
        return _manual(problem.code)
    asking.told(call.engine, call.case.id, [one.result for one in found.values()])
    return {
        "cara": "siak",
        "waktu": call.now.isoformat(),
        "sidik": mark,
        "orang": [_told(name, one) for name, one in found.items()],
    }


def _has_nik(given: Mapping[str, Any]) -> bool:
    return check_nik(str(given.get("nik") or "")).ok


def _person(given: Mapping[str, Any]) -> siak.Person:
    facts = {name: str(given[name]) for name in records.NAMES if given.get(name)}
    return siak.Person(records.padded(given["nik"]), facts)


def _told(name: str, found: siak.Finding) -> dict[str, Any]:
    return {
        "sebutan": name,
        "hasil": found.result,
        "isian": dict(found.fields),
        "kemiripan": dict(found.likeness),
        "transaksi": found.transaction,
    }


def _manual(reason: str) -> dict[str, Any]:
    return {"cara": BY_PEOPLE, "alasan": reason}


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
        return _manual(BY_PEOPLE)
    number, content = call.parameters.get("nomor"), call.parameters.get("isi")
    if not number or not isinstance(content, Mapping):
        raise Refused("isi", "Expected the number and the content of an entry, but one of them is missing")
    told = {**content, "jenis": call.case.document_type, "permohonan": call.case.number}
    try:
        asking.spend(call.engine, 1)
        receipt = centre.push(siak.Entry(str(number), told), f"{call.case.id}:{number}")
    except (CentreBusyError, CentreRefusedError) as problem:
        asking.told(call.engine, call.case.id, [problem.code])
        raise Refused(problem.code, problem.sentence) from problem
    asking.told(call.engine, call.case.id, ["diterima"])
    return {"cara": "siak", "nomor": receipt.number, "waktu": receipt.at, "sha256": receipt.sha256}
