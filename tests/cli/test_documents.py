"""`terbit document verify`: the contract of the command line."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from engine import documents
from engine.access import SYSTEM
from engine.db.documents import Document
from engine.demo.signing import PASSPHRASE, made_up
from tests.builders import KEYS, OFFICE, Bureau, make_bureau
from tests.databases import Embedded
from tests.signing.offices import SIGNING
from tests.signing.test_attacks import flipped, followed_by_junk
from web.cli import terbit


@dataclass
class Desk:
    bureau: Bureau
    folder: Path
    document_id: str
    pdf: bytes

    def verify(self, what: object) -> Result:
        database = self.bureau.engine.database
        environment = {
            "TERBIT_DATABASE_URL": database.url, "TERBIT_KEYS": str(self.folder / "keys.json"), "TERBIT_OFFICE": OFFICE,
            "TERBIT_SIGNER": "demo", "TERBIT_SIGNING": str(self.folder / "signing"),
        }  # fmt: skip
        return CliRunner().invoke(terbit, ["document", "verify", str(what), "--json"], env=environment)

    def file(self, content: bytes) -> Path:
        path = self.folder / "kutipan.pdf"
        path.write_bytes(content)
        return path


@pytest.fixture(scope="module")
def desk(embedded: Embedded, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("desk")
    with embedded.fresh() as database:
        bureau = make_bureau(database, SIGNING)
        bureau.engine.signer = made_up(folder / "signing", PASSPHRASE)
        KEYS.save(folder / "keys.json")
        opened = bureau.walker.open("akta_kelahiran")
        assert bureau.walker.to_end(opened.case_id) == "issued"
        with bureau.engine.reading() as reading:
            found = reading.execute(select(Document.id).where(Document.kind == "akta_kelahiran")).scalar_one()
            pdf = documents.fetch(reading, found).content
        yield Desk(bureau, folder, found, pdf)


def test_a_file_in_force_with_a_good_signature_ends_with_0(desk: Desk) -> None:
    result = desk.verify(desk.file(desk.pdf))

    told = json.loads(result.output)
    assert (result.exit_code, told["state"], told["signature"]) == (0, "in_force", "holds")
    assert told["signer"] == desk.bureau.actor("kadis").name


@pytest.mark.parametrize("forgery", [flipped, followed_by_junk])
def test_a_forgery_ends_with_1(desk: Desk, forgery: object) -> None:
    result = desk.verify(desk.file(forgery(desk.pdf)))  # type: ignore[operator]

    told = json.loads(result.output)
    assert (result.exit_code, told["state"]) == (1, "unknown")
    assert told["signature"] in ("altered", "uncovered")


@pytest.mark.parametrize("cut", ["{url}", "{token}"])
def test_the_codes_payload_tells_the_state(desk: Desk, cut: str) -> None:
    url = documents.check_url(desk.bureau.engine, desk.document_id)

    result = desk.verify(cut.format(url=url, token=url.rpartition("/")[2]))

    assert (result.exit_code, json.loads(result.output)["state"]) == (0, "in_force")


def test_an_unknown_payload_ends_with_1(desk: Desk) -> None:
    result = desk.verify("0" * 26)

    assert (result.exit_code, json.loads(result.output)["state"]) == (1, "unknown")


def test_a_file_that_is_not_there_is_a_sentence(desk: Desk) -> None:
    result = desk.verify("tidak-ada.pdf")

    assert result.exit_code == 1
    assert "Expected a readable file" in result.output


def test_a_document_that_was_revoked_ends_with_1(desk: Desk) -> None:
    with desk.bureau.engine.work(SYSTEM) as work:
        documents.revoke(work, desk.document_id, "Putusan pengadilan")

    result = desk.verify(desk.file(desk.pdf))

    told = json.loads(result.output)
    assert (result.exit_code, told["state"], told["signature"]) == (1, "revoked", "holds")
