"""Random procedures of nested blocks move as a token game says that knows nothing of the engine."""

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.process.nested import Inside
from tests.process.planning import Played, deep, procedures

OUTCOMES = ("", "a", "b", "ab", "abc", "r", "r", "ar")
MOVES = st.lists(st.tuples(st.integers(0, 50), st.sampled_from(OUTCOMES)), max_size=40)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(whole=procedures(), moves=MOVES)
def test_a_small_procedure_moves_as_the_token_game_says(whole: Inside, moves: list[tuple[int, str]]) -> None:
    played = Played(whole)

    for number, outcome in moves:
        if played.run.ended:
            break
        if number % 5 == 4:
            played.wake()
        else:
            played.take(number, outcome)
        assert played.agree()


@pytest.mark.parametrize("seed", range(20))
def test_a_deep_procedure_moves_as_the_token_game_says(seed: int) -> None:
    random = Random(seed)
    played = Played(Inside(block=deep(random, 4)))

    for _ in range(40):
        if played.run.ended:
            break
        if random.random() < 0.15:
            played.wake()
        else:
            played.take(random.randrange(1000), random.choice(OUTCOMES))
        assert played.agree()
