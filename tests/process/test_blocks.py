"""Random procedures of nested blocks do what the token game of `blocks` says, restored before every step."""

from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.process.blocks import Block, InTurn, Parallel, Pen, Rounds, Task
from tests.process.cases import FakeHost, again, draw, start
from tests.process.nested import Again, Chosen, Each, Inside

OUTCOMES = ("", "a", "b", "ab", "abc", "r", "ar")
JOB = "serviceTask handler=luar.kirim"


def leaves() -> st.SearchStrategy[Block]:
    return st.one_of(
        st.builds(Task), st.builds(Task, kind=st.just(JOB)), st.builds(Rounds, most=st.integers(1, 3))
    )


def larger(block: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    several = st.lists(block, min_size=2, max_size=3)
    return st.one_of(
        st.builds(InTurn, blocks=several),
        st.builds(Parallel, blocks=several),
        st.builds(Chosen, blocks=several, one=st.booleans()),
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


def procedures() -> st.SearchStrategy[Block]:
    return st.recursive(leaves(), larger, max_leaves=14).map(lambda block: Inside(block=block))


def plan(whole: Inside) -> tuple[str, dict[str, str]]:
    whole.name_all(f"n{number}" for number in count(1))
    pen = Pen()
    pen.process("proses", whole.block)
    return "\n".join(pen.lines), pen.called


@settings(max_examples=4000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    whole=procedures(), moves=st.lists(st.tuples(st.integers(0, 50), st.sampled_from(OUTCOMES)), max_size=40)
)
def test_a_case_moves_as_the_token_game_says(whole: Inside, moves: list[tuple[int, str]]) -> None:
    text, called = plan(whole)
    host = FakeHost(record={"anggota": {"a": {}, "b": {}}})
    run = start(draw(text, **called), host)
    whole.enter()

    for number, outcome in moves:
        places = sorted(whole.places())
        if number % 5 == 4 or not places:
            whole.wake()
            host.wait(hours=2)
            run.wake()
        else:
            place = places[number % len(places)]
            host.record[place[0]] = {"hasil": outcome}
            whole.take(place, outcome)
            complete(run, place)
        assert waiting(run) == sorted(whole.places())
        assert run.ended == whole.over
        if run.ended:
            return
        run = again(run)
    assert waiting(run) == sorted(whole.places())


def waiting(run) -> list:
    tokens = run.tokens()
    return sorted(
        (place.node, tuple((place.item or "").split("/")) if place.item else ())
        for place in (*tokens.tasks, *tokens.jobs)
    )


def complete(run, place) -> None:
    node, keys = place
    tokens = run.tokens()
    found = next(p for p in (*tokens.tasks, *tokens.jobs) if (p.node, p.item or "") == (node, "/".join(keys)))
    if found in tokens.tasks:
        run.complete(found.token)
    else:
        run.finish_job(found.token, None)
