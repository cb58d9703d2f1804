"""Refusals of what is told of residents."""

from engine.errors.engine import EngineError


class ExtractError(EngineError):
    """A file that is no extract of residents."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
