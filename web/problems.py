"""What the check found, in the words of the pages. The engine's own sentences are for logs and the command line."""

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from flask import url_for
from flask_babel import lazy_gettext

from engine.lint import Problem

_ = lazy_gettext

WORDS: Mapping[str, Any] = {
    "E100": _("Berkas ini tidak dapat dibaca sebagai diagram yang aman."),
    "E101": _("Satu berkas harus memuat tepat satu proses."),
    "E102": _("Nama proses harus sama dengan nama berkasnya."),
    "E103": _("Proses masih ditandai sebagai gambar saja, belum dapat dijalankan."),
    "E104": _("Proses harus punya tepat satu titik mulai."),
    "E105": _("Proses belum punya titik selesai."),
    "E110": _("Skrip tidak boleh dipakai dalam diagram. Pakai tugas sistem atau tabel keputusan."),
    "E111": _("Jenis elemen ini tidak dapat dijalankan. Ganti dengan jenis lain dari menu."),
    "E112": _("Jenis peristiwa ini tidak dapat dijalankan. Pakai jam, galat, atau titik selesai biasa."),
    "E120": _("Elemen ini belum punya id."),
    "E121": _("Id ini dipakai sistem sendiri. Pilih id lain."),
    "E122": _("Id ini dipakai lebih dari sekali."),
    "E123": _("Nama fungsi sama dengan id sebuah elemen. Ganti id elemen itu."),
    "E130": _("Nama jalur bukan peran yang dikenal kantor ini. Pilih perannya."),
    "E131": _("Tugas ini tidak berada di jalur mana pun. Geser ke jalur peran yang mengerjakannya."),
    "E133": _("Tugas orang tidak boleh berada di jalur Sistem."),
    "E140": _("Formulir ini tidak dapat dipakai."),
    "E150": _("Tugas sistem ini belum punya fungsi. Pilih fungsinya."),
    "E151": _("Fungsi ini tidak ada dalam rilis yang terpasang."),
    "E152": _("Fungsi ini tidak mengenal masukan itu."),
    "E160": _("Jalur keluar gerbang ini belum punya syarat."),
    "E162": _("Syarat hanya dibaca setelah gerbang. Pasang gerbang di depan jalur ini."),
    "E164": _("Lebih dari satu jalur keluar dari langkah ini. Pakai gerbang untuk membaginya."),
    "E170": _("Langkah ini tidak pernah dicapai dari titik mulai."),
    "E171": _("Langkah ini tidak punya jalan ke titik selesai. Tarik panah ke langkah berikutnya."),
    "E172": _("Lingkaran tanpa gerbang: kasus tidak akan pernah keluar dari sini."),
    "E173": _("Ujung alur ini tidak terhubung ke sebuah langkah."),
    "E180": _("Gerbang penggabung ini menunggu cabang yang berasal dari dirinya sendiri."),
    "E190": _("Syarat ini tidak dapat dibaca."),
    "E191": _("Masukan fungsi ini tidak dapat dibaca."),
    "E192": _("Ungkapan pengulangan ini tidak dapat dibaca."),
    "E200": _("Waktu jam ini tidak dapat dibaca."),
    "E210": _("Langkah keputusan ini belum menunjuk tabel keputusan yang ada."),
    "E211": _("Tabel keputusan ini tidak dapat dipakai."),
    "E212": _("Langkah keputusan ini belum memberi nama pada hasilnya."),
    "E220": _("Prosedur yang dipanggil tidak ada."),
    "E221": _("Prosedur ini memanggil dirinya sendiri, langsung atau lewat prosedur lain."),
    "E230": _("Tenggat tidak dapat dibaca. Tulis misalnya PT2H atau P1D."),
    "E231": _("Hasil ini tidak dikenal. Pilih dikembalikan, ditolak, atau keberatan."),
    "E232": _("Bagian kerja ini tidak dikenal."),
    "E233": _("Status akhir ini tidak dikenal."),
    "E234": _("Daftar alasan untuk pengembalian dan penolakan belum ada."),
    "E240": _("Pelayanan ini gratis: tidak boleh ada kolom biaya."),
    "E260": _("Sambungan data tidak dibaca. Hapus: syarat membaca isian kasus."),
    "E900": _("Diagram ini tidak dapat dijalankan mesin."),
    "W132": _("Belum ada jalur: tidak jelas siapa mengerjakan apa."),
    "W141": _("Formulir ini tidak dipakai: tidak ada tugas dengan nama yang sama."),
    "W142": _("Belum ada formulir: petugas hanya melihat halaman konfirmasi."),
    "W153": _("Hasil fungsi ini belum diberi nama, jadi hilang."),
    "W161": _("Gerbang ini belum punya jalur bawaan bila tidak ada syarat yang terpenuhi."),
    "W163": _("Syarat pada jalur bawaan tidak dibaca."),
    "W181": _("Cabang serentak ini tidak digabung kembali oleh gerbang."),
    "W235": _("Belum ada tenggat: dianggap satu hari kerja."),
    "W300": _("Ada keterangan dari program lain yang tidak dibaca."),
    "W310": _("Elemen ini tidak tampak dalam gambar."),
}
"""By the codes of `engine.lint`."""
EXPLAINED = frozenset({"E100", "E140", "E190", "E191", "E192", "E200", "E211", "E900"})
"""The cause lies in a text: the engine's sentence tells where, so it is shown as well."""


class Shown(TypedDict):
    """`element`: the id of the node or flow in `file`, or empty; `url`: where a designer can mend it."""

    file: str
    line: int
    code: str
    level: str
    element: str
    sentence: str
    detail: str
    url: str


def shown(problems: Sequence[Problem], document_type: str) -> list[Shown]:
    """Errors first."""
    ordered = sorted(problems, key=lambda problem: problem.level != "error")
    return [_shown(problem, document_type) for problem in ordered]


def _shown(problem: Problem, document_type: str) -> Shown:
    return Shown(
        file=problem.file,
        line=problem.line,
        code=problem.code,
        level=problem.level,
        element=problem.element,
        sentence=str(WORDS.get(problem.code, problem.sentence)),
        detail=problem.sentence if problem.code in EXPLAINED else "",
        url=_url(problem, document_type),
    )


def _url(problem: Problem, document_type: str) -> str:
    if problem.file.endswith(".bpmn"):
        chosen = problem.element or None
        return url_for("editor.edit", document_type=document_type, diagram=problem.file, pilih=chosen)
    return url_for("editor.file", document_type=document_type, path=problem.file)
