"""Made-up letters: what their templates get, with some groups changed."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from engine.definitions import read_folder
from handlers import rendering
from handlers.typesetting import Template
from tests.handlers.sheets import PROCESSES, imprint, sealed

MOTHER = {
    "nama": "Maria Goreti Bere", "nik": "5371034507949001", "kewarganegaraan": "WNI", "tempat_lahir": "Atambua",
    "tanggal_lahir": "1994-07-05",
}  # fmt: skip
FATHER = {
    "nama": "Yohanes Nalle", "nik": "5371031203919001", "kewarganegaraan": "WNI", "tempat_lahir": "Kupang",
    "tanggal_lahir": "1991-03-12",
}  # fmt: skip


@cache
def shipped(document_type: str) -> Mapping[str, bytes]:
    return read_folder(PROCESSES, document_type)


def letter(document_type: str, groups: Mapping[str, Mapping[str, Any]], changes: Mapping[str, Any]) -> bytes:
    """The PDF; `changes` are laid over the groups, a null takes the answer away."""
    record = {
        name: dict(groups.get(name, {})) | dict(changes.get(name, {})) for name in {**groups, **changes}
    }
    template = Template(f"{document_type}/document.typ", shipped(document_type))
    return rendering.typeset(template, imprint(number="LM-5371-2026-00001"), record, None, sealed)
