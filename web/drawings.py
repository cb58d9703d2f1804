"""Drawings of diagrams for designer pages: what is new, changed or gone stands out in colour, line and title."""

from collections.abc import Mapping

from flask_babel import gettext
from lxml import etree
from markupsafe import Markup

from engine.deployments import What
from engine.drawing import DrawingError, Marks, draw
from engine.errors import ProcedureError
from web import catalog
from web.changes import WHAT

SVG = "{http://www.w3.org/2000/svg}"
CLASSES = {What.ADDED: "diff-new", What.REMOVED: "diff-gone", What.CHANGED: "diff-changed"}


def drawing(path: str, content: bytes, changes: Mapping[str, What] | None = None) -> Markup | None:
    """SVG; None of a diagram that can't be drawn."""
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
    return Markup(etree.tostring(root, encoding="unicode"))  # noqa: S704 - made by the engine, names are escaped by lxml


def _stress(group: etree._Element, what: What) -> None:
    group.set("class", f"{group.get('class', '')} {CLASSES[what]}".strip())
    title = group.find(f"{SVG}title")
    if title is None:
        title = etree.Element(f"{SVG}title")
        group.insert(0, title)
    title.text = f"{WHAT[what]}: {title.text or group.get('data-id', '')}"
