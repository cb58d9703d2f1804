"""Refusals of keys, sealed values and fingerprints, and of personal data where it must not be."""

from engine.errors.engine import EngineError


class KeyFileMissingError(EngineError):
    def __init__(self, path: object) -> None:
        super().__init__(f"Expected the office's keys in {path}, but there is no such file")


class KeyFileExistsError(EngineError):
    """Keys are never written over: what they sealed could not be opened any more."""

    def __init__(self, path: object) -> None:
        super().__init__(f"Expected no file at {path} to put new keys in, but there is one")


class KeyFileOpenError(EngineError):
    def __init__(self, path: object, mode: int) -> None:
        super().__init__(
            f"Expected the keys in {path} to be readable by their owner only, "
            f"but the mode is {mode:04o}: chmod 600 it"
        )


class KeyFileFormatError(EngineError):
    def __init__(self) -> None:
        super().__init__("Expected a key file of this release's format, but a part is missing or malformed")


class SealBrokenError(EngineError):
    """Altered, or moved from another column or row."""

    def __init__(self, table: str, column: str) -> None:
        super().__init__(f"Expected {table}.{column} to hold what was sealed there, but it does not open")


class UnknownDataKeyError(EngineError):
    def __init__(self, number: int) -> None:
        super().__init__(f"Expected the key file to hold data key {number}, but it is not there")


class UnknownFingerprintKindError(EngineError):
    def __init__(self, kind: str) -> None:
        super().__init__(f"Expected a fingerprint of nik, kk or phone, but got '{kind}'")


class EmptyFingerprintError(EngineError):
    def __init__(self, kind: str) -> None:
        super().__init__(f"Expected digits to make a {kind} fingerprint of, but there are none")


class PersonalDataInHistoryError(EngineError):
    """Bodies are signed in plain for ever: a NIK or KK belongs into an event's changes or words."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"Expected ids and codes as the facts of '{kind}', but they hold an identity number")
