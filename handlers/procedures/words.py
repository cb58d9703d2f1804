"""What both papers say in words: days, versions, steps and papers, as plain JSON for the templates."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from engine import sop
from engine.roles import SYSTEM
from engine.sop import Edition, Sop, Step, Symbol, Table
from handlers.typesetting.words import date_in_words

NOT_YET = "Belum ditetapkan"
AUTOMATIC = "Otomatis"


def day(value: date | None) -> str:
    return NOT_YET if value is None else str(date_in_words(value)["text"]["id"])


def office(told: Edition) -> dict[str, Any]:
    """`short`: without the city, which stands above it."""
    short = told.office.removesuffix(told.city).strip() or told.office
    return {"name": told.office, "short": short, "city": told.city, "demo": told.demo}


def edition(told: Edition, facts: Sop) -> dict[str, Any]:
    """The diagram's own days go before those of the deployment."""
    revised = told.since if told.number not in (None, 1) else None
    dated = {"created": told.first, "revised": revised, "effective": told.since}
    own = {"created": "tanggalPembuatan", "revised": "tanggalRevisi", "effective": "tanggalEfektif"}
    days = {name: day(value) for name, value in dated.items()}
    if told.number == 1:
        days["revised"] = "Belum pernah direvisi"
    days |= {name: " ".join(facts.facts[fact]) for name, fact in own.items() if facts.facts.get(fact)}
    return days | {
        "label": "belum disahkan" if told.number is None else f"versi {told.number}",
        "hash": told.short,
        "in_force": f"berlaku sejak {day(told.since)}" if told.since else "belum berlaku",
        "head": _head(told, facts),
    }


def _head(told: Edition, facts: Sop) -> dict[str, str]:
    post = " ".join(facts.facts.get("disahkanOleh", ()))
    if told.head is None:
        return {
            "post": post or f"Kepala {told.office}",
            "name": "………………………………",
            "employee_number": "……………………",
        }
    return {
        "post": post or told.head.post,
        "name": told.head.name,
        "employee_number": told.head.employee_number or "……………………",
    }


def steps(document: Sop) -> list[dict[str, Any]]:
    rows = document.table
    return [
        {
            "number": step.number,
            "depth": step.depth,
            "name": step.node.name,
            "calls": document.called.get(step.node.called or "", ""),
            "symbol": step.symbol.value,
            "actor": rows.actors.index(step.actor),
            "needs": step.fact("kelengkapan"),
            "time": time_of(step),
            "output": step.fact("output"),
            "remark": sop.remark(rows, step),
            "links": [
                {"to": link.to, "label": "" if link.plain else " / ".join(link.labels)} for link in step.links
            ],
        }
        for step in rows.steps
    ]


def time_of(step: Step) -> str:
    if step.allowed is not None:
        return sop.in_words(step.allowed)
    return AUTOMATIC if step.symbol is Symbol.TASK else ""


def papers(variants: Sequence[sop.Variant]) -> list[dict[str, Any]]:
    return [
        {
            "condition": variant.condition,
            "papers": [
                {
                    "label": paper.label,
                    "note": paper.note,
                    "basis": paper.legal_basis,
                    "since": day(paper.since),
                    "confirmed": paper.confirmed,
                }
                for paper in variant.papers
            ],
        }
        for variant in variants
    ]


def people(rows: Table) -> list[str]:
    """The actors who are people."""
    return [actor for actor in rows.actors if actor != SYSTEM]
