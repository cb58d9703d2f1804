"""The pages of designers and approvers, without a browser: what they show, what they refuse, what survives."""

import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from engine import deployments
from engine.db.database import Database
from engine.demo.office import PASSWORD
from engine.deployments import drafts
from tests.builders import Bureau, make_bureau
from tests.deployments.documents import CONDITION, DEADLINE, MAIN, TYPE, change, in_force, propose
from web.app import create_app
from web.manifest import Manifest
from web.pages import editor
from web.problems import WORDS

DRAFT = f"/designer/{TYPE}/draf"
HERE = {"Sec-Fetch-Site": "same-origin"}
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
DATA = re.compile(r'<script type="application/json" id="editor-data">(.*?)</script>', re.DOTALL)


@pytest.fixture(autouse=True)
def bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A static folder with a built bundle."""
    chunk = {"file": "assets/designer-1.js", "css": ["assets/designer-1.css"], "isEntry": True}
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "manifest.json").write_text(json.dumps({"designer/main.js": chunk}))
    monkeypatch.setattr(editor, "MANIFEST", Manifest(tmp_path))
    return tmp_path


class Visitor(FlaskClient):
    """A browser at the office's own address."""

    def open(self, *args: Any, **options: Any) -> TestResponse:
        return super().open(*args, **{"base_url": "http://127.0.0.1:8000", **options})


def visitor(bureau: Bureau, username: str = "perancang") -> FlaskClient:
    """Somebody who has logged in."""
    app = create_app(bureau.engine)
    app.test_client_class = Visitor
    client = app.test_client()
    client.post("/masuk", data={"nama": username, "sandi": PASSWORD}, headers=HERE)
    return client


def post(client: FlaskClient, path: str, **fields: object) -> TestResponse:
    """Sends a form as its page would, with the token of the session."""
    token = TOKEN.search(client.get("/usulan").text)
    assert token is not None
    return client.post(path, data={"csrf_token": unescape(token[1]), **fields}, headers=HERE)


def given(client: FlaskClient, path: str = DRAFT) -> dict[str, object]:
    """What the editor's page gives to its script."""
    found = DATA.search(client.get(path).text)
    assert found is not None
    data: dict[str, object] = json.loads(found[1])
    return data


def save(client: FlaskClient, page: dict[str, object], text: str, revision: object = None) -> TestResponse:
    sent = {"path": page["path"], "text": text, "revision": revision or page["revision"]}
    return client.post(str(page["save_url"]), json=sent, headers=HERE | {"X-CSRF-Token": str(page["csrf_token"])})


def test_lists_document_types_with_version_cases_and_draft(database: Database) -> None:
    bureau = make_bureau(database)
    bureau.walker.open(TYPE)
    client = visitor(bureau)
    drafts.begin(bureau.engine, bureau.actor("perancang"), TYPE)

    text = client.get("/designer").text

    assert "Akta kelahiran" in text
    assert "versi 1" in text
    assert "draf Anda" in text
    assert '<td role="cell" class="r" data-label="Kasus berjalan">1</td>' in text


@pytest.mark.parametrize("path", ["/designer", f"/designer/{TYPE}", f"/designer/{TYPE}/versi/1", "/usulan"])
def test_is_shut_to_those_who_neither_design_nor_approve(sqlite_database: Database, path: str) -> None:
    client = visitor(make_bureau(sqlite_database), "verifikator")

    assert client.get(path).status_code == 403


@pytest.mark.parametrize("path", ["/designer", f"/designer/{TYPE}", f"/designer/{TYPE}/versi/1", "/usulan"])
def test_is_open_to_approvers_for_reading(sqlite_database: Database, path: str) -> None:
    client = visitor(make_bureau(sqlite_database), "penyetuju")

    assert client.get(path).status_code == 200


def test_approvers_can_not_begin_drafts(sqlite_database: Database) -> None:
    client = visitor(make_bureau(sqlite_database), "penyetuju")

    assert post(client, DRAFT).status_code == 403


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

    answer = client.post(str(page["check_url"]), json={}, headers=HERE | {"X-CSRF-Token": str(page["csrf_token"])})

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

    pages = [client.get(path) for path in (DRAFT, f"/designer/{TYPE}/usulkan", f"{DRAFT}/berkas/{MAIN}")]

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


def test_a_proposal_shows_what_would_change_and_asks_why(database: Database) -> None:
    bureau = make_bureau(database)
    change(bureau, bureau.actor("perancang"))
    client = visitor(bureau)

    text = client.get(f"/designer/{TYPE}/usulkan").text

    assert "Tenggat" in text
    assert "<del>1 jam</del> <ins>3 jam</ins>" in text
    assert 'name="alasan"' in text


def test_a_proposal_without_a_reason_is_asked_for_it(sqlite_database: Database) -> None:
    bureau = make_bureau(sqlite_database)
    change(bureau, bureau.actor("perancang"))

    answer = post(visitor(bureau), f"/designer/{TYPE}/usulkan", alasan=" ")

    assert answer.status_code == 422
    assert "Tulis alasannya dahulu." in answer.text


def test_a_draft_with_errors_can_not_be_proposed(sqlite_database: Database) -> None:
    bureau = make_bureau(sqlite_database)
    change(bureau, bureau.actor("perancang"), before=CONDITION, after="verifikasi_isi.hasil = (")
    client = visitor(bureau)

    answer = post(client, f"/designer/{TYPE}/usulkan", alasan="Perlu")

    assert answer.status_code == 422
    assert "Masih ada galat" in answer.text
    assert 'name="alasan"' not in client.get(f"/designer/{TYPE}/usulkan").text


def test_a_second_person_sees_the_change_drawn_and_puts_it_in_force(database: Database) -> None:
    bureau = make_bureau(database)
    proposal = propose(bureau, bureau.actor("perancang"))
    client = visitor(bureau, "penyetuju")

    page = client.get(f"/usulan/{proposal}").text
    answer = post(client, f"/usulan/{proposal}/setujui")

    assert "Tenggat terlalu singkat" in page
    assert 'class="diff-changed"' in page
    assert page.count("<svg") >= 3
    assert answer.status_code == 303
    with bureau.engine.reading() as reading:
        assert in_force(bureau) == deployments.find(reading, proposal).version_id
    assert "diberlakukan" in client.get(f"/usulan/{proposal}").text


def test_whoever_proposed_has_no_button_to_approve(sqlite_database: Database) -> None:
    bureau = make_bureau(sqlite_database)
    proposal = propose(bureau, bureau.actor("perancang"))

    text = visitor(bureau).get(f"/usulan/{proposal}").text

    assert f"/usulan/{proposal}/setujui" not in text
    assert "Tarik kembali usulan" in text


def test_a_proposal_is_declined_with_words_for_the_designer(database: Database) -> None:
    bureau = make_bureau(database)
    proposal = propose(bureau, bureau.actor("perancang"))
    approver = visitor(bureau, "penyetuju")

    assert post(approver, f"/usulan/{proposal}/tolak", catatan="").status_code == 422
    assert post(approver, f"/usulan/{proposal}/tolak", catatan="Tunggu keputusan").status_code == 303
    assert "Tunggu keputusan" in visitor(bureau).get(f"/usulan/{proposal}").text


def test_a_proposal_that_was_taken_back_can_not_be_approved(sqlite_database: Database) -> None:
    bureau = make_bureau(sqlite_database)
    first = propose(bureau, bureau.actor("perancang"))
    deployments.withdraw(bureau.engine, bureau.actor("perancang"), first)
    second = propose(bureau, bureau.actor("perancang"), before="PT3H", after="PT4H")
    approver = visitor(bureau, "penyetuju")
    post(approver, f"/usulan/{second}/setujui")

    answer = post(approver, f"/usulan/{first}/setujui")

    assert answer.status_code == 409
    assert "sudah diputuskan" in answer.text


def test_a_proposal_that_was_overtaken_says_so_and_can_not_be_approved(sqlite_database: Database) -> None:
    bureau = make_bureau(sqlite_database)
    admin = replace(bureau.actor("admin"), grants=bureau.actor("perancang").grants)
    overtaken = propose(bureau, admin, before="Belum ditetapkan", after="SOP 1")
    approver = visitor(bureau, "penyetuju")
    post(approver, f"/usulan/{propose(bureau, bureau.actor('perancang'))}/setujui")

    page, answer = approver.get(f"/usulan/{overtaken}"), post(approver, f"/usulan/{overtaken}/setujui")

    assert "Versi lain sudah berlaku" in page.text
    assert f"/usulan/{overtaken}/setujui" not in page.text
    assert answer.status_code == 422


def test_a_version_shows_its_diagrams_and_its_files(database: Database) -> None:
    bureau = make_bureau(database)
    client = visitor(bureau)

    text = client.get(f"/designer/{TYPE}/versi/1").text

    assert text.count("<svg") >= 4
    assert "requirements.toml" in text
    assert DEADLINE in unescape(client.get(f"/designer/{TYPE}/versi/1/berkas/{MAIN}").text)


def test_an_unknown_version_or_type_is_not_found(sqlite_database: Database) -> None:
    client = visitor(make_bureau(sqlite_database))

    assert client.get(f"/designer/{TYPE}/versi/9").status_code == 404
    assert client.get("/designer/akta_perceraian").status_code == 404
    assert client.get(f"/designer/{TYPE}/versi/1/berkas/rahasia.txt").status_code == 404
    assert client.get("/usulan/01a20fa4-9f60-73c0-96e5-bfcfeb178224").status_code == 404
    assert client.get(DRAFT).status_code == 404


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
