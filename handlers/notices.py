"""Notices to applicants that a step of the diagram sends."""

from engine import downloads
from engine.calls import Call, Refused, Result, outside
from engine.notices import Letter, outbox, texts


@outside(
    "Kirim kabar",
    "Send a notice",
    queue=outbox.QUEUE,
    given_up={"terkirim": False, "alasan": "dilepas"},
    pesan=f"salah satu dari {', '.join(texts.TEXTS)}",
    telepon="nomor telepon penerima; bila kosong tidak ada yang dikirim",
)
def send(call: Call) -> Result:
    """Whether it was handed over. The same call sends the same letter again."""
    kind = str(call.parameters.get("pesan"))
    if kind not in texts.TEXTS:
        raise Refused(
            "pesan", f"Expected a message of {sorted(texts.TEXTS)}, but the diagram asks for another one"
        )
    phone = str(call.parameters.get("telepon") or "").strip()
    if not phone:
        return {"terkirim": False, "alasan": "tanpa_telepon"}
    if call.engine.channel is None:
        return dict(outbox.NO_WAY)
    with call.engine.reading() as reading:
        definition = call.engine.definitions.version(reading.connection, call.case.version_id)
    links = downloads.offer(call.engine, call.case.id, call.key) if kind == texts.READY else ()
    about = texts.About(call.case.number, definition.name, download=links)
    text = texts.text(call.engine.office, kind, about)
    return outbox.deliver(call.engine, Letter(call.key, phone, text, call.now))
