"""XML of others: harmless or refused. Looked at by expat, piece by piece, before anything makes a tree of it."""

import re
from xml.parsers import expat

from lxml import etree

from engine.errors import EngineError

LARGEST = 2_000_000
DEEPEST = 60
MOST_ELEMENTS = 20_000
MOST_ATTRIBUTES = 50
LONGEST_TAG = 200_000
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_LONG_TAG = re.compile(rb"<[^<>]{%d}" % LONGEST_TAG)


class UnsafeXmlError(EngineError):
    """`line` counts from 1."""

    def __init__(self, sentence: str, line: int) -> None:
        super().__init__(sentence)
        self.line = max(line, 1)


def read(content: bytes) -> etree._Element:
    """The root, without comments. Raises UnsafeXmlError."""
    scan(content)
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise UnsafeXmlError(f"Expected well-formed XML, but {_what(error.msg)}", error.lineno or 1) from None


def _what(message: str) -> str:
    """Without the place, which is told apart."""
    return message.partition(", line ")[0]


def scan(content: bytes) -> None:
    """Raises UnsafeXmlError for what no diagram needs: DOCTYPE, entities, instructions, floods of anything."""
    if len(content) > LARGEST:
        raise UnsafeXmlError(f"Expected a file of at most {LARGEST} bytes, but it has {len(content)}", 1)
    if content.startswith(UTF_16) or b"\0" in content[:4]:
        raise UnsafeXmlError("Expected UTF-8, but the file is written in UTF-16", 1)
    if (tag := _LONG_TAG.search(content)) is not None:
        line = content.count(b"\n", 0, tag.start()) + 1
        raise UnsafeXmlError(f"Expected tags of at most {LONGEST_TAG} bytes, but one is longer", line)
    _Scan().run(content)


class _Scan:
    def __init__(self) -> None:
        self._parser = expat.ParserCreate()
        self._depth = 0
        self._elements = 0
        self._parser.ordered_attributes = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.EntityDeclHandler = self._entity
        self._parser.ProcessingInstructionHandler = self._instruction
        self._parser.XmlDeclHandler = self._declaration

    def run(self, content: bytes) -> None:
        try:
            self._parser.Parse(content, True)
        except expat.ExpatError as error:
            what = expat.ErrorString(error.code)
            raise UnsafeXmlError(f"Expected well-formed XML, but found: {what}", error.lineno) from None

    def _refuse(self, sentence: str) -> None:
        raise UnsafeXmlError(sentence, self._parser.CurrentLineNumber)

    def _start(self, _name: str, attributes: list[str]) -> None:
        """`attributes`: names and values by turns."""
        self._depth += 1
        self._elements += 1
        if self._depth > DEEPEST:
            self._refuse(f"Expected elements at most {DEEPEST} deep, but they go deeper")
        if self._elements > MOST_ELEMENTS:
            self._refuse(f"Expected at most {MOST_ELEMENTS} elements, but there are more")
        if len(attributes) > 2 * MOST_ATTRIBUTES:
            count = len(attributes) // 2
            self._refuse(f"Expected at most {MOST_ATTRIBUTES} attributes, but an element has {count}")

    def _end(self, _name: str) -> None:
        self._depth -= 1

    def _doctype(self, *_declared: object) -> None:
        self._refuse("Expected no DOCTYPE, but the file has one")

    def _entity(self, *_declared: object) -> None:
        self._refuse("Expected no entities, but the file declares one")

    def _instruction(self, *_given: object) -> None:
        self._refuse("Expected no processing instructions, but the file has one")

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if (encoding or "utf-8").lower() not in ("utf-8", "us-ascii"):
            self._refuse(f"Expected UTF-8, but the file says {encoding}")
