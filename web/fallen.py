"""Approvals that do not stand any more, as pages tell them: whose step it was, and what has changed since."""

from collections.abc import Iterable, Sequence

from engine.approvals import Cleared
from engine.audit.fields import Fields
from engine.definitions import DocumentType
from web import current, language, screens


def told(definition: DocumentType, found: Sequence[Cleared]) -> list[tuple[str, str]]:
    """The step, and in words what changed."""
    return [(steps(definition, (one.step,)), paths(definition, one.changed)) for one in found]


def steps(definition: DocumentType, names: Iterable[str]) -> str:
    """With the role that approved."""
    nodes = (definition.procedure.nodes[name] for name in names)
    return "; ".join(f"{screens.node_name(node)} ({screens.role_name(node.lane or '')})" for node in nodes)


def paths(definition: DocumentType, changed: Sequence[str]) -> str:
    said = Fields(definition, current.engine().office).listed(changed)
    return said.in_language(language.spoken())
