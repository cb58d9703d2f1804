"""Stand-ins for what lies outside: time, and the queue's worker."""

from datetime import UTC, datetime, timedelta


class Clock:
    """Stands still until it is moved. Starts on a Tuesday morning, 09:00 in Kupang."""

    def __init__(self, now: datetime = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **length: float) -> None:
        self.now += timedelta(**length)
