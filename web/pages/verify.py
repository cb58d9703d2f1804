"""Anybody who holds a document's paper learns here whether it is genuine and in force; nothing of whom it is about."""

from datetime import timedelta

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import documents
from web import current
from web.policies import PUBLIC, policy
from web.throttle import throttled

pages = Blueprint("verify", __name__)


@pages.get("/v")
@policy(PUBLIC)
def ask() -> str:
    return render_template("verify_ask.html")


@pages.post("/v")
@policy(PUBLIC)
def asked() -> Response:
    typed = request.form.get("kode", "").strip()
    if not typed:
        return redirect(url_for("verify.ask"), 303)
    return redirect(url_for("verify.show", token=typed.rpartition("/")[2][:64]), 303)


@pages.get("/v/<token>")
@pages.get("/V/<token>")
@policy(PUBLIC)
@throttled("verify", 60, timedelta(minutes=1))
def show(token: str) -> str:
    """QR codes hold the address in capitals."""
    with current.engine().reading() as reading:
        return render_template("verify.html", verdict=documents.verify(reading, token))
