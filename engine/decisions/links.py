"""What requires what: every link has an end, and none returns."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from engine.decisions.decision import Decision, Knowledge, Service
from engine.errors import DecisionError

Known = Mapping[str, Decision | Knowledge | Service]


def visible_names(known: Known) -> dict[str, Mapping[str, str]]:
    """For each the ids of what it requires, by every name of that."""
    return {
        identity: {
            alias: required
            for required in (*one.required, *one.knowledge)
            if required in known
            for alias in known[required].aliases
        }
        for identity, one in known.items()
    }


def broken_links(known: Known, beside: Collection[str]) -> dict[str, DecisionError]:
    """The refusals, by the ids of those that require; `beside` are ids of what else a file holds."""
    found = {}
    for identity, one in known.items():
        sentence = next(_broken(identity, known, beside), None)
        if sentence is not None:
            found[identity] = DecisionError(identity, sentence, line=one.line)
    return found


def _broken(identity: str, known: Known, beside: Collection[str]) -> Iterator[str]:
    one = known[identity]
    for required in one.required:
        if required not in known and required not in beside:
            yield f"Expected the required decision '{required}', but there is none"
    for required in one.knowledge:
        if required not in known and required not in beside:
            yield f"Expected the required knowledge '{required}', but there is none"
    if isinstance(one, Service):
        yield from _broken_service(one, known, beside)
    circle = _circle(identity, known)
    if circle:
        yield f"Expected a chain with an end, but it returns: {' -> '.join(circle)}"


def _broken_service(service: Service, known: Known, beside: Collection[str]) -> Iterator[str]:
    if not service.outputs:
        yield "Expected an output decision of each service, but one has none"
    for one in (*service.outputs, *service.inputs):
        if one not in known and one not in beside:
            yield f"Expected the decision or input '{one}' of the service, but there is none"


def _circle(identity: str, known: Known) -> list[str]:
    """The way from one back to it; empty where there is none. A service leaves the chain: what it decides anew is
    bounded by the depth of calls."""
    ways = [[identity]]
    seen = set()
    while ways:
        way = ways.pop()
        one = known.get(way[-1])
        if one is None or way[-1] in seen:
            continue
        seen.add(way[-1])
        for required in (*one.required, *one.knowledge):
            if required == identity:
                return [*way, required]
            ways.append([*way, required])
    return []
