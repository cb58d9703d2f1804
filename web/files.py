"""Files that go out: always as an attachment, and harmless even where a browser shows them."""

import io
import zipfile
from collections.abc import Iterable
from urllib.parse import quote

from flask import Response

SANDBOX = "default-src 'none'; sandbox"


def attached(content: bytes, name: str, media_type: str) -> Response:
    response = Response(content, content_type=media_type)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    response.headers["Content-Security-Policy"] = SANDBOX
    return response


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """By name; as they are, since PDFs hardly shrink."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, content in files:
            packed.writestr(name, content)
    return made.getvalue()
