"""Refusals of telling applicants something."""

from engine.errors.engine import EngineError


class NothingToTellError(EngineError):
    def __init__(self) -> None:
        super().__init__(
            "Expected something to tell the applicant now and a telephone number of his, but one is missing"
        )
