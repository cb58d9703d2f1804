"""Refusals of revoking a document."""

from engine.errors.engine import EngineError


class RevocationError(EngineError):
    code = ""
    """For the words of a page."""


class RevocationIncompleteError(RevocationError):
    code = "incomplete"

    def __init__(self) -> None:
        super().__init__("Expected a known reason and a letter of at most 200 characters, but one is missing")


class NotRevocableError(RevocationError):
    code = "state"

    def __init__(self, state: str) -> None:
        super().__init__(f"Expected a document that has been issued and counts, but it is {state}")


class AlreadyProposedError(RevocationError):
    code = "proposed"

    def __init__(self) -> None:
        super().__init__("Expected a document that nobody wants revoked yet, but there is an open proposal")


class NoOpenRevocationError(RevocationError):
    code = "decided"

    def __init__(self) -> None:
        super().__init__("Expected an open proposal to revoke, but it was decided or taken back meanwhile")


class RevocationFourEyesError(RevocationError):
    code = "four_eyes"

    def __init__(self) -> None:
        super().__init__("Expected somebody else than whoever proposed it, but it is the same person")
