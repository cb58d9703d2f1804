"""Office time as the office writes it."""

from datetime import timedelta

from engine.durations import A_DAY

MINUTE = timedelta(minutes=1)


def in_words(length: timedelta) -> str:
    """ "30 menit", "1 jam 30 menit", "2 hari kerja"; a working day is the office's own."""
    days, rest = divmod(length, A_DAY)
    hours, minutes = divmod(round(rest / MINUTE), 60)
    parts = ((days, "hari kerja"), (hours, "jam"), (minutes, "menit"))
    return " ".join(f"{count} {unit}" for count, unit in parts if count) or "0 menit"
