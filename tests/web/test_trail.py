"""Which flows of the diagram a case took."""

from dataclasses import replace

from engine.process import Flow, Node
from web.trail import Trail


def node(id_: str, kind: str = "userTask", lane: str = "Verifikator") -> Node:
    return Node(
        id=id_,
        name=id_,
        kind=kind,
        lane=lane,
        process="uji",
        path="uji.bpmn",
        properties={},
        handler=None,
        line=1,
    )


def flow(source: str, target: str) -> Flow:
    return Flow(f"{source}-{target}", source, target, "uji", "", None, False, 1)


NODES = [
    node("mulai", "startEvent"), node("periksa"), node("sesuai", "exclusiveGateway"), node("tanda_tangan"),
    node("lengkapi", lane="Meja penerima"), node("cabang", "parallelGateway"), node("kabar"), node("serah"),
    node("cara_masuk", "exclusiveGateway", "Meja penerima"),
]  # fmt: skip
FLOWS = [
    flow("mulai", "periksa"), flow("periksa", "sesuai"), flow("sesuai", "tanda_tangan"), flow("sesuai", "lengkapi"),
    flow("lengkapi", "periksa"), flow("tanda_tangan", "cabang"), flow("cabang", "kabar"), flow("cabang", "serah"),
    flow("mulai", "cara_masuk"), flow("cara_masuk", "lengkapi"),
]  # fmt: skip


def trail(*passed: str, now: str = "") -> Trail:
    return Trail({each.id: each for each in NODES}, FLOWS, passed, frozenset({now} - {""}))


def taken(of: Trail) -> set[str]:
    return {each.id for each in FLOWS if of.taken(each)}


def test_takes_only_the_way_that_came_next() -> None:
    way = trail("mulai", "periksa", "sesuai", now="tanda_tangan")

    assert taken(way) == {"mulai-periksa", "periksa-sesuai", "sesuai-tanda_tangan"}


def test_takes_both_ways_of_a_case_that_came_back() -> None:
    way = trail("mulai", "periksa", "sesuai", "lengkapi", "periksa", "sesuai", now="tanda_tangan")

    assert taken(way) >= {"sesuai-tanda_tangan", "sesuai-lengkapi", "lengkapi-periksa"}


def test_does_not_take_a_way_of_which_only_the_end_was_reached_otherwise() -> None:
    way = trail("mulai", "periksa", "sesuai", "tanda_tangan", "lengkapi")

    assert "sesuai-lengkapi" not in taken(way)


def test_takes_every_way_of_a_fork() -> None:
    way = trail("tanda_tangan", "cabang", "kabar", now="serah")

    assert taken(way) >= {"cabang-kabar", "cabang-serah"}


def test_tells_what_led_back() -> None:
    way = trail("mulai", "periksa", "sesuai", "lengkapi", "periksa", "sesuai", now="tanda_tangan")

    assert {each.id for each in FLOWS if way.taken(each) and way.led_back(each)} == {
        "sesuai-lengkapi",
        "lengkapi-periksa",
    }


def test_a_case_that_begins_at_the_desk_was_not_led_back_there() -> None:
    way = trail("mulai", "cara_masuk", now="lengkapi")

    assert taken(way) == {"mulai-cara_masuk", "cara_masuk-lengkapi"}
    assert not any(way.led_back(each) for each in FLOWS if way.taken(each))


def test_takes_every_way_of_a_task_that_was_reached_where_several_may_be_taken() -> None:
    """Conditions behind a task send the case along each way where they hold."""
    nodes = [node("a"), node("b"), node("c"), node("d")]
    ways = [flow("a", "b"), flow("a", "c"), replace(flow("a", "d"), default=True)]

    way = Trail({each.id: each for each in nodes}, ways, ["a", "b"], frozenset({"c"}))

    assert {each.id for each in ways if way.taken(each)} == {"a-b", "a-c"}
