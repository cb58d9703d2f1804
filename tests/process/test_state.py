"""What is stored of a case, and what a release does with a state that it cannot take up."""

from random import Random

import orjson
import pytest
from backports import zstd

from engine.errors import StateError
from engine.process import Run
from engine.process.state import FORMAT, LARGE, PLAIN, ZSTD, pack, unpack
from tests.process.cases import FakeHost, again, do, draw, nodes, start
from tests.process.walks import RECORD, Walker, sample

LINE = "mulai: startEvent\na: userTask\nb: userTask\ns: endEvent\nmulai -> a\na -> b\nb -> s"


def test_a_state_is_a_codec_a_format_and_json() -> None:
    state = start(draw(LINE)).dump()

    assert (state[0], state[1]) == (PLAIN, FORMAT)
    assert orjson.loads(state[2:])["process"] == "proses"


def test_a_large_state_is_compressed() -> None:
    document = {"process": "proses", "tasks": ["x" * LARGE]}

    state = pack(document)

    assert state[0] == ZSTD
    assert len(state) < LARGE
    assert unpack(state) == document


def test_a_state_holds_nothing_of_the_record() -> None:
    run = start(draw(LINE), pemohon={"nama": "Yohanes Tefa"})

    do(run, "a", "setuju")

    assert b"Tefa" not in run.dump()
    assert b"setuju" not in run.dump()


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (b"", "Expected the stored state of a case"),
        (b"\x00", "Expected the stored state of a case"),
        (b"\x07\x01{}", "Expected the stored state of a case"),
        (bytes((PLAIN, FORMAT + 1)) + b"{}", "of format 2"),
        (bytes((PLAIN, FORMAT)) + b"{", "damaged"),
        (bytes((ZSTD, FORMAT)) + b"not zstd", "damaged"),
        (bytes((ZSTD, FORMAT)) + zstd.compress(b"{"), "damaged"),
    ],
)
def test_a_state_that_cannot_be_read_gives_a_sentence(state: bytes, sentence: str) -> None:
    with pytest.raises(StateError, match=sentence):
        Run.restore(draw(LINE), state, FakeHost())


def test_a_state_of_another_process_gives_a_sentence() -> None:
    state = start(draw(LINE)).dump()

    with pytest.raises(StateError, match="'lain'"):
        Run.restore(draw(LINE, "lain"), state, FakeHost())


def test_a_state_with_a_node_that_the_version_lacks_gives_a_sentence() -> None:
    state = start(draw(LINE)).dump()

    with pytest.raises(StateError, match="node 'a'"):
        Run.restore(draw("mulai: startEvent\nc: userTask\nmulai -> c"), state, FakeHost())


def test_a_state_within_a_called_process_that_the_version_lacks_gives_a_sentence() -> None:
    state = start(
        draw(
            "mulai: startEvent\nc: callActivity calls=dalam\nmulai -> c",
            dalam="m: startEvent\na: userTask\nm -> a",
        )
    ).dump()

    with pytest.raises(StateError):
        Run.restore(draw("mulai: startEvent\nc: userTask\nmulai -> c"), state, FakeHost())


def test_tokens_that_lost_their_tree_give_a_sentence() -> None:
    document = unpack(start(draw(LINE)).dump())
    document["processes"][0]["tasks"] = document["processes"][0]["tasks"][1:]

    with pytest.raises(StateError, match="hang together"):
        Run.restore(draw(LINE), pack(document), FakeHost())


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("process_id", ["permohonan", "keluarga"])
def test_the_order_of_the_stored_tasks_does_not_matter(process_id: str, seed: int) -> None:
    random = Random(seed)
    walker, shuffled = Walker(process_id, stored=True), Walker(process_id, stored=True)

    for _ in range(25):
        action = random.randrange(1000), random.randrange(1000)
        document = unpack(shuffled.run.dump())
        for process in document["processes"]:
            random.shuffle(process["tasks"])
        shuffled.run = Run.restore(sample(process_id), pack(document), shuffled.host)
        assert shuffled.step(*action) == walker.step(*action)
        assert shuffled.seen() == walker.seen()
        if walker.run.ended:
            break


def test_a_finished_case_keeps_its_start_only() -> None:
    run = start(draw(LINE))
    do(run, "a")
    do(run, "b")

    (process,) = unpack(run.dump())["processes"]

    assert [task[2] for task in process["tasks"]] == ["Start"]


def test_compaction_drops_what_lies_behind_the_tokens() -> None:
    run = start(draw("mulai: startEvent\n" + "\n".join(f"n{i}: userTask" for i in range(20)) + "\nmulai -> n0\n"
                     + "\n".join(f"n{i} -> n{i + 1}" for i in range(19))))  # fmt: skip

    for number in range(19):
        do(run, f"n{number}")
        run = again(run)

    assert nodes(run) == ["n19"]
    assert len(unpack(run.dump())["processes"][0]["tasks"]) <= 4


def test_a_dump_changes_nothing_that_is_seen() -> None:
    run = start(sample("keluarga"), FakeHost(record=dict(RECORD)))
    before = run.tokens()

    first, second = run.dump(), run.dump()

    assert run.tokens() == before
    assert first == second
