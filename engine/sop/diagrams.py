"""What a document type's files say of their processes: name, purpose, and the drawing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.process.diagrams import read_diagram, text_of
from engine.process.nodes import processes_in


@dataclass(frozen=True)
class About:
    """`path`: the file that it is drawn in."""

    path: str
    name: str
    purpose: str


def processes(files: Mapping[str, bytes]) -> dict[str, About]:
    """By process id."""
    return dict(_each(files))


def _each(files: Mapping[str, bytes]) -> Iterator[tuple[str, About]]:
    for path in sorted(path for path in files if path.endswith(".bpmn")):
        for process in processes_in(read_diagram(path, files[path])):
            code = process.get("id", "")
            purpose = " ".join((text_of(process, "documentation") or "").split())
            yield code, About(path, process.get("name") or code, purpose)
