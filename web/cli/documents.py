"""`terbit document`: whether a document is genuine and in force; keys and list for whoever checks without a network."""

import datetime as dt
import sys
from pathlib import Path

import click

from engine import verifying
from engine.access import SYSTEM
from engine.seals import offline, pins, scanning, states
from engine.signing import renewals
from engine.vault import Keys
from web import wiring
from web.cli.printing import as_json, row

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
PICTURES = (b"\x89PNG", b"\xff\xd8\xff")
LONGEST_PATH = 200
"""A seal is longer, and too long for a file's name."""


def add_to(group: click.Group) -> None:
    group.add_command(document)


@click.group("document")
def document() -> None:
    """Documents that the office has issued."""


@document.command()
@click.argument("file_or_payload")
@click.option(
    "--keys",
    type=FILE,
    help="The office's public keys: checks the seal by them alone, without database or network.",
)
@click.option("--list", "listed", type=FILE, help="The office's signed list of states, with --keys.")
@as_json
def verify(file_or_payload: str, keys: Path | None, listed: Path | None, json: bool) -> None:
    """Looks at a PDF, a picture of a paper, or at what its codes say (an address, the 26 letters and digits, a seal);
    exit status 0 if it is the office's, in force, and its signature holds."""
    content = _content(file_or_payload)
    if keys is not None:
        sealed = file_or_payload if content is None else _seal_of(content)
        _offline(sealed, keys, listed, json)
        return
    if listed is not None:
        raise click.ClickException("Expected --keys with --list, but there are none to check the list by")
    engine = wiring.build(wiring.settings())
    if content is not None and not content.startswith(PICTURES):
        compared = verifying.by_file(engine, content)
        verdict, signature, sha256 = compared.verdict, compared.signature.code, compared.sha256
        signer, at, earlier = compared.signature.name, compared.signature.at, compared.earlier
    else:
        payload = file_or_payload if content is None else _seal_of(content)
        with engine.reading() as reading:
            verdict = verifying.by_payload(reading, payload)
        signature, sha256, signer, at, earlier = "unchecked", None, None, None, False
    row(
        json,
        state=verdict.state,
        signature=signature,
        document_type=verdict.kind,
        number_end=verdict.number_end,
        issued_on=verdict.issued_on,
        signer_post=verdict.signer_post,
        signer=signer,
        signed_at=at,
        sha256=sha256 or verdict.fingerprint,
        earlier=earlier,
    )
    if verdict.state != "in_force" or signature not in ("holds", "unchecked"):
        sys.exit(1)


def _content(file_or_payload: str) -> bytes | None:
    """None of a payload."""
    path = Path(file_or_payload)
    if len(file_or_payload) < LONGEST_PATH and path.is_file():
        return path.read_bytes()
    if path.suffix or (path.is_absolute() and path.parent.is_dir()):
        raise click.ClickException(f"Expected a readable file, but there is none at {file_or_payload}")
    return None


def _seal_of(content: bytes) -> str:
    """The longest code is the seal."""
    found = scanning.codes(content)
    if not found:
        raise click.ClickException("Expected a PNG, JPEG or PDF with a code that can be read, but found none")
    return max(found, key=len)


def _offline(sealed: str, keys: Path, listed: Path | None, json: bool) -> None:
    pinned = pins.parse(keys.read_bytes())
    answer = offline.check(
        sealed, pinned, None if listed is None else listed.read_bytes(), dt.datetime.now(dt.UTC)
    )
    found = answer.seal
    row(
        json,
        state=answer.code,
        document_type=found and found.kind,
        number=found and found.number,
        issued_on=found and found.issued_on,
        content=found and found.content.hex(),
        key=found and found.key_id.hex(),
        listed_at=answer.listed_at,
    )
    if answer.code != "in_force":
        sys.exit(1)


@document.command()
@click.option("--count", is_flag=True, help="Only says how many are due.")
@click.option(
    "--newer-than",
    type=click.DateTime(["%Y-%m-%d"]),
    help="First asks for a time stamp from this day on for every document, since an algorithm is to be left.",
)
@as_json
def renew(count: bool, newer_than: dt.datetime | None, json: bool) -> None:
    """Puts further time stamps behind signed documents whose last one will not count for long, as background work
    does by itself; exit status 1 if somebody has to see to it."""
    engine = wiring.build(wiring.settings())
    if newer_than is not None and not count:
        with engine.work(SYSTEM) as work:
            renewals.demand(work, newer_than.replace(tzinfo=engine.office.zone))
    swept = renewals.Swept(0, 0) if count else renewals.sweep_all(engine)
    with engine.reading() as reading:
        due, troubles = renewals.due(reading), renewals.troubles(reading)
    problems = " ".join(one.problem for one in troubles) or None
    troubled = sum(one.count for one in troubles)
    row(json, due=due, renewed=swept.renewed, stopped=swept.stopped, troubled=troubled, problems=problems)
    if swept.stopped or troubled:
        sys.exit(1)


@document.command("keys")
def keys_() -> None:
    """Writes the public keys that seals are checked by, as JSON: to be pinned once by whoever checks."""
    chosen = wiring.settings()
    click.echo(pins.as_json(wiring.build(chosen).office.name, Keys.load(chosen.keys).paper_keys))


@document.command("list")
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
def list_(target: Path) -> None:
    """Writes the signed list of documents that are not in force."""
    engine = wiring.build(wiring.settings())
    with engine.reading() as reading:
        target.write_bytes(states.current(reading))


@document.command("new-key")
def new_key() -> None:
    """Seals papers with a new key from now on; restart the servers after it. What the old one sealed stays valid."""
    chosen = wiring.settings()
    today = dt.datetime.now(wiring.build(chosen).office.zone).date()
    keys = Keys.load(chosen.keys).with_new_paper_key(today)
    keys.save(chosen.keys)
    click.echo(keys.papers.id.hex())
