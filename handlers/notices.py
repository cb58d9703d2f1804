"""Notices to applicants: put into an outbox folder, from which the office's own gateway sends them."""

import os
from pathlib import Path
from typing import Any

import orjson

from engine.calls import Call, Later, Refused, Result, outside

MESSAGES = {
    "diterima": "Permohonan {number} sudah kami terima. Simpan nomor ini untuk melacaknya.",
    "dikembalikan": "Permohonan {number} perlu dilengkapi. Hubungi meja yang menerima permohonan Anda.",
    "dokumen_terbit": "Dokumen untuk permohonan {number} sudah terbit dan dapat diambil. Layanan ini gratis.",
    "ditolak": "Permohonan {number} tidak dapat dikabulkan. Alasan tertulis dapat diminta di loket.",
}
"""Neither names nor numbers of people: whoever holds the telephone may be somebody else."""


@outside(
    "Kirim kabar",
    "Send a notice",
    queue="notify",
    pesan=f"salah satu dari {', '.join(MESSAGES)}",
    telepon="nomor telepon penerima; bila kosong tidak ada yang dikirim",
)
def send(call: Call) -> Result:
    """Whether it was handed over to the outbox. The same call writes the same file again."""
    message = MESSAGES.get(str(call.parameters.get("pesan")))
    if message is None:
        raise Refused(
            "pesan", f"Expected a message of {sorted(MESSAGES)}, but the diagram asks for another one"
        )
    phone = str(call.parameters.get("telepon") or "").strip()
    if not phone:
        return {"terkirim": False, "alasan": "tanpa_telepon"}
    if not call.engine.outbox:
        return {"terkirim": False, "alasan": "tanpa_saluran"}
    text = f"{call.engine.office.name}: {message.format(number=call.case.number)}"
    _put(Path(call.engine.outbox), call.key, {"to": phone, "text": text, "at": call.now.isoformat()})
    return {"terkirim": True, "saluran": "berkas"}


def _put(folder: Path, key: str, notice: dict[str, Any]) -> None:
    """Whole or not at all, for the eyes of this user only: the gateway may look at any moment."""
    draft = folder / f".{key}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(orjson.dumps(notice))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(folder / f"{key}.json")
    except OSError as problem:
        raise Later(
            f"Expected an outbox that takes a notice, but the system says {problem.strerror}"
        ) from problem
