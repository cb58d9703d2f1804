"""Refusals of work outside."""

from engine.errors.engine import EngineError


class EmbeddedWorkerError(EngineError):
    def __init__(self) -> None:
        super().__init__(
            "Expected one server process for an embedded database, but another one does its work already"
        )


class NoFreeSlotError(EngineError):
    def __init__(self, most: int) -> None:
        super().__init__(f"Expected at most {most} workers, but that many are running")


class SlotLostError(EngineError):
    """The worker has to end at once: another one may be doing its work."""

    def __init__(self, slot: str) -> None:
        super().__init__(
            f"Expected to hold place {slot}, but the database has ended the session that held it"
        )


class SettlingError(EngineError):
    """Carries the kind of what went wrong and nothing of what it said, which may name people."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"Expected the answer to fit where it is waited for, but got {kind}")


class IncidentGoneError(EngineError):
    """Somebody was first, or the case has left the step."""

    def __init__(self) -> None:
        super().__init__("Expected an open incident, but it has been seen to")


class StepNeededError(EngineError):
    def __init__(self, node: str) -> None:
        super().__init__(f"Expected a step that the case can do without, but '{node}' is none")


class WorkerRunningError(EngineError):
    def __init__(self) -> None:
        super().__init__("Expected one worker in a process, but this process runs one already")
