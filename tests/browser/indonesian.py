"""Texts of screens and processes that exist in English too, and words that no English sentence has."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages import pofile

import web
from engine.roles import ROLES
from tests.builders import PROCESSES

COMMON = re.compile(
    r"\b(?:yang|dan|atau|untuk|dengan|dari|ini|itu|belum|sudah|tidak|akan|pada|oleh|ke|di|hari|anda|bukan|lewat"
    r"|dalam|sejak|bila|permohonan|berkas|petugas|diterima|dikembalikan|oleh|setelah|menit|terlambat)\b",
    re.IGNORECASE,
)
CATALOGS = Path(next(iter(web.__path__))) / "translations" / "en"


@cache
def texts_with_english() -> frozenset[str]:
    """Indonesian texts whose English is another: on an English page they were forgotten."""
    pairs = [*_catalogs(), *_processes(), *((role, known.name_en) for role, known in ROLES.items())]
    english = {other for _, other in pairs}
    return frozenset(
        text for text, other in pairs if text and other and text != other and text not in english
    )


def _catalogs() -> Iterator[tuple[str, str]]:
    for path in sorted(CATALOGS.glob("*.po")):
        with path.open("rb") as file:
            for message in pofile.read_po(file, locale="en"):
                if isinstance(message.id, str) and isinstance(message.string, str):
                    yield message.id, message.string


def _processes() -> Iterator[tuple[str, str]]:
    for path in sorted(PROCESSES.rglob("*.json")):
        yield from _pairs(json.loads(path.read_bytes()))
    for path in sorted(PROCESSES.rglob("*.toml")):
        yield from _pairs(tomllib.loads(path.read_text(encoding="utf-8")))


def _pairs(part: Any) -> Iterator[tuple[str, str]]:
    """Each text that stands beside its `<name>_en`, however deep."""
    if isinstance(part, Mapping):
        for name, value in part.items():
            if isinstance(value, str) and isinstance(part.get(f"{name}_en"), str):
                yield value, part[f"{name}_en"]
            yield from _pairs(value)
    elif isinstance(part, list):
        for one in part:
            yield from _pairs(one)
