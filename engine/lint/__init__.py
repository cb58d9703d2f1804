"""Is a document type whole and safe? Rules over its files; each problem has a place, a code and a sentence."""

from collections.abc import Mapping

from engine.lint.finding import Order
from engine.lint.inspector import Inspector, Limits
from engine.lint.model import Catalog
from engine.lint.problem import Problem

__all__ = ["Catalog", "Inspector", "Limits", "Order", "Problem", "check", "check_diagram"]

INSPECTOR = Inspector()


def check(
    files: Mapping[str, bytes], document_type: str, catalog: Catalog | None = None, *, called: bool = False
) -> list[Problem]:
    """Every problem of a document type, errors and warnings, in the order of its files and lines. `called`: it is a
    process of the shared folder by itself."""
    return INSPECTOR.inspect(Order(files, document_type, catalog or Catalog(), called=called))


def check_diagram(path: str, content: bytes, catalog: Catalog | None = None) -> list[Problem]:
    """The problems of a diagram by itself, without its folder."""
    stem = path.rpartition("/")[2].removesuffix(".bpmn")
    return INSPECTOR.inspect(Order({f"{stem}.bpmn": content}, stem, catalog or Catalog(), whole=False))
