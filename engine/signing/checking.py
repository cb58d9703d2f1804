"""Whether the signatures of files hold that somebody sent: read in a process of its own, which may do little, ends
soon and reaches no network, since a made-up certificate may name any address."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from engine import confined
from engine.errors import UploadUnreadableError
from engine.signing.signature import MOMENTS, Signature

if TYPE_CHECKING:
    from engine.signing.trust import Trust

WORKER = Path(__file__).with_name("worker.py")


@dataclass(frozen=True)
class Checked:
    """`code`: `holds`, `unchecked` where the office believes nobody yet, else that of the first check that it does not
    pass (UnsoundSignatureError)."""

    code: str
    signature: Signature | None = None

    @property
    def holds(self) -> bool:
        return self.signature is not None

    @property
    def name(self) -> str | None:
        return None if self.signature is None else self.signature.name

    @property
    def at(self) -> datetime | None:
        return None if self.signature is None else self.signature.at


@dataclass(frozen=True)
class Sent:
    """`plain`: how many bytes it begins with of a file that was given out to be signed; None where none was."""

    content: bytes
    plain: int | None = None


def check(content: bytes, trust: "Trust | None") -> Checked:
    return Checked("unchecked") if trust is None else check_all([Sent(content)], trust)[0]


def check_all(files: Sequence[Sent], trust: "Trust") -> list[Checked]:
    """Together, since starting takes longer than looking; singly where one of them brings the process to its end."""
    believed = {"roots": trust.roots, "others": trust.others, "lists": trust.lists()}
    told: dict[str, Any] = {
        name: [b64encode(one).decode() for one in found] for name, found in believed.items()
    }
    told["files"] = [(len(one.content), one.plain) for one in files]
    try:
        answer, _ = confined.run(
            WORKER, (), b"".join((orjson.dumps(told), b"\n", *(one.content for one in files)))
        )
    except UploadUnreadableError:
        if len(files) == 1:
            return [Checked("unreadable")]
        return [check_all([one], trust)[0] for one in files]
    return [_checked(one) for one in answer["found"]]


def _checked(said: Mapping[str, Any]) -> Checked:
    facts = dict(said)
    code = str(facts.pop("code"))
    if code != "holds":
        return Checked(code)
    moments = {name: facts[name] and datetime.fromisoformat(facts[name]) for name in MOMENTS}
    return Checked(code, Signature(**facts | moments))
