"""Files that cannot be used: those of a document type, and of areas."""

from engine.errors.engine import EngineError


class FormError(EngineError):
    """A form's JSON that this system does not draw."""


class RequirementError(EngineError):
    """A `requirements.toml` that cannot be read."""


class ReasonError(EngineError):
    """A `reasons.toml` that cannot be read."""


class NoticeError(EngineError):
    """A `privacy_notice.toml` that cannot be read."""


class DecisionError(EngineError):
    """A decision file that cannot be used, or a decision that gave no single answer. `decision` is its id, empty
    where the whole file is meant; `rule` counts from 1; `line` is one of the file; `plain` is the sentence without
    its place."""

    def __init__(
        self, decision: str, sentence: str, rule: int | None = None, line: int | None = None
    ) -> None:
        where = f"decision '{decision}'" if decision else "the decision file"
        super().__init__(f"{sentence} ({where}{'' if rule is None else f', rule {rule}'})")
        self.plain = sentence
        self.decision = decision
        self.rule = rule
        self.line = line


class AreaFileError(EngineError):
    """`rest` goes on after "Expected"."""

    def __init__(self, file: str, line: int, rest: str) -> None:
        super().__init__(f"{file}:{line}: Expected {rest}")


class ScenarioError(EngineError):
    """`place`: the scenario and step where it is, empty for the whole file."""

    def __init__(self, sentence: str, place: str = "") -> None:
        super().__init__(sentence)
        self.place = place

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}" if self.place else self.sentence


class ServiceStandardError(EngineError):
    pass
