"""Whether the signature of a file holds that somebody sent: read in a process of its own, which may do little, ends
soon and reaches no network, since a made-up certificate may name any address."""

from base64 import b64encode
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from engine import confined
from engine.errors import UploadUnreadableError

if TYPE_CHECKING:
    from engine.signing.trust import Trust

WORKER = Path(__file__).with_name("worker.py")


@dataclass(frozen=True)
class Checked:
    """`code`: `holds`, `unchecked` where the office believes nobody yet, else that of the first check that it does not
    pass (UnsoundSignatureError)."""

    code: str
    name: str | None = field(default=None, repr=False)
    at: datetime | None = None
    certificate: str | None = None

    @property
    def holds(self) -> bool:
        return self.code == "holds"


def check(content: bytes, trust: "Trust | None") -> Checked:
    if trust is None:
        return Checked("unchecked")
    believed = {"roots": trust.roots, "others": trust.others, "lists": trust.lists()}
    told = {name: [b64encode(one).decode() for one in found] for name, found in believed.items()}
    try:
        answer, _ = confined.run(WORKER, (), orjson.dumps(told) + b"\n" + content)
    except UploadUnreadableError:
        return Checked("unreadable")
    at = answer.get("at")
    return Checked(
        str(answer["code"]),
        answer.get("name"),
        None if at is None else datetime.fromisoformat(at),
        answer.get("certificate"),
    )
