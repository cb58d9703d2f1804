"""What differs between two versions: by element and fact in diagrams, by line elsewhere; moves in a drawing apart."""

import difflib
import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.deployments.elements import Element, elements_of
from engine.errors import ProcedureError

Files = Mapping[str, bytes]
CONTEXT = 2


class What(enum.StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class Fact:
    """An attribute, text or extension; None on the side that lacks it."""

    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class ElementChange:
    path: str
    id: str
    kind: str
    name: str
    what: What
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class FileChange:
    """`lines`: sign (`+`, `-`, a space, or `@` where lines are left out) and text; none for what is no text."""

    path: str
    what: What
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Difference:
    elements: tuple[ElementChange, ...] = ()
    files: tuple[FileChange, ...] = ()
    moved: tuple[tuple[str, str], ...] = ()
    """(path, element id) of what only changed its place in the drawing."""

    def __bool__(self) -> bool:
        return bool(self.elements or self.files or self.moved)

    def of(self, path: str) -> dict[str, What]:
        """Element id -> what happened to it, in one diagram."""
        return {change.id: change.what for change in self.elements if change.path == path}


def diff(old: Files, new: Files) -> Difference:
    """A diagram that is new, gone or no XML counts as a text."""
    elements: list[ElementChange] = []
    moved: list[tuple[str, str]] = []
    files: list[FileChange] = []
    for path in sorted(path for path in {*old, *new} if old.get(path) != new.get(path)):
        sides = _diagrams(path, old, new)
        if sides is None:
            files.append(_file(path, old.get(path), new.get(path)))
            continue
        before, after = sides
        elements += _elements(path, before, after)
        moved += [(path, known.id) for known in after.values() if _only_moved(before.get(known.id), known)]
    return Difference(tuple(elements), tuple(files), tuple(moved))


def _diagrams(path: str, old: Files, new: Files) -> tuple[dict[str, Element], dict[str, Element]] | None:
    if not path.endswith(".bpmn") or path not in old or path not in new:
        return None
    try:
        return elements_of(path, old[path]), elements_of(path, new[path])
    except ProcedureError:
        return None


def _only_moved(before: Element | None, after: Element) -> bool:
    return before is not None and before.facts == after.facts and before.layout != after.layout


def _elements(path: str, old: Mapping[str, Element], new: Mapping[str, Element]) -> Iterator[ElementChange]:
    for identity, shown in {**old, **new}.items():
        before, after = old.get(identity), new.get(identity)
        facts = tuple(_facts(before, after))
        if facts or before is None or after is None:
            what = What.ADDED if before is None else What.REMOVED if after is None else What.CHANGED
            yield ElementChange(path, identity, shown.kind, shown.name, what, facts)


def _facts(before: Element | None, after: Element | None) -> Iterator[Fact]:
    old, new = before.facts if before else {}, after.facts if after else {}
    for name in [*new, *(gone for gone in old if gone not in new)]:
        if old.get(name) != new.get(name):
            yield Fact(name, old.get(name), new.get(name))


def _file(path: str, old: bytes | None, new: bytes | None) -> FileChange:
    what = What.ADDED if old is None else What.REMOVED if new is None else What.CHANGED
    try:
        before, after = (old or b"").decode().splitlines(), (new or b"").decode().splitlines()
    except UnicodeDecodeError:
        return FileChange(path, what, ())
    return FileChange(path, what, tuple(_lines(before, after)))


def _lines(before: list[str], after: list[str]) -> Iterator[tuple[str, str]]:
    for line in difflib.unified_diff(before, after, n=CONTEXT, lineterm=""):
        if line.startswith(("---", "+++")) and not line[3:].strip():
            continue
        yield line[0], "" if line.startswith("@@") else line[1:]
