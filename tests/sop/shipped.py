"""The shipped document types, compiled once, with an edition of each and its papers."""

from datetime import date
from functools import cache
from pathlib import Path

from engine import definitions, sop
from engine.definitions import Definitions, DocumentType
from engine.sop import Edition, Head, Sop
from tests.outside_world import HANDLERS

FOLDER = Path(__file__).parents[2] / "processes"
TYPES = definitions.types_in(FOLDER)


@cache
def document_type(name: str) -> DocumentType:
    return Definitions(HANDLERS).compile(name, 1, definitions.read_folder(FOLDER, name))


@cache
def document(name: str) -> Sop:
    return sop.sop(document_type(name))


def edition(name: str = "akta_kelahiran", *, demo: bool = False, number: int = 2) -> Edition:
    return Edition(
        hash=document_type(name).id,
        office="Dinas Kependudukan dan Pencatatan Sipil Kota Kupang",
        city="Kota Kupang",
        demo=demo,
        number=number,
        first=date(2026, 11, 2),
        since=date(2026, 11, 24),
        in_force=True,
        head=Head("Melkianus Fanggidae", "Kepala Dinas", "196801011990011001"),
        staff=(("Petugas loket", 2),),
    )
