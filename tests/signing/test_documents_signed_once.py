"""A document gets one signature: however often it is tried, whoever comes first, wherever it breaks off."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import pytest

from engine import documents, history
from engine.access import SYSTEM
from engine.db.database import Database
from engine.documents import NewDocument
from engine.errors.signing import SignerBusyError, SignerRefusedError, UnsoundSignatureError
from engine.signing import Order, Signer, intents
from engine.signing.port import MADE_UP
from engine.signing.trust import Trust
from tests.builders import Bureau, make_bureau
from tests.signing.papers import OTHER, Desk, holder, paper


@pytest.fixture
def bureau(database: Database) -> Bureau:
    return make_bureau(database)


@dataclass
class Moody:
    """Does what the desk does, after or instead of something else."""

    before: Callable[[], None] = lambda: None
    after: Callable[[], None] = lambda: None
    name: str = "local"
    calls: int = 0
    asks: bool = False

    @property
    def trust(self) -> Trust:
        return Desk().signer.trust

    def sign(self, order: Order) -> bytes:
        self.calls += 1
        self.before()
        signed = Desk().signer.sign(order)
        self.after()
        return signed


def drafted(bureau: Bureau) -> str:
    opened = bureau.walker.open("akta_kelahiran")
    signer = bureau.actor("kadis").person_id or ""
    new = NewDocument(opened.case_id, "akta_kelahiran", "5371-LU-24112026-0017", signer, "Kepala Dinas")
    with bureau.engine.work(SYSTEM) as work:
        document_id = documents.draft(work, new)
        documents.store_file(work, document_id, paper())
    return document_id


def sign(bureau: Bureau, document_id: str, signer: Signer | None = None) -> None:
    intents.sign(bureau.engine, signer or Moody(), document_id, "B-B")


def state(bureau: Bureau, document_id: str) -> str:
    with bureau.engine.reading() as reading:
        return documents.find(reading, document_id).state


def content(bureau: Bureau, document_id: str) -> bytes:
    with bureau.engine.reading() as reading:
        return documents.fetch(reading, document_id).content


def asked(bureau: Bureau, document_id: str) -> intents.Asked | None:
    with bureau.engine.reading() as reading:
        return intents.of_document(reading, document_id)


def story(bureau: Bureau, document_id: str) -> list[str]:
    with bureau.engine.reading() as reading:
        entries = history.story(reading, documents.find(reading, document_id).case_id)
        assert not history.verify(reading, bureau.engine.vault.public_keys).problems
    return [entry.kind for entry in entries if entry.kind.startswith("document.")]


def test_what_is_wanted_is_written_down_before_the_signer_is_called(bureau: Bureau) -> None:
    document_id = drafted(bureau)
    seen: list[intents.Asked | None] = []

    sign(bureau, document_id, Moody(before=lambda: seen.append(asked(bureau, document_id))))

    assert seen == [intents.Asked("signing", "B-B", len(paper()), None)]


def test_a_signed_document_is_in_force_with_its_file(bureau: Bureau) -> None:
    document_id = drafted(bureau)

    sign(bureau, document_id)

    found = asked(bureau, document_id)
    assert found is not None
    assert (found.state, state(bureau, document_id)) == ("signed", "in_force")
    assert content(bureau, document_id).startswith(paper())
    assert story(bureau, document_id) == [
        "document.drafted", "document.stored", "document.signing", "document.stored", "document.signed",
        "document.issued",
    ]  # fmt: skip


def test_what_is_signed_is_not_signed_again(bureau: Bureau) -> None:
    document_id, signer = drafted(bureau), Moody()

    sign(bureau, document_id, signer)
    first = content(bureau, document_id)
    sign(bureau, document_id, signer)

    assert (signer.calls, content(bureau, document_id)) == (1, first)


@pytest.mark.parametrize("when", ["before", "after"])
def test_an_intent_that_broke_off_is_taken_up_again(bureau: Bureau, when: str) -> None:
    document_id = drafted(bureau)

    def fail() -> None:
        raise SignerBusyError("away", "Expected an answer, but the signer is away")

    with pytest.raises(SignerBusyError):
        sign(bureau, document_id, Moody(**{when: fail}))
    assert state(bureau, document_id) == "draft"
    sign(bureau, document_id)

    assert state(bureau, document_id) == "in_force"
    assert story(bureau, document_id).count("document.signing") == 1


def test_the_first_that_is_stored_stays_and_later_ones_are_orphans(bureau: Bureau) -> None:
    document_id = drafted(bureau)

    sign(bureau, document_id, Moody(after=lambda: sign(bureau, document_id)))

    kinds = story(bureau, document_id)
    assert (kinds.count("document.signed"), kinds.count("document.signature_orphaned")) == (1, 1)
    assert state(bureau, document_id) == "in_force"


def test_races_leave_one_signed_document(bureau: Bureau) -> None:
    document_id = drafted(bureau)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: sign(bureau, document_id), range(6)))

    kinds = story(bureau, document_id)
    assert (kinds.count("document.signed"), kinds.count("document.issued")) == (1, 1)


def test_a_document_that_is_revoked_meanwhile_stays_so(bureau: Bureau) -> None:
    document_id = drafted(bureau)

    def revoke() -> None:
        with bureau.engine.work(SYSTEM) as work:
            documents.revoke(work, document_id, "Putusan pengadilan")

    sign(bureau, document_id, Moody(after=revoke))

    assert state(bureau, document_id) == "revoked"
    assert content(bureau, document_id) == paper()
    assert story(bureau, document_id)[-1] == "document.signature_orphaned"


def test_another_officers_signature_brings_nothing_into_force(bureau: Bureau) -> None:
    document_id = drafted(bureau)
    head = bureau.actor("kadis").person_id or ""

    with pytest.raises(UnsoundSignatureError) as refused:
        sign(bureau, document_id, Desk(holders={head: holder(OTHER)}).signer)

    assert (refused.value.code, state(bureau, document_id)) == ("other_person", "draft")


def test_a_real_office_refuses_a_made_up_signer(bureau: Bureau) -> None:
    document_id = drafted(bureau)
    office = bureau.engine.office
    bureau.engine._office = (bureau.engine._office or (None,))[0], replace(office, demo=False)  # type: ignore[assignment]

    with pytest.raises(SignerRefusedError) as refused:
        sign(bureau, document_id, Moody(name=MADE_UP))

    assert (refused.value.code, asked(bureau, document_id)) == ("made_up", None)
