"""Whether the chains of the history hold: an auditor's check of all of them, and its findings by name."""

from flask import Blueprint, render_template, request

from engine import audit
from engine.audit import Run
from engine.roles import Permission
from web import current, deeds, flaws, lengths
from web.policies import policy

pages = Blueprint("chains", __name__)


@pages.get("/periksa/rantai")
@policy(Permission.AUDIT)
def show() -> str:
    return _drawn(None)


@pages.post("/periksa/rantai")
@policy(Permission.AUDIT)
def verify() -> str:
    """Reads on from where the run before ended, or from the beginning."""
    after = request.form.get("sesudah") or None
    return _drawn(audit.verify(current.engine(), current.actor(), after))


def _drawn(run: Run | None) -> str:
    with current.engine().reading(current.actor()) as reading:
        known, earlier = audit.known(reading), audit.runs(reading)
        names = audit.cast_of(reading, earlier)
    told = {"deeds": deeds, "flaws": flaws, "lengths": lengths}
    return render_template("audit/chains.html", run=run, known=known, earlier=earlier, names=names, **told)
