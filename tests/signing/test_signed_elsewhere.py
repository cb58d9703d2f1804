"""An office whose officers sign elsewhere (signer `manual`): files are taken away, which is written down, and brought
back signed; each is checked as any signature is, and a case goes on once all its papers are there."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import select

from engine import cases, documents, history, incidents
from engine.db.cases import Case, Incident
from engine.db.database import Database
from engine.demo.authority import Authority
from engine.errors import NotFoundError
from engine.errors.signing import SignerRefusedError
from engine.signing import Secret, elsewhere, intents, room, uploads
from engine.signing.elsewhere import Brought
from engine.signing.manual import ManualSigner
from engine.signing.port import Level, Officer
from tests.builders import Bureau, make_bureau
from tests.signing.offices import APART
from tests.signing.papers import OTHER, Desk, authority, holder, strangers
from tests.signing.test_attacks import ALTERED, Forgery, cut_back, overlaid, rewritten
from web import wiring


@pytest.fixture
def bureau(database: Database) -> Bureau:
    made = make_bureau(database, APART)
    made.engine.signer = ManualSigner(Desk().signer.trust)
    return made


def ready(bureau: Bureau, count: int = 1, kind: str = "akta_kelahiran") -> list[str]:
    """Cases whose papers wait for the head."""
    opened = [bureau.walker.open(kind).case_id for _ in range(count)]
    for case_id in opened:
        bureau.walker.to_end(case_id)
    return opened


def waiting(bureau: Bureau) -> list[room.Awaiting]:
    with bureau.engine.reading(bureau.actor("kadis")) as reading:
        return room.waiting(reading)


def take(bureau: Bureau) -> list[bytes]:
    """All that waits."""
    chosen = [one.papers[0].document_id for one in waiting(bureau)]
    return [one.pdf for one in elsewhere.take(bureau.engine, bureau.actor("kadis"), chosen)]


def head(bureau: Bureau) -> Officer:
    with bureau.engine.reading() as reading:
        document_id = reading.execute(select(documents.Document.id).limit(1)).scalar_one()
        return intents.officer_of(reading, document_id)


def signed(bureau: Bureau, pdf: bytes, level: Level = "B-LTA", desk: Desk | None = None) -> bytes:
    return (desk or Desk()).signed(level, head(bureau), pdf)


def bring(bureau: Bureau, *files: bytes) -> list[str]:
    sent = uploads.opened([(f"berkas-{at}.pdf", one) for at, one in enumerate(files)])
    return [one.code for one in elsewhere.bring(bureau.engine, bureau.actor("kadis"), sent)]


def papers(bureau: Bureau, case_id: str) -> list[documents.Issued]:
    with bureau.engine.reading() as reading:
        return documents.of_case(reading, case_id)


def states(bureau: Bureau, *case_ids: str) -> list[str]:
    return [one.state for case_id in case_ids for one in papers(bureau, case_id)]


def case_state(bureau: Bureau, case_id: str) -> str:
    bureau.walker.drain()
    with bureau.engine.reading() as reading:
        return str(reading.execute(select(Case.state).where(Case.id == case_id)).scalar_one())


def story(bureau: Bureau, case_id: str) -> list[str]:
    with bureau.engine.reading() as reading:
        assert not history.verify(reading, bureau.engine.vault.public_keys).problems
        return [one.kind for one in history.story(reading, case_id)]


def withdraw(bureau: Bureau, case_id: str) -> None:
    with bureau.engine.reading() as reading:
        opened_by = reading.execute(select(Case.opened_by).where(Case.id == case_id)).scalar_one()
    desk = next(one for one in bureau.walker.actors.values() if one.person_id == opened_by)
    cases.withdraw(bureau.engine, desk, case_id, "ditarik_pemohon", "Salah ketik nama")


def test_a_case_ends_with_the_paper_that_was_brought_back(bureau: Bureau) -> None:
    case_id = ready(bureau)[0]
    assert (states(bureau, case_id), len(waiting(bureau))) == (["draft"], 1)

    [plain] = take(bureau)
    asked = waiting(bureau)[0].papers[0].asked_at
    codes = bring(bureau, signed(bureau, plain))

    assert (asked is not None, codes, waiting(bureau)) == (True, ["signed"], [])
    bureau.walker.drain()
    assert bureau.walker.to_end(case_id) == "issued"
    kinds = story(bureau, case_id)
    assert [kinds.count(f"document.{kind}") for kind in ("signing", "signed", "issued")] == [1, 1, 1]
    with bureau.engine.reading() as reading:
        document_id = papers(bureau, case_id)[-1].id
        known = intents.of_document(reading, document_id)
        content = documents.fetch(reading, document_id).content
    assert known is not None
    assert (known.state, known.level, known.plain_size) == ("signed", "B-LTA", len(plain))
    assert content == signed(bureau, plain)[: len(plain)] + content[len(plain) :]


def test_a_paper_as_the_office_really_makes_it_is_known_again(sqlite_database: Database) -> None:
    made = make_bureau(sqlite_database, wiring.HANDLERS)
    made.engine.signer = ManualSigner(Desk().signer.trust)
    case_id = ready(made)[0]

    [plain] = take(made)

    assert bring(made, signed(made, plain)) == ["signed"]
    assert "in_force" in states(made, case_id)


def test_nothing_has_failed_while_a_paper_is_away(bureau: Bureau) -> None:
    ready(bureau, 2)
    take(bureau)
    bureau.walker.drain()

    with bureau.engine.reading() as reading:
        assert reading.execute(select(Incident.id)).all() == []
    assert len(waiting(bureau)) == 2


def test_the_same_bytes_are_given_however_often_also_once_one_was_brought_back(bureau: Bureau) -> None:
    case_id = ready(bureau)[0]
    document_id = papers(bureau, case_id)[-1].id
    actor = bureau.actor("kadis")

    first, again = (elsewhere.take(bureau.engine, actor, [document_id]) for _ in range(2))
    bring(bureau, signed(bureau, first[0].pdf))
    afterwards = elsewhere.take(bureau.engine, actor, [document_id])

    assert first == again == afterwards
    assert story(bureau, case_id).count("document.signing") == 1


def test_a_later_signature_is_an_orphan_and_the_same_file_is_none(bureau: Bureau) -> None:
    case_id = ready(bureau)[0]
    [plain] = take(bureau)
    first, second = signed(bureau, plain), signed(bureau, plain)

    codes = [*bring(bureau, first), *bring(bureau, first), *bring(bureau, second)]
    bureau.walker.drain()
    codes += bring(bureau, second)

    kinds = story(bureau, case_id)
    assert codes == ["signed", "signed", "already", "already"]
    assert (kinds.count("document.signed"), kinds.count("document.signature_orphaned")) == (1, 2)
    with bureau.engine.reading() as reading:
        assert documents.fetch(reading, papers(bureau, case_id)[-1].id).content == first


def test_two_tabs_at_once_leave_one_signed_document(bureau: Bureau) -> None:
    case_id = ready(bureau)[0]
    [plain] = take(bureau)
    files = [signed(bureau, plain) for _ in range(3)]

    with ThreadPoolExecutor(3) as pool:
        codes = sorted(code for found in pool.map(lambda one: bring(bureau, one), files) for code in found)

    kinds = story(bureau, case_id)
    assert codes == ["already", "already", "signed"]
    assert (kinds.count("document.signed"), kinds.count("document.signature_orphaned")) == (1, 2)


def test_a_case_waits_until_both_its_excerpts_are_back(bureau: Bureau) -> None:
    case_id = ready(bureau, kind="akta_perkawinan")[0]
    one, other = take(bureau)

    half = bring(bureau, signed(bureau, other))
    bureau.walker.drain()
    left = waiting(bureau)
    rest = bring(bureau, signed(bureau, one))
    bureau.walker.drain()

    assert (half, [len(found.papers) for found in left], rest) == (["signed"], [1], ["signed"])
    assert (waiting(bureau), states(bureau, case_id)[-2:]) == ([], ["in_force", "in_force"])


def test_each_file_of_a_batch_finds_its_document_whatever_its_order(bureau: Bureau) -> None:
    cases_ = ready(bureau, 3)
    plain = take(bureau)
    files = [signed(bureau, one) for one in plain]

    codes = bring(bureau, files[2], b"bukan PDF", files[0], plain[1])

    assert codes == ["signed", "no_pdf", "signed", "unsigned"]
    assert sorted(states(bureau, *cases_)) == ["draft", "in_force", "in_force"]
    bureau.walker.drain()
    assert len(waiting(bureau)) == 1


def test_a_paper_that_was_read_and_signed_without_being_taken_counts_too(bureau: Bureau) -> None:
    case_id = ready(bureau)[0]
    with bureau.engine.reading() as reading:
        plain = documents.fetch(reading, papers(bureau, case_id)[-1].id).content

    assert bring(bureau, signed(bureau, plain)) == ["signed"]
    kinds = story(bureau, case_id)
    assert kinds.index("document.signing") < kinds.index("document.signed")


def test_past_the_time_the_rest_is_not_looked_at(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elsewhere, "TOGETHER", 1)
    ready(bureau, 2)
    files = uploads.opened([("a.pdf", signed(bureau, one)) for one in take(bureau)])

    found = elsewhere.bring(bureau.engine, bureau.actor("kadis"), files, patience=-1)

    assert [one.code for one in found] == ["signed", "unreached"]


@pytest.mark.parametrize("level", ["B-B", "B-T"])
def test_a_level_that_is_too_low_is_refused_and_the_paper_goes_on_waiting(
    bureau: Bureau, level: Level
) -> None:
    case_id = ready(bureau)[0]
    [plain] = take(bureau)

    codes = bring(bureau, signed(bureau, plain, level))

    assert (codes, states(bureau, case_id), len(waiting(bureau))) == (["level"], ["draft"], 1)
    assert "document.signature_refused" in story(bureau, case_id)


def certified(authority_: Authority, bureau: Bureau) -> Desk:
    officer = head(bureau)
    return Desk(authority_, {officer.person_id: authority_.officer(officer.name, officer.number)})


def test_somebody_elses_signature_is_refused(bureau: Bureau) -> None:
    case_id = ready(bureau)[0]
    [plain] = take(bureau)
    desk = Desk(holders={head(bureau).person_id: holder(OTHER)})

    assert bring(bureau, signed(bureau, plain, desk=desk)) == ["other_person"]
    assert states(bureau, case_id) == ["draft"]


def test_a_revoked_certificate_is_refused(bureau: Bureau) -> None:
    case_id = ready(bureau)[0]
    [plain] = take(bureau)
    desk = certified(authority(), bureau)
    file = signed(bureau, plain, "B-B", desk)
    authority().revoke(desk.holders[head(bureau).person_id].certificate)

    assert bring(bureau, file) == ["revoked"]
    assert states(bureau, case_id) == ["draft"]


def test_a_certificate_of_strangers_is_refused(bureau: Bureau) -> None:
    case_id = ready(bureau)[0]
    [plain] = take(bureau)

    codes = bring(bureau, signed(bureau, plain, "B-B", certified(strangers(), bureau)))

    assert (codes, states(bureau, case_id)) == (["untrusted"], ["draft"])


@pytest.mark.parametrize(
    "forgery",
    [one for one in ALTERED if one not in (rewritten, cut_back)],
    ids=lambda forgery: forgery.__name__,
)
def test_what_was_changed_is_refused(sqlite_database: Database, forgery: Forgery) -> None:
    made = make_bureau(sqlite_database, APART)
    made.engine.signer = ManualSigner(Desk().signer.trust)
    case_id = ready(made)[0]
    [plain] = take(made)

    codes = bring(made, forgery(signed(made, plain)))

    expected = ALTERED[forgery] | ({"other_file"} if forgery.__name__ == "flipped" else set())
    assert set(codes) <= expected
    assert states(made, case_id) == ["draft"]


def test_a_file_that_was_written_anew_is_another_one(bureau: Bureau) -> None:
    case_id = ready(bureau)[0]
    [plain] = take(bureau)

    codes = bring(bureau, rewritten(signed(bureau, plain)), signed(bureau, rewritten(plain)))

    assert (codes, states(bureau, case_id)) == (["other_file", "other_file"], ["draft"])


def test_other_words_put_over_it_before_it_was_signed_are_refused(bureau: Bureau) -> None:
    case_id = ready(bureau)[0]
    [plain] = take(bureau)

    codes = bring(bureau, signed(bureau, overlaid(plain)))

    assert (codes, states(bureau, case_id)) == (["changed"], ["draft"])


def test_a_paper_is_sent_back_with_a_reason_after_it_was_taken(bureau: Bureau) -> None:
    case_id = ready(bureau)[0]
    [plain] = take(bureau)
    file = signed(bureau, plain)

    room.decline(bureau.engine, bureau.actor("kadis"), waiting(bureau)[0].job_id, "Nama ibu belum benar")
    refused = bring(bureau, file)
    with bureau.engine.reading() as reading:
        incident = reading.execute(select(Incident.id).where(Incident.state == "open")).scalar_one()
    incidents.retry(bureau.engine, bureau.actor("kabid"), incident, "Sudah diperiksa")
    bureau.walker.drain()
    taken = bring(bureau, file)

    assert (refused, taken, states(bureau, case_id)) == (["gone"], ["signed"], ["in_force"])


def test_a_case_that_was_withdrawn_takes_no_signature(bureau: Bureau) -> None:
    case_id = ready(bureau)[0]
    [plain] = take(bureau)

    withdraw(bureau, case_id)
    codes = bring(bureau, signed(bureau, plain))

    assert (codes, waiting(bureau)) == (["gone"], [])
    assert (case_state(bureau, case_id), states(bureau, case_id)) == ("withdrawn", ["draft"])
    with pytest.raises(NotFoundError):
        elsewhere.take(bureau.engine, bureau.actor("kadis"), [papers(bureau, case_id)[-1].id])


def test_nobody_else_takes_or_brings(bureau: Bureau) -> None:
    case_id = ready(bureau)[0]
    [plain] = take(bureau)
    file, other = signed(bureau, plain), bureau.actor("kabid")
    sent = uploads.opened([("a.pdf", file)])

    with pytest.raises(NotFoundError):
        elsewhere.take(bureau.engine, other, [papers(bureau, case_id)[-1].id])
    found = elsewhere.bring(bureau.engine, other, sent)
    retired = replace(bureau.actor("kadis"), grants=())
    left = elsewhere.bring(bureau.engine, retired, sent)

    assert found == left == [Brought("a.pdf", "other_file")]
    assert states(bureau, case_id) == ["draft"]


def test_a_passphrase_signs_nothing(bureau: Bureau) -> None:
    case_id = ready(bureau)[0]
    jobs = [one.job_id for one in waiting(bureau)]

    with pytest.raises(SignerRefusedError) as refused:
        room.sign(bureau.engine, bureau.actor("kadis"), jobs, Secret("apa saja"))

    assert (refused.value.code, states(bureau, case_id)) == ("elsewhere", ["draft"])
