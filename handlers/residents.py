"""The office's own knowledge of residents follows what it registered and issued."""

from collections.abc import Callable, Mapping
from typing import Any

from engine import residents
from engine.calls import Call, Result, inside
from engine.residents import HEAD, IssuedCard

Group = Mapping[str, Any]
CHILD = ("nama", "jenis_kelamin", "tanggal_lahir")
MEMBER = (
    "nama", "nik", "jenis_kelamin", "shdk", "tempat_lahir", "tanggal_lahir", "agama", "pendidikan", "pekerjaan",
    "golongan_darah", "status_perkawinan", "tanggal_perkawinan", "kewarganegaraan", "paspor", "kitap", "ayah", "ibu",
)  # fmt: skip
DECEASED = ("nama", "jenis_kelamin", "tempat_lahir", "tanggal_lahir", "tanggal_meninggal")


@inside(
    "Perbarui data penduduk menurut akta",
    "Update the residents by the certificate",
    kode="jenis catatan register, seperti LU, LT, KM atau KW; jenis lain tidak mengubah penduduk",
)
def register(call: Call) -> Result:
    """What the register says happened: somebody was born (LU, LT), died (KM), or two were married (KW)."""
    event = EVENTS.get(str(call.parameters.get("kode")))
    return {"berubah": event(call) if event else 0}


@inside("Susun keluarga dari yang dikenal", "Compose the family from what is known")
def compose(call: Call) -> Result:
    """`anggota`: who is to stand on the card, by what the office knows of it and who enters and leaves; `kepala`: its
    head, where one is left. To be compared with the papers and with SIAK; empty where nobody knows the card."""
    number, wanted = _group(call, "kk").get("nomor"), _group(call, "kepala").get("nik")
    known = residents.standing_on(_work(call), str(number)) if number else []
    entering, leaving = (call.record.get(name) or () for name in ("anggota_masuk", "anggota_keluar"))
    moved = {one.get("nik") for one in (*entering, *leaving)}
    staying = [one for one in known if one.get("nik") not in moved]
    members = [_as_member(one, wanted) for one in ((*staying, *entering) if known else ())]
    head = next((one for one in members if one["shdk"] == HEAD), {})
    return {"anggota": members, "kepala": {name: head.get(name) for name in ("nama", "nik")}}


def _as_member(person: Group, head: Any) -> dict[str, Any]:
    """A row of the form; whoever is named as the head is it, whatever he was before."""
    row = {name: person.get(name) for name in MEMBER}
    return row | {"shdk": HEAD} if head and head == row["nik"] else row


@inside("Perbarui data penduduk menurut kartu keluarga", "Update the residents by the family card")
def issue_card(call: Call) -> Result:
    """The members as the operator recorded them in SIAK stand on the card; without its number nothing happens."""
    number = _group(call, "siak").get("nomor_kk")
    if not number:
        return {"berubah": 0}
    issued = IssuedCard(
        number=str(number),
        members=call.record.get("anggota") or (),
        leaving=call.record.get("anggota_keluar") or (),
        address=_group(call, "alamat"),
        former=_group(call, "kk").get("nomor"),
    )
    return {"berubah": residents.card_issued(_work(call), call.case.id, issued)}


@inside(
    "Ubah data penduduk",
    "Change data of residents",
    penduduk="daftar orang yang dikenal: nik, dan isian lain yang berubah, seperti status_perkawinan atau ktp",
)
def change(call: Call) -> Result:
    """Whoever is not known stays unknown."""
    told = call.parameters.get("penduduk")
    listed = [one for one in told if isinstance(one, Mapping)] if isinstance(told, list) else []
    return {"berubah": residents.changed(_work(call), call.case.id, listed)}


def _born(call: Call) -> int:
    child, mother, father = (_group(call, name) for name in ("anak", "ibu", "ayah"))
    nik = _group(call, "siak").get("nik_anak")
    if not nik:
        return 0
    told = {name: child.get(name) for name in CHILD} | {
        "nik": nik,
        "tempat_lahir": child.get("tempat_kelahiran"),
        "ibu": mother.get("nama"),
        "nik_ibu": mother.get("nik"),
        "ayah": father.get("nama"),
        "nik_ayah": father.get("nik"),
    }
    card = _group(call, "siak").get("nomor_kk") or _group(call, "kk").get("nomor")
    return residents.born(_work(call), call.case.id, told, card)


def _died(call: Call) -> int:
    deceased = _group(call, "almarhum")
    if not deceased.get("nik"):
        return 0
    told = {name: deceased.get(name) for name in DECEASED}
    return residents.died(_work(call), call.case.id, str(deceased["nik"]), told)


def _married(call: Call) -> int:
    day = _group(call, "perkawinan").get("tanggal_pemberkatan")
    spouses = [_group(call, name) for name in ("suami", "istri")]
    told = [
        {"nik": spouse.get("nik"), "status_perkawinan": "kawin_tercatat", "tanggal_perkawinan": day}
        for spouse in spouses
    ]
    return residents.changed(_work(call), call.case.id, told)


EVENTS: Mapping[str, Callable[[Call], int]] = {"LU": _born, "LT": _born, "KM": _died, "KW": _married}
"""By the codes of the register."""


def _group(call: Call, name: str) -> Group:
    found = call.record.get(name)
    return found if isinstance(found, Mapping) else {}


def _work(call: Call) -> Any:
    assert call.work is not None  # inside handlers always have one
    return call.work
