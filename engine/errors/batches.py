"""Files of many applications that are not taken."""

from engine.errors.engine import EngineError


class BatchError(EngineError):
    """`code` names why, for the words of a page; `named`: the column or number that it is about."""

    code = "unreadable"

    def __init__(self, sentence: str, named: str = "") -> None:
        super().__init__(sentence)
        self.named = named


class BatchFileError(BatchError):
    def __init__(self, code: str) -> None:
        super().__init__(f"Expected a plain table of applications, but it was refused: {code}")
        self.code = code


class BatchColumnError(BatchError):
    """`code`: `no_heads`, `unknown_column` or `column_twice`."""

    def __init__(self, code: str, named: str = "") -> None:
        super().__init__(f"Expected the columns of the template, but: {code} '{named}'", named)
        self.code = code


class BatchEmptyError(BatchError):
    code = "empty"

    def __init__(self) -> None:
        super().__init__("Expected at least one application below the heads, but there is none")


class BatchNotPossibleError(EngineError):
    """The intake form asks for lists, which a line of a table cannot hold."""

    def __init__(self, document_type: str) -> None:
        super().__init__(f"Expected a form without lists, but that of '{document_type}' has some")


class BatchChoiceError(EngineError):
    """`lines`: numbers of rows that were chosen and cannot be taken. Nothing was taken."""

    def __init__(self, lines: list[int]) -> None:
        super().__init__(f"Expected only rows that can be taken, but {len(lines)} cannot")
        self.lines = lines
