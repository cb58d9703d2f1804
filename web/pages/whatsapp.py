"""What an officer copies to tell an applicant by WhatsApp, and that he told it. Number and text stand in no address:
they come with the answer to a form, and leave by being copied."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.notices import by_hand, texts
from engine.roles import Permission
from web import current
from web.language import Later
from web.policies import policy

_ = Later
pages = Blueprint("whatsapp", __name__)
KINDS = {
    texts.RECEIVED: _("Permohonan sudah diterima"),
    texts.RETURNED: _("Permohonan perlu dilengkapi"),
    texts.READY: _("Dokumen siap diambil"),
    texts.UNCOLLECTED: _("Dokumen belum diambil"),
    texts.REFUSED: _("Permohonan tidak dapat dikabulkan"),
}


@pages.get("/kasus/<id:case_id>/whatsapp")
@policy(Permission.TELL)
def show(case_id: str) -> str:
    return _drawn(case_id, None)


@pages.post("/kasus/<id:case_id>/whatsapp")
@policy(Permission.TELL)
def reveal(case_id: str) -> str:
    return _drawn(case_id, by_hand.show(current.engine(), current.actor(), case_id))


@pages.post("/kasus/<id:case_id>/whatsapp/terkirim")
@policy(Permission.TELL)
def told(case_id: str) -> Response:
    times = request.form.get("kali", "0")
    by_hand.sent(
        current.engine(), current.actor(), case_id, request.form.get("kabar", ""),
        int(times) if times.isascii() and times.isdigit() and len(times) < 4 else 0,
    )  # fmt: skip
    return redirect(url_for("case.show", case_id=case_id, _anchor="riwayat"), 303)


def _drawn(case_id: str, shown: by_hand.Words | None) -> str:
    with current.engine().reading(current.actor()) as reading:
        asked = by_hand.look(reading, case_id)
    return render_template("whatsapp.html", asked=asked, shown=shown, kinds=KINDS)
