"""Is this XML harmless to read? Looked at by expat, piece by piece, before anything builds a tree of it."""

from xml.parsers import expat

LARGEST = 2_000_000
DEEPEST = 60
MOST_ELEMENTS = 20_000
MOST_ATTRIBUTES = 50


class UnsafeXmlError(Exception):
    """A sentence and the line it is about; stays within lint."""

    def __init__(self, sentence: str, line: int) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.line = line


def scan(content: bytes) -> None:
    """Raises UnsafeXmlError for what no diagram needs: DOCTYPE, entities, instructions, floods of anything."""
    if len(content) > LARGEST:
        raise UnsafeXmlError(f"Expected at most {LARGEST} bytes, but the file has {len(content)}", 1)
    _Scan().run(content)


class _Scan:
    def __init__(self) -> None:
        self._parser = expat.ParserCreate()
        self._depth = 0
        self._elements = 0
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
            raise UnsafeXmlError(f"Expected well-formed XML, but {what}", error.lineno) from None

    def _refuse(self, sentence: str) -> None:
        raise UnsafeXmlError(sentence, self._parser.CurrentLineNumber)

    def _start(self, _name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > DEEPEST:
            self._refuse(f"Expected elements at most {DEEPEST} deep, but they go deeper")
        if self._elements > MOST_ELEMENTS:
            self._refuse(f"Expected at most {MOST_ELEMENTS} elements, but there are more")
        if len(attributes) > MOST_ATTRIBUTES:
            self._refuse(
                f"Expected at most {MOST_ATTRIBUTES} attributes, but an element has {len(attributes)}"
            )

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
