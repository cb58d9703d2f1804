"""Lengths of time as an auditor reads them: to the minute, office hours apart from the clock."""

from datetime import datetime, timedelta

from engine.audit import Spell
from web import screens
from web.language import gettext, ngettext

MINUTE = timedelta(minutes=1)
TWO_DAYS = timedelta(hours=48)


def length(time: timedelta) -> str:
    """ "52 menit", "1 jam 52 menit", "2 hari 18 jam"."""
    if time < MINUTE:
        return gettext("kurang dari 1 menit") if time else gettext("0 menit")
    if time < TWO_DAYS:
        return screens.words().span(time, exact=True)
    days, rest = divmod(time, timedelta(days=1))
    hours = rest // timedelta(hours=1)
    words = ngettext("%(num)d hari", "%(num)d hari", days)
    return f"{words} " + ngettext("%(num)d jam", "%(num)d jam", hours) if hours else words


def spell(time: Spell) -> str:
    """In office hours, and by the clock where that differs by a minute or more."""
    if time.clock - time.office < MINUTE:
        return length(time.clock)
    if time.office < MINUTE:
        return gettext("%(length)s di luar jam kerja", length=length(time.clock))
    return gettext(
        "%(office)s dalam jam kerja (%(clock)s menurut jam)",
        office=length(time.office),
        clock=length(time.clock),
    )


def moment(at: datetime) -> str:
    """ "23 November 2026, 14.02.41", by the office's clock."""
    words = screens.words()
    local, mark = words.local(at), ":" if words.language == "en" else "."
    return f"{words.plain_day(at)}, {local:%H}{mark}{local:%M}{mark}{local:%S}"


def minutes(time: timedelta) -> str:
    """For tables: minutes with one decimal."""
    return f"{time / MINUTE:.1f}"
