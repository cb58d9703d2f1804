"""What a parallel gateway parts, a parallel gateway joins.

A join fed by its own output would wait for ever. Branches that were started together and end at an exclusive gateway
run the rest of the process once each: two registrations for one birth."""

from collections.abc import Iterator

from engine.lint.model import Diagram, Model
from engine.lint.problem import Problem

OWN_OUTPUT, NOT_JOINED = "E180", "W181"


def check(model: Model) -> Iterator[Problem]:
    for diagram in model.diagrams:
        after: dict[str, list[str]] = {}
        before: dict[str, list[str]] = {}
        for flow in diagram.flows:
            after.setdefault(flow.source, []).append(flow.target)
            before.setdefault(flow.target, []).append(flow.source)
        yield from _own_output(diagram, after, before)
        yield from _not_joined(diagram, after, before)


def _own_output(
    diagram: Diagram, after: dict[str, list[str]], before: dict[str, list[str]]
) -> Iterator[Problem]:
    """A join one of whose inputs can only come through the join itself."""
    starts = [node.id for node in diagram.nodes if node.kind == "startEvent"]
    for node in diagram.nodes:
        if node.kind != "parallelGateway" or len(before.get(node.id, ())) < 2:
            continue
        reached = _reached(after, starts, node.id)
        fed = [source for source in before[node.id] if source not in reached]
        if fed and len(fed) < len(before[node.id]):
            sentence = (
                f"Expected every way into join '{node.id}' to come before it, but '{fed[0]}' lies behind it"
            )
            yield diagram.problem(OWN_OUTPUT, sentence, node)


def _not_joined(
    diagram: Diagram, after: dict[str, list[str]], before: dict[str, list[str]]
) -> Iterator[Problem]:
    joins = {node.id for node in diagram.nodes if node.kind in ("parallelGateway", "inclusiveGateway")}
    for node in diagram.nodes:
        branches = after.get(node.id, ())
        if node.kind != "parallelGateway" or len(branches) < 2:
            continue
        joined = [
            {
                join
                for join in _reached(after, [branch], node.id)
                if join in joins and len(before.get(join, ())) > 1
            }
            for branch in branches
        ]
        if not set.intersection(*joined):
            yield diagram.problem(
                NOT_JOINED, f"Expected the branches of '{node.id}' to be joined, but no gateway does", node
            )


def _reached(after: dict[str, list[str]], starts: list[str], wall: str) -> set[str]:
    """What can be reached without passing `wall`."""
    found: set[str] = set()
    waiting = [start for start in starts if start != wall]
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting += [target for target in after.get(node, ()) if target != wall]
    return found
