"""What waits for the printer, many in one file; a document printed once more, and spoiled sheets, for a reason."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import caseview, documents, history, printing
from engine.errors.printing import NotPrintableError, PrintingError
from engine.ids import parse_id
from engine.roles import Permission
from web import current, naming
from web.files import attached
from web.language import Later
from web.policies import policy
from web.whole import whole

_ = Later
pages = Blueprint("printing", __name__)
WRONG = {
    "incomplete": _(
        "Pilih alasan, isi jumlah lembar (1 sampai 99), dan tulis keterangan paling banyak 300 huruf."
    ),
    "state": _(
        "Dokumen ini tidak berlaku, bukan dokumen kertas, atau sudah dicetak. Cetak ulang ada pada dokumennya."
    ),
    "first": _("Dokumen ini belum pernah dicetak. Cetak dulu dari daftar cetak."),
}
NONE_CHOSEN = _("Pilih dulu dokumennya.")


@pages.get("/cetak")
@policy(Permission.PRINT)
def show() -> Response:
    return _queue()


@pages.post("/cetak")
@policy(Permission.PRINT)
def take() -> Response:
    """One file of the chosen ones, each counted as printed."""
    chosen = [found for one in request.form.getlist("pilih") if (found := parse_id(one))]
    if not chosen:
        return _queue(NONE_CHOSEN, 422)
    try:
        made = printing.first(current.engine(), current.actor(), chosen)
    except NotPrintableError as refused:
        return _queue(WRONG[refused.code], 422)
    return attached(made, "cetak.pdf", "application/pdf")


def _queue(problem: Later | None = None, status: int = 200) -> Response:
    with current.engine().reading(current.actor()) as reading:
        month = reading.local.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        told = {
            "papers": printing.papers(reading),
            "cards": printing.cards(reading),
            "lately": printing.lately(reading),
            "tally": printing.tally(reading, month),
            "reasons": printing.reasons(reading, "spoiled"),
            "names": naming.names(reading),
        }
    return make_response(render_template("printing.html", problem=problem, **told), status)


@pages.get("/cetak/<id:document_id>")
@policy(Permission.PRINT)
def document(document_id: str) -> Response:
    return _drawn(document_id)


@pages.post("/cetak/<id:document_id>")
@policy(Permission.PRINT)
def act(document_id: str) -> Response:
    """`aksi`: `ulang` gives the file once more, `rusak` counts spoiled sheets."""
    reason, words = request.form.get("alasan", ""), request.form.get("keterangan", "")
    try:
        with current.engine().work(current.actor()) as work:
            if request.form.get("aksi") == "rusak":
                printing.spoil(work, document_id, reason, whole(request.form.get("lembar", "")), words)
                return redirect(url_for("printing.document", document_id=document_id), 303)
            printing.again(work, document_id, reason, words)
            file, case_id = documents.fetch(work, document_id), documents.find(work, document_id).case_id
            history.case_seen(work, case_id, "document")
    except PrintingError as refused:
        return _drawn(document_id, WRONG[refused.code], 422)
    return attached(file.content, f"{file.number}.pdf", file.media_type)


def _drawn(document_id: str, problem: Later | None = None, status: int = 200) -> Response:
    with current.engine().reading(current.actor()) as reading:
        found = documents.find(reading, document_id)
        view = caseview.view(reading, found.case_id)
        count = printing.counts(reading, [document_id]).get(document_id)
        lists = {act: printing.reasons(reading, act) for act in printing.OUTCOMES}
        may = printing.may(reading, found.case_id)
    page = render_template(
        "printing_document.html", document=found, view=view, count=count, lists=lists, may=may, problem=problem,
        longest=printing.LONGEST, most=printing.MOST_SHEETS,
    )  # fmt: skip
    return make_response(page, status)
