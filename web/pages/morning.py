"""A head's morning: what waits for him, what is late, what has stopped, whether promises were kept."""

from flask import Blueprint, render_template

from engine.morning import Morning, morning
from engine.roles import Permission
from engine.work import Reading
from web import current, screens
from web.language import Later
from web.policies import policy

_ = Later
pages = Blueprint("morning", __name__)
UNPROVED = {
    "stamps": _("Pemberi stempel waktu tidak menjawab. Periksa alamatnya dan jaringannya."),
    "stamps_refused": _("Pemberi stempel waktu menolak, atau sertifikatnya tidak dipercaya kantor ini."),
    "no_gain": _("Stempel waktu yang baru tidak berlaku lebih lama. Tanyakan kepada pemberinya."),
    "failed": _("Berkasnya tidak dapat diberi stempel waktu."),
}
"""By the code of what keeps a time stamp from being followed by another."""
LAPSED = _("Berkasnya sendiri tidak membuktikan tanda tangan itu lagi. Menurut register dokumennya berlaku.")


@pages.get("/pagi")
@policy(Permission.OVERSEE)
def show() -> str:
    engine = current.engine()
    with engine.reading(current.actor()) as reading:
        found = morning(reading)
        steps = _steps(reading, found)
        types = engine.definitions.in_force(reading.connection, engine.office_code)
    names = {kind.document_type: screens.type_name(kind) for kind in types}
    translated = {
        node.name: screens.node_name(node) for kind in types for node in kind.procedure.nodes.values()
    }
    unproved = [(one, UNPROVED.get(one.problem, LAPSED)) for one in found.unproved]
    told = {"steps": steps, "types": names, "names": translated, "pause_words": screens.pause_words}
    return render_template("morning.html", found=found, unproved=unproved, **told)


def _steps(reading: Reading, found: Morning) -> dict[str, str]:
    """What the step is called at which each incident stopped, by the incident's id."""
    definitions = current.engine().definitions
    return {
        one.id: screens.node_name(
            definitions.version(reading.connection, one.version_id).procedure.nodes[one.node]
        )
        for one in found.stopped
    }
