"""Refusals of the register and its documents."""

from engine.errors.engine import EngineError


class RegisterKindError(EngineError):
    def __init__(self) -> None:
        super().__init__("Expected a kind of entry of two capitals such as LU, but got another one")


class RegisterNumberError(EngineError):
    def __init__(self, shape: str) -> None:
        super().__init__(f"Expected a register number of the shape {shape}, but got another one")


class RegisterNumberTakenError(EngineError):
    def __init__(self) -> None:
        super().__init__("Expected a register number that is free, but an entry has it already")


class RegisterNumberMissingError(EngineError):
    def __init__(self) -> None:
        super().__init__("Expected the number that SIAK gave, but none was entered and the office gives none")


class RegisterFullError(EngineError):
    def __init__(self, kind: str) -> None:
        super().__init__(f"Expected at most 9999 entries {kind} a day, but there are that many already")


class AlreadyEnteredError(EngineError):
    def __init__(self, number: str) -> None:
        super().__init__(f"Expected a case that is not in the register, but it is there as {number}")
        self.number = number


class PeriodError(EngineError):
    def __init__(self) -> None:
        super().__init__("Expected a period of at most a year and 1,000 entries, but got another one")


class EntryNotInForceError(EngineError):
    def __init__(self) -> None:
        super().__init__("Expected a register entry in force, but it is void already")


class DocumentStateError(EngineError):
    def __init__(self, to: str) -> None:
        super().__init__(f"Expected a document that can become '{to}', but its state does not allow that")


class FileNotGrownError(EngineError):
    def __init__(self) -> None:
        super().__init__("Expected a file that begins with the one before, but this one is another")


class NoFileError(EngineError):
    def __init__(self) -> None:
        super().__init__("Expected a document that has its file, but it has none")
