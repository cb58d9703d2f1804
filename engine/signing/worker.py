"""Run as a script of its own: reads a line of JSON (whom to believe) and a PDF behind it, writes a line of JSON."""

import json
import resource
import sys
from base64 import b64decode

MEMORY = 768 * 2**20
PROCESSOR_SECONDS = 10


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from engine.errors.signing import UnsoundSignatureError
    from engine.signing.trust import Trust
    from engine.signing.validation import inspect

    told, _, pdf = sys.stdin.buffer.read().partition(b"\n")
    known = {name: [b64decode(one) for one in found] for name, found in json.loads(told).items()}
    trust = Trust(known["roots"], known["others"], lambda: known["lists"])
    try:
        found = inspect(pdf, trust)
    except UnsoundSignatureError as unsound:
        print(json.dumps({"code": unsound.code}))
        return
    at = None if found.at is None else found.at.isoformat()
    print(json.dumps({"code": "holds", "name": found.name, "at": at, "certificate": found.certificate}))


if __name__ == "__main__":
    main()
