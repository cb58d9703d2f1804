"""What the central register said of the people of a case, as pages tell it: which of their fields fit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine import siak
from engine.definitions import DocumentType
from web.language import Later

_ = Later
HANDLER = "siak.check"
PEOPLE = {"subjek": _("Pemohon dokumen"), "pelapor": _("Pelapor")}
FIELDS = {
    "nik": _("NIK"),
    "nama": _("Nama"),
    "kk": _("Nomor KK"),
    "jenis_kelamin": _("Jenis kelamin"),
    "tempat_lahir": _("Tempat lahir"),
    "tanggal_lahir": _("Tanggal lahir"),
}
RESULTS = {
    siak.SAME: (_("Sesuai"), "done"),
    siak.DIFFERS: (_("Tidak sesuai"), "back"),
    siak.NOT_FOUND: (_("NIK tidak ditemukan di SIAK"), "back"),
}
REASONS = {
    "manual": _("Kantor ini tidak terhubung dengan layanan pemeriksaan SIAK."),
    "tanpa_nik": _("Tidak ada NIK yang dapat diperiksa pada permohonan ini."),
    "dilepas": _("Pencocokan dengan SIAK gagal dan tidak dicoba lagi."),
    "kuota": _("Jatah pertanyaan hari ini kepada SIAK sudah habis."),
    "login": _("SIAK tidak mengenali nama atau kata sandi kantor ini. Beri tahu administrator."),
    "alamat_ip": _("SIAK tidak mengenali alamat jaringan kantor ini. Beri tahu administrator."),
    "ditolak": _("SIAK menolak pertanyaan ini. Beri tahu administrator."),
}
AWAY = _("SIAK tidak menjawab saat data ini hendak dicocokkan.")


@dataclass(frozen=True)
class Line:
    """`likeness`: 0 to 100, of a name."""

    label: object
    words: object
    tone: str
    likeness: int | None


@dataclass(frozen=True)
class Person:
    name: object
    words: object
    tone: str
    lines: Sequence[Line]
    transaction: str | None


@dataclass(frozen=True)
class Compared:
    """`why`: why an officer has to look himself; then there are no people."""

    people: Sequence[Person]
    at: datetime | None
    why: object | None


def told(definition: DocumentType, record: Mapping[str, Any]) -> Compared | None:
    """None before the first comparison, and where the procedure has none."""
    keys = (node.result for node in definition.procedure.nodes.values() if node.handler == HANDLER)
    found = next((record[key] for key in keys if key and record.get(key)), None)
    if found is None:
        return None
    if found["cara"] != "siak":
        return Compared((), None, REASONS.get(found["alasan"], AWAY))
    people = [_person(one) for one in found["orang"]]
    return Compared(people, datetime.fromisoformat(found["waktu"]), None)


def _person(found: Mapping[str, Any]) -> Person:
    words, tone = RESULTS[found["hasil"]]
    lines = [
        Line(FIELDS[name], *RESULTS[result], found["kemiripan"].get(name))
        for name, result in found["isian"].items()
    ]
    return Person(PEOPLE.get(found["sebutan"], found["sebutan"]), words, tone, lines, found["transaksi"])
