"""Refusals of diagrams, and of what runs by them."""

from engine.errors.engine import EngineError


class ProcedureError(EngineError):
    """A diagram that cannot be run as it is drawn. `node`: the element's id; `line` is 0 where it is not known."""

    def __init__(self, node: str, sentence: str, path: str = "", line: int = 0) -> None:
        super().__init__(sentence)
        self.node = node
        self.path = path
        self.line = line


class StepBudgetError(ProcedureError):
    """The diagram goes in circles without people or outside systems."""

    def __init__(self, node: str, budget: int) -> None:
        super().__init__(
            node, f"Expected the case to rest within {budget} steps, but it was still moving at '{node}'"
        )


class StuckError(ProcedureError):
    """Tokens are left that nothing can move, or none are left and no end was reached."""

    def __init__(self, node: str) -> None:
        super().__init__(
            node, f"Expected something to wait for after '{node}', but nothing can move the case any more"
        )


class NotWaitingError(EngineError):
    """The token is gone, not yet there, or not of the asked kind. A run that raises it can still be saved."""

    def __init__(self, token: str) -> None:
        super().__init__(f"Expected a token that waits, but '{token}' does not")
        self.token = token


class StateError(EngineError):
    """A stored state that this release or this version of the document type cannot take up."""


class BrokenRunError(EngineError):
    """A run that failed halfway: restore it from what is stored."""

    def __init__(self) -> None:
        super().__init__("Expected a run that stands between two steps, but an earlier step failed halfway")
