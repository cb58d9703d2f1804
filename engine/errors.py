"""Every refusal of the engine: a class with one sentence, built from values, free of personal data."""


class EngineError(Exception):
    """Something that the engine refused. The sentence is for logs and developers; pages have their own words."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotAllowedError(EngineError):
    """`refusal` is the code of `access.Refusal` that says why."""

    def __init__(self, action: str, refusal: str) -> None:
        super().__init__(f"Expected an actor who may {action}, but access refused it: {refusal}")
        self.refusal = refusal


class NotFoundError(EngineError):
    def __init__(self, what: str) -> None:
        super().__init__(f"Expected an existing {what}, but there is none with this id")


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


class InvalidAnswersError(EngineError):
    """`problems`: what is wrong, each at its field."""

    def __init__(self, problems: object) -> None:
        super().__init__("Expected answers that fit the form, but some do not")
        self.problems = problems


class UnknownOutcomeError(EngineError):
    def __init__(self, node: str, outcome: str, allowed: object) -> None:
        super().__init__(f"Expected one of {allowed} as the outcome of '{node}', but got '{outcome}'")


class CaseClosedError(EngineError):
    def __init__(self, number: str) -> None:
        super().__init__(f"Expected case {number} to be open, but it has ended")


class DatabaseUrlError(EngineError):
    def __init__(self, got: str) -> None:
        super().__init__(
            f"Expected TERBIT_DATABASE_URL to be sqlite:///FILE or postgresql+psycopg://…, but got {got}"
        )


class DatabaseUnavailableError(EngineError):
    """Worth a second try in a moment: the web answers 503."""

    def __init__(self, why: str) -> None:
        super().__init__(f"Expected the database to be free, but {why}")


class NestedWritingError(EngineError):
    """A second transaction of the same thread would wait for the first for ever."""

    def __init__(self) -> None:
        super().__init__("Expected one write transaction at a time in a thread, but this thread is in one")
