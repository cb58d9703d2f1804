"""For whoever checks papers without a network: a page in one file, public keys, the list of states. For everybody."""

from datetime import timedelta

from flask import Blueprint, Response, abort, request
from flask import current_app as app
from werkzeug.wrappers import Response as AnyResponse

from engine.seals import pins
from web import current, seals
from web.policies import PUBLIC, policy
from web.throttle import throttled

pages = Blueprint("seals", __name__)
ANYWHERE = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
"""The page in one file has no origin of its own."""
A_WHILE = {"Cache-Control": "public, max-age=30"}
LIMIT = throttled("seals", 30, timedelta(minutes=1))


@pages.get("/segel/daftar")
@policy(PUBLIC)
@LIMIT
def listed() -> AnyResponse:
    response = Response(_listed(), content_type='application/cose; cose-type="cose-sign1"')
    response.headers.update(ANYWHERE | A_WHILE)
    response.headers["Content-Disposition"] = "attachment; filename=daftar-keadaan.cose"
    response.add_etag()
    return response.make_conditional(request)


@pages.get("/segel/kunci.json")
@policy(PUBLIC)
@LIMIT
def keys() -> Response:
    engine = current.engine()
    response = Response(
        pins.as_json(engine.office.name, engine.vault.paper_keys), content_type="application/json"
    )
    response.headers.update(ANYWHERE | A_WHILE)
    return response


@pages.get("/segel/pemeriksa.html")
@policy(PUBLIC)
@LIMIT
def checker() -> Response:
    """One file that needs nothing else: kept on a disk, it checks papers without a network."""
    page = seals.page(current.engine(), app.extensions["terbit_assets"].folder, _listed())
    if page is None:
        abort(404)
    response = Response(page, content_type="text/html; charset=utf-8")
    response.headers.update(A_WHILE)
    response.headers["Content-Disposition"] = "attachment; filename=pemeriksa-segel.html"
    return response


def _listed() -> bytes:
    lists: seals.Lists = app.extensions["terbit_lists"]
    return lists.current(current.engine())
