"""Which conditions of a form the page itself can judge (`web/frontend/forms/conditions.js`); the rest ask the server.

The page judges a condition that the browser's interpreter reads, where every answer that it reads is a choice or a tick
of the same form. Of a group that shows only while something in it does, the server draws all.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from engine.feel.browser import browser_tree
from engine.forms import Component, FieldType, Form, Group

KINDS = {FieldType.RADIO: "choice", FieldType.SELECT: "choice", FieldType.CHECKBOX: "tick"}


@dataclass(frozen=True)
class Live:
    """`trees`: of the page's conditions, by the id of the component that they hide. `kinds`: how the page reads each
    answer. `asked`: answers after which the server has to draw the form anew."""

    trees: Mapping[str, Any]
    kinds: Mapping[str, str]
    asked: frozenset[str]


def live(form: Form) -> Live:
    known = {
        field.path: KINDS[field.type] for field in form.fields if field.type in KINDS and not field.readonly
    }
    trees: dict[str, Any] = {}
    kinds: dict[str, str] = {}
    asked: set[str] = set()
    for part, together in _parts(form.components, together=False):
        hide = part.look.hide
        if hide is None:
            continue
        tree = None if together or not hide.names <= known.keys() else browser_tree(hide.text)
        if tree is None:
            asked |= hide.names
        else:
            trees[part.look.id] = tree
            kinds |= {name: known[name] for name in hide.names}
    return Live(trees, kinds, frozenset(asked))


def _parts(components: tuple[Component, ...], *, together: bool) -> Iterator[tuple[Component, bool]]:
    """Each with whether it stands in a group that shows only while something in it does; rows are not entered."""
    for part in components:
        yield part, together
        if isinstance(part, Group):
            bound = all(inner.look.hide is not None for inner in part.components)
            yield from _parts(part.components, together=together or bound)
