"""What a rule finds."""

from dataclasses import dataclass

LONGEST = 400


@dataclass(frozen=True, order=True)
class Problem:
    """`code` begins with E for an error, which stops a deployment, and with W for a warning. `element`: the id of
    the element in the drawing, where there is one."""

    file: str
    line: int
    code: str
    sentence: str
    element: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "sentence", one_line(self.sentence))

    @property
    def level(self) -> str:
        return "error" if self.is_error else "warning"

    @property
    def is_error(self) -> bool:
        return self.code.startswith("E")

    def __str__(self) -> str:
        return f"{one_line(self.file)}:{self.line}: {self.code} {self.sentence}"


def one_line(text: str) -> str:
    """What a diagram says may hold line breaks and control characters: a problem is one line on anybody's screen."""
    plain = text[: 2 * LONGEST]
    if not plain.isprintable():
        plain = "".join(letter if letter.isprintable() else " " for letter in plain)
    words = " ".join(plain.split())
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


def line_told(content: bytes, sentence: str) -> int:
    """Where a list in TOML is wrong, from the sentence that refuses it: TOML tells its line; of an entry, where its
    code stands."""
    told = sentence.rpartition("at line ")[2].partition(",")[0]
    if told.isdecimal():
        return int(told)
    for quoted in sentence.split("'")[1::2]:
        place = content.find(f'"{quoted}"'.encode())
        if place >= 0:
            return content.count(b"\n", 0, place) + 1
    return 1
