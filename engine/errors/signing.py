"""Refusals of signing, and of files whose signature does not hold."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from engine.errors.engine import EngineError


class SignerBusyError(EngineError):
    """The signer can't do it now; the same again may work. `code` names why, for the words of a page."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


class SignerRefusedError(EngineError):
    """The signer says no, and will again. `code` names why, for the words of a page."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


class OfficerRefusedError(SignerRefusedError):
    """Whatever the file: the signer says no to the officer or to the office. Nothing has failed yet; a passphrase or a
    certificate has to be put right first."""


class UnsoundSignatureError(EngineError):
    """A file whose signature proves nothing. `code` names the first check that it does not pass."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


class UnknownLevelError(EngineError):
    def __init__(self, known: Sequence[str]) -> None:
        super().__init__(f"Expected one of the levels {', '.join(known)}, but the diagram names another")


class NoGainError(EngineError):
    code = "no_gain"

    def __init__(self, ends_at: datetime) -> None:
        super().__init__(f"Expected a time stamp that counts after {ends_at.date()}, but got none")
        self.ends_at = ends_at


class SignerUnsetError(EngineError):
    def __init__(self) -> None:
        super().__init__(
            "Expected TERBIT_BSRE_URL and TERBIT_BSRE_USER for the signing service, but one is empty"
        )


class SigningFolderError(EngineError):
    def __init__(self, folder: Path) -> None:
        super().__init__(f"Expected certificates of roots in {folder / 'roots'}, but there are none")
