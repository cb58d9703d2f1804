"""The bundle that Vite made: which files a page loads. Read again when it was built again."""

import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

MANIFEST = "dist/manifest.json"


@dataclass(frozen=True)
class Entry:
    """Addresses below /static: one module, what it imports, its style sheets."""

    script: str
    imports: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()


@dataclass
class Manifest:
    """`folder` is that of the static files. Without a bundle there are no entries."""

    folder: Path
    _changed: int = field(init=False, default=0)
    _chunks: dict[str, Any] = field(init=False, default_factory=dict)
    _lock: threading.Lock = field(init=False, default_factory=threading.Lock)

    def entry(self, source: str) -> Entry | None:
        """`source` such as `designer/main.js`; None where the bundle has not been built."""
        chunks = self._read()
        if source not in chunks:
            return None
        used = _used(chunks, source)
        return Entry(
            script=_address(chunks[source]["file"]),
            imports=tuple(_address(chunks[name]["file"]) for name in used if name != source),
            styles=tuple(_address(style) for name in used for style in chunks[name].get("css", ())),
        )

    def _read(self) -> dict[str, Any]:
        path = self.folder / MANIFEST
        try:
            changed = path.stat().st_mtime_ns
            with self._lock:
                if changed != self._changed:
                    self._chunks = orjson.loads(path.read_bytes())
                    self._changed = changed
                return self._chunks
        except (OSError, orjson.JSONDecodeError):
            return {}


def _used(chunks: dict[str, Any], source: str) -> list[str]:
    """The entry and every chunk that it imports, each once, the deepest last."""
    found: list[str] = []
    waiting = [source]
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found.append(name)
            waiting += chunks[name].get("imports", ())
    return found


def _address(file: str) -> str:
    return f"/static/dist/{file}"
