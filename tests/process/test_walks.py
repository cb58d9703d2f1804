"""Cases that are written, compacted and restored before every step move like cases that live on in memory."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.process import Run
from tests.process.walks import Walker, walk_both

SAMPLES = ["permohonan", "keluarga", "pilihan"]
ACTIONS = st.lists(st.tuples(st.integers(0, 999), st.integers(0, 999)), min_size=15, max_size=70)
PATIENT = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("process_id", SAMPLES)
@PATIENT
@given(actions=ACTIONS)
def test_a_restored_case_moves_like_a_live_one(process_id: str, actions: list[tuple[int, int]]) -> None:
    walk_both(process_id, actions)


@pytest.mark.parametrize("process_id", SAMPLES)
@settings(PATIENT, max_examples=20)
@given(actions=ACTIONS)
def test_a_case_that_is_placed_anew_before_every_step_moves_the_same(
    process_id: str, actions: list[tuple[int, int]]
) -> None:
    staying, moving = Walker(process_id, stored=True), Walker(process_id, stored=True)

    for action in actions:
        run = moving.run
        moving.run = Run.place(run.procedure, run.places(), run.host, reached=run.reached)
        assert moving.step(*action) == staying.step(*action)
        assert moving.seen() == staying.seen()
        if staying.run.ended:
            break
