"""A DMN file as a tree: small, plain XML only, checked before a tree is made of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

from lxml import etree

from engine.errors import DecisionError

Element = etree._Element
SIZE = 2_000_000
DEPTH = 60
ELEMENTS = 20_000
ATTRIBUTES = 50
_NAMESPACES = ("http://www.omg.org/spec/DMN/", "https://www.omg.org/spec/DMN/")


def read(content: bytes) -> Element:
    if len(content) > SIZE:
        raise DecisionError("", f"Expected a file of at most {SIZE} bytes, but it has {len(content)}")
    _Scan().check(content)
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise DecisionError("", "Expected well-formed XML, but it is not", line=error.lineno) from None
    if local(root) != "definitions":
        raise DecisionError(
            "", "Expected a DMN file with <definitions>, but it begins with another element", line=1
        )
    return root


class _Scan:
    """Stops at whatever a decision never needs and a parser may choke on."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate("utf-8")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.ProcessingInstructionHandler = self._instruction
        self._parser.XmlDeclHandler = self._declaration
        self._depth = 0
        self._elements = 0

    def check(self, content: bytes) -> None:
        try:
            self._parser.Parse(content, True)
        except expat.ExpatError as error:
            raise DecisionError("", "Expected well-formed XML, but it is not", line=error.lineno) from None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > DEPTH or self._elements > ELEMENTS or len(attributes) > ATTRIBUTES:
            raise self._refusal("a smaller file", "it has too many elements, attributes or levels")

    def _end(self, name: str) -> None:
        self._depth -= 1

    def _doctype(self, *_: Any) -> None:
        raise self._refusal("no DOCTYPE", "there is one")

    def _instruction(self, *_: Any) -> None:
        raise self._refusal("no processing instruction", "there is one")

    def _declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        if encoding is not None and encoding.lower() != "utf-8":
            raise self._refusal("UTF-8", "the file says otherwise")

    def _refusal(self, expected: str, found: str) -> DecisionError:
        return DecisionError("", f"Expected {expected}, but {found}", line=self._parser.CurrentLineNumber)


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
