"""An SOP as Permenpan RB 35/2012 orders it, from the version of a document type that cases follow."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from engine import drawing
from engine.definitions import DocumentType
from engine.drawing.diagram import read
from engine.drawing.draw import FLOOR
from engine.durations import office_time
from engine.sop import diagrams
from engine.sop.papers import Variant, variants
from engine.sop.places import places
from engine.sop.table import Step, Table, table

UNSET = "Belum ditetapkan (perlu konfirmasi Dukcapil)"


@dataclass(frozen=True)
class Drawing:
    """`solid`: from where to where its nodes reach, in pixels from the left: there it can't be cut."""

    name: str
    purpose: str
    svg: str
    solid: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True)
class Sop:
    """`facts` are the properties of the process as lines; `allowed` is the published time of the service."""

    document_type: str
    name: str
    purpose: str
    facts: Mapping[str, Sequence[str]]
    allowed: timedelta
    table: Table
    called: Mapping[str, str]
    """What each called process is named."""
    variants: tuple[Variant, ...]
    drawings: tuple[Drawing, ...]

    def fact(self, name: str) -> Sequence[str]:
        """The lines of a fact; where the diagram does not say it, that it does not."""
        return self.facts.get(name) or (UNSET,)


def sop(document_type: DocumentType) -> Sop:
    files, code, properties = (
        document_type.files,
        document_type.document_type,
        document_type.procedure.properties,
    )
    known = diagrams.processes(files)
    rows = table(document_type.procedure, places(files, known[code].path))
    facts = {name: lines(text) for name, text in properties.items()}
    called = {
        step.node.called: known[step.node.called].name for step in rows.steps if step.node.called in known
    }
    return Sop(
        code,
        document_type.name,
        known[code].purpose,
        facts | {"keterkaitan": tuple(_related(facts.get("keterkaitan", ()), called.values()))},
        office_time(properties.get("waktuPelayanan")),
        rows,
        called,
        variants(document_type),
        tuple(_drawings(document_type, known)),
    )


def lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def remark(rows: Table, step: Step) -> str:
    """What the diagram remarks, whom it keeps away, and where each answer leads, so that nobody has to follow a line to
    know it."""
    said = [
        f"{' / '.join(link.labels)}: ke {rows.steps[link.to].number}" for link in step.links if link.labels
    ]
    led = "; ".join(said)
    return "\n".join(filter(None, (step.fact("keterangan"), _kept_away(rows, step), led and f"{led}.")))


def _kept_away(rows: Table, step: Step) -> str:
    others = ", ".join(other.number for other in rows.steps if other.node.id in step.node.apart)
    return others and f"Orangnya bukan yang mengerjakan langkah {others}."


def _related(told: Sequence[str], called: Iterable[str]) -> Iterator[str]:
    """What the diagram names, then each process that it calls."""
    yield from told
    already = " ".join(told).lower()
    for name in called:
        if name.lower() not in already:
            yield f"SOP {name[:1].lower()}{name[1:]}"


def _drawings(document_type: DocumentType, known: Mapping[str, diagrams.About]) -> Iterator[Drawing]:
    """The type's own diagram first; what can't be drawn is left out."""
    own = {node.process for node in document_type.procedure.nodes.values()}
    order = [document_type.document_type, *sorted(own - {document_type.document_type})]
    for about in (known[code] for code in order):
        content = document_type.files[about.path]
        try:
            svg, shapes = drawing.draw(content), read(content, None).shapes
        except drawing.DrawingError:
            continue
        nodes = (shape.box for shape in shapes if shape.kind not in FLOOR)
        yield Drawing(about.name, about.purpose, svg, tuple((box.x, box.right) for box in nodes))
