"""SOPs and service standards on paper, made once for each version and kept while they are asked for."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from engine import sop
from engine.definitions import DocumentType
from engine.errors import EngineError
from engine.sop import Edition
from handlers.procedures.docx import sop_docx
from handlers.procedures.pdf import sop_pdf, standard_pdf

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MEDIA = {"pdf": PDF, "docx": DOCX}
Maker = Callable[[DocumentType, Edition], bytes]


class UnknownFormatError(EngineError):
    def __init__(self, paper: str, ending: str) -> None:
        known = " or ".join(end for name, end in MAKERS if name == paper)
        super().__init__(f"Expected {known} as the format of '{paper}', but got '{ending}'")


def _sop_pdf(document_type: DocumentType, edition: Edition) -> bytes:
    return sop_pdf(sop.sop(document_type), edition)


def _sop_docx(document_type: DocumentType, edition: Edition) -> bytes:
    return sop_docx(sop.sop(document_type), edition)


def _standard(document_type: DocumentType, edition: Edition) -> bytes:
    document = sop.sop(document_type)
    return standard_pdf(sop.standard(document_type, document, edition), document, edition)


def _public_standard(document_type: DocumentType, edition: Edition) -> bytes:
    document = sop.sop(document_type)
    return standard_pdf(sop.standard(document_type, document, edition), document, edition, public=True)


MAKERS: Mapping[tuple[str, str], Maker] = {
    ("sop", "pdf"): _sop_pdf,
    ("sop", "docx"): _sop_docx,
    ("standar-pelayanan", "pdf"): _standard,
    ("standar-pelayanan-umum", "pdf"): _public_standard,
}


def make(paper: str, ending: str, document_type: DocumentType, edition: Edition) -> bytes:
    maker = MAKERS.get((paper, ending))
    if maker is None:
        raise UnknownFormatError(paper, ending)
    return maker(document_type, edition)


@dataclass
class Shelf:
    """The papers that were asked for last: whoever asks for the same one again costs nothing."""

    room: int = 32
    _papers: "OrderedDict[tuple[str, str, Edition], bytes]" = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, paper: str, ending: str, document_type: DocumentType, edition: Edition) -> bytes:
        key = (paper, ending, edition)
        with self._lock:
            if key in self._papers:
                self._papers.move_to_end(key)
                return self._papers[key]
        made = make(paper, ending, document_type, edition)
        with self._lock:
            self._papers[key] = made
            while len(self._papers) > self.room:
                self._papers.popitem(last=False)
        return made


SHELF = Shelf()
