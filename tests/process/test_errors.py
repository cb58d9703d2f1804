"""An error reaches the boundary it is meant for: its own activity's, or that of the nearest caller."""

import pytest

from engine.errors import ProcedureError
from tests.process.cases import again, do, draw, finish, nodes, start, token

TWO = """
mulai: startEvent
pisah: parallelGateway
satu: serviceTask handler=luar.kirim
gagal_satu: boundaryEvent on=satu error=TIDAK_ADA
dua: serviceTask handler=luar.kirim
gagal_dua: boundaryEvent on=dua error=TIDAK_ADA
manual_satu: userTask
manual_dua: userTask
gabung_satu: exclusiveGateway
gabung_dua: exclusiveGateway
gabung: parallelGateway
akhir: userTask
mulai -> pisah
pisah -> satu
pisah -> dua
gagal_satu -> manual_satu
gagal_dua -> manual_dua
manual_satu -> gabung_satu
satu -> gabung_satu
manual_dua -> gabung_dua
dua -> gabung_dua
gabung_satu -> gabung
gabung_dua -> gabung
gabung -> akhir
"""


def test_an_error_leaves_the_other_service_of_the_same_code_alone() -> None:
    run = again(start(draw(TWO)))

    assert run.fail_job(token(run, "satu"), "TIDAK_ADA")

    run = again(run)
    assert nodes(run) == ["dua", "manual_satu"]
    do(run, "manual_satu")
    finish(run, "dua")
    assert nodes(run) == ["akhir"]


def test_an_error_that_nobody_catches_moves_nothing() -> None:
    run = again(start(draw(TWO)))
    before = run.tokens()

    assert not run.fail_job(token(run, "satu"), "LAIN")

    assert run.tokens() == before
    assert again(run).tokens() == before


@pytest.mark.parametrize(("code", "caught"), [("A", "khusus"), ("B", "umum")])
def test_a_boundary_of_the_code_goes_before_one_without(code: str, caught: str) -> None:
    run = again(
        start(
            draw("""
            mulai: startEvent
            k: serviceTask handler=luar.kirim
            semua: boundaryEvent on=k error=""
            satu: boundaryEvent on=k error=A
            umum: userTask
            khusus: userTask
            mulai -> k
            semua -> umum
            satu -> khusus
            """)
        )
    )

    assert run.fail_job(token(run, "k"), code)

    assert nodes(again(run)) == [caught]


NESTED = """
mulai: startEvent
luar: callActivity calls=tengah
gagal: boundaryEvent on=luar error=X
tolong: userTask
lanjut: userTask
mulai -> luar
luar -> lanjut
gagal -> tolong
"""
MIDDLE = """
awal: startEvent
dalam: subProcess {
    m: startEvent
    p: parallelGateway
    k: serviceTask handler=luar.kirim
    u: userTask
    t: boundaryEvent on=u timer=PT1H cancel=false
    teguran: userTask
    m -> p
    p -> k
    p -> u
    t -> teguran
}
awal -> dalam
"""


def test_an_error_climbs_to_the_caller_and_takes_everything_within_away() -> None:
    run = again(start(draw(NESTED, tengah=MIDDLE.replace("}", "e: endEvent\nk -> e\nu -> e\n}"))))
    assert nodes(run) == ["k", "u"]

    assert run.fail_job(token(run, "k"), "X")

    run = again(run)
    assert nodes(run) == ["tolong"]
    assert not run.tokens().timers


TWINS = """
mulai: startEvent
p: parallelGateway
satu: subProcess {
    m1: startEvent
    a: userTask
    g1: exclusiveGateway
    salah: endEvent error=X
    e1: endEvent
    m1 -> a
    a -> g1
    g1 -> salah if a.hasil = "tolak"
    g1 -> e1
}
dua: subProcess {
    m2: startEvent
    b: userTask
    e2: endEvent
    m2 -> b
    b -> e2
}
gagal_satu: boundaryEvent on=satu error=X
gagal_dua: boundaryEvent on=dua error=X
c: userTask
d: userTask
x: userTask
y: userTask
mulai -> p
p -> satu
p -> dua
satu -> x
dua -> y
gagal_satu -> c
gagal_dua -> d
"""


def test_an_error_end_reaches_the_boundary_of_its_own_caller_only() -> None:
    run = again(start(draw(TWINS)))

    do(run, "a", "tolak")

    assert nodes(again(run)) == ["b", "c"]


def test_an_error_end_that_only_a_siblings_boundary_would_catch_is_refused() -> None:
    run = start(
        draw("""
        mulai: startEvent
        p: parallelGateway
        satu: subProcess {
            m1: startEvent
            a: userTask
            salah: endEvent error=X
            m1 -> a
            a -> salah
        }
        dua: subProcess {
            m2: startEvent
            b: userTask
            e2: endEvent
            m2 -> b
            b -> e2
        }
        gagal_dua: boundaryEvent on=dua error=X
        d: userTask
        mulai -> p
        p -> satu
        p -> dua
        gagal_dua -> d
        """)
    )

    with pytest.raises(ProcedureError) as refused:
        do(run, "a")

    assert refused.value.node == "salah"


def test_an_error_end_stops_the_other_branches_of_its_sub_process() -> None:
    run = again(
        start(
            draw("""
            mulai: startEvent
            s: subProcess {
                m: startEvent
                p: parallelGateway
                a: userTask
                b: userTask
                salah: endEvent error=X
                e: endEvent
                m -> p
                p -> a
                p -> b
                a -> salah
                b -> e
            }
            gagal: boundaryEvent on=s error=X
            c: userTask
            d: userTask
            mulai -> s
            s -> d
            gagal -> c
            """)
        )
    )

    do(run, "a")

    assert nodes(again(run)) == ["c"]


def test_an_error_of_one_item_reaches_the_boundary_of_all() -> None:
    run = again(
        start(
            draw("""
            mulai: startEvent
            kirim: serviceTask handler=luar.kirim parallel=anggota item=orang
            gagal: boundaryEvent on=kirim error=X
            tolong: userTask
            lanjut: userTask
            mulai -> kirim
            kirim -> lanjut
            gagal -> tolong
            """),
            anggota={"a": {}, "b": {}},
        )
    )

    assert run.fail_job(token(run, "kirim/b"), "X")

    assert nodes(again(run)) == ["tolong"]
