"""Made-up papers: what a template gets, with one thing changed."""

import copy
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image

from engine import receipts
from engine.definitions import read_folder
from engine.imprint import Imprint
from engine.seals import seal
from engine.vault import Keys, Vault
from handlers import rendering
from handlers.typesetting import Template

PROCESSES = Path(__file__).parents[2] / "processes"
NOTICE = {
    "purpose": "Data dipakai untuk memeriksa permohonan ini.",
    "purpose_en": "To check this application.",
}
VAULT = Vault(Keys.new())
URL = "HTTPS://CEK.KUPANGKOTA.GO.ID/V/01ARZ3NDEKTSV4RRFFQ69G5FAV"


@cache
def shipped() -> Mapping[str, bytes]:
    return read_folder(PROCESSES, "akta_kelahiran")


def record(changed: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """`changed`: dotted path -> value; None takes the value away."""
    made: dict[str, Any] = copy.deepcopy(RECORD)
    for path, value in (changed or {}).items():
        group, _, name = path.partition(".")
        made.setdefault(group, {})[name] = value
    return made


def imprint(demo: bool = True, number: str = "5371-LU-24112026-0017", **signer: Any) -> Imprint:
    return Imprint(
        document={"kind": "akta_kelahiran", "number": number, "issued_on": "2026-11-24"},
        office={
            "name": "Dinas Kependudukan dan Pencatatan Sipil Kota Kupang",
            "city": "Kota Kupang",
            "demo": demo,
            "signature": "local",
        },
        signer={"name": "Melkianus Fanggidae", "post": "Plt. Kepala Dinas", "employee_number": None} | signer,
        case={
            "number": "AL-2026-00431",
            "service": "Akta kelahiran",
            "subject_name": "Gabriel Imanuel Benu",
            "area": ["Oesapa", "Kelapa Lima", "Kota Kupang", "Nusa Tenggara Timur"],
            "desk": "Loket 1",
            "opened": {"date": "2026-11-23", "time": "10.20", "zone": "WITA"},
            "promised": None,
            "working_days": 1,
        },
        check_url=URL,
        entered=None,
    )


def sealed(said: Mapping[str, Any]) -> str:
    """What the second code says."""
    made = seal.made(VAULT, "0199d0a0-0000-7000-8000-0000000000d1", said["document"], said)
    return f"{URL.partition('/V/')[0]}/S/{made}"


def excerpt(changed: Mapping[str, Any] | None = None, **imprinted: Any) -> bytes:
    template = Template("akta_kelahiran/document.typ", shipped())
    return rendering.typeset(template, imprint(**imprinted), record(changed), None, sealed)


def receipt(
    papers: list[dict[str, Any]], changed: Mapping[str, Any] | None = None, **imprinted: Any
) -> bytes:
    template = Template("shared/tanda_terima.typ", shipped())
    more = {"papers": papers, "notice": NOTICE, "complaints": receipts.COMPLAINTS}
    return rendering.typeset(template, imprint(**imprinted), record(changed), more)


def handed(taker: Mapping[str, Any], more: Mapping[str, Any] | None = None, **imprinted: Any) -> bytes:
    """`taker`: what the hand-over says of him; `more`: beside the documents given and the moment."""
    template = Template("shared/tanda_terima_penyerahan.typ", shipped())
    when = {"date": "2026-11-24", "time": "10.20", "zone": "WITA"}
    said = {"given": ["5371-LU-24112026-0017"], "handed": when} | dict(more or {})
    return rendering.typeset(template, imprint(**imprinted), {**record(), "penyerahan": taker}, said)


def words(pdf: bytes) -> str:
    """The text of all pages with single spaces."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())
    finally:
        document.close()


def picture(pdf: bytes, dpi: int) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    try:
        image: Image.Image = document[0].render(scale=dpi / 72).to_pil()
        return image.convert("L")
    finally:
        document.close()


@contextmanager
def opened(pdf: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(pdf)) as document:
        yield document


def pages(pdf: bytes) -> int:
    with opened(pdf) as document:
        return len(document.pages)


RECORD: Mapping[str, Any] = {
    "anak": {
        "nama": "Gabriel Imanuel Benu",
        "jenis_kelamin": "L",
        "kelahiran_ke": 1,
        "tanggal_lahir": "2026-11-17",
        "tempat_kelahiran": "Kota Kupang",
    },
    "ayah": {"nama": "Yohanes Nalle", "kewarganegaraan": "WNI"},
    "ibu": {"nama": "Maria Goreti Bere", "kewarganegaraan": "WNI"},
    "pelapor": {"nama": "Yohanes Nalle"},
    "siak": {"nik_anak": "5371031711269001"},
    "model_akta": {"kode": "ayah_ibu"},
}
