"""Moments and time left, as people say them: the time left first, then the date, in the office's zone."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date

from engine.calendar import Calendar
from web import current, language
from web.language import gettext, ngettext

LATE, SOON, OPEN = "late", "soon", ""
"""Classes of tags: past its time, due today, later."""
A_DAY = timedelta(days=1)
OFFICE_DAY = timedelta(hours=7)


@dataclass(frozen=True)
class Left:
    """`kind` is a tag's class; `words` such as "terlambat 3 hari", "sisa 4 jam"."""

    kind: str
    words: str

    @property
    def group(self) -> str:
        return {LATE: "late", SOON: "today"}.get(self.kind, "later")


@dataclass(frozen=True)
class Words:
    """The words of one moment in one language."""

    now: datetime
    calendar: Calendar
    language: str

    @property
    def zone(self) -> ZoneInfo:
        return self.calendar.zone

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone)

    @property
    def today(self) -> date:
        return self.local(self.now).date()

    def left(self, due: datetime) -> Left:
        """In minutes or hours within a day, in working days beyond."""
        late = due < self.now
        kind = LATE if late else SOON if self.local(due).date() <= self.today else OPEN
        length = self._length(due)
        if late:
            return Left(kind, gettext("terlambat %(length)s", length=length))
        return Left(kind, gettext("sisa %(length)s", length=length))

    def _length(self, due: datetime) -> str:
        first, last = sorted((self.today, self.local(due).date()))
        if first == last:
            return self.span(abs(due - self.now))
        days = sum(
            self.calendar.is_working_day(first + A_DAY * number)
            for number in range(1, (last - first).days + 1)
        )
        return ngettext("%(num)d hari", "%(num)d hari", max(days, 1))

    def span(self, length: timedelta, *, exact: bool = False) -> str:
        """ "40 menit", "4 jam"; `exact` adds the minutes to the hours."""
        minutes = max(round(length.total_seconds() / 60), 1)
        if minutes < 60:
            return ngettext("%(num)d menit", "%(num)d menit", minutes)
        hours, rest = divmod(minutes, 60)
        if not exact:
            return ngettext("%(num)d jam", "%(num)d jam", hours + (rest >= 30))
        words = ngettext("%(num)d jam", "%(num)d jam", hours)
        return f"{words} " + ngettext("%(num)d menit", "%(num)d menit", rest) if rest else words

    def office_span(self, length: timedelta) -> str:
        """Office time: "1 hari kerja", "2 jam"."""
        days = round(length / OFFICE_DAY)
        return ngettext("%(num)d hari kerja", "%(num)d hari kerja", days) if days else self.span(length)

    def clock(self, moment: datetime | time) -> str:
        mark = ":" if self.language == "en" else "."
        local = self.local(moment) if isinstance(moment, datetime) else moment
        return f"{local.hour:02d}{mark}{local.minute:02d}"

    def zone_name(self) -> str:
        return self.local(self.now).tzname() or ""

    def day(self, value: date | datetime) -> str:
        """ "Senin, 23 November 2026"."""
        return self._format(value, "EEEE, d MMMM y")

    def plain_day(self, value: date | datetime) -> str:
        """ "23 November 2026"."""
        return self._format(value, "d MMMM y")

    def near(self, moment: datetime) -> str:
        """ "hari ini, 14.00", "besok, 08.00", "Kamis 19 Nov, 14.00"."""
        return f"{self._near_day(self.local(moment).date())}, {self.clock(moment)}"

    def at(self, moment: datetime) -> str:
        """ "Senin, 23 November 2026, 14.00 WITA"."""
        return f"{self.day(moment)}, {self.clock(moment)} {self.zone_name()}"

    def since(self, moment: datetime) -> str:
        """ "09.12" today, else with its day."""
        return self.clock(moment) if self.local(moment).date() == self.today else self.near(moment)

    def _near_day(self, day: date) -> str:
        distance = (day - self.today).days
        if distance in (-1, 0, 1):
            return {-1: gettext("kemarin"), 0: gettext("hari ini"), 1: gettext("besok")}[distance]
        return self._format(day, "EEEE d MMM" if day.year == self.today.year else "d MMM y")

    def _format(self, value: date | datetime, pattern: str) -> str:
        day = self.local(value).date() if isinstance(value, datetime) else value
        return format_date(day, pattern, locale=self.language)


def of_request() -> Words:
    """The words of this request, in its language."""
    engine = current.engine()
    return Words(engine.clock(), engine.office.calendar, language.spoken())
