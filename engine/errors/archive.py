"""Refusals of destroying what is past its time."""

from engine.errors.engine import EngineError


class DestructionError(EngineError):
    code = ""
    """For the words of a page."""


class DestructionIncompleteError(DestructionError):
    code = "incomplete"

    def __init__(self) -> None:
        super().__init__(
            "Expected something chosen and a letter of at most 200 characters, but one is missing"
        )


class DestructionOpenError(DestructionError):
    code = "proposed"

    def __init__(self) -> None:
        super().__init__(
            "Expected that nothing waits to be decided, but there is an open proposal to destroy"
        )


class NotDueError(DestructionError):
    code = "due"

    def __init__(self) -> None:
        super().__init__("Expected only what is past its time, but something is not, or not any more")


class NoOpenDestructionError(DestructionError):
    code = "decided"

    def __init__(self) -> None:
        super().__init__("Expected an open proposal to destroy, but it was decided or taken back meanwhile")


class DestructionFourEyesError(DestructionError):
    code = "four_eyes"

    def __init__(self) -> None:
        super().__init__("Expected somebody else than whoever proposed it, but it is the same person")
