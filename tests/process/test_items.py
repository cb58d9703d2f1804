"""Work for each item of a collection, and rounds of a loop: only keys are stored, results land below them."""

import pytest

from engine.errors import ProcedureError
from engine.process.keys import keyed
from tests.process.cases import again, do, draw, finish, nodes, start, token

FAMILY = {"a": {"nama": "Rosa", "umur": 41}, "b": {"nama": "Dian", "umur": 9}}
EACH = """
mulai: startEvent
catat: userTask {how}=anggota item=orang
lanjut: userTask
ulang: exclusiveGateway
masuk: exclusiveGateway
selesai: endEvent
mulai -> masuk
masuk -> catat
catat -> lanjut
lanjut -> ulang
ulang -> masuk if lanjut.hasil = "kembalikan"
ulang -> selesai
"""


def test_items_at_once_are_done_in_any_order() -> None:
    run = again(start(draw(EACH.format(how="parallel")), anggota=FAMILY))
    assert nodes(run) == ["catat/a", "catat/b"]

    do(run, "catat/b")
    run = again(run)
    assert nodes(run) == ["catat/a"]
    do(run, "catat/a")

    assert nodes(again(run)) == ["lanjut"]


def test_items_in_turn_are_done_one_after_another() -> None:
    run = again(start(draw(EACH.format(how="sequential")), anggota=FAMILY))

    for key in ("a", "b"):
        assert nodes(run) == [f"catat/{key}"]
        do(run, f"catat/{key}")
        run = again(run)

    assert nodes(run) == ["lanjut"]


@pytest.mark.parametrize("how", ["parallel", "sequential"])
def test_a_second_pass_begins_with_the_items_of_that_time(how: str) -> None:
    run = again(start(draw(EACH.format(how=how)), anggota={"a": {}}))
    do(run, "catat/a")
    run.host.record["anggota"] = {"c": {}}

    do(run, "lanjut", "kembalikan")

    assert nodes(again(run)) == ["catat/c"]


@pytest.mark.parametrize("how", ["parallel", "sequential"])
@pytest.mark.parametrize("nobody", [{}, []], ids=["no keys", "no items"])
def test_no_items_are_passed_at_once(how: str, nobody: object) -> None:
    assert nodes(start(draw(EACH.format(how=how)), anggota=nobody)) == ["lanjut"]


@pytest.mark.parametrize("nothing", [None, "a", 5.5, -1, True])
def test_what_is_no_collection_is_refused(nothing: object) -> None:
    with pytest.raises(ProcedureError) as refused:
        start(draw(EACH.format(how="parallel")), anggota=nothing)

    assert refused.value.node == "catat"


def test_too_many_items_are_refused() -> None:
    with pytest.raises(ProcedureError, match="at most 50"):
        start(draw(EACH.format(how="parallel")), anggota=[{} for _ in range(51)])


def test_two_items_of_one_id_are_refused() -> None:
    with pytest.raises(ProcedureError, match="ids of their own"):
        start(draw(EACH.format(how="parallel")), anggota=[{"id": "x"}, {"id": "x"}])


@pytest.mark.parametrize(
    ("collection", "keys"),
    [
        ({"a": 1, "b": 2}, ["a", "b"]),
        ([{"id": "x9"}, {"kode": 7}], ["x9", "7"]),
        ([{"nama": "Rosa"}, "5371031203919001"], ["1", "2"]),
        (3, ["1", "2", "3"]),
        (0, []),
    ],
)
def test_keys_are_stable_and_no_personal_value(collection: object, keys: list[str]) -> None:
    assert list(keyed(collection)) == keys


def test_an_item_is_kept_apart_when_the_list_shrinks() -> None:
    run = again(start(draw(EACH.format(how="parallel")), anggota=[{"id": "x"}, {"id": "y"}]))

    run.host.record["anggota"] = [{"id": "y"}]
    do(again(run), "catat/x")
    run = again(run)
    do(run, "catat/x")

    assert nodes(again(run)) == ["catat/y"]


def test_conditions_and_parameters_see_the_item() -> None:
    run = again(
        start(
            draw("""
            mulai: startEvent
            tiap: subProcess parallel=anggota item=orang {
                m: startEvent
                g: exclusiveGateway
                k: serviceTask handler=luar.ktp result=ktp param.nama=orang.nama
                e: endEvent
                m -> g
                g -> k if orang.umur >= 17
                g -> e
                k -> e
            }
            akhir: userTask
            mulai -> tiap
            tiap -> akhir
            """),
            anggota=FAMILY,
        )
    )
    assert nodes(run) == ["k/a"]
    assert run.job_parameters(token(run, "k/a")) == {"nama": "Rosa"}

    finish(run, "k/a", {"nomor": 9001})

    assert nodes(again(run)) == ["akhir"]
    assert run.host.record["ktp"] == {"a": {"nomor": 9001}}


def test_a_called_process_sees_the_item_it_is_called_for() -> None:
    run = again(
        start(
            draw(
                "mulai: startEvent\npanggil: callActivity parallel=anggota item=orang calls=surat\nmulai -> panggil",
                surat="m: startEvent\nk: serviceTask handler=luar.tulis param.untuk=orang.nama\nm -> k",
            ),
            anggota=FAMILY,
        )
    )

    assert [run.job_parameters(job.token) for job in run.tokens().jobs] == [
        {"untuk": "Rosa"},
        {"untuk": "Dian"},
    ]


def test_items_within_items_are_named_by_both_keys() -> None:
    run = again(
        start(
            draw("""
            mulai: startEvent
            rumah: subProcess parallel=keluarga item=kk {
                m: startEvent
                catat: userTask parallel=kk.anggota item=orang
                e: endEvent
                m -> catat
                catat -> e
            }
            akhir: userTask
            mulai -> rumah
            rumah -> akhir
            """),
            keluarga={"x": {"anggota": {"a": {}, "b": {}}}, "y": {"anggota": {"c": {}}}},
        )
    )
    assert nodes(run) == ["catat/x/a", "catat/x/b", "catat/y/c"]

    for place in nodes(run):
        do(run, place)
        run = again(run)

    assert nodes(run) == ["akhir"]


def test_nothing_of_an_item_is_left_after_it() -> None:
    run = again(start(draw(EACH.format(how="parallel")), anggota=FAMILY))
    do(run, "catat/a")
    do(run, "catat/b")

    assert run.tokens().tasks[0].item is None
    assert b"orang" not in run.dump()


@pytest.mark.parametrize("how", ["parallel", "sequential"])
def test_a_condition_may_end_the_items_early(how: str) -> None:
    text = EACH.replace("item=orang", "item=orang stop='catat.hasil = \"cukup\"'")
    run = again(start(draw(text.format(how=how)), anggota={"a": {}, "b": {}, "c": {}}))

    do(run, "catat/a", "belum")
    run = again(run)
    do(run, "catat/b", "cukup")

    assert nodes(again(run)) == ["lanjut"]


def test_a_number_counts_the_items() -> None:
    run = again(
        start(draw(EACH.format(how="cardinality").replace("=anggota item=orang", "=banyak")), banyak=3)
    )

    assert nodes(run) == ["catat/1", "catat/2", "catat/3"]


def test_a_timer_takes_all_items_and_what_is_within_them_away() -> None:
    run = again(
        start(
            draw(
                """
                mulai: startEvent
                panggil: callActivity parallel=anggota item=orang calls=surat
                batas: boundaryEvent on=panggil timer=P1D
                lanjut: userTask
                terlambat: userTask
                mulai -> panggil
                panggil -> lanjut
                batas -> terlambat
                """,
                surat="m: startEvent\na: userTask\nt: boundaryEvent on=a timer=P9D\nb: userTask\ne: endEvent\n"
                "m -> a\nt -> b\na -> e\nb -> e",
            ),
            anggota=FAMILY,
        )
    )
    assert len(run.tokens().timers) == 3

    run.host.wait(days=1)
    run.wake()

    run = again(run)
    assert nodes(run) == ["terlambat"]
    assert not run.tokens().timers


def test_a_job_of_one_item_is_finished_apart() -> None:
    run = again(
        start(
            draw("""
            mulai: startEvent
            kirim: serviceTask handler=luar.kirim result=kirim parallel=anggota item=orang
            lanjut: userTask
            mulai -> kirim
            kirim -> lanjut
            """),
            anggota=FAMILY,
        )
    )

    finish(run, "kirim/b", {"n": 2})
    run = again(run)
    assert nodes(run) == ["kirim/a"]
    finish(run, "kirim/a", {"n": 1})

    assert nodes(again(run)) == ["lanjut"]
    assert run.host.record["kirim"] == {"b": {"n": 2}, "a": {"n": 1}}


def test_two_items_of_one_parallel_block_do_not_disturb_each_other() -> None:
    run = start(
        draw("""
        mulai: startEvent
        tiap: subProcess parallel=anggota item=orang {
            m: startEvent
            p: parallelGateway
            x: userTask
            y: userTask
            j: parallelGateway
            z: userTask
            e: endEvent
            m -> p
            p -> x
            p -> y
            x -> j
            y -> j
            j -> z
            z -> e
        }
        akhir: userTask
        mulai -> tiap
        tiap -> akhir
        """),
        anggota=FAMILY,
    )

    for place in ("x/a", "y/b"):
        do(run, place)
        run = again(run)
    assert nodes(run) == ["x/b", "y/a"]
    do(run, "x/b")

    assert nodes(again(run)) == ["y/a", "z/b"]


@pytest.mark.parametrize("before", [None, 7, "kosong"])
def test_results_of_items_take_the_place_of_another_result_of_that_name(before: object) -> None:
    job = "k: serviceTask handler=luar.x result=hasil parallel=anggota item=o"
    run = again(
        start(draw(f"m: startEvent\n{job}\nz: userTask\nm -> k\nk -> z"), anggota=FAMILY, hasil=before)
    )

    finish(run, "k/a", {"ke": 1})
    finish(run, "k/b", {"ke": 2})

    assert run.host.record["hasil"] == {"a": {"ke": 1}, "b": {"ke": 2}}
