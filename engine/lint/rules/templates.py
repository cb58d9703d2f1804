"""A handler that fills a template finds it: a file of the type's folder, or of `shared/` where the name says so. A
handler that takes the parameter `templat` fills `document.typ` where the parameter is not given. Without its template
the document is refused when everybody has signed."""

from collections.abc import Iterator

from engine.lint.model import Model
from engine.lint.problem import Problem
from engine.process import Node

CODE = "E272"
PARAMETER, USUAL = "templat", "document.typ"


def check(model: Model) -> Iterator[Problem]:
    if not model.whole or model.called:
        return
    for diagram, node in model.each_node():
        name = _name(node, model)
        path = name if name is None or "/" in name else f"{model.document_type}/{name}"
        if path is not None and path not in model.files:
            sentence = f"Expected the template {path} for '{node.id}', but there is no such file"
            yield diagram.problem(CODE, sentence, node)


def _name(node: Node, model: Model) -> str | None:
    """None where nothing can be told: no template is filled, or the name is worked out in each case."""
    handler = model.catalog.handler(node.handler) if node.kind == "serviceTask" else None
    if handler is None or PARAMETER not in handler.parameters:
        return None
    text = node.parameters.get(PARAMETER, "null").strip()
    if text == "null" or not text:
        return USUAL
    is_literal = len(text) > 1 and text[0] == text[-1] == '"' and not set('"\\') & set(text[1:-1])
    return text[1:-1] if is_literal else None
