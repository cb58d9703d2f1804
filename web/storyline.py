"""A case's history as its page tells it: what happened, who, when, how long it took, why it went back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from engine import approvals, attachments, incidents
from engine.caseview import CaseView
from engine.history import Entry
from web import fallen, screens, standing
from web.language import Later, gettext, ngettext

_ = Later
PAPER = attachments.RECEIVED
LINKED, RECEIVED = "case.linked", "case.received"
UNTOLD = frozenset(
    {"task.claimed", "task.released", "task.lapsed", "case.seen", "document.drafted", "document.stored",
     "document.signing",     "residents.changed"}
)  # fmt: skip
TITLES = {
    "task.handed_on": _("Tugas dialihkan"),
    "task.taken_over": _("Tugas diambil alih"),
    "task.undone": _("Diurungkan"),
    "case.opened": _("Permohonan diterima"),
    "case.party_died": _("Seorang pihak tercatat meninggal"),
    "case.commented": _("Catatan internal"),
    "case.linked": _("Terhubung dengan kasus lain"),
    "case.received": _("Kabar dari kasus lain"),
    "case.migrated": _("Dipindah ke versi proses lain"),
    "case.withdrawn": _("Permohonan ditarik pemohon"),
    "approval.cleared": _("Persetujuan tidak berlaku lagi"),
    "paper.taken_back": _("Berkas ditarik meja penerima"),
    "document.issued": _("Dokumen terbit"),
    "document.signed": _("Dokumen ditandatangani secara elektronik"),
    "document.signature_orphaned": _("Tanda tangan yang datang kemudian tidak dipakai"),
    "document.signature_refused": _("Berkas bertanda tangan tidak diterima"),
    "document.renewed": _("Stempel waktu dokumen diperbarui"),
    "document.renewal_failed": _("Stempel waktu dokumen belum dapat diperbarui"),
    "document.revoked": _("Dokumen dicabut"),
    "revocation.proposed": _("Pencabutan dokumen diusulkan"),
    "revocation.confirmed": _("Pencabutan dokumen disetujui orang kedua"),
    "revocation.declined": _("Usul pencabutan dokumen ditolak"),
    "revocation.withdrawn": _("Usul pencabutan dokumen ditarik"),
    "papers.destroyed": _("Berkas habis masa simpan dimusnahkan"),
    "values.erased": _("Isi permohonan dimusnahkan"),
    "document.superseded": _("Dokumen diganti"),
    "register.entered": _("Dicatat dalam register"),
    "register.taken_over": _("Disalin dari buku register lama"),
    "register.voided": _("Catatan register dibatalkan"),
    "register.corrected": _("Catatan register dibetulkan"),
    "register.cancelled": _("Akta dibatalkan"),
    "blank.used": _("Blangko dipakai"),
    "blank.spoiled": _("Blangko rusak cetak"),
    "job.done": _("Dikerjakan sistem"),
    "job.failed": _("Pekerjaan sistem gagal"),
    "job.discarded": _("Pekerjaan sistem dilepas"),
    "job.retried": _("Pekerjaan sistem dicoba lagi"),
    "siak.differs": _("Berbeda dengan SIAK"),
    "siak.agreed": _("Cocok lagi dengan SIAK"),
    "siak.settled": _("Perbedaan dengan SIAK diselesaikan"),
    "incident.opened": _("Berhenti: tidak ada petugas yang boleh mengerjakannya"),
    "incident.closed": _("Ada petugas lagi"),
    "clock.stopped": _("Jam layanan dihentikan"),
    "clock.resumed": _("Jam layanan dilanjutkan"),
    "deadline.near": _("Tenggat hampir habis"),
    "deadline.past": _("Tenggat terlewati"),
    "deadline.escalated": _("Dilaporkan kepada atasan"),
    "printing.first": _("Dokumen dicetak"),
    "printing.again": _("Dokumen dicetak ulang"),
    "printing.spoiled": _("Lembar rusak dicatat"),
    "document.downloaded": _("Dokumen diunduh pemohon"),
    "notice.sent": _("Kabar dikirim kepada pemohon"),
    "notice.told": _("Pelapor diberi tahu lewat WhatsApp"),
    "handover.reminded": _("Pemohon diingatkan: dokumen belum diambil"),
    "timer.fired": _("Batas waktu lewat, permohonan diteruskan"),
}
OF_STEPS = ("job.", "timer.", "clock.", "deadline.")
"""Events that are about a step, beside its completion."""
OUTCOMES = {"kembalikan": _("dikembalikan"), "tolak": _("ditolak"), "keberatan": _("keberatan")}


@dataclass(frozen=True)
class Line:
    """`tone` is a class of the story: done, back or now. `took` is None where nobody waited."""

    tone: str
    title: str
    at: datetime
    who: str
    took: timedelta | None = None
    reason: str = ""
    words: str = ""


def told(case: CaseView) -> list[Line]:
    return list(_lines(case))


def _lines(case: CaseView) -> Iterator[Line]:
    before: datetime | None = None
    for entry, times in _together(case.story):
        took = entry.at - before if before and entry.kind == "task.completed" else None
        yield _line(case, entry, took, times)
        if entry.kind != PAPER:
            before = entry.at
    for waiting in case.waiting:
        at = waiting.claimed_at or before or case.opened_at
        who = waiting.holder or gettext("belum diambil")
        node = case.document_type.procedure.nodes[waiting.node]
        yield Line("now", screens.node_name(node), at, f"{who}, {screens.role_name(waiting.role)}")


def _together(story: Sequence[Entry]) -> Iterator[tuple[Entry, int]]:
    """What is told; papers that one person hands in one after the other are one line, with their number."""
    told_ones = [entry for entry in story if entry.kind not in UNTOLD]
    for _key, group in groupby(told_ones, key=lambda e: e.person_id if e.kind == PAPER else e.id):
        entries = list(group)
        yield entries[-1], len(entries)


def _line(case: CaseView, entry: Entry, took: timedelta | None, times: int) -> Line:
    reason = case.document_type.reasons.get(entry.reason or "")
    gone_back = entry.outcome in OUTCOMES or entry.kind in (
        approvals.EVENT,
        "job.failed",
        incidents.DISCARDED,
        "case.withdrawn",
        "document.revoked",
    )
    return Line(
        tone="back" if gone_back else "done",
        title=_title(case, entry, times),
        at=entry.at,
        who=_who(entry),
        took=took,
        reason=screens.local(reason, "text") if reason else _pause(entry) or _changed(case, entry),
        words=entry.words or "",
    )


def _pause(entry: Entry) -> str:
    return screens.pause_words(entry.reason) if entry.kind.startswith("clock.") else ""


def _changed(case: CaseView, entry: Entry) -> str:
    """Why approvals fell."""
    if entry.kind != approvals.EVENT:
        return ""
    return gettext("berubah: %(what)s", what=fallen.paths(case.document_type, entry.facts["changed"]))


def _title(case: CaseView, entry: Entry, times: int) -> str:
    if entry.kind == PAPER:
        return ngettext("%(num)d berkas diunggah", "%(num)d berkas diunggah", times)
    node = case.nodes.get(entry.node or "")
    name = screens.node_name(node) if node else ""
    if entry.kind == "task.completed":
        outcome = OUTCOMES.get(entry.outcome or "")
        return f"{name}: {outcome}" if outcome else name
    if entry.kind == LINKED:
        return gettext("Terhubung dengan kasus %(number)s", number=entry.facts["case"])
    if entry.kind == RECEIVED:
        return gettext("Kabar dari kasus %(number)s", number=entry.facts["case"])
    title = str(TITLES.get(entry.kind, entry.kind))
    if entry.kind == approvals.EVENT:
        return f"{title}: {fallen.steps(case.document_type, entry.facts['approvals'])}"
    return f"{title}: {name}" if name and entry.kind.startswith(OF_STEPS) else title


def _who(entry: Entry) -> str:
    if entry.person is None:
        return gettext("Sistem")
    if not entry.post:
        return entry.person
    return f"{entry.person}, {standing.said(entry.post, entry.standing, entry.on_behalf_of)}"
