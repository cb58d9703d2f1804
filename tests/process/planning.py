"""Random procedures of nested blocks, small ones by hypothesis and deep ones by a seed; and a case that plays one."""

from itertools import count
from random import Random

from hypothesis import strategies as st

from engine.process import Run, Waiting
from tests.process.blocks import Block, InTurn, Parallel, Pen, Place, Rounds, Task
from tests.process.cases import FakeHost, again, draw, start
from tests.process.nested import KEYS, Again, Chosen, Each, Inside

JOB = "serviceTask handler=luar.kirim"


def procedures() -> st.SearchStrategy[Inside]:
    leaves = st.one_of(
        st.builds(Task), st.builds(Task, kind=st.just(JOB)), st.builds(Rounds, most=st.integers(1, 3))
    )
    return st.recursive(leaves, _larger, max_leaves=10).map(lambda block: Inside(block=block))


def _larger(block: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    several = st.lists(block, min_size=2, max_size=3)
    return st.one_of(
        st.builds(InTurn, blocks=several),
        st.builds(Parallel, blocks=several),
        st.builds(Chosen, blocks=several, one=st.booleans(), bare=st.booleans()),
        st.builds(Again, block=block),
        st.builds(Each, block=block, at_once=st.booleans()),
        st.builds(
            Inside,
            block=block,
            called=st.booleans(),
            beside=st.none() | st.builds(Task),
            instead=st.none() | block,
        ),
    )


def deep(random: Random, depth: int) -> Block:
    if depth == 0 or random.random() < 0.12:
        return random.choice([Task(), Task(kind=JOB), Rounds(most=random.randint(1, 3))])
    blocks = [deep(random, depth - 1) for _ in range(random.randint(2, 3))]
    block, other = blocks[0], blocks[1]
    beside, instead = random.choice([None, Task()]), random.choice([None, other])
    larger: list[Block] = [
        InTurn(blocks=blocks),
        Parallel(blocks=blocks),
        Chosen(blocks=blocks, one=random.random() < 0.3, bare=random.random() < 0.5),
        Again(block=block),
        Each(block=block, at_once=random.random() < 0.5),
        Inside(block=block, called=random.random() < 0.5, beside=beside, instead=instead),
    ]
    return random.choice(larger)


class Played:
    """The case and the game, moved together."""

    def __init__(self, whole: Inside) -> None:
        self.game = whole
        self.game.name_all(f"n{number}" for number in count(1))
        pen = Pen()
        pen.process("proses", whole.block)
        self.host = FakeHost(record={"anggota": {key: {} for key in KEYS}})
        self.run: Run = start(draw("\n".join(pen.lines), **pen.called), self.host)
        self.game.enter()

    def wake(self) -> None:
        self.game.wake()
        self.host.wait(hours=2)
        self.run.wake()

    def take(self, number: int, outcome: str) -> None:
        places = sorted(self.game.places())
        place = places[number % len(places)]
        self.host.record[place[0]] = {"hasil": outcome}
        self.game.take(place, outcome)
        tokens = self.run.tokens()
        for waiting in tokens.tasks:
            if _place(waiting) == place:
                self.run.complete(waiting.token)
                return
        self.run.finish_job(next(job.token for job in tokens.jobs if _place(job) == place), None)

    def agree(self) -> bool:
        """Whether both wait at the same places, or have both ended; then the case goes to its next transaction."""
        tokens = self.run.tokens()
        waiting = sorted(_place(place) for place in (*tokens.tasks, *tokens.jobs))
        agreed = waiting == sorted(self.game.places()) and self.run.ended == self.game.over
        self.run = again(self.run)
        return agreed


def _place(waiting: Waiting) -> Place:
    return waiting.node, tuple(waiting.item.split("/")) if waiting.item else ()
