"""Cases to be found: by number, name or identity number, within the own territory."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import caselist, history
from engine.caselist import Page, Wanted
from engine.ids import parse_id
from engine.roles import Permission
from web import current, screens, sealed
from web.policies import policy

pages = Blueprint("search", __name__)


@pages.get("/kasus")
@policy(Permission.SEARCH)
def show() -> str:
    wanted = Wanted(
        text=sealed.unseal(request.args.get("cari", "")),
        document_type=request.args.get("layanan", ""),
        area=request.args.get("asal", ""),
        state=request.args.get("keadaan", ""),
    )
    engine = current.engine()
    with engine.reading(current.actor()) as reading:
        found = caselist.page(reading, wanted, parse_id(request.args.get("sesudah")))
        types = engine.definitions.in_force(reading.connection, engine.office_code)
    if wanted.text:
        _note(wanted.text, found)
    names = {kind.document_type: screens.type_name(kind) for kind in types}
    return render_template("search.html", wanted=wanted, found=found, types=names)


def _note(text: str, found: Page) -> None:
    """A search for somebody is an act: what was looked for goes into the history, sealed."""
    with current.engine().work(current.actor()) as work:
        history.searched(work, text, len(found.lines), "search")


@pages.post("/kasus")
@policy(Permission.SEARCH)
def search() -> Response:
    """The same page with the filter in its address; what was searched for is sealed in it."""
    chosen = {name: request.form.get(name, "") for name in ("layanan", "asal", "keadaan")}
    chosen["cari"] = sealed.seal(request.form.get("q", ""))
    return redirect(screens.with_parameter(url_for("search.show"), **chosen), 303)
