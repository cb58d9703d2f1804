"""Applications many at once: the template, the file, the preview that is confirmed, and what became of the rows."""

import datetime as dt

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import batches
from engine.batches import BatchFile, Choice, Occasion
from engine.errors import BatchChoiceError, BatchError, BatchFileError
from engine.reasons import NO_DOUBLE, fitting
from engine.roles import Permission
from web import current, language
from web.batch import GROUNDS, REFUSED, explained, template_words
from web.files import attached
from web.language import gettext
from web.policies import policy
from web.sheet import sentence
from web.whole import whole

pages = Blueprint("batches", __name__)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST = 200


class OccasionError(BatchError):
    """`named`: ids of the fields that are empty or no date, apart by spaces."""

    code = "occasion"


@pages.get("/permohonan/<document_type>/kumpulan")
@policy(Permission.INTAKE)
def start(document_type: str) -> Response:
    return _start(document_type)


def _start(document_type: str, error: BatchError | None = None, status: int = 200) -> Response:
    with current.engine().reading(current.actor()) as reading:
        kind, asked = batches.questions(reading, document_type, language.spoken())
        notice = kind.notice_on(reading.local.date())
        waiting = [batch for batch in batches.mine(reading) if batch.document_type == document_type]
    told = {"kind": kind, "columns": asked, "notice": notice, "waiting": waiting, "most": batches.MOST_ROWS}
    html = render_template("batch.html", problems=explained(error), **told)
    return make_response(html, status)


@pages.get("/permohonan/<document_type>/kumpulan/format.<suffix>")
@policy(Permission.INTAKE)
def template(document_type: str, suffix: str) -> Response:
    with current.engine().reading(current.actor()) as reading:
        _kind, asked = batches.questions(reading, document_type, language.spoken())
    name = f"{document_type}.{'csv' if suffix == 'csv' else 'xlsx'}"
    if suffix == "csv":
        return attached(batches.as_csv(asked), name, "text/csv; charset=utf-8")
    return attached(batches.as_xlsx(asked, template_words()), name, XLSX)


@pages.post("/permohonan/<document_type>/kumpulan")
@policy(Permission.INTAKE)
def bring(document_type: str) -> Response:
    occasion, sent = _occasion(), request.files.get("berkas")
    if sent is None or not sent.filename:
        raise BatchFileError("none")
    file = BatchFile(sent.stream.read(batches.MOST_BYTES + 1))
    batch_id = batches.bring(current.engine(), current.actor(), document_type, file, occasion)
    return redirect(url_for("batches.show", batch_id=batch_id), 303)


def _occasion() -> Occasion:
    name, place = (request.form.get(one, "").strip()[:LONGEST] for one in ("kegiatan", "tempat"))
    boxes = [request.form.get(f"tanggal-{box}", "").strip() for box in ("yyyy", "mm", "dd")]
    try:
        held_on = dt.date(*(int(box) for box in boxes))
    except (ValueError, OverflowError):
        held_on = None
    missing = {"kegiatan": not name, "tempat": not place, "tanggal-dd": held_on is None}
    if held_on is None or any(missing.values()):
        raise OccasionError("Expected an occasion with name, place and date, but something is missing",
                            " ".join(one for one, lacks in missing.items() if lacks))  # fmt: skip
    return Occasion(name, place, held_on)


@pages.errorhandler(BatchError)
def refused(error: BatchError) -> Response:
    document_type = request.view_args["document_type"]  # type: ignore[index]
    return _start(document_type, error, 422)


@pages.get("/kumpulan/<id:batch_id>")
@policy(Permission.INTAKE)
def show(batch_id: str) -> Response:
    return _shown(batch_id)


def _shown(batch_id: str, wrong: str = "", status: int = 200) -> Response:
    with current.engine().reading(current.actor()) as reading:
        shown = batches.preview(reading, batch_id)
        _kind, asked = batches.questions(reading, shown.document_type.document_type, language.spoken())
    labels = {column.field.path: column.label for column in asked}
    reasons = fitting(shown.document_type.reasons.values(), NO_DOUBLE)
    told = {"labels": labels, "reasons": reasons, "grounds": GROUNDS, "refused": REFUSED, "wrong": wrong}
    said = {"sentence": lambda problem: sentence(problem, language.spoken()), "typed": request.form}
    html = render_template("batch_preview.html", batch=shown, **told, **said)
    return make_response(html, status)


@pages.post("/kumpulan/<id:batch_id>")
@policy(Permission.INTAKE)
def confirm(batch_id: str) -> Response:
    engine, actor = current.engine(), current.actor()
    if request.form.get("aksi") == "buang":
        batches.discard(engine, actor, batch_id)
        return redirect(url_for("intake.choose"), 303)
    if request.form.get("aksi") == "lanjut":
        batches.go_on(engine, actor, batch_id)
    else:
        no_doubles = _by_line("alasan.")
        lines = [line for text in request.form.getlist("baris") if (line := whole(text)) is not None]
        choice = Choice(sorted({*lines, *no_doubles}), no_doubles, _by_line("peringatan."))
        batches.take(engine, actor, batch_id, choice)
    return redirect(url_for("batches.show", batch_id=batch_id), 303)


def _by_line(prefix: str) -> dict[int, str]:
    """What was written or chosen beside lines."""
    given = (
        (name.removeprefix(prefix), text) for name, text in request.form.items() if name.startswith(prefix)
    )
    return {line: text for number, text in given if text.strip() and (line := whole(number)) is not None}


@pages.errorhandler(BatchChoiceError)
def not_possible(error: BatchChoiceError) -> Response:
    """Nothing was taken: the page again, with the lines that are in the way."""
    lines = ", ".join(str(line) for line in error.lines)
    words = (
        gettext("Belum ada yang diambil: baris %(lines)s tidak dapat diambil.", lines=lines)
        if lines
        else gettext("Belum ada yang diambil: pilih paling sedikit satu baris.")
    )
    return _shown(str((request.view_args or {})["batch_id"]), words, 422)
