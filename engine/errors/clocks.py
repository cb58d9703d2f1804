"""Refusals about clocks that stand still."""

from engine.errors.engine import EngineError


class ClockStandsError(EngineError):
    def __init__(self, node: str) -> None:
        super().__init__(f"Expected the clock of '{node}' to run, but its holder has stopped it already")


class ClockRunsError(EngineError):
    def __init__(self, what: str) -> None:
        super().__init__(f"Expected the clock of '{what}' to stand by a person's act, but it does not")
