"""An officer gets another key: what he signed with the old one holds, what he signs now is signed with the new one."""

import time
from datetime import UTC, datetime

import pytest

from engine.errors.signing import UnsoundSignatureError
from engine.signing import Level
from engine.signing.validation import confirm, inspect
from tests.signing.papers import HEAD, Desk, authority, paper


def changed(level: Level) -> tuple[bytes, bytes, Desk]:
    """A paper signed before and one after the old certificate was taken back."""
    desk = Desk(holders={HEAD.person_id: authority().officer(HEAD.name, HEAD.number)})
    old, before = desk.signed(level), desk.holders[HEAD.person_id]
    time.sleep(1)  # time stamps and lists know seconds only
    authority().revoke(before.certificate, datetime.now(UTC).replace(microsecond=0))
    desk.holders[HEAD.person_id] = authority().officer(HEAD.name, HEAD.number)
    return old, desk.signed(level), desk


@pytest.mark.parametrize("level", ["B-T", "B-LTA"])
def test_papers_of_both_keys_hold(level: Level) -> None:
    old, new, desk = changed(level)

    found = [confirm(one, paper(), HEAD, desk.signer.trust) for one in (old, new)]

    assert [one.name for one in found] == [HEAD.name, HEAD.name]
    assert found[0].certificate != found[1].certificate


def test_without_a_time_stamp_nobody_knows_on_which_side_of_the_change_it_was_signed() -> None:
    old, new, desk = changed("B-B")

    with pytest.raises(UnsoundSignatureError) as refused:
        inspect(old, desk.signer.trust)

    assert refused.value.code == "revoked"
    assert inspect(new, desk.signer.trust).name == HEAD.name
