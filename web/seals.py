"""What whoever checks papers without a network is given: the list of states, and one file that is a whole page."""

import hashlib
import threading
from base64 import b64encode
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
from flask import render_template
from markupsafe import Markup

from engine.engine import Engine
from engine.seals import pins, states
from web import screens

FRESH = 20
"""Seconds for which the list is not made anew; whoever keeps it on the way keeps it 30 more."""
SCRIPT, STYLE = "dist/seal.js", "seal.css"


@dataclass
class Lists:
    """The newest list, made once for all who ask within a while."""

    _made: tuple[float, bytes] | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def current(self, engine: Engine) -> bytes:
        with self._lock:
            now = engine.clock().timestamp()
            if self._made is None or not 0 <= now - self._made[0] < FRESH:
                with engine.reading() as reading:
                    self._made = (now, states.current(reading))
            return self._made[1]


def page(engine: Engine, folder: Path, listed: bytes) -> str | None:
    """`folder`: of the static files. The page reaches nothing but the list's address; None without a bundle."""
    path = folder / SCRIPT
    if not path.is_file():
        return None
    script = path.read_text(encoding="utf-8").replace("</script", "<\\/script")
    address = f"{engine.public_url}/segel/daftar"
    told = orjson.loads(pins.as_json(engine.office.name, engine.vault.paper_keys)) | {
        "list": b64encode(listed).decode(),
        "address": address,
        "kinds": {kind: screens.kind_name(kind) for kind in screens.KINDS},
    }
    return render_template(
        "seal_check.html",
        style=_within("style", (folder / STYLE).read_text(encoding="utf-8")),
        script=_within("script", script),
        digest=b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        told=_within("script", _harmless(told), type="application/json", id="office"),
        address=address,
        key_ids=[key.hex() for key in pins.ids(engine.vault.paper_keys)],
    )


def _harmless(told: dict[str, Any]) -> str:
    """JSON that no word of it can leave the element by."""
    return orjson.dumps(told).decode().replace("<", r"\u003c")


def _within(tag: str, content: str, **attributes: str) -> Markup:
    """An element that carries what other pages load; the file says by a hash which script may run in it."""
    said = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return Markup(f"<{tag}{said}>{content}</{tag}>")  # noqa: S704 - our own files, and JSON without a tag in it
