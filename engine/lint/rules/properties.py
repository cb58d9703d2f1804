"""What a diagram says of its tasks is said in words that the office knows. A deadline that is no duration is no
deadline; an unknown outcome has no button; an unknown duty would escape the separation of duties, and a property whose
name is misspelt is not read at all. Deadlines are ISO 8601 in office hours (`PT4H`, `P1D`), outcomes are
`setuju`, `kembalikan`, `tolak` and `keberatan`, and an end event's status is `issued`, `rejected` or `withdrawn`."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from engine import durations
from engine.lint.model import PEOPLE, Diagram, Model
from engine.lint.problem import Problem
from engine.process import Node
from engine.process.extensions import extensions_of
from engine.process.nodes import APART

DEADLINE, OUTCOME, DUTY, STATUS, UNSAID, NAME, WORD = "E230", "E231", "E232", "E233", "W235", "W237", "E238"
OUTCOMES = ("setuju", "kembalikan", "tolak", "keberatan")
STATUSES = ("issued", "rejected", "withdrawn")
WORDS = {"berkas": "periksa", "tonggak": "berkas_lengkap"}
"""Properties that know a single value."""
OF_ANY = ("name_en", "kelengkapan", "output", "keterangan")
OF_TASKS = ("waktu", "hasil", "tugas", APART, "perjalanan", "perjalanan_en", "jeda", *WORDS)
OF_PROCESSES = (
    "singkatan", "nomor", "dasarHukum", "kualifikasi", "keterkaitan", "peralatan", "peringatan", "pencatatan", "produk",
    "waktuPelayanan", "perluKonfirmasi", "tanggalPembuatan", "tanggalRevisi", "tanggalEfektif", "disahkanOleh",
    "dimulaiOleh", "pemegang",
)  # fmt: skip
READ: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(PEOPLE, OF_TASKS),
    "businessRuleTask": ("hasil_variabel", "waktu", "perjalanan", "perjalanan_en"),
    "serviceTask": ("hasil_variabel", "waktu", "perjalanan", "perjalanan_en"),
    "endEvent": ("status",),
}


def check(model: Model) -> Iterator[Problem]:
    for diagram, node in model.each_node():
        if node.kind in PEOPLE:
            yield from _task(diagram, node, model)
        status = node.properties.get("status")
        if node.kind == "endEvent" and status is not None and status not in STATUSES:
            sentence = f"Expected a status of {', '.join(STATUSES)} at '{node.id}', but got '{status}'"
            yield diagram.problem(STATUS, sentence, node)
        yield from _names(diagram, node)
    for diagram in model.diagrams:
        if diagram.process is not None:
            promised = extensions_of(diagram.process).properties.get("waktuPelayanan")
            if promised is not None and durations.parse(promised) is None:
                sentence = f"Expected a duration such as P1D as waktuPelayanan, but got '{promised}'"
                yield diagram.problem(DEADLINE, sentence, diagram.process)


def _task(diagram: Diagram, node: Node, model: Model) -> Iterator[Problem]:
    allowed = node.properties.get("waktu")
    if allowed is None and model.whole:
        sentence = f"Expected the property waktu on '{node.id}', but it has none: one day is allowed"
        yield diagram.problem(UNSAID, sentence, node)
    elif allowed is not None and durations.parse(allowed) is None:
        sentence = f"Expected a duration such as PT4H as waktu of '{node.id}', but got '{allowed}'"
        yield diagram.problem(DEADLINE, sentence, node)
    for word in (word.strip() for word in node.properties.get("hasil", "setuju").split(",")):
        if word not in OUTCOMES:
            sentence = f"Expected outcomes of {', '.join(OUTCOMES)} at '{node.id}', but got '{word}'"
            yield diagram.problem(OUTCOME, sentence, node)
    duty = node.properties.get("tugas")
    if duty is not None and duty not in model.catalog.duties:
        known = ", ".join(sorted(model.catalog.duties))
        yield diagram.problem(DUTY, f"Expected a duty of {known} at '{node.id}', but got '{duty}'", node)
    for name, word in WORDS.items():
        if node.properties.get(name, word) != word:
            sentence = f"Expected '{word}' as {name} of '{node.id}', but got '{node.properties[name]}'"
            yield diagram.problem(WORD, sentence, node)


def _names(diagram: Diagram, node: Node) -> Iterator[Problem]:
    read = (*OF_ANY, *READ.get(node.kind, ()))
    for name in node.properties:
        if name not in read:
            close = get_close_matches(name[:100], read, n=1)
            hint = f": did you mean '{close[0]}'?" if close else ""
            sentence = f"Expected a property that is read, but '{name}' of '{node.id}' is not{hint}"
            yield diagram.problem(NAME, sentence, node)
