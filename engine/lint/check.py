"""Runs every rule over a document type; what the rules pass is run dry by the engine itself."""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules

from lxml import etree

from engine.errors import EngineError, ProcedureError
from engine.lint import rules
from engine.lint.model import Catalog, Diagram, Model
from engine.lint.problem import Problem
from engine.lint.safety import UnsafeXmlError, scan
from engine.process import Procedure
from engine.process.diagrams import read_diagram

Rule = Callable[[Model], Iterator[Problem]]
XML, RUN = "E100", "E900"


def check(files: Mapping[str, bytes], document_type: str, catalog: Catalog | None = None) -> list[Problem]:
    """Every problem of a document type, errors and warnings, in the order of its files and lines."""
    return _check(files, document_type, catalog or Catalog(), whole=True)


def check_diagram(path: str, content: bytes, catalog: Catalog | None = None) -> list[Problem]:
    """The problems of a diagram by itself, without its folder."""
    stem = path.rpartition("/")[2].removesuffix(".bpmn")
    return _check({f"{stem}.bpmn": content}, stem, catalog or Catalog(), whole=False)


def _check(files: Mapping[str, bytes], document_type: str, catalog: Catalog, *, whole: bool) -> list[Problem]:
    diagrams, problems = _read(files, document_type)
    if diagrams:
        model = Model(document_type, files, tuple(diagrams), catalog, whole)
        problems += [problem for rule in every_rule() for problem in rule(model)]
    if whole and diagrams and not any(problem.level == "error" for problem in problems):
        problems += _run_dry(files, document_type, catalog)
    return sorted(set(problems))


def every_rule() -> list[Rule]:
    """`check` of each module of `rules`, by name."""
    return [import_module(f"{rules.__name__}.{module.name}").check for module in iter_modules(rules.__path__)]


def _read(files: Mapping[str, bytes], document_type: str) -> tuple[list[Diagram], list[Problem]]:
    """The main diagram first; files that can't be read safely are problems, not diagrams."""
    main = f"{document_type}.bpmn"
    paths = sorted((path for path in files if path.endswith(".bpmn")), key=lambda path: (path != main, path))
    if main not in files:
        return [], [Problem(main, 1, XML, f"Expected a diagram {main}, but there is none")]
    diagrams, problems = [], []
    for path in paths:
        try:
            scan(files[path])
            diagrams.append(Diagram(path, read_diagram(path, files[path])))
        except UnsafeXmlError as unsafe:
            problems.append(Problem(path, unsafe.line, XML, unsafe.sentence))
        except ProcedureError as unreadable:
            problems.append(Problem(path, 1, XML, unreadable.sentence))
    if problems and not any(diagram.path == main for diagram in diagrams):
        return [], problems
    return diagrams, problems


def _run_dry(files: Mapping[str, bytes], document_type: str, catalog: Catalog) -> Iterator[Problem]:
    """What only the engine itself can tell."""
    handlers = catalog.handlers or {}
    try:
        Procedure.parse(files, document_type, lambda name: name in handlers and handlers[name].outside)
    except ProcedureError as refused:
        path = refused.path or f"{document_type}.bpmn"
        yield Problem(path, refused.line or 1, RUN, refused.sentence, refused.node)
    except (EngineError, etree.LxmlError, RecursionError) as refused:
        yield Problem(f"{document_type}.bpmn", 1, RUN, f"Expected a diagram that can be run, but {refused}")
