"""Both orders of every join over two passes: what arrived in the first pass must not count in the second."""

from itertools import product

import pytest

from tests.process.cases import again, do, draw, nodes, start

BLOCK = """
mulai: startEvent
pisah: {kind}
kiri: userTask
kanan: userTask
gabung: {join}
periksa: userTask
hasil: exclusiveGateway
masuk: exclusiveGateway
selesai: endEvent
mulai -> masuk
masuk -> pisah
pisah -> kiri {condition}
pisah -> kanan {condition}
kiri -> gabung
kanan -> gabung
gabung -> periksa
periksa -> hasil
hasil -> masuk if periksa.hasil = "kembalikan"
hasil -> selesai
"""
SPLITS = {"parallelGateway": "", "inclusiveGateway": "if true"}
ORDERS = list(product((("kiri", "kanan"), ("kanan", "kiri")), repeat=2))


@pytest.mark.parametrize("join", SPLITS)
@pytest.mark.parametrize("split", SPLITS)
@pytest.mark.parametrize("orders", ORDERS, ids=str)
def test_a_join_waits_for_both_branches_in_each_of_two_passes(
    split: str, join: str, orders: tuple[tuple[str, str], ...]
) -> None:
    run = start(draw(BLOCK.format(kind=split, condition=SPLITS[split], join=join)))

    for first, second in orders:
        assert nodes(run) == ["kanan", "kiri"]
        do(run, first)
        run = again(run)
        assert nodes(run) == [second]
        do(run, second)
        run = again(run)
        assert nodes(run) == ["periksa"]
        do(run, "periksa", "kembalikan")
        run = again(run)

    assert nodes(run) == ["kanan", "kiri"]


WITHIN = """
mulai: startEvent
masuk: exclusiveGateway
dalam: subProcess {
    awal: startEvent
    pisah: parallelGateway
    kiri: userTask
    kanan: userTask
    gabung: parallelGateway
    akhir: endEvent
    awal -> pisah
    pisah -> kiri
    pisah -> kanan
    kiri -> gabung
    kanan -> gabung
    gabung -> akhir
}
periksa: userTask
hasil: exclusiveGateway
selesai: endEvent
mulai -> masuk
masuk -> dalam
dalam -> periksa
periksa -> hasil
hasil -> masuk if periksa.hasil = "kembalikan"
hasil -> selesai
"""


@pytest.mark.parametrize("orders", ORDERS, ids=str)
def test_a_join_in_a_sub_process_waits_in_each_pass(orders: tuple[tuple[str, str], ...]) -> None:
    run = start(draw(WITHIN))

    for first, second in orders:
        do(run, first)
        run = again(run)
        assert nodes(run) == [second]
        do(run, second)
        run = again(run)
        do(run, "periksa", "kembalikan")
        run = again(run)

    assert nodes(run) == ["kanan", "kiri"]


RETURNED_WITHIN = """
mulai: startEvent
pisah: parallelGateway
rekam: userTask
teliti: userTask
hasil: exclusiveGateway
ulang: exclusiveGateway
cek: userTask
gabung: {join}
paraf: userTask
selesai: endEvent
mulai -> pisah
pisah -> ulang
ulang -> rekam
rekam -> teliti
teliti -> hasil
hasil -> ulang if teliti.hasil = "kembalikan"
hasil -> gabung
pisah -> cek
cek -> gabung
gabung -> paraf
paraf -> selesai
"""


@pytest.mark.parametrize("join", SPLITS)
def test_a_branch_that_is_sent_back_is_waited_for(join: str) -> None:
    run = start(draw(RETURNED_WITHIN.format(join=join)))

    do(run, "cek")
    for _ in range(3):
        run = again(run)
        do(run, "rekam")
        do(run, "teliti", "kembalikan")
    run = again(run)

    assert nodes(run) == ["rekam"]
    do(run, "rekam")
    do(run, "teliti", "setuju")
    assert nodes(run) == ["paraf"]


def test_a_parallel_join_keeps_what_arrives_too_often_for_the_next_time() -> None:
    run = start(
        draw("""
        mulai: startEvent
        pisah: parallelGateway
        a: userTask
        b: userTask
        c: userTask
        satu: exclusiveGateway
        gabung: parallelGateway
        akhir: userTask
        kembali: exclusiveGateway
        selesai: endEvent
        mulai -> pisah
        pisah -> a
        pisah -> b
        pisah -> c
        a -> satu
        b -> satu
        satu -> gabung
        c -> gabung
        gabung -> akhir
        akhir -> kembali
        kembali -> c if akhir.hasil = "kembalikan"
        kembali -> selesai
        """)
    )

    for name in ("a", "b", "c"):
        do(run, name)
        run = again(run)
    do(run, "akhir", "kembalikan")
    run = again(run)
    do(run, "c")

    assert nodes(run) == ["akhir"]


def test_two_joins_of_one_block_are_not_mixed_up() -> None:
    run = start(
        draw("""
        mulai: startEvent
        luar: parallelGateway
        dalam: inclusiveGateway
        a: userTask
        b: userTask
        c: userTask
        gabung_dalam: inclusiveGateway
        gabung_luar: parallelGateway
        akhir: userTask
        selesai: endEvent
        mulai -> luar
        luar -> dalam
        luar -> c
        dalam -> a if true
        dalam -> b if true
        a -> gabung_dalam
        b -> gabung_dalam
        gabung_dalam -> gabung_luar
        c -> gabung_luar
        gabung_luar -> akhir
        akhir -> selesai
        """)
    )

    for name in ("a", "c"):
        do(run, name)
        run = again(run)
    assert nodes(run) == ["b"]
    do(run, "b")

    assert nodes(run) == ["akhir"]
