"""What an event of civil status means for other cases of the same people."""

from engine import deaths
from engine.calls import Call, Result, outside


@outside(
    "Tandai kasus terbuka dari orang yang meninggal",
    "Flag open cases of a person who died",
    nik="NIK yang meninggal; bila kosong tidak ada yang ditandai",
)
def mark_dead(call: Call) -> Result:
    """How many other cases were flagged. A job of its own, since it locks cases beside the one that asks for it."""
    nik = call.parameters.get("nik")
    return {"kasus": deaths.mark_dead(call.engine, call.case.id, nik) if isinstance(nik, str) and nik else 0}
