"""Drawings of diagrams for designer pages: what is new, changed or gone stands out in colour, line and title."""

from collections.abc import Iterator, Mapping
from functools import reduce

from lxml import etree
from markupsafe import Markup

from engine.deployments import What
from engine.drawing import DrawingError, Marks, draw
from engine.drawing.diagram import read
from engine.drawing.geometry import Box, number
from engine.errors import ProcedureError
from web import catalog
from web.changes import WHAT
from web.language import gettext

SVG = "{http://www.w3.org/2000/svg}"
CLASSES = {What.ADDED: "diff-new", What.REMOVED: "diff-gone", What.CHANGED: "diff-changed"}
FLOOR = ("participant", "lane")
AROUND, LARGE = 150.0, 950.0
"""Pixels of a diagram: what is shown around a change, and how wide a part may be before the whole is as good."""
Changes = Mapping[str, What]


def drawing(
    path: str, content: bytes, changes: Changes | None = None, part: Box | None = None
) -> Markup | None:
    """SVG, of a part of the diagram if wanted; None of a diagram that can't be drawn."""
    marks = Marks(
        title=gettext("Diagram %(name)s", name=catalog.diagram_name(path, content)), kinds=catalog.kinds()
    )
    try:
        root = etree.fromstring(draw(content, marks))
    except (DrawingError, ProcedureError):
        return None
    for group in root.iter(f"{SVG}g"):
        what = (changes or {}).get(group.get("data-id", ""))
        if what is not None:
            _stress(group, what)
    if part is not None:
        _crop(root, part)
    return Markup(etree.tostring(root, encoding="unicode"))  # noqa: S704 - made by the engine, names are escaped by lxml


def _stress(group: etree._Element, what: What) -> None:
    group.set("class", f"{group.get('class', '')} {CLASSES[what]}".strip())
    title = group.find(f"{SVG}title")
    if title is None:
        title = etree.Element(f"{SVG}title")
        group.insert(0, title)
    title.text = f"{WHAT[what]}: {title.text or group.get('data-id', '')}"


def _crop(root: etree._Element, part: Box) -> None:
    root.set("viewBox", " ".join(number(value) for value in (part.x, part.y, part.width, part.height)))
    root.set("width", number(part.width))
    root.set("height", number(part.height))


def neighbourhood(before: bytes | None, after: bytes, changes: Changes) -> Box | None:
    """The part of both drawings where the steps and flows changed; None where that is most of it."""
    boxes = [box for content in (before, after) if content is not None for box in _boxes(content, changes)]
    if not boxes:
        return None
    part = reduce(Box.around, boxes).grown(AROUND)
    return part if part.width <= LARGE else None


def _boxes(content: bytes, changes: Changes) -> Iterator[Box]:
    try:
        diagram = read(content, None)
    except DrawingError:
        return
    for shape in diagram.shapes:
        if shape.id in changes and shape.kind not in FLOOR:
            yield shape.box
    for edge in diagram.edges:
        if edge.id in changes:
            yield from (Box(point.x, point.y, 0, 0) for point in edge.points)
