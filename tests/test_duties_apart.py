"""Random people claim, hand on, take over, complete, return, withdraw and stand in for each other, in any order: duties
stay apart, families stay out, inboxes agree, every task is done once, and the history holds."""

from dataclasses import replace
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule, run_state_machine_as_test
from sqlalchemy import Row

from engine import cases, tasks, timers
from engine.ids import new_id
from engine.tasks import leases
from tests.databases import Embedded
from tests.duties import DESKS, HEADS, MOST, Done, Remembered
from tests.folders import folder_in_memory
from tests.staffing import CITY, PEOPLE, template

some = st.integers(0, 11)


class Office(Remembered):
    """What has to come of each act is decided here, from what was done before, and held against the engine."""

    @precondition(lambda self: len(self.cases) < MOST)
    @rule(who=some, kin=st.sampled_from([None, *range(len(PEOPLE))]))
    def open(self, who: int, kin: int | None) -> None:
        username, relative = DESKS[who % len(DESKS)], None if kin is None else PEOPLE[kin]
        posted = self.application(relative)
        if relative == username:
            assert self.refused(lambda: self.opened(username, posted)) == "family"
            return
        opened = self.opened(username, posted)
        self.cases.append(Done(opened.case_id, relative, {username: {self.deed(username, opened)}}))
        if opened.task_id:
            self.held[opened.task_id] = username

    @precondition(lambda self: self.cases)
    @rule(which=some, who=some, way=st.sampled_from(["setuju", "setuju", "kembalikan", "tolak"]))
    def complete(self, which: int, who: int, way: str) -> None:
        """By somebody who has the role, through a post of his own or as a stand-in."""
        case, row = self.waiting(which)
        if row is not None:
            fitting = self.people_for(row)
            self.carry_out(case, row, fitting[who % len(fitting)], way)

    @precondition(lambda self: self.cases)
    @rule(
        which=some, ways=st.lists(st.sampled_from(["setuju", "setuju", "setuju", "kembalikan"]), min_size=3)
    )
    def get_on(self, which: int, ways: list[str]) -> None:
        """The last of those who may, a stand-in before the holder of the post."""
        for way in ways:
            case, row = self.waiting(which)
            may = [name for name in self.people_for(row) if not self.expected(case, row, name)] if row else []
            if row is None or not may:
                return
            self.carry_out(case, row, may[-1], way)

    @precondition(lambda self: self.cases)
    @rule(which=some, who=some)
    def tempt(self, which: int, who: int) -> None:
        """Somebody who has worked on the case before stands in for whoever has to go on with it."""
        case, row = self.waiting(which)
        holders = [name for name in self.people_for(row) if self.holds(name, row)] if row else []
        if row is not None and holders:
            taker = sorted(case.duties)[who % len(case.duties)]
            self.stand_in(holders[0], taker, "plh", 2, row.role)
            self.carry_out(case, row, taker, "setuju")

    def carry_out(self, case: Done, row: Row[Any], username: str, way: str) -> None:
        sent, deed = self.filled_in(username, row, way), self.would_do(row, username)
        expected = self.expected(case, row, username)
        assert (
            self.refused(lambda: tasks.complete(self.engine, self.actor(username), row.id, sent)) == expected
        )
        if expected is None:
            case.duties.setdefault(username, set()).add(deed)
            assert row.id not in self.finished
            self.finished[row.id] = (username, sent)

    @precondition(lambda self: self.cases)
    @rule(which=some, who=some)
    def claim(self, which: int, who: int) -> None:
        case, row = self.waiting(which)
        if row is None:
            return
        fitting = self.people_for(row)
        username = fitting[who % len(fitting)]
        expected = self.expected(case, row, username)
        assert self.may_take(username, row) == (expected is None)
        assert self.refused(lambda: tasks.claim(self.engine, self.actor(username), row.id)) == expected
        if expected is None:
            self.held[row.id] = username

    @precondition(lambda self: self.cases)
    @rule(which=some, who=some, by=some, takes_over=st.booleans())
    def hand_on(self, which: int, who: int, by: int, takes_over: bool) -> None:
        """By whoever holds the task or heads the office, to whoever has the role: nobody gets what he may not do."""
        case, row = self.waiting(which)
        if row is None:
            return
        fitting = self.people_for(row)
        username, holder = fitting[who % len(fitting)], self.held.get(row.id)
        giver = HEADS[by % len(HEADS)] if takes_over or holder is None else holder
        passes = (giver == holder and giver in fitting) or (
            self.is_superior(giver, row) and case.kin != giver
        )
        fits = username != holder and self.expected(case, row, username, held=False) is None
        to = self.actor(username).person_id
        refused = self.refused(lambda: tasks.hand_on(self.engine, self.actor(giver), row.id, to, "Sakit"))
        assert (refused is None) == (passes and fits)
        if refused is None:
            self.held[row.id] = username

    @precondition(lambda self: self.held)
    @rule(which=some, who=some)
    def release(self, which: int, who: int) -> None:
        task_id, holder = sorted(self.held.items())[which % len(self.held)]
        username = PEOPLE[who % len(PEOPLE)]
        refused = self.refused(lambda: tasks.release(self.engine, self.actor(username), task_id))
        assert (refused is None) <= (username == holder)
        if refused is None:
            del self.held[task_id]

    @precondition(lambda self: self.finished)
    @rule(which=some, who=some)
    def complete_again(self, which: int, who: int) -> None:
        """The same request once more changes nothing; anybody else's is refused."""
        task_id, (username, sent) = sorted(self.finished.items())[which % len(self.finished)]
        other, new = PEOPLE[who % len(PEOPLE)], replace(sent, request_id=new_id())
        assert tasks.complete(self.engine, self.actor(username), task_id, sent).repeated
        assert self.refused(lambda: tasks.complete(self.engine, self.actor(other), task_id, new)) is not None

    @precondition(lambda self: self.cases)
    @rule(which=some, who=st.sampled_from(DESKS), why=st.sampled_from(["Pindah", "Pindah", ""]))
    def withdraw(self, which: int, who: str, why: str) -> None:
        """Seldom, or no case gets anywhere."""
        case, actor, reason = self.cases[which % len(self.cases)], self.actor(who), "ditarik_pemohon"
        row = self.row_of(case)
        if which % 4 or row.state != "open":
            return
        at_desk = actor.grant_for(row.intake_role, row.intake_area) is not None
        refused = self.refused(lambda: cases.withdraw(self.engine, actor, case.case_id, reason, why))
        assert (refused is None) == bool(at_desk and why and case.kin != who)

    @rule(giver=st.sampled_from(CITY), taker=st.sampled_from(PEOPLE), days=st.integers(1, 5))
    def somebody_is_away(self, giver: str, taker: str, days: int) -> None:
        self.stand_in(giver, taker, "plt", days)

    @rule(hours=st.sampled_from([1, 6, 30]))
    def time_passes(self, hours: int) -> None:
        self.clock.forward(hours=hours)
        self.actors.clear()
        timers.sweep(self.engine)
        leases.sweep(self.engine)
        still = self.claimed()
        self.held = {task_id: name for task_id, name in self.held.items() if task_id in still}
        self.walker.drain()


def test_duties_stay_apart_whatever_people_do(embedded: Embedded) -> None:
    tries = settings.default.max_examples // 8
    with folder_in_memory() as folder:
        file = folder / "template.db"
        like = template(embedded, file)
        run_state_machine_as_test(
            lambda: Office(like, file),
            settings=settings(max_examples=tries, stateful_step_count=50, deadline=None),
        )
