"""The office's own knowledge of residents follows what it registered and issued."""

from collections.abc import Mapping
from typing import Any

from engine import residents
from engine.calls import Call, Result, inside
from engine.register import content, in_force
from engine.residents import HEAD, IssuedCard

Group = Mapping[str, Any]
MEMBER = (
    "nama", "nik", "jenis_kelamin", "shdk", "tempat_lahir", "tanggal_lahir", "agama", "pendidikan", "pekerjaan",
    "golongan_darah", "status_perkawinan", "tanggal_perkawinan", "kewarganegaraan", "paspor", "kitap", "ayah", "ibu",
)  # fmt: skip


@inside("Perbarui data penduduk menurut akta", "Update the residents by the certificate")
def register(call: Call) -> Result:
    """What the register says in this case's entry: somebody was born, died, or two were married. Later changes of the
    entry bring their own; one that was cancelled meanwhile says nothing."""
    work = _work(call)
    entry = in_force(work, call.case.id)
    if entry is None:
        return {"berubah": 0}
    return {"berubah": residents.follow(work, call.case.id, None, content(work, entry.id))}


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


def _group(call: Call, name: str) -> Group:
    found = call.record.get(name)
    return found if isinstance(found, Mapping) else {}


def _work(call: Call) -> Any:
    assert call.work is not None  # inside handlers always have one
    return call.work
