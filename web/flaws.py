"""Words for what was done to a history behind the application's back."""

from collections.abc import Mapping

from engine.audit import Finding, Tampering
from engine.history import Flaw, Problem
from web.language import Later, gettext

_ = Later
NAMES: Mapping[str, object] = {
    Tampering.EDITED: _("Diubah"),
    Tampering.REWRITTEN: _("Ditulis ulang"),
    Tampering.INSERTED: _("Disisipkan"),
    Tampering.DELETED: _("Dihapus"),
    Tampering.MOVED: _("Ditukar tempatnya"),
    Tampering.COLUMNS: _("Kolom diubah"),
    Flaw.VALUES: _("Isian diubah"),
    Flaw.VALUES_GONE: _("Isian dihapus"),
    Flaw.HEAD: _("Ujung rantai diubah"),
    Flaw.MISSING: _("Dihapus"),
    Flaw.ORDER: _("Urutan berubah"),
    Flaw.UNSIGNED: _("Tanda tangan tidak cocok"),
}
COLUMNS: Mapping[str, object] = {
    "id": _("nomor pengenal"),
    "kind": _("jenis peristiwa"),
    "case": _("kasus"),
    "person": _("orang"),
    "at": _("waktu"),
    "office": _("kantor"),
    "regency": _("kota"),
}


def name(what: str) -> str:
    return str(NAMES.get(what, what))


def sentence(finding: Finding) -> str:
    """What was done, with the number of the event."""
    number, what = finding.seq, finding.what
    if what is Tampering.DELETED and finding.until:
        return gettext("Peristiwa nomor %(first)d sampai %(last)d dihapus.", first=number, last=finding.until)
    if what is Tampering.MOVED and finding.signed_seq:
        return gettext(
            "Peristiwa nomor %(now)d ditukar tempatnya: ditandatangani sebagai nomor %(then)d.",
            now=number,
            then=finding.signed_seq,
        )
    if what is Tampering.COLUMNS:
        columns = ", ".join(str(COLUMNS.get(one, one)) for one in finding.columns)
        return gettext(
            "Peristiwa nomor %(number)d: kolom %(columns)s tidak sama dengan isi yang ditandatangani.",
            number=number,
            columns=columns,
        )
    return gettext(_PLAIN[what], number=number)


def plain(problem: Problem) -> str:
    """Of a flaw that is no tampering with an event's own row."""
    known = _OTHERS.get(problem.kind)
    return gettext(known.text, number=problem.seq) if known else problem.sentence


_PLAIN: Mapping[Tampering, str] = {
    what: words.text
    for what, words in {
        Tampering.EDITED: _("Peristiwa nomor %(number)d diubah sesudah ditandatangani."),
        Tampering.REWRITTEN: _(
            "Peristiwa nomor %(number)d ditulis ulang atau ditambahkan: tanda tangannya bukan dari kantor ini."
        ),
        Tampering.INSERTED: _(
            "Peristiwa nomor %(number)d disisipkan: kantor ini tidak pernah menandatanganinya di tempat itu."
        ),
        Tampering.DELETED: _("Peristiwa nomor %(number)d dihapus."),
        Tampering.MOVED: _("Peristiwa nomor %(number)d dipindahkan dari rangkaian lain."),
    }.items()
}
_OTHERS: Mapping[Flaw, Later] = {
    Flaw.VALUES: _("Peristiwa nomor %(number)d: isian sebelum dan sesudahnya bukan yang ditandatangani."),
    Flaw.VALUES_GONE: _(
        "Peristiwa nomor %(number)d: isian sebelum dan sesudahnya hilang tanpa catatan penghapusan."
    ),
    Flaw.HEAD: _("Ujung rantai tidak menunjuk peristiwa terakhir, nomor %(number)d."),
    Flaw.MISSING: _("Peristiwa mulai nomor %(number)d hilang."),
    Flaw.ORDER: _("Urutan peristiwa di nomor %(number)d berubah."),
    Flaw.UNSIGNED: _("Tanda tangan peristiwa nomor %(number)d tidak cocok."),
    Flaw.EDITED: _("Peristiwa nomor %(number)d diubah sesudah ditandatangani."),
}
