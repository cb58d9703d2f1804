"""Reaching, circles and what every way passes, against the plainest way to tell."""

import time
from random import Random

import pytest

from engine.lint.graphs import Graph


def drawn(random: Random) -> Graph:
    nodes = [f"n{at}" for at in range(random.randint(1, 9))]
    edges = [(random.choice(nodes), random.choice(nodes)) for _ in range(random.randint(0, 16))]
    return Graph.of(nodes, edges)


def below(graph: Graph, node: str) -> set[str]:
    return graph.reached(graph.after[node])


@pytest.mark.parametrize("seed", range(40))
def test_tells_what_every_way_passes(seed: int, effort: int) -> None:
    random = Random(seed)
    for _ in range(5 * effort):
        graph = drawn(random)
        starts = random.sample(list(graph.after), min(2, len(graph.after)))
        passing = graph.passing(starts)
        reached = graph.reached(starts)

        for gate in graph.after:
            past = graph.without([gate]).reached(start for start in starts if start != gate)
            expected = {node for node in reached if gate in reached and node not in past}
            assert {node for node in graph.after if passing.through(gate, node)} == expected


@pytest.mark.parametrize("seed", range(40))
def test_finds_the_circles(seed: int, effort: int) -> None:
    random = Random(seed)
    for _ in range(5 * effort):
        graph = drawn(random)
        expected = {
            frozenset(other for other in below(graph, node) if node in below(graph, other))
            for node in graph.after
            if node in below(graph, node)
        }

        assert {frozenset(circle) for circle in graph.circles()} == expected


def test_leaves_out_edges_to_nowhere() -> None:
    graph = Graph.of(["a", "b", ""], [("a", "b"), ("a", "c"), ("", "b")])

    assert graph.after == {"a": ["b"], "b": []}


@pytest.mark.parametrize(
    "edges",
    [
        [(at, at + 1) for at in range(9999)],
        [(at, at + 1) for at in range(9999)] + [(at + 1, at) for at in range(9999)] + [(0, 9999)],
        [(at, to) for at in range(9990) for to in (at + 1, at + 7, max(0, at - 5))],
        [(0, at) for at in range(1, 9999)] + [(at, 9999) for at in range(1, 9999)],
    ],
    ids=["line", "both ways", "ladder", "star"],
)
def test_is_quick_on_ten_thousand_nodes(edges: list[tuple[int, int]]) -> None:
    graph = Graph.of(map(str, range(10_000)), [(str(one), str(other)) for one, other in edges])

    before = time.process_time()
    graph.circles()
    graph.passing(["0"])

    assert time.process_time() - before < 1
