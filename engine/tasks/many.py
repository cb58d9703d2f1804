"""The same act on many tasks: each one its own transaction, so that one that fails keeps no other back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from engine.access import Actor
from engine.engine import Engine
from engine.errors import EngineError, InvalidAnswersError
from engine.process import Node
from engine.submission import FORWARD, Posted, Submission, checks_papers
from engine.tasks.claims import claim, release
from engine.tasks.completion import complete
from engine.tasks.found import find
from engine.tasks.handing import hand_on
from engine.tasks.undoing import undo

MOST = 100
APPROVALS = frozenset({"paraf", "tanda_tangan"})
ANSWERED = frozenset({"penyerahan", "pencetakan"})
"""Duties whose form is answered for several cases on one page: for each, or once for all."""
Act = Callable[[Engine, Actor, str], object]


class NeedsInputError(EngineError):
    """The step asks something that a list can't answer."""

    def __init__(self, node: str) -> None:
        super().__init__(f"Expected a step that only confirms, but '{node}' asks for more")


@dataclass(frozen=True)
class Outcome:
    """`refused` is None where it was done."""

    task_id: str
    refused: EngineError | None = None


def each(engine: Engine, actor: Actor, task_ids: Sequence[str], act: Act) -> list[Outcome]:
    """In the order given, each once, MOST at most."""
    return [_try(engine, actor, task_id, act) for task_id in list(dict.fromkeys(task_ids))[:MOST]]


def _try(engine: Engine, actor: Actor, task_id: str, act: Act) -> Outcome:
    try:
        act(engine, actor, task_id)
    except EngineError as error:
        return Outcome(task_id, error)
    return Outcome(task_id)


def approve(engine: Engine, actor: Actor, task_id: str, request_id: str) -> None:
    """Initials or signs a step that asks nothing; anything else has to be opened. `request_id` is one for the whole
    list: sent twice, each task is done once."""
    with engine.reading(actor) as reading:
        row = find(reading, task_id)
        definition = engine.definitions.version(reading.connection, row.version_id)
        node = definition.procedure.nodes[row.task_node]
        form = definition.form(node)
    if row.task_duty not in APPROVALS or (form is not None and form.fields):
        raise NeedsInputError(row.task_node)
    try:
        complete(engine, actor, task_id, Submission({}, FORWARD, request_id=request_id))
    except InvalidAnswersError:
        raise NeedsInputError(row.task_node) from None


def answered(node: Node) -> bool:
    return node.properties.get("tugas") in ANSWERED and not checks_papers(node)


def answer(engine: Engine, actor: Actor, task_id: str, posted: Mapping[str, Posted], request_id: str) -> None:
    """Sends each task what was answered for it. `posted` by task."""
    with engine.reading(actor) as reading:
        row = find(reading, task_id)
        node = engine.definitions.version(reading.connection, row.version_id).procedure.nodes[row.task_node]
    if not answered(node):
        raise NeedsInputError(row.task_node)
    complete(engine, actor, task_id, Submission.of(posted.get(task_id, {}), FORWARD, request_id))


def acts(request_id: str, to: str | None, reason: str) -> dict[str, Act]:
    """What may be done to many, by name."""
    return {
        "ambil": claim,
        "lepas": release,
        "setujui": partial(approve, request_id=request_id),
        "alihkan": partial(hand_on, to=to, reason=reason),
        "urungkan": undo,
    }
