"""The few SVG elements that a drawing is made of. Looks come from classes; there is no style attribute."""

from collections.abc import Sequence

from lxml import etree

from engine.drawing.geometry import Box, Point, number

NAMESPACE = "http://www.w3.org/2000/svg"
LARGE, SMALL = 13.0, 11.5
"""The two type sizes of the sheet's drawings; the small one is the class `t-s`."""
LINE = {LARGE: 16.0, SMALL: 14.0}
"""Type size -> distance of base lines."""
Element = etree._Element


def add(parent: Element, tag: str, text: str | None = None, /, **attributes: str | float) -> Element:
    """`class_` and other names with `_` become attributes; numbers are rounded."""
    child = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}")
    for name, value in attributes.items():
        child.set(name.rstrip("_").replace("_", "-"), value if isinstance(value, str) else number(value))
    child.text = text
    return child


def rect(parent: Element, class_: str, box: Box, radius: float = 0) -> Element:
    drawn = add(parent, "rect", class_=class_, x=box.x, y=box.y, width=box.width, height=box.height)
    if radius:
        drawn.set("rx", number(radius))
    return drawn


def circle(parent: Element, class_: str, middle: Point, radius: float) -> Element:
    return add(parent, "circle", class_=class_, cx=middle.x, cy=middle.y, r=radius)


def path(parent: Element, class_: str, steps: str) -> Element:
    return add(parent, "path", class_=class_, d=steps)


def symbol(parent: Element, class_: str, steps: str, origin: Point) -> Element:
    """A path drawn around its own origin."""
    drawn = path(parent, class_, steps)
    drawn.set("transform", f"translate({number(origin.x)} {number(origin.y)})")
    return drawn


def lines(parent: Element, class_: str, texts: Sequence[str], top: Point, size: float = LARGE) -> None:
    """Text lines under each other; `top` is where the first line's box begins."""
    classes = f"{class_} t-s" if size == SMALL else class_
    for index, line in enumerate(texts):
        add(parent, "text", line, class_=classes.strip(), x=top.x, y=top.y + LINE[size] * (index + 0.78))


def centred(parent: Element, class_: str, texts: Sequence[str], middle: Point, size: float = LARGE) -> None:
    top = middle.y - LINE[size] * len(texts) / 2
    lines(parent, f"{class_} t-m".strip(), texts, Point(middle.x, top), size)
