"""`terbit document verify`: the contract of the command line."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image
from sqlalchemy import select

from engine import documents
from engine.access import SYSTEM
from engine.db.documents import Document
from engine.demo.signing import PASSPHRASE, made_up
from engine.seals import pins, seal
from engine.signing import renewals
from tests.builders import KEYS, OFFICE, Bureau, make_bureau
from tests.databases import Embedded
from tests.handlers.sheets import VAULT, excerpt, picture
from tests.signing.offices import SIGNING
from tests.signing.test_attacks import flipped, followed_by_junk
from web.cli import terbit


@dataclass
class Desk:
    bureau: Bureau
    folder: Path
    document_id: str
    pdf: bytes

    def verify(self, what: object, *more: str) -> Result:
        return self.document("verify", str(what), "--json", *more)

    def document(self, *words: str, signer: str = "demo") -> Result:
        database = self.bureau.engine.database
        environment = {
            "TERBIT_DATABASE_URL": database.url, "TERBIT_KEYS": str(self.folder / "keys.json"), "TERBIT_OFFICE": OFFICE,
            "TERBIT_SIGNER": signer, "TERBIT_SIGNING": str(self.folder / "signing"),
        }  # fmt: skip
        return CliRunner().invoke(terbit, ["document", *words], env=environment)

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


def sealed(desk: Desk) -> str:
    said = {"number": "5371-LU-24112026-0017", "kind": "akta_kelahiran", "issued_on": "2026-11-24"}
    return seal.made(desk.bureau.engine.vault, desk.document_id, said, {})


@dataclass
class Kit:
    """What whoever checks without a network has."""

    keys: Path
    states: Path

    @property
    def options(self) -> list[str]:
        return ["--keys", str(self.keys), "--list", str(self.states)]


@pytest.fixture
def kit(desk: Desk) -> Kit:
    made = Kit(desk.folder / "pins.json", desk.folder / "states.cose")
    made.keys.write_text(desk.document("keys").output)
    assert desk.document("list", str(made.states)).exit_code == 0
    return made


def test_a_seal_tells_the_state(desk: Desk) -> None:
    result = desk.verify(sealed(desk))

    assert (result.exit_code, json.loads(result.output)["state"]) == (0, "in_force")


def test_a_seal_is_checked_by_keys_and_list_alone(desk: Desk, kit: Kit) -> None:
    result = CliRunner().invoke(
        terbit,
        ["document", "verify", sealed(desk), "--json", *kit.options],
        env={"TERBIT_DATABASE_URL": "sqlite:////"},
    )

    told = json.loads(result.output)
    assert (result.exit_code, told["state"], told["number"]) == (0, "in_force", "5371-LU-24112026-0017")


def test_a_picture_and_a_pdf_are_read_for_their_seal(desk: Desk, kit: Kit) -> None:
    paper = excerpt()
    files = {"kutipan.png": BytesIO(), "kutipan.pdf": BytesIO(paper)}
    picture(paper, dpi=150).save(files["kutipan.png"], "PNG")
    keys = desk.folder / "other.json"
    keys.write_bytes(pins.as_json("Dukcapil", VAULT.paper_keys))

    for name, content in files.items():
        path = desk.folder / name
        path.write_bytes(content.getvalue())
        told = json.loads(desk.verify(path, "--keys", str(keys)).output)
        assert (told["state"], told["number"]) == ("no_list", "5371-LU-24112026-0017")


def test_a_picture_without_a_code_is_a_sentence(desk: Desk, kit: Kit) -> None:
    path = desk.folder / "kosong.png"
    Image.new("L", (40, 40), 255).save(path)

    result = desk.verify(path, *kit.options)

    assert result.exit_code == 1
    assert "with a code that can be read" in result.output


def test_after_a_new_key_old_seals_hold_and_the_file_has_both(desk: Desk, kit: Kit) -> None:
    before = (desk.folder / "keys.json").read_bytes()
    try:
        assert desk.document("new-key").exit_code == 0
        kit.keys.write_text(desk.document("keys").output)
        desk.document("list", str(kit.states))

        result = desk.verify(sealed(desk), *kit.options)

        assert len(json.loads(kit.keys.read_text())["keys"]) == 2
        assert (result.exit_code, json.loads(result.output)["state"]) == (0, "in_force")
    finally:
        (desk.folder / "keys.json").write_bytes(before)


def test_further_time_stamps_are_counted_and_given(desk: Desk) -> None:
    tomorrow = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()

    ran = [
        desk.document("renew", "--json", *words)
        for words in (["--count"], [], ["--newer-than", tomorrow], ["--count"])
    ]

    told = [json.loads(one.output) for one in ran]
    assert [one.exit_code for one in ran] == [0] * 4
    assert [(one["due"], one["renewed"], one["troubled"]) for one in told] == [
        (0, 0, 0), (0, 0, 0), (0, 1, 0), (0, 0, 0),
    ]  # fmt: skip
    assert json.loads(desk.verify(desk.file(desk.pdf)).output)["earlier"] is True


def test_nobody_to_give_further_time_stamps_ends_with_1(desk: Desk) -> None:
    with desk.bureau.engine.work(SYSTEM) as work:
        renewals.demand(work, datetime.now(UTC) + timedelta(days=3))

    result = desk.document("renew", "--json", signer="none")

    told = json.loads(result.output)
    assert (result.exit_code, told["stopped"], told["renewed"]) == (1, "stamps", 0)


def test_a_document_that_was_revoked_ends_with_1(desk: Desk, kit: Kit) -> None:
    with desk.bureau.engine.work(SYSTEM) as work:
        documents.revoke(work, desk.document_id, "Putusan pengadilan")

    result = desk.verify(desk.file(desk.pdf))

    told = json.loads(result.output)
    assert (result.exit_code, told["state"], told["signature"]) == (1, "revoked", "holds")

    desk.document("list", str(kit.states))
    offline = desk.verify(sealed(desk), *kit.options)
    assert (offline.exit_code, json.loads(offline.output)["state"]) == (1, "revoked")
