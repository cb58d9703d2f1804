"""Refusals of people: who may not, and who is not known."""

from engine.errors.engine import EngineError


class NotAllowedError(EngineError):
    """`refusal` is the code of `access.Refusal` that says why."""

    def __init__(self, action: str, refusal: str) -> None:
        super().__init__(f"Expected an actor who may {action}, but access refused it: {refusal}")
        self.refusal = refusal


class PostEndedError(NotAllowedError):
    """He could a while ago: a delegation or a post has ended since."""

    def __init__(self, action: str) -> None:
        super().__init__(action, "expired")


def denial(action: str, refusal: str) -> NotAllowedError:
    """`refusal` as `access.Refusal` says it."""
    return PostEndedError(action) if refusal == "expired" else NotAllowedError(action, refusal)


class NotFoundError(EngineError):
    def __init__(self, what: str) -> None:
        super().__init__(f"Expected an existing {what}, but there is none with this id")


class LoginRefusedError(EngineError):
    """Says nothing of why: an unknown name, a wrong password and a disabled account look the same."""

    def __init__(self) -> None:
        super().__init__("Expected a known name with its password, but they do not fit")


class WeakPasswordError(EngineError):
    def __init__(self) -> None:
        super().__init__("Expected a new password of some length, typed twice, but it is not")


class TooManyTriesError(EngineError):
    def __init__(self, until: object) -> None:
        super().__init__("Expected some patience after several wrong ones, but another try came")
        self.until = until
