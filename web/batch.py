"""What pages say of a file of applications: why it was refused, and why a row looks like another case."""

from collections.abc import Mapping

from engine.batches import MOST_ROWS, Words
from engine.errors import BatchError
from web.language import Later, gettext

_ = Later
GROUNDS: Mapping[str, Later] = {
    "nik": _("NIK yang sama"),
    "name": _("nama mirip dan tanggal lahir sama"),
    "mother": _("ibu yang sama, kelahiran berjarak kurang dari 270 hari"),
    "applicant": _("pelapor yang sama, permohonannya masih berjalan"),
}
REFUSED: Mapping[str, Later] = {
    "answers": _("Isiannya tidak diterima lagi. Perbaiki dalam berkas, lalu kirim lagi."),
    "refused": _("Jabatan Anda tidak dapat menerima permohonan ini."),
}
FILE: Mapping[str, Later] = {
    "none": _("Pilih berkasnya dulu."),
    "size": _("Berkas ini lebih dari 2 MB. Bagi menjadi beberapa berkas."),
    "old": _("Berkas ini .xls lama atau dikunci kata sandi. Simpan sebagai .xlsx tanpa kata sandi."),
    "rows": _("Terlalu banyak baris. Paling banyak %(most)s permohonan dalam satu berkas."),
    "columns": _("Terlalu banyak kolom. Pakai format yang diunduh dari halaman ini."),
    "cell": _("Ada sel yang isinya terlalu panjang."),
    "formula": _("Ada sel yang berisi rumus. Salin semuanya sebagai nilai, lalu kirim lagi."),
    "active": _("Berkas ini berisi makro atau sambungan ke luar. Simpan sebagai .xlsx biasa."),
    "bomb": _("Isi berkas ini terlalu besar. Salin barisnya ke format yang diunduh dari halaman ini."),
    "unreadable": _("Berkas ini tidak dapat dibaca. Kirim .xlsx atau .csv."),
    "empty": _("Tidak ada permohonan di bawah judul kolom."),
    "no_heads": _(
        "Judul kolomnya tidak ada. Pakai format yang diunduh dari halaman ini, jangan hapus baris kedua."
    ),
    "unknown_column": _("Kolom “%(named)s” tidak dikenal. Pakai format terbaru dari halaman ini."),
    "column_twice": _("Kolom “%(named)s” ada dua kali."),
}
OCCASION: Mapping[str, Later] = {
    "kegiatan": _("Nama kegiatan: isi bagian ini."),
    "tempat": _("Tempat: isi bagian ini."),
    "tanggal-dd": _("Tanggal kegiatan: isi tanggal, bulan dan tahun dengan angka."),
}


def explained(error: BatchError | None) -> list[tuple[str, str]]:
    """Anchor and words of what is wrong with what was sent."""
    if error is None:
        return []
    if error.code == "occasion":
        return [(name, str(OCCASION[name])) for name in error.named.split()]
    words = str(FILE.get(error.code, FILE["unreadable"]))
    return [("berkas", words % {"named": error.named, "most": MOST_ROWS})]


def template_words() -> Words:
    return Words(
        applications=gettext("Permohonan"),
        choices=gettext("Pilihan"),
        date=gettext("Tanggal: 17-08-2026."),
        optional=gettext("Boleh kosong."),
    )
