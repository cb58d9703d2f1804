"""A DMN file as a tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from engine import xml
from engine.errors import DecisionError

Element = etree._Element
_NAMESPACES = ("http://www.omg.org/spec/DMN/", "https://www.omg.org/spec/DMN/")


def read(content: bytes) -> Element:
    try:
        root = xml.read(content)
    except xml.UnsafeXmlError as unsafe:
        raise DecisionError("", unsafe.sentence, line=unsafe.line) from None
    if local(root) != "definitions":
        raise DecisionError(
            "", "Expected a DMN file with <definitions>, but it begins with another element", line=1
        )
    return root


def local(element: Element) -> str:
    """The tag without its namespace; empty for elements of others."""
    name = etree.QName(element)
    return name.localname if (name.namespace or "").startswith(_NAMESPACES) else ""


def elements(element: Element) -> Iterator[Element]:
    return (one for one in element if isinstance(one.tag, str))


def children(element: Element, *tags: str) -> list[Element]:
    return [child for child in elements(element) if local(child) in tags]


def child(element: Element, *tags: str) -> Element | None:
    return next(iter(children(element, *tags)), None)


def text_of(element: Element | None) -> str:
    """What its <text> says; empty where there is none."""
    found = None if element is None else child(element, "text")
    return "" if found is None else (found.text or "").strip()


def line_of(element: Any) -> int:
    return int(element.sourceline or 0)
