"""The notices' sentences: which application, what happened, where to go, when, with what, and that it is free."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.calendar import WEEKDAYS, Calendar
from engine.office import Office

READY, RETURNED, REFUSED, UNCOLLECTED = "dokumen_terbit", "dikembalikan", "ditolak", "belum_diambil"
RECEIVED = "diterima"
DAYS = dict(zip(WEEKDAYS, ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"), strict=True))
COLLECT = (
    "Ambil di loket penyerahan, {open}. Bawa tanda terima dan KTP-el asli; yang mewakili membawa surat kuasa."
)
TEXTS = {
    RECEIVED: "Permohonan {number} ({service}) sudah kami terima. Simpan nomor ini untuk melacaknya.",
    RETURNED: "Permohonan {number} ({service}) perlu dilengkapi{reason}.{bring} Datang ke meja yang menerima "
    "permohonan Anda; kantor buka {open}.",
    READY: "Dokumen untuk permohonan {number} ({service}) sudah terbit. " + COLLECT + "{download}",
    REFUSED: "Permohonan {number} ({service}) tidak dapat dikabulkan{reason}. Alasan tertulis dapat diminta di "
    "loket, {open}.",
    UNCOLLECTED: "Dokumen untuk permohonan {number} ({service}) belum diambil. " + COLLECT,
}
FREE = "Layanan ini gratis."


@dataclass(frozen=True)
class About:
    """`reason`: the coded one in the words that applicants read; `bring`: what papers are missing, by their names."""

    number: str
    service: str
    reason: str = ""
    bring: Sequence[str] = ()
    download: Sequence[str] = ()
    """Addresses of documents that can be fetched."""


def text(office: Office, kind: str, about: About) -> str:
    said = TEXTS[kind].format(
        number=about.number,
        service=about.service,
        reason=f": {about.reason.rstrip('.')}" if about.reason else "",
        bring=f" Bawa: {'; '.join(about.bring)}." if about.bring else "",
        download=f" Atau unduh sendiri: {' '.join(about.download)} ." if about.download else "",
        open=opening(office.calendar),
    )
    return f"{office.name}: {said} {FREE}"


def opening(calendar: Calendar) -> str:
    """ "Senin-Jumat 08.00-15.00"; days that follow each other with the same hours are one span."""
    return ", ".join(_spans(calendar))


def _spans(calendar: Calendar) -> Iterator[str]:
    first: str | None = None
    for place, day in enumerate(WEEKDAYS):
        hours = _hours(calendar, day)
        first = first or day
        following = WEEKDAYS[place + 1] if place + 1 < len(WEEKDAYS) else None
        if following and _hours(calendar, following) == hours:
            continue
        if hours:
            days = DAYS[first] if first == day else f"{DAYS[first]}-{DAYS[day]}"
            yield f"{days} {hours}"
        first = None


def _hours(calendar: Calendar, day: str) -> str:
    return " dan ".join("-".join(span).replace(":", ".") for span in calendar.hours.get(day, ()))
