"""Refusals of the seal that a paper's second code holds, and of the list of states."""

from engine.errors.engine import EngineError


class SealError(EngineError):
    code = ""
    """For the words of a page."""


class SealUnreadableError(SealError):
    code = "unreadable"

    def __init__(self) -> None:
        super().__init__("Expected the seal of a document, but this is none")


class SealUnknownKeyError(SealError):
    code = "unknown_key"

    def __init__(self, key_id: str) -> None:
        super().__init__(f"Expected the key of the seal among the office's own, but {key_id} is not")


class SealAlteredError(SealError):
    code = "altered"

    def __init__(self) -> None:
        super().__init__("Expected the seal as the office made it, but it was altered")


class SealRetiredError(SealError):
    code = "retired"

    def __init__(self, key_id: str) -> None:
        super().__init__(f"Expected a seal from while its key was in use, but {key_id} had been retired")


class StatesForgedError(SealError):
    code = "list_forged"

    def __init__(self) -> None:
        super().__init__("Expected a list of states that the office has signed, but this is none")


class PinsFormatError(EngineError):
    def __init__(self) -> None:
        super().__init__(
            "Expected the office's public keys as `terbit document keys` writes them, but got something else"
        )
