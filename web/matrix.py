"""The table of access in words: who may do what, and how far it reaches."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine import matrix
from engine.roles import ROLES, Permission
from web import screens
from web.language import Later

_ = Later
ACTS = {
    "see_task": _("Melihat tugas perannya"),
    "claim": _("Mengambil tugas"),
    "complete": _("Menyelesaikan tugas"),
    "see_case": _("Melihat kasus"),
    "see_desk_case": _("Melihat kasus dari mejanya"),
    "see_papers": _("Melihat berkas dan NIK"),
    "tell": _("Memberi tahu pelapor lewat WhatsApp"),
    "print": _("Mencetak dokumen, juga ulang"),
    "open_case": _("Menerima permohonan"),
    "withdraw": _("Mencatat penarikan"),
    "repair": _("Menangani gangguan"),
    "revoke": _("Mencabut dokumen, berdua"),
    "reconcile": _("Menyelesaikan perbedaan dengan SIAK"),
    "archive": _("Memusnahkan arsip habis masa simpan, berdua"),
}
REACHES = {"rt": _("RT sendiri"), "kelurahan": _("kelurahan sendiri"), "kota": _("seluruh kota")}
BESIDES = {
    Permission.AUDIT: _("memeriksa riwayat"),
    Permission.DESIGN: _("merancang proses"),
    Permission.APPROVE: _("memberlakukan proses orang lain"),
    Permission.BLANKS: _("mengelola buku stok blangko"),
    Permission.ADMINISTER: _("mengelola orang dan kantor, tanpa isi kasus"),
}


@dataclass(frozen=True)
class Line:
    """`cells`: what is done, and how far; None where it never is."""

    role: str
    cells: Sequence[tuple[str, str | None]]
    besides: str


def shown() -> list[Line]:
    return [_line(line) for line in matrix.table()]


def _line(line: matrix.Line) -> Line:
    reaches = [line.acts.get(act) for act in matrix.ACTS]
    cells = [
        (str(ACTS[act]), str(REACHES[reach]) if reach else None)
        for act, reach in zip(matrix.ACTS, reaches, strict=True)
    ]
    more = [str(text) for permission, text in BESIDES.items() if permission in ROLES[line.role].permissions]
    return Line(screens.role_name(line.role), cells, ", ".join(more))
