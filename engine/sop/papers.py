"""The papers of an application as an SOP lists them: by the condition under which they are asked for, in words."""

from dataclasses import dataclass

from engine.definitions import DocumentType
from engine.requirements import Requirement
from engine.sop.vocabulary import Vocabulary
from engine.sop.wording import in_words


@dataclass(frozen=True)
class Variant:
    """`condition` is empty for what everybody brings."""

    condition: str
    papers: tuple[Requirement, ...]


def variants(document_type: DocumentType) -> tuple[Variant, ...]:
    """Each paper once, what is always asked for first; the rest in the order of the list."""
    vocabulary = Vocabulary(document_type)
    found: dict[str, list[Requirement]] = {"": []}
    for paper in document_type.requirements:
        found.setdefault(condition(paper, vocabulary), []).append(paper)
    return tuple(Variant(said, tuple(papers)) for said, papers in found.items() if papers)


def condition(paper: Requirement, vocabulary: Vocabulary) -> str:
    """The paper's own note says it where the condition also reads what nobody is asked."""
    if paper.when is None:
        return ""
    if paper.note and not all(vocabulary.knows(path) for path in paper.when.names):
        return paper.note.rstrip(".")
    return in_words(paper.when.text, vocabulary)
