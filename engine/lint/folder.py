"""From files and folders to what is checked: whole document types, called processes, and diagrams by themselves."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from engine import definitions
from engine.lint.finding import LARGEST, MOST_FILES, XML, Order
from engine.lint.model import Catalog
from engine.lint.problem import Problem

SHARED = "shared"
SUFFIX = ".bpmn"


@dataclass(frozen=True)
class Found:
    """An order, and where its main diagram stands."""

    diagram: Path
    order: Order

    def path(self, file: str) -> Path:
        """Where a file of the order stands. Others of `shared` stand beside a called process."""
        if file == self.order.main:
            return self.diagram
        folder = self.diagram.parent
        return (folder.parent if self.order.called and file.startswith(f"{SHARED}/") else folder) / file


class _UnreadableError(Exception):
    def __init__(self, path: Path, sentence: str) -> None:
        super().__init__(sentence)
        self.problem = _refused(path, sentence)


def orders(place: Path, catalog: Catalog) -> Iterator[Found | Problem]:
    """What stands at a place, each once; what cannot be read is a problem there. Raises for no file whatever."""
    try:
        diagrams = list(_diagrams(place))
    except OSError as error:
        yield _unreadable(place, error)
        return
    if not diagrams:
        yield _refused(place, "Expected a diagram in the folder, but there is none")
    for diagram, called in diagrams:
        try:
            yield _order(diagram, catalog, called=called)
        except _UnreadableError as unreadable:
            yield unreadable.problem
        except OSError as error:
            yield _unreadable(diagram, error)


def _diagrams(place: Path) -> Iterator[tuple[Path, bool]]:
    """With each, whether it is a called process that stands by itself."""
    if not place.is_dir():
        yield place, place.absolute().parent.name == SHARED
        return
    found = _walked(place) or _beside(place)
    called = _called(found)
    for path in found:
        is_shared = path.absolute().parent.name == SHARED
        if not (is_shared and path in called):
            yield path, is_shared


def _walked(folder: Path) -> list[Path]:
    found: list[Path] = []
    for inner, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(inner, name) for name in sorted(files) if name.endswith(SUFFIX)]
    return found


def _beside(folder: Path) -> list[Path]:
    """The diagram whose folder this is."""
    return [path for path in folder.parent.glob("*" + SUFFIX) if path.name == folder.name + SUFFIX]


def _called(diagrams: list[Path]) -> set[Path]:
    """The shared processes that are checked with the document types which call them."""
    known: set[Path] = set()
    waiting = [path for path in diagrams if path.absolute().parent.name != SHARED]
    while waiting:
        diagram = waiting.pop()
        parent = diagram.parent
        shared = parent if parent.name == SHARED else parent / SHARED
        for name in _calls(diagram) if shared.is_dir() else ():
            path = shared / f"{name}{SUFFIX}"
            if path not in known:
                known.add(path)
                waiting.append(path)
    return known


def _calls(diagram: Path) -> list[str]:
    try:
        return definitions.called_in(_Reader(diagram)(diagram))
    except (OSError, _UnreadableError):
        return []


class _Reader:
    """Reads the files of one order, as long as they are files and not too large."""

    def __init__(self, diagram: Path) -> None:
        self._diagram = diagram
        self._files = 0
        self._size = 0

    def __call__(self, path: Path) -> bytes:
        if not path.exists():
            raise _UnreadableError(path, "Expected a diagram, but there is no such file")
        if not path.is_file():
            raise _UnreadableError(path, "Expected a diagram, but this is no file")
        self._files += 1
        self._size += path.stat().st_size
        if self._files > MOST_FILES:
            raise _UnreadableError(self._diagram, f"Expected at most {MOST_FILES} files, but there are more")
        if self._size > LARGEST:
            raise _UnreadableError(
                self._diagram, f"Expected at most {LARGEST} bytes in all, but there are more"
            )
        return path.read_bytes()


def _order(diagram: Path, catalog: Catalog, *, called: bool) -> Found:
    folder, stem = diagram.parent, diagram.name.removesuffix(SUFFIX)
    read = _Reader(diagram)
    content = read(diagram)
    name = _plain(stem)
    if not called and not diagram.name.endswith(SUFFIX):
        return Found(diagram, Order({f"{name}{SUFFIX}": content}, name, catalog, whole=False))
    if called:
        above = definitions.read_folder(folder.absolute().parent, f"{SHARED}/{stem}", read)
        files = {_own(path, f"{SHARED}/{stem}"): content for path, content in above.items()}
    else:
        files = {
            _plain(path): content for path, content in definitions.read_folder(folder, stem, read).items()
        }
    is_whole = diagram.with_name(stem).is_dir()
    return Found(diagram, Order(files, name, catalog, whole=is_whole, called=called))


def _own(path: str, process: str) -> str:
    """The files of a called process as if it were a document type."""
    is_own = path == f"{process}{SUFFIX}" or path.startswith(f"{process}/")
    return _plain(path.removeprefix(f"{SHARED}/") if is_own else path)


def _plain(name: str) -> str:
    """File names may hold bytes that are no UTF-8."""
    return os.fsencode(name).decode(errors="replace")


def _unreadable(path: Path, error: OSError) -> Problem:
    why = error.strerror or type(error).__name__
    return _refused(Path(error.filename or path), f"Expected a file that can be read, but it can't be: {why}")


def _refused(path: Path, sentence: str) -> Problem:
    return Problem(_plain(str(path)), 1, XML, sentence)
