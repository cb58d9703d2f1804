"""A drawing on paper: dressed like on a page, on as few sheets as it can be read on."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from lxml import etree

from engine.sop import Drawing

SVG = "{http://www.w3.org/2000/svg}"
PAPER = {"landscape": (277.0, 150.0), "portrait": (178.0, 240.0)}
"""Millimetres for a drawing on A4."""
READABLE = 0.15
"""Millimetres a pixel: the drawing's small type is then five points."""
LARGEST = 0.32
MOST = 5
NAMES = 300.0
"""A head that is wider is the pool's, not a lane's."""
FLOOR = ("g-head", "g-lane")


@dataclass(frozen=True)
class Plan:
    """How a drawing goes on paper: `scale` is millimetres a pixel."""

    count: int
    paper: str
    scale: float


def sheets(drawing: Drawing) -> list[dict[str, Any]]:
    """Each with its paper, its size in millimetres and its parts from left to right: names of the lanes, then a cut."""
    root = etree.fromstring(drawing.svg)
    style = etree.Element(f"{SVG}style")
    style.text = _looks()
    root.insert(0, style)
    left, top, width, height = (float(number) for number in root.get("viewBox", "").split())
    names = _names(root, left)
    plan = _plan(width, height, names)
    edges = _edges(left + names, left + width, plan.count, drawing.solid)
    first = _part(root, (left, top, edges[1] - left, height))
    heads = _part(_floor(root), (left, top, names, height))
    return [_sheet(plan, height, [first])] + [
        _sheet(plan, height, [heads, _part(root, (start, top, end - start, height))])
        for start, end in pairwise(edges[1:])
    ]


def _plan(width: float, height: float, names: float) -> Plan:
    """The first that can be read; else the one that can be read best."""
    plans = list(_plans(width, height, names))
    return next((plan for plan in plans if plan.scale >= READABLE), max(plans, key=lambda plan: plan.scale))


def _plans(width: float, height: float, names: float) -> Iterator[Plan]:
    for count in range(1, MOST + 1):
        across = width if count == 1 else names + (width - names) / count * 1.1
        fitting = (
            Plan(count, name, min(wide / across, high / height, LARGEST))
            for name, (wide, high) in PAPER.items()
        )
        yield max(fitting, key=lambda plan: plan.scale)


def _edges(start: float, end: float, count: int, solid: Sequence[tuple[float, float]]) -> list[float]:
    """Where to cut: near equal shares, between nodes where there is room."""
    share = (end - start) / count
    cuts = (_free(start + share * nth, share * 0.1 * (count > 1), solid) for nth in range(1, count))
    return [start, *cuts, end]


def _free(wanted: float, give: float, solid: Sequence[tuple[float, float]]) -> float:
    tries = sorted(range(int(-give), int(give) + 1, 4), key=abs)
    clear = (wanted + off for off in tries if not any(a - 14 < wanted + off < b + 14 for a, b in solid))
    return next(clear, wanted)


@cache
def _looks() -> str:
    return Path(__file__).with_name("drawn.css").read_text()


def _names(root: etree._Element, left: float) -> float:
    """How far the names of the lanes reach."""
    heads = [head for head in root.iter(f"{SVG}rect") if head.get("class") == "g-head"]
    ends = [(float(head.get("x", 0)), float(head.get("width", 0))) for head in heads]
    return max((x + width - left for x, width in ends if width < NAMES), default=0.0)


def _floor(root: etree._Element) -> etree._Element:
    """Pools and lanes alone."""
    bare = deepcopy(root)
    for group in list(bare):
        if group.tag != f"{SVG}style" and not any(part.get("class") in FLOOR for part in group):
            bare.remove(group)
    return bare


def _sheet(plan: Plan, height: float, parts: list[dict[str, Any]]) -> dict[str, Any]:
    sized = [part | {"width": part["width"] * plan.scale} for part in parts]
    return {"landscape": plan.paper == "landscape", "height": height * plan.scale, "parts": sized}


def _part(root: etree._Element, box: tuple[float, float, float, float]) -> dict[str, Any]:
    cut = deepcopy(root)
    cut.set("viewBox", " ".join(f"{number:g}" for number in box))
    cut.set("width", f"{box[2]:g}")
    cut.set("height", f"{box[3]:g}")
    return {"width": box[2], "svg": etree.tostring(cut, encoding="unicode")}
