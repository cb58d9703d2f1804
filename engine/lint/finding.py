"""Runs every rule over a document type; what the rules pass is run dry by the engine itself."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from pkgutil import iter_modules

from engine import xml
from engine.lint import rules
from engine.lint.dryrun import run_dry
from engine.lint.model import Catalog, Diagram, Model
from engine.lint.problem import Problem
from engine.process.rehearsal import EFFORT

Rule = Callable[[Model], Iterator[Problem]]
XML, OURS = "E100", "E902"
LARGEST = 20_000_000
MOST_FILES = 2_000


@dataclass(frozen=True)
class Order:
    """What is to be checked. `whole`, `called`: see Model."""

    files: Mapping[str, bytes] = field(repr=False)
    document_type: str
    catalog: Catalog = field(default_factory=Catalog, repr=False)
    whole: bool = True
    called: bool = False
    effort: float = EFFORT
    """Of the rehearsal, which comes last."""

    @property
    def main(self) -> str:
        return f"{self.document_type}.bpmn"

    def model(self, diagrams: Sequence[Diagram]) -> Model:
        return Model(self.document_type, self.files, tuple(diagrams), self.catalog, self.whole, self.called)


def find(order: Order) -> Iterator[Problem]:
    """Every problem, errors and warnings, as it is found. Raises for no bytes whatever, unless memory runs out."""
    refusal = _refusal(order)
    if refusal is not None:
        yield refusal
        return
    found = Read.of(order)
    failed = bool(found.problems)
    yield from found.problems
    if not found.diagrams or found.diagrams[0].path != order.main:
        return
    model = order.model(found.diagrams)
    for rule in every_rule():
        for problem in _guarded(rule, model):
            failed |= problem.is_error
            yield problem
    if not failed:
        yield from _guarded(partial(run_dry, effort=order.effort), model)


def every_rule() -> list[Rule]:
    """`check` of each module of `rules`, by name."""
    return [import_module(f"{rules.__name__}.{module.name}").check for module in iter_modules(rules.__path__)]


def _guarded(rule: Rule, model: Model) -> Iterator[Problem]:
    try:
        yield from rule(model)
    except MemoryError:
        raise  # a limit of the checking process
    except Exception as error:  # a mistake of ours, which must not hide what the other rules find
        name = getattr(rule, "__module__", run_dry.__module__).rpartition(".")[2]
        sentence = f"Expected to understand this diagram, but the check '{name}' failed itself ({type(error).__name__})"
        yield model.main.problem(OURS, sentence)


def _refusal(order: Order) -> Problem | None:
    if order.main not in order.files:
        return Problem(order.main, 1, XML, f"Expected a diagram {order.main}, but there is none")
    if len(order.files) > MOST_FILES:
        sentence = f"Expected at most {MOST_FILES} files, but there are {len(order.files)}"
        return Problem(order.main, 1, XML, sentence)
    size = sum(map(len, order.files.values()))
    if size > LARGEST:
        return Problem(order.main, 1, XML, f"Expected at most {LARGEST} bytes in all, but there are {size}")
    return None


@dataclass
class Read:
    """The main diagram first, then what is called, each once; files that can't be read safely are problems."""

    diagrams: list[Diagram]
    problems: list[Problem]

    @classmethod
    def of(cls, order: Order) -> "Read":
        read = cls([], [])
        known: set[str] = set()
        waiting = [order.main]
        while waiting:
            path = waiting.pop(0)
            if path in known or path not in order.files:
                continue
            known.add(path)
            waiting += read.add(path, order.files[path])
        return read

    def add(self, path: str, content: bytes) -> list[str]:
        """The files of the processes that it calls."""
        try:
            diagram = Diagram(path, xml.read(content))
        except xml.UnsafeXmlError as unsafe:
            self.problems.append(Problem(path, unsafe.line, XML, unsafe.sentence))
            return []
        self.diagrams.append(diagram)
        return [
            f"shared/{node.called}.bpmn"
            for node in diagram.nodes
            if node.kind == "callActivity" and node.called
        ]
