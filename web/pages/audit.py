"""For auditors: cases found and read as stories, files and tables taken along. Nothing here changes anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import audit
from engine.audit import Export, Purpose, PurposeNeededError, Trace, Wanted
from engine.ids import parse_id
from engine.roles import Permission
from web import auth, current, deeds, flaws, lengths, screens, sealed, spreadsheets, tables, tracing
from web.conditions import Conditions
from web.files import attached
from web.policies import policy
from web.tracing import Bar, Figures, Line, Narrowing
from web.tracks import Track, tracks

pages = Blueprint("audit", __name__)
FILTERS = ("layanan", "keadaan", "asal", "sejak", "sampai", "dikembalikan", "petugas")
CSV = "text/csv; charset=utf-8"


@dataclass(frozen=True)
class CasePage:
    trace: Trace
    narrowing: Narrowing
    lines: Sequence[Line]
    bars: Sequence[Bar]
    figures: Figures
    tracks: Sequence[Track]
    purpose: Purpose | None


@pages.get("/periksa")
@policy(Permission.AUDIT)
def home() -> Response:
    return redirect(url_for("audit.search"))


@pages.get("/periksa/kasus")
@policy(Permission.AUDIT)
def search() -> str:
    engine, actor, wanted = current.engine(), current.actor(), _wanted()
    with engine.reading(actor) as reading:
        types = engine.definitions.in_force(reading.connection, engine.office_code)
        people, purpose = audit.handlers(reading), audit.current(reading)
    found = audit.find(engine, actor, wanted, parse_id(request.args.get("sesudah")))
    names = {kind.document_type: screens.type_name(kind) for kind in types}
    return render_template(
        "audit/search.html", wanted=wanted, found=found, types=names, people=people, purpose=purpose
    )


def _wanted() -> Wanted:
    asked = request.args
    return Wanted(
        text=sealed.unseal(asked.get("cari", "")),
        document_type=asked.get("layanan", ""),
        state=asked.get("keadaan", ""),
        area=asked.get("asal", ""),
        since=_day(asked.get("sejak", "")),
        until=_day(asked.get("sampai", "")),
        returned=asked.get("dikembalikan") == "1",
        handler=parse_id(asked.get("petugas")) or "",
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@pages.post("/periksa/kasus")
@policy(Permission.AUDIT)
def look_for() -> Response:
    """The same page with the filter in its address; what was searched for is sealed in it."""
    chosen = {name: request.form.get(name, "") for name in FILTERS}
    chosen["cari"] = sealed.seal(request.form.get("q", ""))
    wanted = {name: value or None for name, value in chosen.items()}
    return redirect(screens.with_parameter(url_for("audit.search"), **wanted), 303)


@pages.get("/periksa/kasus.csv")
@policy(Permission.AUDIT)
def cases_table() -> Response:
    lines = audit.every(current.engine(), current.actor(), _wanted())
    content = spreadsheets.cases(lines)
    export = Export("cases", content, min(len(lines), audit.EXPORTED))
    audit.exported(current.engine(), current.actor(), export)
    return attached(content, "kasus.csv", CSV)


@pages.get("/periksa/kasus/<uuid:case_id>")
@policy(Permission.AUDIT)
def case(case_id: UUID) -> str:
    asked = request.args
    narrowing = Narrowing(asked.get("petugas", ""), asked.get("jenis", ""), asked.get("ubah") == "1")
    trace = audit.trace(current.engine(), current.actor(), str(case_id))
    with current.engine().reading(current.actor()) as reading:
        purpose = audit.current(reading)
    page = CasePage(
        trace,
        narrowing,
        tracing.lines(trace, narrowing),
        tracing.bars(trace),
        tracing.figures(trace),
        tracks(trace),
        purpose,
    )
    return render_template("audit/case.html", page=page, trace=trace, case=trace.case)


@pages.get("/periksa/kasus/<uuid:case_id>/aturan")
@policy(Permission.AUDIT)
def rules(case_id: UUID) -> str:
    """The decision tables and requirements of the case's version, and which rows it was decided by."""
    trace = audit.trace(current.engine(), current.actor(), str(case_id), "audit_rules")
    kind = trace.document_type
    used = {one.decision.id: [row.index for row in one.rows] for one in trace.taken}
    shown = {"tables": tables.of_files(kind.files), "used": used, "conditions": Conditions(kind)}
    return render_template("audit/rules.html", trace=trace, case=trace.case, kind=kind, **shown)


@pages.get("/periksa/kasus/<uuid:case_id>/peristiwa.csv")
@policy(Permission.AUDIT)
def events_table(case_id: UUID) -> Response:
    engine, actor = current.engine(), current.actor()
    trace = audit.trace(engine, actor, str(case_id), "audit_export")
    content = spreadsheets.events(trace)
    audit.exported(engine, actor, Export("events", content, len(trace.deeds), str(case_id)))
    return attached(content, f"{trace.case.number}.csv", CSV)


@pages.get("/periksa/kasus/<uuid:case_id>/jejak.json")
@policy(Permission.AUDIT)
def bundle(case_id: UUID) -> Response:
    content = audit.bundle(current.engine(), current.actor(), str(case_id))
    return attached(content, f"jejak-{case_id}.json", "application/json")


@pages.get("/periksa/dokumen/<uuid:document_id>")
@policy(Permission.AUDIT)
def document(document_id: UUID) -> Response:
    file = audit.document(current.engine(), current.actor(), str(document_id))
    return attached(file.content, f"{file.number}.pdf", file.media_type)


@pages.get("/periksa/berkas/<uuid:attachment_id>")
@policy(Permission.AUDIT)
def paper(attachment_id: UUID) -> Response:
    found = audit.paper(current.engine(), current.actor(), str(attachment_id))
    return attached(found.content, found.file_name, found.media_type)


@pages.post("/periksa/tujuan")
@policy(Permission.AUDIT)
def state_purpose() -> Response:
    """What the looks from now on are for."""
    audit.begin(current.engine(), current.actor(), request.form.get("tujuan", ""))
    return redirect(_back(), 303)


@pages.errorhandler(PurposeNeededError)
def no_purpose(_error: PurposeNeededError) -> Response:
    typed = request.form.get("tujuan", "")
    return make_response(render_template("audit/purpose.html", back=_back(), typed=typed), 422)


def _back() -> str:
    return auth.onward(request.form.get("kembali"), url_for("audit.search"))


@pages.context_processor
def _words() -> dict[str, object]:
    """How templates of auditors say times, titles and hashes."""
    return {"deeds": deeds, "flaws": flaws, "lengths": lengths, "rows": tables, "tracing": tracing}
