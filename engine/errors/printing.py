"""Why a document is not printed."""

from engine.errors.engine import EngineError


class PrintingError(EngineError):
    code = "printing"


class PrintingIncompleteError(PrintingError):
    code = "incomplete"

    def __init__(self) -> None:
        super().__init__(
            "Expected one of the office's reasons, a number of sheets, and words of at most 300 letters"
        )


class NotPrintableError(PrintingError):
    """Only what is in force is printed."""

    code = "state"

    def __init__(self, state: str) -> None:
        super().__init__(f"Expected a document in force that is printed on paper, but it is '{state}'")


class NotPrintedYetError(PrintingError):
    """What was never printed is neither printed again nor spoiled."""

    code = "first"

    def __init__(self) -> None:
        super().__init__("Expected a document that was printed before, but it was not")
