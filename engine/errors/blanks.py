"""Refusals of the ledger of blanks."""

from engine.errors.engine import EngineError


class BlankRangeError(EngineError):
    def __init__(self, what: str) -> None:
        super().__init__(f"Expected {what}, but the range of blanks is another one")


class BlanksKnownError(EngineError):
    def __init__(self) -> None:
        super().__init__("Expected blanks that are new to the ledger, but it knows one of them already")


class BlankUnknownError(EngineError):
    def __init__(self) -> None:
        super().__init__("Expected blanks that the ledger knows, but it does not know one of them")


class BlankStateError(EngineError):
    def __init__(self, serial: str, to: str) -> None:
        super().__init__(
            f"Expected a blank that can become '{to}', but the state of {serial} does not allow that"
        )


class BlankReasonError(EngineError):
    def __init__(self, what: str) -> None:
        super().__init__(f"Expected {what}, but it is empty")


class DayCountedError(EngineError):
    def __init__(self, day: object) -> None:
        super().__init__(f"Expected a day that has not been reconciled, but {day} has been")
