"""Is a document type whole and safe? Rules over its files; each problem has a place, a code and a sentence."""

from engine.lint.check import check, check_diagram
from engine.lint.model import Catalog
from engine.lint.problem import Problem

__all__ = ["Catalog", "Problem", "check", "check_diagram"]
