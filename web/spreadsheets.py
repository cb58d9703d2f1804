"""Tables that auditors take along, as CSV with the words of the page."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from engine import audit, inbox
from engine.audit import Deed, Line, Spell, Trace
from web import deeds, language, lengths, screens
from web.language import gettext
from web.naming import Names, urgency


def cases(lines: Sequence[Line]) -> bytes:
    """At most `audit.EXPORTED`; a last line says that there are more."""
    head = [
        gettext("Nomor"), gettext("Layanan"), gettext("Atas nama"), gettext("Wilayah"), gettext("Diterima di"),
        gettext("Diajukan"), gettext("Keadaan"), gettext("Berakhir"), gettext("Janji layanan"),
        gettext("Dikembalikan"),
    ]  # fmt: skip
    rows: list[Sequence[object]] = [
        (
            line.number, line.document_type, line.subject_name, line.area_code, line.intake_unit,
            _stamp(line.opened_at), line.state, _stamp(line.closed_at), _stamp(line.promised_at), line.returns,
        )
        for line in lines[: audit.EXPORTED]
    ]  # fmt: skip
    if len(lines) > audit.EXPORTED:
        more = gettext("Hanya %(count)d kasus pertama; persempit pencarian.", count=audit.EXPORTED)
        rows.append((more,))
    return audit.table(head, rows)


def events(trace: Trace) -> bytes:
    """A line for each field that an event changed, one at least for each event."""
    head = [
        gettext("Nomor peristiwa"), gettext("Waktu"), gettext("Peristiwa"), gettext("Petugas"),
        gettext("Atas nama pejabat"), gettext("Surat"), gettext("Alasan"), gettext("Catatan"),
        gettext("Menunggu (menit)"), gettext("Dikerjakan (menit)"), gettext("Menunggu, jam kerja (menit)"),
        gettext("Dikerjakan, jam kerja (menit)"), gettext("Isian"), gettext("Sebelum"), gettext("Sesudah"),
        gettext("Versi proses"), gettext("Sidik SHA-256"), gettext("Tanda tangan"),
    ]  # fmt: skip
    return audit.table(head, [row for deed in trace.deeds for row in _rows(trace, deed)])


def _rows(trace: Trace, deed: Deed) -> Iterator[Sequence[object]]:
    first, last = _of_event(trace, deed), _sealed(deed)
    if not deed.changes:
        yield (*first, "", "", "", *last)
    for change in deed.changes:
        label = ": ".join(
            word.in_language(language.spoken()) for word in (change.group, change.label) if word
        )
        gone = gettext("dihapus") if change.erased else ""
        before = change.before.value if change.before else gone
        after = change.after.value if change.after else gone
        yield (*first, label, before, after, *last)


def _of_event(trace: Trace, deed: Deed) -> Sequence[object]:
    event, stint = deed.event, deed.stint
    reason = trace.document_type.reasons.get(event.reason or "")
    waited, worked = (stint.waited, stint.worked) if stint else (None, None)
    person = ", ".join(part for part in (deed.who.name or gettext("Sistem"), deed.who.post) if part)
    return (
        event.seq, _stamp(event.at), deeds.title(event, trace), person,
        deed.who.on_behalf_of, deed.who.letter,
        screens.local(reason, "text") if reason else event.reason, event.words,
        *_minutes(waited, worked),
    )  # fmt: skip


def _minutes(*spells: Spell | None) -> list[str]:
    clock = [lengths.minutes(spell.clock) if spell else "" for spell in spells]
    return clock + [lengths.minutes(spell.office) if spell else "" for spell in spells]


def _sealed(deed: Deed) -> Sequence[object]:
    holds = gettext("cocok") if deed.sound else gettext("tidak cocok")
    return ((deed.event.text("version") or "")[:16], deed.event.hash.hex(), holds)


def _stamp(at: datetime | None) -> str:
    """By the office's clock, so that a spreadsheet sorts it."""
    return screens.words().local(at).isoformat(sep=" ", timespec="seconds") if at else ""


def tasks(page: inbox.Page, names: Names) -> bytes:
    """A list of an inbox; its last line says where there are more."""
    head = [
        gettext("Nomor"), gettext("Layanan"), gettext("Atas nama"), gettext("Wilayah"), gettext("Diterima di"),
        gettext("Langkah"), gettext("Tenggat"), gettext("Kelompok"), gettext("Petugas"), gettext("Diajukan"),
        gettext("Janji layanan"), gettext("Jam berhenti"),
    ]  # fmt: skip
    rows: list[Sequence[object]] = [
        (
            line.case_number, names.type(line), line.subject_name, line.area_code, line.origin, names.step(line),
            _stamp(line.due_at), str(urgency(line)), line.holder, _stamp(line.opened_at), _stamp(line.promised_at),
            screens.pause_words(line.pause_reason) if line.stopped else "",
        )
        for line in page.lines
    ]  # fmt: skip
    if page.after:
        rows.append((gettext("Hanya %(count)d tugas pertama; persempit saringan.", count=len(page.lines)),))
    return audit.table(head, rows)
