"""Refusals of office time."""

from engine.errors.engine import EngineError


class OfficeHoursError(EngineError):
    def __init__(self, rest: str) -> None:
        super().__init__(f"Expected {rest}")


class CalendarNeverOpenError(EngineError):
    """Closed for two years on end: nothing can ever be due."""

    def __init__(self) -> None:
        super().__init__("Expected a calendar with office hours ahead, but it is closed for good")


class NegativeOfficeTimeError(EngineError):
    def __init__(self) -> None:
        super().__init__("Expected a length of office time, but it is negative")
