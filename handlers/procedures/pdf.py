"""The SOP as a PDF: its facts go to the template as data, the template is the release's own."""

from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from engine.calls import Later
from engine.sop import Component, Edition, Sop, Standard, in_words
from handlers.procedures import words
from handlers.procedures.sheets import sheets
from handlers.typesetting import Renderer, RendererStoppedError, Template

HERE = Path(__file__).parent
RENDERER = Renderer()


def sop_pdf(document: Sop, edition: Edition) -> bytes:
    """PDF/A; the same version, days and head give the same bytes."""
    return typeset("sop.typ", sop_data(document, edition), edition)


def standard_pdf(told: Standard, document: Sop, edition: Edition, *, public: bool = False) -> bytes:
    """`public`: the six components that everybody may know, and the pledge."""
    return typeset("standard.typ", standard_data(told, document, edition, public=public), edition)


def typeset(name: str, data: dict[str, Any], edition: Edition) -> bytes:
    dated = datetime.combine(edition.since, time(), UTC) if edition.since else None
    try:
        return RENDERER.render(Template(name, templates()), data, dated)
    except RendererStoppedError as stopped:
        raise Later(stopped.sentence) from stopped


@cache
def templates() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(HERE.glob("*.typ"))}


def standard_data(told: Standard, document: Sop, edition: Edition, *, public: bool) -> dict[str, Any]:
    return {
        "office": words.office(edition),
        "edition": words.edition(edition, document),
        "name": told.name,
        "variants": words.papers(told.variants),
        "delivery": [_component(part) for part in told.delivery],
        "making": [] if public else [_component(part) for part in told.making],
        "pledge": _component(told.pledge),
    }


def _component(part: Component) -> dict[str, Any]:
    return {"name": part.name, "lines": list(part.lines), "confirmed": part.confirmed}


def sop_data(document: Sop, edition: Edition) -> dict[str, Any]:
    named = ("nomor", "dasarHukum", "kualifikasi", "keterkaitan", "peralatan", "peringatan", "pencatatan")
    return {
        "office": words.office(edition),
        "edition": words.edition(edition, document),
        "name": document.name,
        "purpose": document.purpose,
        "promised": in_words(document.allowed),
        "facts": {name: list(document.fact(name)) for name in named},
        "confirm": list(document.facts.get("perluKonfirmasi", ())),
        "actors": list(document.table.actors),
        "steps": words.steps(document),
        "variants": words.papers(document.variants),
        "drawings": [
            {"name": drawing.name, "purpose": drawing.purpose, "sheets": sheets(drawing)}
            for drawing in document.drawings
        ],
    }
