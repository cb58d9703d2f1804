"""An inclusive join waits for what can still come, and for nothing else."""

import pytest

from tests.process.cases import again, do, draw, nodes, start

CHOSEN = """
mulai: startEvent
pilih: userTask
pisah: inclusiveGateway
a: userTask
b: userTask
c: userTask
gabung: inclusiveGateway
akhir: userTask
selesai: endEvent
mulai -> pilih
pilih -> pisah
pisah -> a if contains(pilih.hasil, "a")
pisah -> b if contains(pilih.hasil, "b")
pisah -> c if contains(pilih.hasil, "c")
pisah -> gabung
a -> gabung
b -> gabung
c -> gabung
gabung -> akhir
akhir -> selesai
"""


@pytest.mark.parametrize("chosen", ["", "a", "ab", "ac", "bc", "abc", "cba"])
def test_an_inclusive_join_waits_for_the_chosen_branches_only(chosen: str) -> None:
    run = start(draw(CHOSEN))

    do(run, "pilih", chosen)
    run = again(run)
    for name in chosen:
        assert nodes(run) == sorted(set(chosen[chosen.index(name) :]))
        do(run, name)
        run = again(run)

    assert nodes(run) == ["akhir"]


def test_an_inclusive_join_goes_on_when_the_branch_it_waited_for_ends_elsewhere() -> None:
    run = start(
        draw("""
        mulai: startEvent
        pisah: inclusiveGateway
        a: userTask
        b: userTask
        lanjut: exclusiveGateway
        gabung: inclusiveGateway
        akhir: userTask
        berhenti: endEvent
        selesai: endEvent
        mulai -> pisah
        pisah -> a if true
        pisah -> b if true
        a -> gabung
        b -> lanjut
        lanjut -> berhenti if b.hasil = "tolak"
        lanjut -> gabung
        gabung -> akhir
        akhir -> selesai
        """)
    )

    do(run, "a")
    run = again(run)
    assert nodes(run) == ["b"]
    do(run, "b", "tolak")

    assert nodes(run) == ["akhir"]


def test_an_inclusive_join_waits_for_a_branch_that_begins_in_the_same_step() -> None:
    run = start(
        draw("""
        mulai: startEvent
        pisah: parallelGateway
        a: userTask
        gabung: inclusiveGateway
        akhir: userTask
        mulai -> pisah
        pisah -> gabung
        pisah -> a
        a -> gabung
        gabung -> akhir
        """)
    )
    assert nodes(again(run)) == ["a"]

    do(run, "a")

    assert nodes(again(run)) == ["akhir"]
