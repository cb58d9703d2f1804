"""An office with officers' keys in files: found by NIP, opened by the passphrase, stamped by an authority."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from engine.errors.signing import SignerBusyError, SignerRefusedError, SigningFolderError
from engine.signing import Order, Secret
from engine.signing.checking import check
from engine.signing.folder import local
from engine.signing.local import LocalSigner
from engine.signing.validation import inspect
from tests.signing.loopback import Served, serving
from tests.signing.papers import HEAD, OTHER, PASSPHRASE, paper

PHRASE = Secret(PASSPHRASE.decode())


@pytest.fixture
def server() -> Iterator[Served]:
    with serving() as served:
        yield served


def furnished(folder: Path, server: Served) -> LocalSigner:
    authority = server.authority
    for name in ("roots", "chain", "lists"):
        (folder / name).mkdir()
    (folder / "roots" / "root.pem").write_bytes(authority.root.certificate.public_bytes(Encoding.PEM))
    (folder / "chain" / "issuing.der").write_bytes(authority.issuing.der)
    for number, content in enumerate(authority.lists()):
        (folder / "lists" / f"{number}.crl").write_bytes(content)
    key = folder / f"{HEAD.number}.p12"
    key.write_bytes(authority.file_of(authority.officer(HEAD.name, HEAD.number), PASSPHRASE))
    key.chmod(0o600)
    return local(folder, f"{authority.address}/stamps")


def test_signs_for_good_with_the_officers_own_file(server: Served, tmp_path: Path) -> None:
    signer = furnished(tmp_path, server)

    signed = signer.sign(Order(paper(), HEAD, "B-LTA", PHRASE))

    assert signer.asks
    assert inspect(signed, signer.trust).number == HEAD.number


def test_what_strangers_send_is_checked_without_a_network(server: Served, tmp_path: Path) -> None:
    signer = furnished(tmp_path, server)
    signed = signer.sign(Order(paper(), HEAD, "B-LTA", PHRASE))
    server.asked.clear()

    found = check(signed, signer.trust)

    assert (found.code, server.asked) == ("holds", [])


def test_refuses_an_officer_without_a_file(server: Served, tmp_path: Path) -> None:
    with pytest.raises(SignerRefusedError) as refused:
        furnished(tmp_path, server).sign(Order(paper(), OTHER, "B-B", PHRASE))

    assert refused.value.code == "no_key"


def test_refuses_a_key_that_others_may_read(server: Served, tmp_path: Path) -> None:
    signer = furnished(tmp_path, server)
    (tmp_path / f"{HEAD.number}.p12").chmod(0o644)

    with pytest.raises(SignerRefusedError) as refused:
        signer.sign(Order(paper(), HEAD, "B-B", PHRASE))

    assert refused.value.code == "key_open"


def test_waits_for_an_address_of_time_stamps(server: Served, tmp_path: Path) -> None:
    furnished(tmp_path, server)

    with pytest.raises(SignerBusyError):
        local(tmp_path, "").sign(Order(paper(), HEAD, "B-T", PHRASE))


def test_does_not_start_where_nobody_would_be_believed(tmp_path: Path) -> None:
    with pytest.raises(SigningFolderError, match="roots"):
        local(tmp_path, "")
