"""A page for each rule of the check, of its paragraph and its fixtures. `python -m tests.lint.pages` writes them.

A page shows each code's sentence with the lines that it is said of, and beside it how that looks where it is right.
"""

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from textwrap import dedent

from lxml import etree

from engine.lint import Problem, rules
from engine.process.diagrams import local
from tests.lint.office import FIXTURES, HERE, model_of, order_of

DOCS = HERE.parent.parent / "docs" / "rules"
LONGEST, BRIEF = 14, 8
LANGUAGES = {"bpmn": "xml", "dmn": "xml", "json": "json", "toml": "toml", "typ": "typst"}


def names() -> list[str]:
    return sorted(module.name for module in pkgutil.iter_modules(rules.__path__))


def pages() -> dict[str, str]:
    """The text of every page by its file's name; `README.md` leads to them."""
    found = {f"{name}.md": page(name) for name in names()}
    lines = [
        "# What the check asks of a document type",
        "",
        "Codes that begin with E stop a deployment, those with W warn. Made by `python -m tests.lint.pages`.",
        "",
        "| rule | codes |",
        "|---|---|",
    ]
    for name in names():
        codes = sorted({problem.code for _, problem in _wrong(name)})
        lines.append(f"| [{name}]({name}.md) | {' '.join(codes)} |")
    return {"README.md": "\n".join(lines) + "\n", **found}


def page(name: str) -> str:
    paragraph = importlib.import_module(f"{rules.__name__}.{name}").__doc__ or ""
    parts = [f"# {name}\n\n{paragraph.strip()}\n"]
    seen: set[str] = set()
    for path, problem in _wrong(name):
        if problem.code in seen:
            continue
        seen.add(problem.code)
        found = Excerpt(order_of(path).files, problem.file, problem.line)
        wrong, right = _both(found, _right(name, found))
        parts.append(f"## {problem.code}\n\n> {problem.sentence}\n\nWrong:\n\n{wrong}\n\nRight:\n\n{right}\n")
    return "\n".join(parts)


def _wrong(name: str) -> Iterator[tuple[Path, Problem]]:
    """Each problem of the rule's fixtures, by codes and then as they come."""
    rule = importlib.import_module(f"{rules.__name__}.{name}")
    found = [
        (path, problem)
        for path in sorted(FIXTURES.joinpath(name).glob("invalid*.bpmn"))
        for problem in rule.check(model_of(path))
    ]
    yield from sorted(found, key=lambda one: (one[1].code[1:], one[0].name, one[1].file, one[1].line))


@dataclass(frozen=True)
class Excerpt:
    """Lines of a fixture's file; `wider` adds what else the file says of the element, and the files beside it."""

    files: Mapping[str, bytes]
    file: str
    line: int

    @property
    def plain(self) -> list[str]:
        text = self.text
        lines = text.splitlines()
        first = max(self.line - 1, 0)
        height = _height(text, self.line) if self.file.endswith("bpmn") else BRIEF
        shown = lines[first : first + height]
        return [*shown, "…"] if len(shown) == LONGEST else shown

    @property
    def wider(self) -> list[str]:
        element = _element(self.text, self.line)
        identity = "" if element is None else element.get("id") or (element.text or "").strip()
        word = re.compile(rf"\b{re.escape(identity)}\b")
        shown = set(self.plain)
        told = [line for line in _with_lanes(self.text) if identity and word.search(line)]
        beside = sorted(path for path in self.files if "/" in path)
        around = [line for line in told if line not in {one.strip() for one in shown}][:LONGEST]
        return [
            *dedent("\n".join(self.plain)).splitlines(),
            "…",
            *around,
            f"<!-- files: {', '.join(beside) or 'none'} -->",
        ]

    @property
    def text(self) -> str:
        return self.files.get(self.file, b"").decode(errors="replace")

    def fenced(self, lines: list[str]) -> str:
        marks = next("`" * size for size in count(3) if not any("`" * size in line for line in lines))
        shown = dedent("\n".join(line.rstrip()[:200] for line in lines)).strip("\n")
        return f"{marks}{LANGUAGES.get(self.file.rpartition('.')[2], '')}\n{shown}\n{marks}"


def _with_lanes(text: str) -> Iterator[str]:
    """Each line; what stands in a lane with the lane before it."""
    lane = ""
    for line in map(str.strip, text.splitlines()):
        lane = line if line.startswith("<lane ") else lane
        yield f"{lane} {line}" if line.startswith("<flowNodeRef") else line


def _both(wrong: Excerpt, right: Excerpt) -> tuple[str, str]:
    """Fenced; wider where the lines themselves are the same."""
    plain = wrong.fenced(wrong.plain), right.fenced(right.plain)
    return plain if plain[0] != plain[1] else (wrong.fenced(wrong.wider), right.fenced(right.wider))


def _height(text: str, line: int) -> int:
    """Of the element that begins in the line; of the file's own, its first lines."""
    element = _element(text, line)
    if element is None or element.getparent() is None:
        return 3
    whole = etree.tostring(element, with_tail=False).decode()
    return min(whole.count("\n") + 1, LONGEST)


def _element(text: str, line: int) -> etree._Element | None:
    try:
        root = etree.fromstring(text.encode())
    except etree.XMLSyntaxError:
        return None
    return next((one for one in root.iter(etree.Element) if one.sourceline == line), None)


def _right(name: str, wrong: Excerpt) -> Excerpt:
    """The valid fixture's part that answers to the wrong one: the same element or kind of element."""
    valid = min(FIXTURES.joinpath(name).glob("valid*.bpmn"), key=lambda path: (len(path.stem), path.stem))
    files = order_of(valid).files
    own = wrong.file.rpartition("/")[2]
    alike = sorted(file for file in files if file.endswith(f"/{own}"))
    alike += sorted(file for file in files if file.endswith(f".{own.rpartition('.')[2]}") and "/" in file)
    if not own.endswith("bpmn") and alike:
        return Excerpt(files, alike[0], 1)
    return Excerpt(
        files, valid.name, _answering(files[valid.name].decode(), _element(wrong.text, wrong.line))
    )


def _answering(text: str, wrong: etree._Element | None) -> int:
    elements = list(etree.fromstring(text.encode()).iter(etree.Element))
    if wrong is None:
        return 1
    alike = [one for one in elements if local(one) == local(wrong)]
    same = [one for one in alike if wrong.get("id") and one.get("id") == wrong.get("id")]
    return int(next(iter([*same, *alike, *elements])).sourceline or 1)


def write() -> None:
    DOCS.mkdir(parents=True, exist_ok=True)
    for old in DOCS.glob("*.md"):
        old.unlink()
    for name, text in pages().items():
        (DOCS / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
