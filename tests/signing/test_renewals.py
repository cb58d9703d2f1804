"""Signed documents get a further time stamp before the certificate of the last one ends: once, whatever happens; and
they stay what they were."""

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select, update

from engine import documents, history, verifying
from engine.access import SYSTEM
from engine.audit import events, files
from engine.db.database import Database
from engine.db.documents import EarlierFile, Proof
from engine.demo import signing as made_up
from engine.demo.authority import Authority
from engine.errors import FileNotGrownError
from engine.errors.signing import SignerBusyError
from engine.signing import intents, renewals
from engine.signing.local import LocalSigner
from engine.signing.port import Officer
from engine.signing.stamps import TimeStamper
from tests.builders import Bureau, make_bureau
from tests.signing.papers import PASSPHRASE
from tests.signing.test_documents_signed_once import content, drafted, state, story

NOW = datetime.now(UTC).replace(microsecond=0)
SIGNED, EARLY, DUE, ENDED = (NOW - timedelta(days=days) for days in (400, 250, 150, 100))
"""When it is signed; nothing is due yet; it is; the certificate of the first stamp ends."""


@dataclass
class Archive:
    """An office with a document that was signed long ago. `before`: what happens when a stamp is asked for."""

    bureau: Bureau
    authority: Authority
    document_id: str = ""
    asked: int = 0
    before: Callable[[], None] = field(default=lambda: None)

    @classmethod
    def of(cls, database: Database) -> "Archive":
        with time_machine.travel(SIGNED):
            made = cls(make_bureau(database), Authority.found())
            made.authority.new_clock(ENDED)
            engine = made.bureau.engine
            engine.signer, engine.stamps = made.signer, made.stamps
        with made.at(SIGNED):
            made.document_id = drafted(made.bureau)
            intents.sign(engine, made.signer, made.document_id, "B-LTA")
        return made

    def new_clock(self, until: datetime | None = None) -> None:
        with time_machine.travel(SIGNED):
            self.authority.new_clock(until)

    @property
    def signer(self) -> LocalSigner:
        def stamps() -> TimeStamper:
            return made_up.stamps(self.authority)

        return LocalSigner(made_up.trust(self.authority), stamps, self._key, PASSPHRASE)

    def _key(self, officer: Officer) -> bytes:
        return self.authority.file_of(self.authority.officer(officer.name, officer.number), PASSPHRASE)

    def stamps(self) -> TimeStamper:
        self.asked += 1
        self.before()
        return made_up.stamps(self.authority)

    @contextmanager
    def at(self, moment: datetime) -> Iterator[None]:
        with time_machine.travel(moment):
            self.bureau.clock.now = moment
            yield

    def sweep(self, moment: datetime) -> renewals.Swept:
        with self.at(moment):
            return renewals.sweep(self.bureau.engine)

    @property
    def file(self) -> bytes:
        return content(self.bureau, self.document_id)

    def compared(self, file: bytes) -> verifying.Compared:
        """Today, in a process of its own."""
        self.bureau.clock.now = NOW
        return verifying.by_file(self.bureau.engine, file)

    def troubles(self) -> list[tuple[str, int]]:
        with self.bureau.engine.reading() as reading:
            return [(one.problem, one.count) for one in renewals.troubles(reading)]


@pytest.fixture
def archive(database: Database) -> Archive:
    return Archive.of(database)


@pytest.fixture
def renewed(archive: Archive) -> Archive:
    """With a clock that goes on."""
    archive.new_clock()
    archive.sweep(DUE)
    return archive


def away() -> None:
    raise SignerBusyError("stamps", "Expected a time stamp, but nobody answers")


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_document_is_stamped_again_before_its_proof_ends_and_not_long_before(archive: Archive) -> None:
    archive.new_clock()

    swept = [archive.sweep(moment) for moment in (EARLY, DUE, DUE)]

    assert [(one.looked, one.renewed) for one in swept] == [(0, 0), (1, 1), (0, 0)]
    assert story(archive.bureau, archive.document_id)[-2:] == ["document.issued", "document.renewed"]


def test_it_is_trusted_after_the_first_stamps_certificate_has_ended(archive: Archive) -> None:
    first = archive.file
    before = archive.compared(first)
    archive.new_clock()
    archive.sweep(DUE)

    after = archive.compared(archive.file)

    assert (before.signature.code, before.verdict.state) == ("stamp", "in_force")
    assert (after.signature.code, after.verdict.state) == ("holds", "in_force")
    assert archive.file.startswith(first)


def test_both_files_are_known_as_the_same_document_in_force(archive: Archive) -> None:
    first = archive.file
    archive.new_clock()
    archive.sweep(DUE)

    found = [archive.compared(file) for file in (first, archive.file)]

    assert [(one.verdict.state, one.signature.code) for one in found] == [("in_force", "holds")] * 2
    assert [one.earlier for one in found] == [True, False]
    assert found[0].verdict == found[1].verdict


def test_a_file_cut_off_elsewhere_is_unknown(renewed: Archive) -> None:
    with renewed.bureau.engine.reading() as reading:
        size = reading.execute(select(EarlierFile.size)).scalar_one()

    found = [renewed.compared(renewed.file[:end]) for end in (size - 1, size + 1)]

    assert [one.verdict.state for one in found] == ["unknown", "unknown"]
    assert not any(one.signature.holds for one in found)


def test_an_auditor_finds_the_file_as_the_history_tells_it(renewed: Archive) -> None:
    with renewed.bureau.engine.reading() as reading:
        case_id = documents.find(reading, renewed.document_id).case_id
        found = files.documents(reading, case_id, events.in_order(reading, f"case:{case_id}"))

    assert [one.match for one in found if one.id == renewed.document_id] == [files.Match.FITS]


def test_a_chain_of_stamps_is_trusted_to_the_end(archive: Archive) -> None:
    archive.new_clock(NOW - timedelta(days=10))
    archive.sweep(DUE)
    archive.new_clock()
    archive.sweep(NOW - timedelta(days=20))

    found = archive.compared(archive.file)

    assert archive.asked == 2
    assert (found.signature.code, found.signature.at and found.signature.at.date()) == (
        "holds",
        SIGNED.date(),
    )


def test_one_that_was_not_renewed_in_time_is_told_to_a_person_once(archive: Archive) -> None:
    archive.new_clock()

    swept = [archive.sweep(NOW), archive.sweep(NOW), archive.sweep(NOW + timedelta(days=2))]

    assert [one.looked for one in swept] == [1, 0, 1]
    assert archive.troubles() == [("stamp", 1)]
    assert story(archive.bureau, archive.document_id).count("document.renewal_failed") == 1


def test_an_authority_that_is_away_is_asked_again_and_then_told_to_a_person(archive: Archive) -> None:
    archive.before = away
    archive.new_clock()
    told = []

    for turn in range(renewals.TRIES):
        swept = archive.sweep(DUE + turn * renewals.PATIENCE)
        assert (swept.renewed, swept.stopped) == (0, "stamps")
        told.append(archive.troubles())
    archive.before = lambda: None
    swept = archive.sweep(DUE + timedelta(days=1))

    assert told == [[]] * (renewals.TRIES - 1) + [[("stamps", 1)]]
    assert (swept.renewed, archive.troubles()) == (1, [])


def test_an_office_without_an_authority_tells_a_person(archive: Archive) -> None:
    archive.bureau.engine.stamps = None

    for turn in range(renewals.TRIES):
        archive.sweep(DUE + turn * renewals.PATIENCE)

    assert archive.troubles() == [("stamps", 1)]


def test_a_stamp_that_counts_no_longer_is_not_kept_and_told_when_it_is_urgent(archive: Archive) -> None:
    first = archive.file

    early = archive.sweep(DUE)
    told = archive.troubles()
    late = archive.sweep(ENDED - timedelta(days=20))

    assert (early.stopped, late.stopped, archive.file) == ("no_gain", "no_gain", first)
    assert (told, archive.troubles()) == ([], [("no_gain", 1)])


def test_two_workers_ask_for_one_stamp(archive: Archive) -> None:
    archive.new_clock()

    with archive.at(DUE), ThreadPoolExecutor(4) as pool:
        swept = list(pool.map(lambda _: renewals.sweep(archive.bureau.engine), range(4)))

    assert (sum(one.renewed for one in swept), archive.asked) == (1, 1)
    assert story(archive.bureau, archive.document_id).count("document.renewed") == 1


def test_a_worker_that_is_killed_leaves_it_to_the_next_after_a_while(archive: Archive) -> None:
    archive.new_clock()
    archive.bureau.engine.database.close()
    child = os.fork()
    if child == 0:
        archive.before = die
        archive.sweep(DUE)
        os._exit(0)
    _, status = os.waitpid(child, 0)

    swept = [archive.sweep(moment) for moment in (DUE, DUE + renewals.LEASE)]

    assert os.WTERMSIG(status) == signal.SIGKILL
    assert [(one.looked, one.renewed) for one in swept] == [(0, 0), (1, 1)]
    assert story(archive.bureau, archive.document_id).count("document.renewed") == 1


def test_of_two_that_are_at_it_all_the_same_the_first_ones_file_is_kept(archive: Archive) -> None:
    """The first took longer than it said."""
    archive.new_clock()

    def overtaken() -> None:
        archive.before = lambda: None
        assert archive.sweep(DUE + renewals.LEASE).renewed == 1

    archive.before = overtaken
    swept = archive.sweep(DUE)

    assert (swept.renewed, archive.asked) == (0, 2)
    assert archive.compared(archive.file).signature.holds
    assert story(archive.bureau, archive.document_id).count("document.renewed") == 1


def test_a_document_that_is_revoked_meanwhile_stays_as_it_was(archive: Archive) -> None:
    archive.new_clock()
    first = archive.file

    def revoke() -> None:
        with archive.bureau.engine.work(SYSTEM) as work:
            documents.revoke(work, archive.document_id, "Putusan pengadilan")

    archive.before = revoke
    swept = archive.sweep(DUE)

    assert (swept.renewed, state(archive.bureau, archive.document_id)) == (0, "revoked")
    assert archive.file == first
    assert archive.sweep(DUE + timedelta(days=1)).looked == 0


def test_what_counts_long_is_stamped_again_where_its_algorithm_is_to_be_left(renewed: Archive) -> None:
    with renewed.at(NOW), renewed.bureau.engine.work(SYSTEM) as work:
        wanted = renewals.demand(work, NOW)

    swept = [renewed.sweep(NOW), renewed.sweep(NOW)]

    assert (wanted, [one.renewed for one in swept], renewed.asked) == (1, [1, 0], 2)
    assert renewed.compared(renewed.file).signature.holds


def test_finds_out_how_long_a_stamp_counts_that_was_there_before(archive: Archive) -> None:
    """As the migration leaves documents that were signed before it."""
    unknown = {"stamped_at": None, "ends_at": None, "look_at": SIGNED}
    with archive.bureau.engine.work(SYSTEM) as work:
        work.execute(update(Proof).values(**unknown))

    swept = archive.sweep(EARLY)

    with archive.bureau.engine.reading() as reading:
        ends_at = reading.execute(select(Proof.ends_at)).scalar_one()
    assert (swept.looked, swept.renewed, ends_at) == (1, 0, ENDED)


def test_a_signature_that_expires_by_itself_is_left_alone(archive: Archive) -> None:
    letter = drafted(archive.bureau)
    with archive.at(SIGNED):
        intents.sign(archive.bureau.engine, archive.signer, letter, "B-T")

    with archive.bureau.engine.reading() as reading:
        kept = reading.execute(select(Proof.document_id)).scalars().all()
    assert kept == [archive.document_id]


@pytest.mark.parametrize("change", ["another", "the same", "shorter"])
def test_a_file_that_does_not_begin_with_the_one_before_is_refused(archive: Archive, change: str) -> None:
    first = archive.file
    other = {"another": b"%PDF-1.7" + first[8:-1] + b"..", "the same": first, "shorter": first[:-1]}[change]

    with pytest.raises(FileNotGrownError), archive.bureau.engine.work(SYSTEM) as work:
        documents.renew(work, archive.document_id, other, documents.fetch(work, archive.document_id).sha256)

    assert archive.file == first


def test_the_history_holds_after_all_that(renewed: Archive) -> None:
    with renewed.bureau.engine.reading() as reading:
        assert not history.verify(reading, renewed.bureau.engine.vault.public_keys).problems
