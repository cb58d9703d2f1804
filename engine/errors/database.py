"""Refusals of the database and its copies."""

from engine.errors.engine import EngineError


class DatabaseUrlError(EngineError):
    def __init__(self, got: str) -> None:
        super().__init__(
            f"Expected TERBIT_DATABASE_URL to be sqlite:///FILE or postgresql+psycopg://…, but got {got}"
        )


class DatabaseUnavailableError(EngineError):
    """Worth a second try in a moment: the web answers 503."""

    def __init__(self, why: str) -> None:
        super().__init__(f"Expected the database to be free, but {why}")


class NestedWritingError(EngineError):
    """A second transaction of the same thread would wait for the first for ever."""

    def __init__(self) -> None:
        super().__init__("Expected one write transaction at a time in a thread, but this thread is in one")


class BrokenReferenceError(EngineError):
    def __init__(self, table: str, parent: str) -> None:
        super().__init__(f"Expected every row of {table} to point to a row of {parent}, but one does not")


class BackupError(EngineError):
    """A copy that can't be made or must not be used."""
