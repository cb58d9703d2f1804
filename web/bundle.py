"""The files of a document type, sorted into the parts that a designer knows."""

from collections.abc import Mapping
from dataclasses import dataclass

from web import catalog
from web.language import Later

_ = Later
Files = Mapping[str, bytes]

KINDS = (
    ("diagram", _("Diagram"), ".bpmn"),
    ("form", _("Formulir"), ".form.json"),
    ("decision", _("Keputusan"), ".dmn"),
    ("requirements", _("Persyaratan"), "requirements.toml"),
    ("document", _("Dokumen"), ".typ"),
    ("reasons", _("Alasan"), "reasons.toml"),
    ("scenarios", _("Skenario uji"), "scenarios.toml"),
    ("other", _("Lainnya"), ""),
)


@dataclass(frozen=True)
class Item:
    """`name`: what people call it; `shared`: other document types hold it too."""

    path: str
    name: str
    shared: bool


@dataclass(frozen=True)
class Part:
    kind: str
    name: str
    items: tuple[Item, ...]


def parts(document_type: str, files: Files) -> list[Part]:
    """Only those that there are; each file in the first one that it fits."""
    sorted_in: dict[str, list[Item]] = {kind: [] for kind, _name, _ending in KINDS}
    for path in [*catalog.diagrams(files), *sorted(path for path in files if not path.endswith(".bpmn"))]:
        kind = next(kind for kind, _name, ending in KINDS if path.endswith(ending))
        sorted_in[kind].append(Item(path, _name_of(path, files[path]), path.startswith("shared/")))
    return [Part(kind, str(name), tuple(sorted_in[kind])) for kind, name, _ending in KINDS if sorted_in[kind]]


def _name_of(path: str, content: bytes) -> str:
    if path.endswith(".bpmn"):
        return catalog.diagram_name(path, content)
    return path.rpartition("/")[2].removesuffix(".form.json")
