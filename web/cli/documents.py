"""`terbit document verify`: whether a document is genuine and in force."""

import sys
from pathlib import Path

import click

from engine import verifying
from web import wiring
from web.cli.printing import as_json, row


def add_to(group: click.Group) -> None:
    group.add_command(document)


@click.group("document")
def document() -> None:
    """Documents that the office has issued."""


@document.command()
@click.argument("file_or_payload")
@as_json
def verify(file_or_payload: str, json: bool) -> None:
    """Looks at a PDF, or at what a document's code says (its address or the 26 letters and digits); exit status 0 if
    it is the office's, in force, and its signature holds."""
    engine = wiring.build(wiring.settings())
    path = Path(file_or_payload)
    if path.is_file():
        compared = verifying.by_file(engine, path.read_bytes())
        verdict, signature, sha256 = compared.verdict, compared.signature.code, compared.sha256
        signer, at = compared.signature.name, compared.signature.at
    elif path.suffix or (path.parent.is_dir() and path.is_absolute()):
        raise click.ClickException(f"Expected a readable file, but there is none at {file_or_payload}")
    else:
        with engine.reading() as reading:
            verdict = verifying.by_token(reading, file_or_payload.rpartition("/")[2])
        signature, sha256, signer, at = "unchecked", None, None, None
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
    )
    if verdict.state != "in_force" or signature not in ("holds", "unchecked"):
        sys.exit(1)
