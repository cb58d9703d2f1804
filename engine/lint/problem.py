"""What a rule finds."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """`code` begins with E for an error, which stops a deployment, and with W for a warning. `element`: the id of
    the element in the drawing, where there is one."""

    file: str
    line: int
    code: str
    sentence: str
    element: str = ""

    @property
    def level(self) -> str:
        return "error" if self.code.startswith("E") else "warning"

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.code} {self.sentence}"
