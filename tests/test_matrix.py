"""Every cell of the access table: role by act by where the thing lies, against the rule."""

import itertools

import pytest

from engine import access, matrix
from engine.access import Action, Actor, CaseFacts, Grant, TaskFacts
from engine.roles import BARRED_BY, ROLES

OWN_RT, OTHER_RT = "53.71.03.1010.008.021", "53.71.03.1010.008.022"
OTHER_KELURAHAN, OFFICE = "53.71.04.1010.004.011", "53.71"
POSTS = {"rt": OWN_RT, "kelurahan": "53.71.03.1010", "kota": OFFICE}
REACHED = {
    "rt": {OWN_RT},
    "kelurahan": {OWN_RT, OTHER_RT},
    "kota": {OWN_RT, OTHER_RT, OTHER_KELURAHAN, OFFICE},
}
PLACES = (OWN_RT, OTHER_RT, OTHER_KELURAHAN, OFFICE)
ACTIONS = {
    "see_task": Action.SEE_TASK, "claim": Action.CLAIM, "complete": Action.COMPLETE, "see_case": Action.SEE_CASE,
    "see_desk_case": Action.SEE_CASE, "see_papers": Action.SEE_PAPERS, "tell": Action.TELL, "print": Action.PRINT,
    "open_case": Action.OPEN_CASE,
    "withdraw": Action.WITHDRAW, "repair": Action.REPAIR, "revoke": Action.REVOKE,
    "reconcile": Action.RECONCILE, "archive": Action.ARCHIVE,
}  # fmt: skip
OF_TASKS = ("see_task", "claim", "complete")
OF_DESKS = ("see_desk_case", "withdraw")
TABLE = {line.role: line for line in matrix.table()}
CELLS = list(itertools.product(ROLES, matrix.ACTS, PLACES))


def actor_in(role: str) -> Actor:
    return Actor("ani", "Ani", (Grant("post", "Jabatan", role, POSTS[TABLE[role].level]),))


def thing_of(role: str, act: str, place: str) -> TaskFacts | CaseFacts:
    if act in OF_TASKS:
        return TaskFacts(role, place, "penerimaan")
    desk = role if act in OF_DESKS else "Desk that nobody sits at"
    return CaseFacts(place, desk, place)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("act", matrix.ACTS)
def test_allows_what_the_table_says_and_nothing_else(role: str, act: str) -> None:
    reached = REACHED.get(TABLE[role].acts.get(act, ""), set())

    allowed = {
        place for place in PLACES if access.allow(actor_in(role), ACTIONS[act], thing_of(role, act, place))
    }

    assert allowed == reached


@pytest.mark.parametrize(("role", "other"), list(itertools.permutations(ROLES, 2)))
def test_tasks_of_another_role_are_never_ones_own(role: str, other: str) -> None:
    for act, place in itertools.product(OF_TASKS, PLACES):
        assert not access.allow(actor_in(role), ACTIONS[act], thing_of(other, act, place))


def test_the_table_knows_every_role_and_act_and_no_others() -> None:
    assert set(TABLE) == set(ROLES)
    assert set(ACTIONS) == set(matrix.ACTS)
    for line in TABLE.values():
        assert line.level in POSTS
        assert set(line.acts) <= set(matrix.ACTS)
        assert set(line.acts.values()) <= set(REACHED)
    assert len(CELLS) == len(ROLES) * 14 * 4


def test_an_expired_post_reaches_nothing() -> None:
    for role, act, place in CELLS:
        late = Actor("ani", "Ani", (), lapsed=actor_in(role).grants)

        assert not access.allow(late, ACTIONS[act], thing_of(role, act, place))


def test_barred_duties_are_barred_both_ways() -> None:
    assert all(duty in BARRED_BY[other] for duty, others in BARRED_BY.items() for other in others)
