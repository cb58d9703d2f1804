"""Static files: an address with the content's hash, kept by browsers for a year, compressed once."""

import gzip
import hashlib
import mimetypes
import threading
from dataclasses import dataclass
from pathlib import Path

from flask import Response, abort, request

FOREVER = "public, max-age=31536000, immutable"
TEXT = ("text/", "application/javascript", "application/json", "image/svg+xml")
mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("font/woff2", ".woff2")


@dataclass(frozen=True)
class Asset:
    changed: int
    content: bytes
    packed: bytes | None
    media_type: str

    @property
    def mark(self) -> str:
        return hashlib.sha256(self.content).hexdigest()[:12]


class Assets:
    """The files below a folder. Read again when they change, so that a rebuilt bundle is seen."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self._known: dict[str, Asset] = {}
        self._lock = threading.Lock()

    def find(self, name: str) -> Asset | None:
        path = (self.folder / name).resolve()
        if not path.is_relative_to(self.folder) or not path.is_file():
            return None
        changed = path.stat().st_mtime_ns
        with self._lock:
            known = self._known.get(name)
            if known is None or known.changed != changed:
                known = self._known[name] = _read(path, changed)
        return known

    def address(self, name: str) -> str:
        found = self.find(name)
        return f"/static/{name}?v={found.mark}" if found else f"/static/{name}"

    def answer(self, name: str) -> Response:
        found = self.find(name)
        if found is None:
            abort(404)
        response = Response(found.content, content_type=found.media_type)
        if found.packed is not None:
            response.headers["Vary"] = "Accept-Encoding"
            if request.accept_encodings["gzip"]:
                response.set_data(found.packed)
                response.headers["Content-Encoding"] = "gzip"
        named_by_hash = request.args.get("v") == found.mark or name.startswith("dist/assets/")
        response.headers["Cache-Control"] = FOREVER if named_by_hash else "no-cache"
        response.set_etag(found.mark)
        return response.make_conditional(request)  # type: ignore[return-value]


def _read(path: Path, changed: int) -> Asset:
    content = path.read_bytes()
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    is_text = media_type.startswith(TEXT)
    packed = gzip.compress(content, 9, mtime=0) if is_text else None
    return Asset(changed, content, packed, f"{media_type}; charset=utf-8" if is_text else media_type)
