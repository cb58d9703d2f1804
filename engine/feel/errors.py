"""What FEEL refuses. A wrong value is no error: by the standard it makes null, with a note for the host."""


class FeelError(Exception):
    """`sentence` says what was expected; `line` and `column` count from 1. Never holds a value."""

    def __init__(self, sentence: str, line: int = 1, column: int = 1) -> None:
        super().__init__(f"{line}:{column}: {sentence}")
        self.sentence = sentence
        self.line = line
        self.column = column


class FeelSyntaxError(FeelError):
    """The text is no FEEL."""


class FeelLimitError(FeelError):
    """The text or its evaluation is too large: a longer text, a deeper nesting, a longer loop than allowed."""


class FeelValueError(FeelError):
    """The host gave something that is no FEEL value, or got a result that it cannot use."""


def place(text: str, position: int) -> tuple[int, int]:
    """Line and column, from 1, of a position in the text."""
    before = text[:position]
    return before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1
