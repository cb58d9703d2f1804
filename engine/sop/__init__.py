"""The SOP and the service standard of a document type: what its version says, ordered as the ministry's rules order it.
Deadlines, papers and steps are those that the engine runs by."""

from engine.sop.document import UNSET, Drawing, Sop, lines, remark, sop
from engine.sop.edition import Edition, Head, edition, of_folder
from engine.sop.papers import Variant, variants
from engine.sop.spans import in_words
from engine.sop.standard import Component, Standard, standard
from engine.sop.table import Link, Step, Symbol, Table

__all__ = [
    "UNSET",
    "Component",
    "Drawing",
    "Edition",
    "Head",
    "Link",
    "Sop",
    "Standard",
    "Step",
    "Symbol",
    "Table",
    "Variant",
    "edition",
    "in_words",
    "lines",
    "of_folder",
    "remark",
    "sop",
    "standard",
    "variants",
]
