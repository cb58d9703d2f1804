"""Typesets them with the office's letterhead; the templates are the release's own."""

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from engine.archive import Minutes
from engine.calls import Later
from engine.office import Office
from engine.register import Line
from handlers.typesetting import Renderer, RendererStoppedError, Template
from handlers.typesetting.words import spelled

HERE = Path(__file__).parent
RENDERER = Renderer()
Files = Mapping[str, bytes]


def destruction(told: Minutes, names: Mapping[str, str], office: Office, shared: Files) -> bytes:
    """PDF/A of the minutes; before the decision of the list that is proposed. `names`: of document types; `shared`: the
    letterhead's files. The same minutes give the same bytes."""
    head = told.head
    when = head.decided_at if head.number else head.proposed_at
    assert when is not None
    day = when.astimezone(office.zone).date()
    groups = groupby(told.entries, key=lambda one: one.rule)
    data = {
        "document": {"number": head.number or "", "issued_on": day.isoformat()},
        "letter": head.letter,
        "classes": [
            {
                **head.rules[code],
                "entries": [
                    {"number": one.case_number, "service": names.get(one.document_type, one.document_type),
                     "pieces": one.pieces, "what": one.what, "due": one.due_on.isoformat()}
                    for one in entries
                ],
            }
            for code, entries in groups
        ],
        "pieces": head.pieces,
        "cases": len({one.case_number for one in told.entries}),
        "proposer": head.proposer,
        "decider": head.decider if head.number else None,
    }  # fmt: skip
    return _typeset("berita_acara.typ", data, day, office, shared)


def book(
    lines: Sequence[Line],
    period: tuple[dt.date, dt.date],
    printed: tuple[str, dt.date],
    office: Office,
    shared: Files,
) -> bytes:
    """PDF/A of the register of a period. `printed`: by whom and when."""
    first, last = period
    name, day = printed
    data = {
        "document": {"number": f"{first:%d-%m-%Y} - {last:%d-%m-%Y}", "issued_on": day.isoformat()},
        "first": first.isoformat(),
        "last": last.isoformat(),
        "lines": [
            {"number": one.number, "day": one.entry_date.isoformat(), "name": one.name, "case": one.case_number,
             "state": one.state, "notes": one.notes}
            for one in lines
        ],
        "void": sum(one.state != "in_force" for one in lines),
        "printed_by": name,
    }  # fmt: skip
    return _typeset("daftar_register.typ", data, day, office, shared)


def _typeset(name: str, data: Mapping[str, Any], day: dt.date, office: Office, shared: Files) -> bytes:
    whole = {**data, "record": {}, "office": {"name": office.name, "city": office.city, "demo": office.demo}}
    dated = dt.datetime.combine(day, dt.time(), dt.UTC)
    try:
        return RENDERER.render(Template(name, {**shared, **templates()}), whole | spelled(whole), dated)
    except RendererStoppedError as stopped:
        raise Later(stopped.sentence) from stopped


@cache
def templates() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(HERE.glob("*.typ"))}
