"""Lists, answers and time stamps are fetched from where the certificates and the settings say."""

from collections.abc import Iterator

import pytest

from engine.errors.signing import SignerBusyError, SignerRefusedError, UnsoundSignatureError
from engine.signing import Order, lasting
from engine.signing.local import LocalSigner
from engine.signing.stamps import HttpStamps
from engine.signing.trust import Trust
from engine.signing.validation import inspect
from tests.signing.loopback import Served, serving
from tests.signing.papers import HEAD, PASSPHRASE, paper


@pytest.fixture
def server() -> Iterator[Served]:
    with serving() as served:
        yield served


def signer(server: Served, stamps: str = "/stamps") -> LocalSigner:
    authority = server.authority
    file = authority.file_of(authority.officer(HEAD.name, HEAD.number), PASSPHRASE)
    trust = Trust((authority.root.der,), (authority.issuing.der,), fetch=True)
    address = f"{authority.address}{stamps}" if stamps.startswith("/") else stamps
    return LocalSigner(trust, lambda: HttpStamps(address), lambda officer: file, PASSPHRASE)


def test_signs_for_good_with_what_it_fetches(server: Served) -> None:
    desk = signer(server)

    found = inspect(desk.sign(Order(paper(), HEAD, "B-LTA")), desk.trust)

    assert found.name == HEAD.name
    assert {"/stamps", "/ocsp", "/root.crl"} <= set(server.asked)


def test_notices_that_a_certificate_was_revoked(server: Served) -> None:
    desk = signer(server)
    pdf = desk.sign(Order(paper(), HEAD, "B-B"))
    server.authority.revoke(server.authority.known[-1])

    with pytest.raises(UnsoundSignatureError) as refused:
        inspect(pdf, desk.trust)
    with pytest.raises(SignerRefusedError):
        desk.sign(Order(paper(), HEAD, "B-LTA"))

    assert refused.value.code == "revoked"


def test_tries_again_later_when_nobody_stamps(server: Served) -> None:
    with pytest.raises(SignerBusyError) as busy:
        signer(server, "http://127.0.0.1:9/").sign(Order(paper(), HEAD, "B-T"))

    assert busy.value.code == "stamps"


def test_stamps_again_with_what_it_fetches(server: Served) -> None:
    desk = signer(server)
    pdf = desk.sign(Order(paper(), HEAD, "B-LTA"))
    server.authority.new_clock()
    server.asked.clear()

    renewed = lasting.renew(pdf, desk.trust, desk.stamps)

    assert inspect(renewed.pdf, desk.trust).last == renewed.last
    assert {"/stamps", "/ocsp"} <= set(server.asked)


@pytest.mark.parametrize(
    ("stamps", "code"),
    [("/refusing", "stamps_refused"), ("http://127.0.0.1:9/", "stamps")],
    ids=["no", "away"],
)
def test_tells_why_there_is_no_further_stamp(server: Served, stamps: str, code: str) -> None:
    pdf = signer(server).sign(Order(paper(), HEAD, "B-LTA"))
    desk = signer(server, stamps)

    with pytest.raises((SignerBusyError, SignerRefusedError)) as refused:
        lasting.renew(pdf, desk.trust, desk.stamps)

    assert refused.value.code == code


def test_does_not_sign_without_the_stamp_that_is_refused(server: Served) -> None:
    with pytest.raises(SignerBusyError) as refused:
        signer(server, "/refusing").sign(Order(paper(), HEAD, "B-T"))

    assert refused.value.code == "stamps"


def test_believes_nothing_of_which_nobody_says_whether_it_is_revoked(server: Served) -> None:
    desk = signer(server)
    pdf = desk.sign(Order(paper(), HEAD, "B-B"))
    silent = Trust(desk.trust.roots, desk.trust.others)

    with pytest.raises(UnsoundSignatureError) as refused:
        inspect(pdf, silent)

    assert refused.value.code == "untrusted"
