"""An office as rules know it: a few handlers, and document types read from a folder of fixtures."""

from dataclasses import dataclass, field
from pathlib import Path

from engine import definitions
from engine.lint import Catalog, Order
from engine.lint.finding import Read
from engine.lint.model import Model

HERE = Path(__file__).parent
FIXTURES = HERE / "fixtures"


@dataclass(frozen=True)
class Function:
    outside: bool = True
    parameters: dict[str, str] = field(default_factory=dict)


HANDLERS = {
    "kabar.kirim": Function(parameters={"kepada": "nomor telepon", "isi": "kalimat"}),
    "register.nomor": Function(outside=False, parameters={"kode": "kode jenis"}),
    "dokumen.buat": Function(parameters={"templat": "berkas templat"}),
}
CATALOG = Catalog(handlers=HANDLERS)


def order_of(diagram: Path) -> Order:
    """A whole type; with `alone` in its name a diagram without its folder."""
    stem = diagram.stem
    if "alone" in stem:
        return Order({diagram.name: diagram.read_bytes()}, stem, CATALOG, whole=False)
    return Order(definitions.read_folder(diagram.parent, stem), stem, CATALOG, called="called" in stem)


def model_of(diagram: Path) -> Model:
    """What rules are given; fixtures can all be read."""
    order = order_of(diagram)
    read = Read.of(order)
    assert read.problems == []
    return order.model(read.diagrams)
