"""What BSrE's e-sign service is sent, as its interfaces v1 and v2 want it. All are for officers' eyes only: they hold
NIK and passphrase."""

from base64 import b64decode, b64encode
from secrets import token_hex
from typing import Any

import orjson

from engine.exchange import Request

JSON = {"Content-Type": "application/json"}


def state_v1(nik: str) -> Request:
    return Request("GET", f"api/user/status/{nik}")


def state_v2(nik: str) -> Request:
    return Request("POST", "api/v2/user/check/status", orjson.dumps({"nik": nik}), JSON)


def order_v1(pdf: bytes, nik: str, passphrase: str) -> Request:
    """A multipart form (RFC 7578). The signature is not shown: the paper has codes of its own."""
    edge = token_hex(16)
    fields = {"nik": nik, "passphrase": passphrase, "tampilan": "invisible"}
    parts = [
        _part(edge, f'name="{name}"', "text/plain; charset=utf-8", text.encode())
        for name, text in fields.items()
    ]
    parts.append(_part(edge, 'name="file"; filename="dokumen.pdf"', "application/pdf", pdf))
    content = b"".join(parts) + f"--{edge}--\r\n".encode()
    return Request("POST", "api/sign/pdf", content, {"Content-Type": f"multipart/form-data; boundary={edge}"})


def _part(edge: str, disposition: str, kind: str, content: bytes) -> bytes:
    head = f"--{edge}\r\nContent-Disposition: form-data; {disposition}\r\nContent-Type: {kind}\r\n\r\n"
    return head.encode() + content + b"\r\n"


def order_v2(pdf: bytes, nik: str, passphrase: str) -> Request:
    order = {
        "nik": nik,
        "passphrase": passphrase,
        "signatureProperties": [{"tampilan": "INVISIBLE"}],
        "file": [b64encode(pdf).decode()],
    }
    return Request("POST", "api/v2/sign/pdf", orjson.dumps(order), JSON)


def decoded(file: Any) -> bytes:
    """A file of an answer of v2; empty where it is none."""
    try:
        return b64decode(file, validate=True) if isinstance(file, str) else b""
    except ValueError:
        return b""
