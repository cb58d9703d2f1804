"""The papers of an application: what is asked for, what was handed in, file by file."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import intake
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
    "empty": (422, _("Pilih berkasnya dulu.")),
}


class NoFileChosenError(UploadError):
    code = "empty"


@pages.get("/kasus/<id:case_id>/berkas")
@policy(Permission.INTAKE)
def show(case_id: str) -> Response:
    return _drawn(case_id)


def _drawn(case_id: str, wrong: str = "", requirement: str = "", status: int = 200) -> Response:
    with current.engine().reading(current.actor()) as reading:
        found = intake.view(reading, case_id)
    html = render_template("papers_list.html", intake=found, wrong=wrong, requirement=requirement)
    return make_response(html, status)


@pages.post("/kasus/<id:case_id>/berkas/<requirement>")
@policy(Permission.INTAKE)
def hand_in(case_id: str, requirement: str) -> Response:
    with current.engine().reading(current.actor()) as reading:
        intake.at_desk(reading, case_id)  # before what was sent is looked at
    sent = request.files.get("berkas")
    if sent is None or not sent.filename:
        raise NoFileChosenError("Expected a file, but none was chosen")
    upload = Upload(sent.filename, sent.stream.read())
    replaces = request.form.get("ganti") or None
    intake.hand_in(current.engine(), current.actor(), case_id, requirement, upload, replaces)
    return redirect(url_for("papers.show", case_id=case_id, _anchor=requirement), 303)


@pages.errorhandler(UploadError)
def refused(error: UploadError) -> Response:
    status, words = REFUSED.get(error.code, REFUSED["unreadable"])
    arguments = request.view_args or {}
    return _drawn(str(arguments["case_id"]), str(words), str(arguments["requirement"]), status)


@pages.get("/lampiran/<id:attachment_id>")
@policy(SIGNED_IN)
def content(attachment_id: str) -> Response:
    with current.engine().reading(current.actor()) as reading:
        paper = intake.paper(reading, attachment_id)
    return attached(paper.content, paper.file_name, paper.media_type)
