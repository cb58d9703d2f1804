"""Run as a script of its own: reads a line of JSON (whom to believe; of each file its size, and how much of it was
sent to be signed) and the files behind it, writes a line of JSON. A file that ends its reader ends nothing else."""

import json
import os
import resource
import sys
from base64 import b64decode
from typing import Any

MEMORY = 768 * 2**20
PROCESSOR_SECONDS = 10
UNREADABLE = {"code": "unreadable"}


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    import engine.signing.validation  # noqa: F401 - once for all files

    told = json.loads(sys.stdin.buffer.readline())
    sent = [(sys.stdin.buffer.read(size), plain) for size, plain in told["files"]]
    print(json.dumps({"found": [_apart(told, pdf, plain) for pdf, plain in sent]}))


def _apart(told: dict[str, Any], pdf: bytes, sent: int | None) -> dict[str, Any]:
    """Looked at in a fork, whose seconds are its own."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(theirs, json.dumps(_look(told, pdf, sent)).encode())
        os._exit(0)
    os.close(theirs)
    with os.fdopen(ours, "rb") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    found: dict[str, Any] = json.loads(said) if said else UNREADABLE
    return found


def _look(told: dict[str, Any], pdf: bytes, sent: int | None) -> dict[str, Any]:
    from engine.errors.signing import UnsoundSignatureError
    from engine.signing.signature import MOMENTS
    from engine.signing.trust import Trust
    from engine.signing.validation import inspect

    known = {name: [b64decode(one) for one in told[name]] for name in ("roots", "others", "lists")}
    trust = Trust(known["roots"], known["others"], lambda: known["lists"])
    try:
        found = inspect(pdf, trust, sent)
    except UnsoundSignatureError as unsound:
        return {"code": unsound.code}
    except MemoryError:
        return UNREADABLE
    facts = vars(found)
    moments = {name: facts[name] and facts[name].isoformat() for name in MOMENTS}
    return {"code": "holds", **facts, **moments}


if __name__ == "__main__":
    main()
