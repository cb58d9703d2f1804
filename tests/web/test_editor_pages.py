"""The editor's page and the files of a draft: what they are given, what they refuse, what survives."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from engine.db.database import Database
from engine.deployments import drafts
from tests.builders import make_bureau
from tests.deployments.documents import CONDITION, MAIN, TYPE, change, propose
from tests.web.designing import DRAFT, HERE, PROPOSE, post, visitor
from web.manifest import Manifest
from web.pages import editor
from web.problems import WORDS

DATA = re.compile(r'<script type="application/json" id="editor-data">(.*?)</script>', re.DOTALL)


@pytest.fixture(autouse=True)
def bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A static folder with a built bundle."""
    chunk = {"file": "assets/designer-1.js", "css": ["assets/designer-1.css"], "isEntry": True}
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "manifest.json").write_text(json.dumps({"designer/main.js": chunk}))
    monkeypatch.setattr(editor, "MANIFEST", Manifest(tmp_path))
    return tmp_path


def given(client: FlaskClient, path: str = DRAFT) -> dict[str, object]:
    """What the editor's page gives to its script."""
    found = DATA.search(client.get(path).text)
    assert found is not None
    data: dict[str, object] = json.loads(found[1])
    return data


def save(client: FlaskClient, page: dict[str, object], text: str, revision: object = None) -> TestResponse:
    sent = {"path": page["path"], "text": text, "revision": revision or page["revision"]}
    return client.post(
        str(page["save_url"]), json=sent, headers=HERE | {"X-CSRF-Token": str(page["csrf_token"])}
    )


def test_begins_a_draft_and_gives_the_editor_what_it_needs(database: Database) -> None:
    client = visitor(make_bureau(database))

    answer = post(client, DRAFT)

    assert answer.location == DRAFT
    page = given(client)
    assert page["path"] == MAIN
    assert "<bpmn:definitions" in str(page["xml"])
    assert page["revision"] == 1
    catalog = page["catalog"]
    assert {"name": "Verifikator", "name_en": "Verifier", "label": "Verifikator"} in catalog["lanes"]  # type: ignore[index]
    assert {handler["name"] for handler in catalog["handlers"]} >= {"register.enter", "rendering.render"}  # type: ignore[index]
    assert "verifikasi_isi" in catalog["forms"]  # type: ignore[index]


def test_page_data_can_not_end_its_script(sqlite_database: Database) -> None:
    bureau = make_bureau(sqlite_database)
    change(bureau, bureau.actor("perancang"), before="Akta kelahiran", after="&lt;/script&gt;&lt;b&gt;")
    client = visitor(bureau)

    assert "</script><b>" not in client.get(DRAFT).text
    assert "&lt;/script&gt;" in str(given(client)["xml"])


def test_keeps_what_the_editor_saves(database: Database) -> None:
    client = visitor(make_bureau(database))
    post(client, DRAFT)
    page = given(client)

    answer = save(client, page, str(page["xml"]).replace("PT1H", "PT3H", 1))

    assert answer.json is not None
    assert answer.json["revision"] == 2
    assert "PT3H" in str(given(client)["xml"])


def test_tells_a_second_tab_that_it_is_late(database: Database) -> None:
    client = visitor(make_bureau(database))
    post(client, DRAFT)
    page = given(client)
    save(client, page, str(page["xml"]).replace("PT1H", "PT3H", 1))

    answer = save(client, page, str(page["xml"]).replace("PT1H", "PT5H", 1))

    assert answer.status_code == 409
    assert "PT5H" not in str(given(client)["xml"])


@pytest.mark.parametrize(
    "sent", [[], {}, {"path": 1, "text": "x", "revision": 1}, {"path": "a.bpmn", "text": "x"}]
)
def test_refuses_a_save_that_lacks_something(sqlite_database: Database, sent: object) -> None:
    client = visitor(make_bureau(sqlite_database))
    post(client, DRAFT)
    page = given(client)

    answer = client.post(
        str(page["save_url"]), json=sent, headers=HERE | {"X-CSRF-Token": str(page["csrf_token"])}
    )

    assert answer.status_code == 400


def test_saves_nothing_without_the_token_of_the_session(sqlite_database: Database) -> None:
    client = visitor(make_bureau(sqlite_database))
    post(client, DRAFT)
    page = given(client) | {"csrf_token": "x"}

    assert save(client, page, "<x/>").status_code == 403


def test_refuses_a_file_outside_of_the_document_type(sqlite_database: Database) -> None:
    client = visitor(make_bureau(sqlite_database))
    post(client, DRAFT)

    assert save(client, given(client) | {"path": "../x.bpmn"}, "<x/>").status_code == 422


def test_the_check_names_the_element_in_words(database: Database) -> None:
    client = visitor(make_bureau(database))
    post(client, DRAFT)
    page = given(client)
    save(client, page, str(page["xml"]).replace(CONDITION, "verifikasi_isi.hasil = ("))

    answer = client.post(
        str(page["check_url"]), json={}, headers=HERE | {"X-CSRF-Token": str(page["csrf_token"])}
    )

    assert answer.json is not None
    (problem,) = [one for one in answer.json["problems"] if one["level"] == "error"]
    assert problem["code"] == "E190"
    assert problem["sentence"] == "Syarat ini tidak dapat dibaca."
    assert problem["element"] in str(page["xml"])


def test_every_problem_that_the_check_knows_has_words() -> None:
    rules = Path(__file__).parents[2] / "engine" / "lint"
    codes = {code for path in rules.rglob("*.py") for code in re.findall(r'"([EW]\d{3})"', path.read_text())}

    assert len(codes) > 30
    assert codes - set(WORDS) == set()


def test_says_plainly_that_the_bundle_is_missing(sqlite_database: Database, bundle: Path) -> None:
    (bundle / "dist" / "manifest.json").unlink()
    client = visitor(make_bureau(sqlite_database))
    post(client, DRAFT)

    answer = client.get(DRAFT)

    assert answer.status_code == 200
    assert "Penyunting proses belum dipasang" in answer.text


def test_sees_a_bundle_that_was_built_again(sqlite_database: Database, bundle: Path) -> None:
    client = visitor(make_bureau(sqlite_database))
    post(client, DRAFT)
    assert "designer-1.js" in client.get(DRAFT).text
    manifest = bundle / "dist" / "manifest.json"

    manifest.write_text(manifest.read_text().replace("designer-1", "designer-2"))

    assert "designer-2.js" in client.get(DRAFT).text


def test_edits_a_file_beside_the_diagram_without_scripts(database: Database) -> None:
    bureau = make_bureau(database)
    client = visitor(bureau)
    post(client, DRAFT)
    path = f"{DRAFT}/berkas/{TYPE}/kunjungan.form.json"
    assert "Berkas baru" in client.get(path).text

    answer = post(client, path, isi='{"type": "default",\r\n "components": []}', revisi=1)

    assert answer.status_code == 303
    with bureau.engine.reading(bureau.actor("perancang")) as reading:
        files = drafts.get(reading, TYPE).files
    assert files[f"{TYPE}/kunjungan.form.json"] == '{"type": "default",\n "components": []}'


def test_removes_a_file_from_the_draft(sqlite_database: Database) -> None:
    bureau = make_bureau(sqlite_database)
    client = visitor(bureau)
    post(client, DRAFT)

    post(client, f"{DRAFT}/berkas/{TYPE}/verifikasi_isi.form.json", isi="{}", aksi="hapus", revisi=1)

    catalog: dict[str, Any] = given(client)["catalog"]  # type: ignore[assignment]
    assert "verifikasi_isi" not in catalog["forms"]


def test_a_diagram_that_is_no_xml_breaks_no_page(sqlite_database: Database) -> None:
    bureau = make_bureau(sqlite_database)
    client = visitor(bureau)
    post(client, DRAFT)
    post(client, f"{DRAFT}/berkas/{MAIN}", isi="<bpmn:", revisi=1)

    pages = [client.get(path) for path in (DRAFT, PROPOSE, f"{DRAFT}/berkas/{MAIN}")]

    assert [page.status_code for page in pages] == [200, 200, 200]
    assert "E100" in pages[1].text


def test_gives_back_what_was_typed_into_a_file_that_moved_on(sqlite_database: Database) -> None:
    bureau = make_bureau(sqlite_database)
    client = visitor(bureau)
    change(bureau, bureau.actor("perancang"))

    answer = post(client, f"{DRAFT}/berkas/{TYPE}/requirements.toml", isi="# tulisan saya", revisi=1)

    assert answer.status_code == 409
    assert "# tulisan saya" in answer.text
    assert "tab lain" in answer.text


def test_only_the_editor_may_use_inline_styles_and_no_page_inline_scripts(sqlite_database: Database) -> None:
    bureau = make_bureau(sqlite_database)
    proposal = propose(bureau, bureau.actor("perancang"))
    client = visitor(bureau)

    strict = client.get(f"/usulan/{proposal}")
    relaxed = client.get(DRAFT)

    assert "unsafe-inline" not in strict.headers["Content-Security-Policy"]
    assert "style-src 'self' 'unsafe-inline'" in relaxed.headers["Content-Security-Policy"]
    assert "script-src 'self';" in relaxed.headers["Content-Security-Policy"]
    scripts = re.findall(r"<script\b([^>]*)>", relaxed.text)
    assert all("src=" in script or 'type="application/json"' in script for script in scripts)
