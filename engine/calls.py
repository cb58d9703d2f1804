"""Handlers: what a service task does, as functions named in diagrams by `<module>.<function>`."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import ModuleType
from typing import TYPE_CHECKING, Any

from engine.errors import EngineError

if TYPE_CHECKING:
    from engine.engine import Engine
    from engine.signing.port import Secret
    from engine.work import Work

Result = Mapping[str, Any] | None
Function = Callable[["Call"], Result]


@dataclass(frozen=True)
class CaseIdentity:
    id: str
    number: str
    document_type: str
    version_id: str
    area_code: str
    subject_name: str


@dataclass(frozen=True)
class Call:
    """One call of a handler. `key` is the same however often the call is repeated."""

    handler: str
    node: str
    key: str
    case: CaseIdentity
    parameters: Mapping[str, Any]
    record: Mapping[str, Any]
    now: datetime
    engine: "Engine"
    work: "Work | None" = None
    """The transaction of an inside call; an outside call has none and opens its own where it must."""
    before: Mapping[str, Any] | None = None
    """What the same node gave when the token last came by; None the first time."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """The files of the case's version, by path."""
    secret: "Secret | None" = None
    """What somebody typed for this one call."""


class Later(EngineError):  # noqa: N818 - read aloud at the raise: "raise Later"
    """The outside system cannot do it now: try again with the same key."""


class Waits(EngineError):  # noqa: N818
    """Somebody has to do something first: nothing is tried again by itself, and nothing has failed."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


class Refused(EngineError):  # noqa: N818
    """The outside system says no, for good: the BPMN error `code`, or else an incident."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


class UnknownHandlerError(EngineError):
    def __init__(self, name: str) -> None:
        super().__init__(f"Expected a handler that this release has, but the diagram names '{name}'")


@dataclass(frozen=True)
class Handler:
    """`parameters`: name -> what it is, in a designer's words."""

    name: str
    function: Function
    outside: bool
    label: str
    label_en: str
    parameters: Mapping[str, str]
    queue: str = "default"
    given_up: Result = None
    """What a case holds instead of a result where a person gives the call up and the case goes on; None: no case can
    do without it."""


@dataclass(frozen=True)
class _Mark:
    outside: bool
    label: str
    label_en: str
    parameters: Mapping[str, str]
    queue: str
    given_up: Result


def inside(label: str, label_en: str, **parameters: str) -> Callable[[Function], Function]:
    """Marks a pure and quick function that runs in the case's transaction."""
    return _marking(_Mark(False, label, label_en, parameters, "default", None))


def outside(
    label: str, label_en: str, *, queue: str = "default", given_up: Result = None, **parameters: str
) -> Callable[[Function], Function]:
    """Marks a function that reaches an outside system: a worker runs it, at least once, with the same key. `given_up`:
    as in Handler."""
    return _marking(_Mark(True, label, label_en, parameters, queue, given_up))


def _marking(mark: _Mark) -> Callable[[Function], Function]:
    def put(function: Function) -> Function:
        function.__dict__["handler"] = mark
        return function

    return put


class Handlers(Mapping[str, Handler]):
    """The table of functions that diagrams may name."""

    def __init__(self, handlers: Mapping[str, Handler]) -> None:
        self._handlers = dict(handlers)

    @classmethod
    def of(cls, *modules: ModuleType) -> "Handlers":
        found: dict[str, Handler] = {}
        for module in modules:
            stem = module.__name__.rpartition(".")[2]
            for name, function in vars(module).items():
                mark = getattr(function, "__dict__", {}).get("handler")
                if isinstance(mark, _Mark) and function.__module__ == module.__name__:
                    full = f"{stem}.{name}"
                    found[full] = Handler(full, function, **vars(mark))
        return cls(found)

    def __getitem__(self, name: str) -> Handler:
        try:
            return self._handlers[name]
        except KeyError:
            raise UnknownHandlerError(name) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._handlers)

    def __len__(self) -> int:
        return len(self._handlers)

    def __contains__(self, name: object) -> bool:
        return name in self._handlers

    def is_outside(self, name: str) -> bool:
        return self[name].outside
