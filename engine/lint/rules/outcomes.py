"""What a person decides is heard. A task that may return, refuse or object needs a gateway behind it that reads
`<task>.hasil`: otherwise the case goes on as if all had been agreed. Each such outcome needs a reason in
`shared/reasons.toml` that may be given for it, since the applicant is told one; without any the button cannot be
used."""

from collections.abc import Iterator

from engine import feel
from engine.decisions import Decisions
from engine.errors import EngineError
from engine.lint.model import Model
from engine.lint.problem import Problem
from engine.reasons import Reason, fitting, parse_reasons

MISSING, NONE, BROKEN, UNHEARD = "E234", "E236", "E271", "W239"
PATH = "shared/reasons.toml"
WITH_REASON = ("kembalikan", "tolak", "keberatan")


def check(model: Model) -> Iterator[Problem]:
    if not model.whole:
        return
    reasons = _reasons(model)
    if isinstance(reasons, Problem):
        yield reasons
    read = _read(model)
    for diagram, node in model.each_person():
        words = [word.strip() for word in node.properties.get("hasil", "").split(",")]
        deciding = [word for word in WITH_REASON if word in words]
        if deciding and PATH not in model.files:
            sentence = (
                f"Expected {PATH} with reasons for '{deciding[0]}' at '{node.id}', but there is no such file"
            )
            yield diagram.problem(MISSING, sentence, node)
        for word in deciding:
            if isinstance(reasons, tuple) and not fitting(reasons, word):
                sentence = f"Expected a reason for '{word}' at '{node.id}', but {PATH} has none for it"
                yield diagram.problem(NONE, sentence, node)
        if deciding and not {node.id, f"{node.id}.hasil"} & read:
            sentence = (
                f"Expected a condition on {node.id}.hasil, but none reads it: '{deciding[0]}' changes nothing"
            )
            yield diagram.problem(UNHEARD, sentence, node)


def _reasons(model: Model) -> tuple[Reason, ...] | Problem | None:
    """None where there are none."""
    if PATH not in model.files:
        return None
    try:
        return parse_reasons(model.files[PATH])
    except EngineError as refused:
        return Problem(PATH, 1, BROKEN, refused.sentence)
    except Exception as error:  # TOML of any shape
        sentence = f"Expected a list of reasons, but it has another shape ({type(error).__name__})"
        return Problem(PATH, 1, BROKEN, sentence)


def _read(model: Model) -> set[str]:
    """The names that conditions, parameters and decisions read."""
    texts = [flow.condition for _, flow in model.each_flow() if flow.condition is not None]
    texts += [text for _, node in model.each_node() for text in node.parameters.values()]
    names: set[str] = set()
    for text in texts:
        try:
            names |= feel.compile(text).names
        except feel.FeelError:
            continue
    try:
        decisions = Decisions.parse(
            [content for path, content in model.files.items() if path.endswith(".dmn")]
        )
    except Exception:  # told by the rule of decisions
        return names
    return names.union(*(decision.names for decision in decisions.by_id.values()))
