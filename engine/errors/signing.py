"""Refusals of signing, and of files whose signature does not hold."""

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


class UnsoundSignatureError(EngineError):
    """A file whose signature proves nothing. `code` names the first check that it does not pass."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


class SigningFolderError(EngineError):
    def __init__(self, folder: Path) -> None:
        super().__init__(f"Expected certificates of roots in {folder / 'roots'}, but there are none")
