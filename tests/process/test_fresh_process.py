"""Another process takes a case up from its bytes and the diagrams alone: what the library wires only while it runs, or
only in its own serializer, is not there."""

import base64
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.process.cases import draw, start
from tests.process.walks import Walker

ROOT = Path(__file__).parents[2]


class Elsewhere:
    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.process.elsewhere"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def step(self, request: dict[str, Any]) -> dict[str, Any]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer

    def close(self) -> None:
        self.process.communicate()


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Elsewhere]:
    started = Elsewhere()
    yield started
    started.close()


def plain(value: Any) -> Any:
    return json.loads(json.dumps(value))


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("process_id", ["permohonan", "keluarga", "pilihan"])
def test_every_step_of_a_walk_goes_the_same_in_another_process(
    elsewhere: Elsewhere, process_id: str, seed: int
) -> None:
    random = Random(seed)
    here = Walker(process_id, stored=False)
    state, record, now = here.run.dump(), plain(here.host.record), here.host.now.isoformat()

    for _ in range(40):
        action = random.randrange(1000), random.randrange(1000)
        answer = elsewhere.step(
            {
                "process": process_id,
                "state": base64.b64encode(state).decode(),
                "record": record,
                "now": now,
                "action": action,
            }
        )
        assert answer["refused"] == here.step(*action)
        assert answer["seen"] == plain(here.seen())
        if here.run.ended or answer["refused"]:
            break
        state, record, now = base64.b64decode(answer["state"]), answer["seen"]["record"], answer["now"]
    assert datetime.fromisoformat(now) >= here.host.now


CASE = """
import base64, json, sys
from tests.process.cases import FakeHost, do, draw, finish, nodes
from engine.process import Run

text, record, state, steps = json.load(sys.stdin)
run = Run.restore(draw(text), base64.b64decode(state), FakeHost(record=record))
for name in steps:
    if name == "wake":
        run.host.wait(days=30)
        run.wake()
    else:
        (finish if name.startswith("k") else do)(run, name)
print(nodes(run))
"""
END = "akhir: userTask\n"
FRESH = {
    "items at once": (
        f"m: startEvent\na: userTask parallel=orang item=o\n{END}m -> a\na -> akhir", ["a/1", "a/2"]
    ),
    "items in turn": (
        f"m: startEvent\na: userTask sequential=orang item=o\n{END}m -> a\na -> akhir", ["a/1", "a/2"]
    ),
    "a loop": (f"m: startEvent\na: userTask loop=2\n{END}m -> a\na -> akhir", ["a", "a"]),
    "jobs of items": (
        f"m: startEvent\nk: serviceTask handler=luar.x parallel=orang item=o\n{END}m -> k\nk -> akhir", ["k/2", "k/1"]
    ),
    "a sub-process": (
        f"m: startEvent\ns: subProcess {{\nn: startEvent\na: userTask\ne: endEvent\nn -> a\na -> e\n}}\n{END}"
        "m -> s\ns -> akhir", ["a"]
    ),
    "a join": (
        f"m: startEvent\np: parallelGateway\na: userTask\nb: userTask\nj: parallelGateway\n{END}m -> p\np -> a\n"
        "p -> b\na -> j\nb -> j\nj -> akhir", ["a", "b"]
    ),
    "a timer": (
        f"m: startEvent\na: userTask\nt: boundaryEvent on=a timer=PT1H\n{END}m -> a\nt -> akhir", ["wake"]
    ),
    "an event gateway": (
        "m: startEvent\ng: eventBasedGateway\nt: intermediateCatchEvent timer=P1D\n"
        f"u: intermediateCatchEvent timer=P2D\nb: userTask\n{END}m -> g\ng -> u\ng -> t\nt -> akhir\nu -> b", ["wake"]
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "steps"), FRESH.values(), ids=FRESH.keys())
def test_an_interpreter_that_has_run_nothing_finishes_what_waits(text: str, steps: list[str]) -> None:
    record = {"orang": [{}, {}]}
    state = base64.b64encode(start(draw(text), **record).dump()).decode()

    done = subprocess.run(
        [sys.executable, "-c", CASE], cwd=ROOT, input=json.dumps((text, record, state, steps)), text=True,
        capture_output=True, check=False,
    )  # fmt: skip

    assert done.stdout.strip() == "['akhir']", done.stderr
