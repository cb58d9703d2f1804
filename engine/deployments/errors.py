"""What deployments refuse."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.errors import EngineError

if TYPE_CHECKING:
    from engine.lint import Problem


class NoDraftError(EngineError):
    def __init__(self, document_type: str) -> None:
        super().__init__(f"Expected a draft of '{document_type}', but this person has none")


class DraftChangedError(EngineError):
    """Another tab saved it. `revision` is the present one."""

    def __init__(self, document_type: str, revision: int) -> None:
        super().__init__(
            f"Expected the newest state of the draft of '{document_type}', but it has been saved since"
        )
        self.revision = revision


class UnacceptableFileError(EngineError):
    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"Expected a file of a document type, but '{path}' is none: {why}")


class UndeployableError(EngineError):
    """`problems`: what the check found, its errors first."""

    def __init__(self, document_type: str, problems: "Sequence[Problem]") -> None:
        super().__init__(
            f"Expected a version of '{document_type}' without errors, but the check found {len(problems)}"
        )
        self.problems = problems


class NothingChangedError(EngineError):
    def __init__(self, document_type: str) -> None:
        super().__init__(f"Expected a change of '{document_type}', but this is the version in force")


class ReasonNeededError(EngineError):
    def __init__(self) -> None:
        super().__init__("Expected a reason in words, but got none")


class StaleBaseError(EngineError):
    """Somebody else's version came into force in between."""

    def __init__(self, document_type: str) -> None:
        super().__init__(
            f"Expected a change of the version of '{document_type}' in force, but it starts from another"
        )


class NotOpenProposalError(EngineError):
    def __init__(self) -> None:
        super().__init__("Expected an open proposal, but it has been decided or taken back")


class FourEyesError(EngineError):
    """Whoever proposed it can't also put it in force, whichever of his posts he acts in."""

    def __init__(self) -> None:
        super().__init__("Expected a second person to decide, but this one made the proposal")
