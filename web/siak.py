"""What the central register said of the people of a case, as pages tell it: which of their fields fit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine import siak
from engine.definitions import DocumentType
from engine.siak.asking import BY_OFFICER
from web.language import Later

_ = Later
HANDLERS = frozenset({"siak.check", "siak.note"})
PEOPLE = {
    "subjek": _("Pemohon dokumen"),
    "almarhum": _("Yang meninggal"),
    "suami": _("Suami"),
    "istri": _("Istri"),
    "kepala": _("Kepala keluarga"),
    "anak": _("Anak"),
    "ibu": _("Ibu"),
    "ayah": _("Ayah"),
    "pelapor": _("Pelapor"),
    "saksi_1": _("Saksi pertama"),
    "saksi_2": _("Saksi kedua"),
    "anggota": _("Anggota keluarga"),
    "anggota_masuk": _("Anggota yang masuk"),
    "anggota_keluar": _("Anggota yang keluar"),
    "elemen_data": _("Anggota yang datanya berubah"),
}
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
    "tidak_ditanyakan": (_("Tidak ditanyakan: terlalu banyak orang"), "back"),
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
WHY = {
    siak.NOT_FOUND: _("NIK tidak ditemukan di SIAK"),
    "tidak_terjawab": _("SIAK tidak menjawab pertanyaan tentang orang ini"),
    "belum": _("Belum jelas apakah SIAK menerima kiriman ini"),
    "jaringan": _("Kiriman tidak sampai: SIAK tidak menjawab"),
    "galat_pusat": _("Kiriman tidak diterima: SIAK sedang terganggu"),
    "jawaban_rusak": _("Jawaban SIAK atas kiriman tidak dapat dibaca"),
    "rehat": _("Kiriman ditahan: SIAK terlalu sering gagal"),
    "kuota": _("Kiriman ditahan: jatah pertanyaan hari itu habis"),
    "login": _("Kiriman ditolak: SIAK tidak mengenali kantor ini"),
    "alamat_ip": _("Kiriman ditolak: SIAK tidak mengenali alamat jaringan kantor ini"),
    "ditolak": _("Kiriman ditolak SIAK"),
}
"""Why an entry is not there, or a person was not compared."""
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
    name: str
    words: object
    tone: str
    lines: Sequence[Line]
    transaction: str | None


@dataclass(frozen=True)
class Compared:
    """`why`: why an officer has to look himself; then there are no people. `by_officer`: an operator looked there."""

    people: Sequence[Person]
    at: datetime | None
    why: object | None
    by_officer: bool = False


def told(definition: DocumentType, record: Mapping[str, Any]) -> Compared | None:
    """None before the first comparison, and where the procedure has none."""
    keys = (node.result for node in definition.procedure.nodes.values() if node.handler in HANDLERS)
    found = next((record[key] for key in keys if key and record.get(key)), None)
    if found is None:
        return None
    if found["cara"] == siak.BY_PEOPLE:
        return Compared((), None, REASONS.get(found["alasan"], AWAY))
    people = [_person(one) for one in found["orang"]]
    at = datetime.fromisoformat(found["waktu"])
    return Compared(people, at, None, by_officer=found["cara"] == BY_OFFICER)


def _person(found: Mapping[str, Any]) -> Person:
    words, tone = RESULTS[found["hasil"]]
    lines = [
        Line(FIELDS[name], *RESULTS[result], found["kemiripan"].get(name))
        for name, result in found["isian"].items()
    ]
    return Person(_name(found), words, tone, lines, found["transaksi"])


def _name(found: Mapping[str, Any]) -> str:
    """Such as "Anggota keluarga 2, Pelapor"."""
    first = str(PEOPLE.get(found["sebutan"], found["sebutan"]))
    row = found.get("ke")
    others = [str(PEOPLE.get(name, name)) for name in found.get("juga", ())]
    return ", ".join(dict.fromkeys([f"{first} {row}" if row else first, *others]))
