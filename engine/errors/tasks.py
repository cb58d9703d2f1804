"""Refusals of cases and their tasks."""

from engine.errors.engine import EngineError


class TaskNotOpenError(EngineError):
    """Somebody was first, or the task has gone. `by` is who (id) and `at` when, where it was completed."""

    def __init__(self, node: str, by: str | None, at: object) -> None:
        super().__init__(f"Expected task '{node}' to be open, but it has been completed or withdrawn")
        self.node = node
        self.by = by
        self.at = at


class TaskHeldError(EngineError):
    """Somebody else holds the task. `by` is who."""

    def __init__(self, node: str, by: str | None) -> None:
        super().__init__(f"Expected task '{node}' to be free, but somebody else holds it")
        self.node = node
        self.by = by


class NothingToUndoError(EngineError):
    def __init__(self, node: str) -> None:
        super().__init__(f"Expected an act on task '{node}' that nothing followed, but there is none")


class InvalidAnswersError(EngineError):
    """`problems`: what is wrong, each at its field."""

    def __init__(self, problems: object) -> None:
        super().__init__("Expected answers that fit the form, but some do not")
        self.problems = problems


class WarningsError(EngineError):
    """`warnings`: what the sender has to look at before he goes on; `lacks_reason`: he went on without saying why."""

    def __init__(self, warnings: object, *, lacks_reason: bool = False) -> None:
        super().__init__("Expected whoever sends the form to accept its warnings, but some are not accepted")
        self.warnings = warnings
        self.lacks_reason = lacks_reason


class UnknownOutcomeError(EngineError):
    def __init__(self, node: str, outcome: str, allowed: object) -> None:
        super().__init__(f"Expected one of {allowed} as the outcome of '{node}', but got '{outcome}'")


class CaseClosedError(EngineError):
    def __init__(self, number: str) -> None:
        super().__init__(f"Expected case {number} to be open, but it has ended")


class PaperCheckedError(EngineError):
    """Somebody has checked it: another file may take its place, but it stays."""

    def __init__(self, requirement: str) -> None:
        super().__init__(f"Expected paper '{requirement}' to be unchecked, but somebody has checked it")
