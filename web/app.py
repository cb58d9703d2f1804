"""The web application, put together: the one place where its parts meet."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask, Response, g, request
from werkzeug.middleware.proxy_fix import ProxyFix

from engine.ids import new_id
from web import (
    addresses,
    auth,
    compression,
    csrf,
    current,
    errors,
    headers,
    language,
    logs,
    onward,
    policies,
    screens,
    settings,
)
from web.assets import Assets
from web.pages import BLUEPRINTS
from web.seals import Lists
from web.typed import TypedRequest

if TYPE_CHECKING:
    from flask.blueprints import Blueprint

    from engine.engine import Engine

HERE = Path(__file__).parent
LARGEST = 6 * 1024 * 1024
"""Bytes of a request: one paper of 5 MB and what surrounds it."""
LARGER = dict.fromkeys(("papers.hand_in", "signing.bring"), 31 * 1024 * 1024)
"""Where a page sends several files at once."""


def create_app(
    engine: "Engine",
    wanted: settings.Settings | None = None,
    blueprints: "tuple[Blueprint, ...]" = BLUEPRINTS,
) -> Flask:
    """Refuses to be made while a route has no policy."""
    given = wanted or settings.read({})
    logs.configure(given.log)
    app = Flask("web", root_path=str(HERE), instance_path=str(HERE), static_folder=None)
    app.request_class = TypedRequest
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST,
        MAX_FORM_MEMORY_SIZE=1024 * 1024,
        MAX_FORM_PARTS=2000,
        TRUSTED_HOSTS=given.trusted_hosts,
        PROPAGATE_EXCEPTIONS=False,
    )
    app.extensions |= {
        "terbit": engine,
        "terbit_settings": given,
        "terbit_assets": Assets(HERE / "static"),
        "terbit_lists": Lists(),
    }
    app.url_map.strict_slashes = False
    app.url_map.converters["id"] = addresses.Id
    if given.proxies:
        hops = given.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    language.install(app)
    errors.install(app)
    screens.install(app)
    _add_routes(app, blueprints)
    _guard(app)
    policies.require(app)
    return app


def _add_routes(app: Flask, blueprints: "tuple[Blueprint, ...]") -> None:
    @app.get("/static/<path:name>", endpoint="static")
    @policies.policy(policies.PUBLIC)
    def static(name: str) -> Response:
        found: Assets = app.extensions["terbit_assets"]
        return found.answer(name)

    for blueprint in blueprints:
        app.register_blueprint(blueprint)


def _guard(app: Flask) -> None:
    @app.before_request
    def begin() -> None:
        g.started = time.perf_counter()
        g.request_id = new_id()
        request.max_content_length = LARGER.get(request.endpoint or "", LARGEST)
        g.session = None if request.endpoint == "static" else auth.resume()
        policies.enforce(app)
        csrf.check()

    @app.after_request
    def end(response: Response) -> Response:
        response.headers["X-Request-Id"] = current.request_id()
        compression.put(headers.put(onward.put(response)))
        _log(response)
        return response


def _log(response: Response) -> None:
    if request.endpoint == "static" and response.status_code < 400:
        return
    signed_in = current.session()
    logs.log.info(
        "request",
        request_id=current.request_id(),
        method=request.method,
        route=request.url_rule.rule if request.url_rule else None,
        status=response.status_code,
        ms=round((time.perf_counter() - g.started) * 1000, 1),
        person=signed_in.actor.person_id if signed_in else None,
    )
