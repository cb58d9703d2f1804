"""A case: where it is, how it came there, what was handed in and what was issued; withdrawal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from engine import cases, caseview, comments, documents, handover, history, printing
from engine.caseview import CaseView
from engine.errors import CaseClosedError, InvalidAnswersError, NotAllowedError
from engine.forms import Problem
from engine.ids import parse_id
from engine.roles import Permission
from web import cautions, current, fallen, trail
from web.cautions import Accepted
from web.files import attached
from web.policies import SIGNED_IN, policy
from web.storyline import Line, told

pages = Blueprint("case", __name__)
READERS = frozenset({Permission.SEARCH, Permission.INTAKE})
"""Who finds cases, and whoever took one at his desk."""


@dataclass(frozen=True)
class CasePage:
    view: CaseView
    picture: Markup
    story: Sequence[Line]
    cautions: Sequence[Accepted]
    fallen: Sequence[tuple[str, str]]
    printed: Mapping[str, printing.Count]


@pages.get("/kasus/<id:case_id>")
@policy(READERS)
def show(case_id: str) -> str:
    return _drawn(case_id)


def _drawn(case_id: str, *, empty_note: bool = False) -> str:
    view = _seen(case_id, "case")
    picture = Markup(trail.picture(view))  # noqa: S704 - made by our own drawing, which escapes every text
    warned = cautions.told(view.document_type, view.cautions, view.acceptors)
    cleared = fallen.told(view.document_type, view.cleared)
    with current.engine().reading(current.actor()) as reading:
        printed = printing.counts(reading, [one.id for one in view.documents])
    page = CasePage(view, picture, told(view), warned, cleared, printed)
    return render_template("case.html", page=page, view=view, empty_note=empty_note)


def _seen(case_id: str, purpose: str) -> CaseView:
    """The case, and in the history that it was looked at."""
    with current.engine().reading(current.actor()) as reading:
        view = caseview.view(reading, case_id)
    with current.engine().work(current.actor()) as work:
        history.case_seen(work, case_id, purpose)
    return view


@pages.post("/kasus/<id:case_id>/catatan")
@policy(Permission.WORK)
def comment(case_id: str) -> Response:
    request_id = parse_id(request.form.get("request_id"))
    comments.write(current.engine(), current.actor(), case_id, request.form.get("catatan", ""), request_id)
    return redirect(url_for("case.show", case_id=case_id, _anchor="riwayat"), 303)


@pages.get("/dokumen/<id:document_id>")
@policy(Permission.READ_IN_FULL)
def document(document_id: str) -> Response:
    with current.engine().reading(current.actor()) as reading:
        found = documents.find(reading, document_id)
        caseview.view(reading, found.case_id)
        file = documents.fetch(reading, document_id)
    with current.engine().work(current.actor()) as work:
        history.case_seen(work, found.case_id, "document")
    return attached(file.content, f"{file.number}.pdf", file.media_type)


@pages.post("/kasus/<id:case_id>/tanda-terima-penyerahan")
@policy(Permission.WORK)
def receipt(case_id: str) -> Response:
    """What whoever came for the document signs, as a PDF."""
    document_id = handover.make_receipt(current.engine(), current.actor(), case_id)
    return redirect(url_for("case.document", document_id=document_id), 303)


@pages.get("/kasus/<id:case_id>/tarik")
@policy(SIGNED_IN)
def withdrawal(case_id: str) -> Response:
    return _withdrawal(case_id, [])


def _withdrawal(case_id: str, problems: Sequence[Problem], status: int = 200) -> Response:
    with current.engine().reading(current.actor()) as reading:
        view = caseview.view(reading, case_id)
    if view.state != "open":
        raise CaseClosedError(view.number)
    if not view.may_withdraw:
        raise NotAllowedError("withdraw the case", "role")
    words = request.form.get("catatan", "")
    return make_response(
        render_template("withdrawal.html", view=view, problems=problems, words=words), status
    )


@pages.post("/kasus/<id:case_id>/tarik")
@policy(SIGNED_IN)
def withdraw(case_id: str) -> Response:
    cases.withdraw(
        current.engine(), current.actor(), case_id, "ditarik_pemohon", request.form.get("catatan", "").strip(),
        parse_id(request.form.get("request_id")),
    )  # fmt: skip
    return redirect(url_for("case.show", case_id=case_id), 303)


@pages.errorhandler(InvalidAnswersError)
def wrong(error: InvalidAnswersError) -> Response:
    case_id = request.view_args["case_id"]  # type: ignore[index]
    if request.endpoint == "case.comment":
        return make_response(_drawn(case_id, empty_note=True), 422)
    return _withdrawal(case_id, list(error.problems), 422)  # type: ignore[call-overload]
