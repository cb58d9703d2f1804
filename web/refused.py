"""What an administrator typed, and in words why it is refused."""

from datetime import UTC, date, datetime, time, timedelta

from flask import request

from engine.deadlines.setting import UnknownCollectionError, UnknownPatienceError, UnknownSuperiorError
from engine.errors import (
    AreaOutsideError,
    CalendarNeverOpenError,
    DatesReversedError,
    DeputyAwayError,
    EngineError,
    IdentityNumberError,
    OfficeHoursError,
    RolesApartError,
    SelfAppointmentError,
    UnknownRoleError,
    UsernameError,
)
from engine.reasons.setting import (
    LastReasonError,
    ReasonIncompleteError,
    ReasonKnownError,
    ReasonUnknownError,
)
from web import current
from web.language import Later

_ = Later


class LackingError(EngineError):
    """A field that has to be filled in is empty."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Expected something in the field '{name}', but it is empty")


WORDS: dict[type[EngineError], Later] = {
    LackingError: _("Isi semua kolom yang wajib."),
    UsernameError: _("Nama pengguna sudah dipakai, atau bukan huruf kecil, angka, titik dan tanda hubung."),
    IdentityNumberError: _("NIK dan nomor KK terdiri dari 16 angka."),
    UnknownRoleError: _("Pilih peran yang dikenal kantor ini."),
    AreaOutsideError: _("Wilayah itu di luar wilayah kantor ini."),
    SelfAppointmentError: _("Anda tidak dapat melakukan ini untuk diri sendiri; minta administrator lain."),
    RolesApartError: _(
        "Auditor dan administrator tidak boleh memegang peran lain pada waktu yang sama, begitu juga sebaliknya."
    ),
    DatesReversedError: _("Tanggal akhir harus sesudah tanggal mulai dan belum lewat."),
    DeputyAwayError: _("Salah satu dari keduanya sudah tercatat tidak masuk pada hari-hari itu."),
    OfficeHoursError: _(
        "Jam buka tidak terbaca: tulis seperti 08:00-12:00, 13:00-15:00; paling sedikit satu hari."
    ),
    UnknownPatienceError: _("Isi 10 sampai 99 persen dan 1 sampai 80 jam kerja."),
    UnknownCollectionError: _("Isi 1 sampai 60 hari kerja untuk dokumen yang belum diambil."),
    UnknownSuperiorError: _("Pilih peran lain di kantor ini sebagai atasan."),
    ReasonIncompleteError: _(
        "Tulis kalimat alasan dalam kedua bahasa dan pilih untuk apa alasan itu boleh dipakai."
    ),
    ReasonKnownError: _("Alasan dengan kalimat itu sudah ada untuk hasil yang sama."),
    ReasonUnknownError: _("Alasan itu tidak dikenal kantor ini."),
    LastReasonError: _(
        "Ini alasan terakhir untuk salah satu hasil: tanpa alasan itu petugas tidak dapat memberikannya lagi. "
        "Tambahkan alasan lain dulu."
    ),
    CalendarNeverOpenError: _("Dengan kalender itu kantor tidak pernah buka."),
}
EXPLAINED = tuple(WORDS)


def words(error: EngineError | None) -> str:
    return str(WORDS[type(error)]) if error is not None else ""


def said(name: str, longest: int = 200) -> str:
    return request.form.get(name, "").strip()[:longest]


def needed(name: str, longest: int = 200) -> str:
    text = said(name, longest)
    if not text:
        raise LackingError(name)
    return text


def letter(name: str) -> str:
    """The number of a letter."""
    return needed(name, 100)


def day(name: str) -> date:
    try:
        return date.fromisoformat(needed(name, 10))
    except ValueError:
        raise LackingError(name) from None


def span(first: str, last: str) -> tuple[datetime, datetime]:
    """From the first day's beginning to the last one's end, by the office's clock."""
    zone = current.engine().office.zone
    begin, end = day(first), day(last)
    if not date(2000, 1, 1) <= begin <= end < date(2200, 1, 1):
        raise DatesReversedError
    until = datetime.combine(end + timedelta(days=1), time(), zone)
    return datetime.combine(begin, time(), zone).astimezone(UTC), until.astimezone(UTC)
