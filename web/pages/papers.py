"""The papers of an application: what is asked for, what was handed in, file by file."""

from collections.abc import Sequence

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import intake, papers
from engine.attachments import Upload
from engine.errors import UploadError
from engine.roles import Permission
from web import current
from web.files import attached
from web.language import Later
from web.policies import SIGNED_IN, policy

_ = Later
pages = Blueprint("papers", __name__)
REFUSED = {
    "too_big": (413, _("Berkas ini lebih dari 5 MB. Perkecil foto atau pindaiannya.")),
    "too_many_pixels": (413, _("Gambar ini terlalu besar. Foto ulang dengan ukuran lebih kecil.")),
    "wrong_kind": (415, _("Kirim JPEG, PNG atau PDF.")),
    "too_many_pages": (422, _("PDF ini terlalu banyak halamannya. Kirim halaman yang perlu saja.")),
    "unreadable": (422, _("Berkas ini tidak dapat dibaca. Foto atau pindai ulang.")),
    "too_many_files": (422, _("Berkas untuk syarat ini sudah terlalu banyak. Hapus yang tidak perlu.")),
    "empty": (422, _("Pilih berkasnya dulu.")),
}


class NoFileChosenError(UploadError):
    code = "empty"


@pages.get("/kasus/<id:case_id>/berkas")
@policy(Permission.INTAKE)
def show(case_id: str) -> Response:
    return _drawn(case_id)


def _drawn(
    case_id: str, wrong: Sequence[tuple[str, str]] = (), requirement: str = "", status: int = 200
) -> Response:
    """`wrong`: the names of files that were not taken, and why."""
    with current.engine().reading(current.actor()) as reading:
        found = intake.view(reading, case_id)
    html = render_template("papers_list.html", intake=found, wrong=wrong, requirement=requirement)
    return make_response(html, status)


@pages.post("/kasus/<id:case_id>/berkas/<requirement>")
@policy(Permission.INTAKE)
def hand_in(case_id: str, requirement: str) -> Response:
    with current.engine().reading(current.actor()) as reading:
        intake.at_desk(reading, case_id)  # before what was sent is looked at
    chosen = [file for file in request.files.getlist("berkas") if file.filename]
    if not chosen:
        raise NoFileChosenError("Expected a file, but none was chosen")
    uploads = [Upload(file.filename or "", file.stream.read()) for file in chosen]
    replaces = request.form.get("ganti") or None
    done = papers.hand_in(current.engine(), current.actor(), case_id, requirement, uploads, replaces)
    if done.refused:
        return _refused(case_id, requirement, done.refused)
    return redirect(url_for("papers.show", case_id=case_id, _anchor=requirement), 303)


def _refused(case_id: str, requirement: str, files: papers.Refused) -> Response:
    """The page again, with what was not taken; the other files are kept."""
    found = [(upload.name, *REFUSED[error.code]) for upload, error in files]
    wrong = [(name, str(words)) for name, _status, words in found]
    return _drawn(case_id, wrong, requirement, found[0][1])


@pages.errorhandler(UploadError)
def refused(error: UploadError) -> Response:
    status, words = REFUSED.get(error.code, REFUSED["unreadable"])
    arguments = request.view_args or {}
    return _drawn(str(arguments["case_id"]), [("", str(words))], str(arguments["requirement"]), status)


@pages.post("/kasus/<id:case_id>/lampiran/<id:attachment_id>/hapus")
@policy(Permission.INTAKE)
def take_back(case_id: str, attachment_id: str) -> Response:
    requirement = papers.take_back(current.engine(), current.actor(), case_id, attachment_id)
    return redirect(url_for("papers.show", case_id=case_id, _anchor=requirement), 303)


@pages.get("/lampiran/<id:attachment_id>")
@policy(SIGNED_IN)
def content(attachment_id: str) -> Response:
    with current.engine().reading(current.actor()) as reading:
        paper = papers.content(reading, attachment_id)
    return attached(paper.content, paper.file_name, paper.media_type)
