"""Rounds of a loop."""

from tests.process.cases import again, do, draw, nodes, start


def test_a_loop_ends_after_its_most_rounds() -> None:
    run = start(draw("mulai: startEvent\na: userTask loop=3\nb: userTask\nmulai -> a\na -> b"))

    for _ in range(3):
        run = again(run)
        do(run, "a")

    assert nodes(again(run)) == ["b"]


def test_a_loop_goes_on_while_its_condition_holds() -> None:
    run = start(
        draw("mulai: startEvent\na: userTask repeat='a.hasil = \"lagi\"'\nb: userTask\nmulai -> a\na -> b")
    )

    for _ in range(5):
        run = again(run)
        do(run, "a", "lagi")
    run = again(run)
    do(run, "a", "cukup")

    assert nodes(again(run)) == ["b"]
