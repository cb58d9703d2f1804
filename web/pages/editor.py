"""A designer's draft: the process editor, the files beside the diagram, and the way to a proposal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Blueprint, abort, jsonify, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import definitions, deployments, people
from engine.deployments import (
    DraftChangedError,
    NothingChangedError,
    ReasonNeededError,
    StaleBaseError,
    UnacceptableFileError,
    UndeployableError,
    Version,
    drafts,
)
from engine.deployments.drafts import Draft
from engine.roles import Permission
from engine.work import Reading
from web import bundle, catalog, changes, csrf, current, starters
from web.manifest import Entry, Manifest
from web.pages.designer import type_name
from web.policies import policy
from web.problems import Shown, shown
from web.whole import whole

pages = Blueprint("editor", __name__)
MANIFEST = Manifest(Path(__file__).parents[1] / "static")
ENTRY = "designer/main.js"


@dataclass(frozen=True)
class DraftPage:
    """`stale`: another version came into force since the draft was begun."""

    code: str
    name: str
    draft: Draft
    files: Mapping[str, bytes]
    versions: Sequence[Version]
    names: Mapping[str, str]

    @property
    def parts(self) -> list[bundle.Part]:
        return bundle.parts(self.code, self.files)

    @property
    def in_force(self) -> Version | None:
        return next((version for version in self.versions if version.in_force), None)

    @property
    def stale(self) -> bool:
        return self.in_force is not None and self.in_force.id != self.draft.base_version_id

    @property
    def next_number(self) -> int:
        return max((version.number for version in self.versions), default=0) + 1


def _page(reading: Reading, document_type: str) -> DraftPage:
    draft = drafts.get(reading, document_type)
    known = deployments.versions(reading, document_type)
    mentioned = {person for one in known for person in (one.proposed_by, one.approved_by) if person}
    return DraftPage(
        document_type,
        type_name(reading, document_type, known),
        draft,
        drafts.bundle(reading, draft),
        known,
        people.names(reading, mentioned),
    )


@pages.post("/designer/<document_type>/draf")
@policy(Permission.DESIGN)
def begin(document_type: str) -> Response:
    drafts.begin(current.engine(), current.actor(), document_type)
    return redirect(url_for("editor.edit", document_type=document_type), 303)


@pages.get("/designer/<document_type>/draf")
@policy(Permission.DESIGN)
def edit(document_type: str) -> str:
    with current.engine().reading(current.actor()) as reading:
        page = _page(reading, document_type)
    path = request.args.get("diagram", f"{document_type}.bpmn")
    if path not in catalog.diagrams(page.files):
        abort(404)
    entry = MANIFEST.entry(ENTRY)
    known = _problems(document_type, page.files) if entry else []
    return render_template(
        "designer/editor.html", page=page, path=path, entry=entry, known=_known(page, path, known, entry)
    )


def _known(page: DraftPage, path: str, problems: list[Shown], entry: Entry | None) -> dict[str, Any]:
    """What the script of the page is given."""
    return {
        "path": path,
        "xml": page.files[path].decode(errors="replace") if entry else "",
        "revision": page.draft.revision,
        "saved_at": page.draft.saved_at.isoformat(),
        "zone": current.engine().office.zone.key,
        "own_url": url_for("editor.edit", document_type=page.code, diagram=path),
        "save_url": url_for("editor.save", document_type=page.code),
        "check_url": url_for("editor.check", document_type=page.code),
        "csrf_token": csrf.token(),
        "selected": request.args.get("pilih"),
        "problems": problems,
        "catalog": catalog.catalog(page.code, page.files, path, current.engine().handlers),
    }


def _problems(document_type: str, files: Mapping[str, bytes]) -> list[Shown]:
    return shown(deployments.check(current.engine(), document_type, files), document_type)


@pages.post("/designer/<document_type>/draf/simpan")
@policy(Permission.DESIGN)
def save(document_type: str) -> Response:
    """JSON: path, text and the revision that they follow."""
    match request.get_json():
        case {"path": str(path), "text": str(text), "revision": int(revision)} if revision < 10**9:
            change = (path, text)
        case _:
            abort(400)
    try:
        saved = drafts.save(current.engine(), current.actor(), document_type, change, revision)
    except DraftChangedError as refusal:
        return make_response(jsonify(revision=refusal.revision), 409)
    return make_response(jsonify(revision=saved.revision, saved_at=saved.saved_at.isoformat()))


@pages.post("/designer/<document_type>/draf/periksa")
@policy(Permission.DESIGN)
def check(document_type: str) -> Response:
    with current.engine().reading(current.actor()) as reading:
        files = drafts.bundle(reading, drafts.get(reading, document_type))
    return make_response(jsonify(problems=_problems(document_type, files)))


@pages.post("/designer/<document_type>/draf/perbarui")
@policy(Permission.DESIGN)
def rebase(document_type: str) -> Response:
    drafts.rebase(current.engine(), current.actor(), document_type)
    return redirect(url_for("editor.propose", document_type=document_type), 303)


@pages.post("/designer/<document_type>/draf/buang")
@policy(Permission.DESIGN)
def discard(document_type: str) -> Response:
    drafts.discard(current.engine(), current.actor(), document_type)
    return redirect(url_for("designer.one", document_type=document_type), 303)


@pages.get("/designer/<document_type>/draf/berkas/<path:path>")
@policy(Permission.DESIGN)
def file(document_type: str, path: str) -> str:
    with current.engine().reading(current.actor()) as reading:
        page = _page(reading, document_type)
    text = page.files[path].decode(errors="replace") if path in page.files else starters.starter(path)
    return _file_page(page, path, text)


def _file_page(page: DraftPage, path: str, text: str, problem: str = "") -> str:
    found = [one for one in _problems(page.code, page.files) if one["file"] == path]
    return render_template(
        "designer/draft_file.html", page=page, path=path, text=text, problem=problem, problems=found
    )


@pages.post("/designer/<document_type>/draf/berkas/<path:path>")
@policy(Permission.DESIGN)
def write(document_type: str, path: str) -> Response:
    removes = request.form.get("aksi") == "hapus"
    text = request.form.get("isi", "").replace("\r\n", "\n")
    change = (path, None if removes else text)
    revision = whole(request.form.get("revisi", "")) or 0
    try:
        drafts.save(current.engine(), current.actor(), document_type, change, revision)
    except (DraftChangedError, UnacceptableFileError) as refusal:
        with current.engine().reading(current.actor()) as reading:
            page = _page(reading, document_type)
        status = 409 if isinstance(refusal, DraftChangedError) else 422
        return make_response(_file_page(page, path, text, type(refusal).__name__), status)
    if removes:
        return redirect(url_for("editor.edit", document_type=document_type), 303)
    return redirect(url_for("editor.file", document_type=document_type, path=path), 303)


@pages.get("/designer/<document_type>/usulkan")
@policy(Permission.DESIGN)
def propose(document_type: str) -> Response:
    return _propose_page(document_type)


@pages.post("/designer/<document_type>/usulkan")
@policy(Permission.DESIGN)
def proposed(document_type: str) -> Response:
    reason = request.form.get("alasan", "")
    try:
        proposal = deployments.propose(current.engine(), current.actor(), document_type, reason)
    except (
        DraftChangedError,
        NothingChangedError,
        ReasonNeededError,
        StaleBaseError,
        UndeployableError,
    ) as refusal:
        return _propose_page(document_type, type(refusal).__name__, 422)
    return redirect(url_for("proposals.one", proposal_id=proposal, terkirim=1), 303)


def _propose_page(document_type: str, problem: str = "", status: int = 200) -> Response:
    with current.engine().reading(current.actor()) as reading:
        page = _page(reading, document_type)
        current_files = (
            definitions.stored_files(reading.connection, page.in_force.id) if page.in_force else {}
        )
    problems = _problems(document_type, page.files)
    html = render_template(
        "designer/propose.html",
        page=page,
        problems=problems,
        errors=[one for one in problems if one["level"] == "error"],
        compared=changes.compared(current_files, page.files),
        problem=problem,
        reason=request.form.get("alasan", ""),
    )
    return make_response(html, status)
