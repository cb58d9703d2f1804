"""A process of its own that takes cases up: it reads the diagrams anew for every request, and has never run a case."""

import base64
import json
import sys
from datetime import datetime
from typing import Any

from engine.process import Procedure, Run
from tests.process.cases import is_outside
from tests.process.walks import Walker, sample_files


def answer(request: dict[str, Any]) -> dict[str, Any]:
    walker = Walker.__new__(Walker)
    walker.stored, walker.size = False, 0
    walker.procedure = Procedure.parse(sample_files(), request["process"], is_outside)
    walker.host = walker.new_host()
    walker.host.record, walker.host.now = request["record"], datetime.fromisoformat(request["now"])
    walker.run = Run.restore(walker.procedure, base64.b64decode(request["state"]), walker.host)
    refused = walker.step(*request["action"])
    return {
        "refused": refused,
        "seen": walker.seen(),
        "now": walker.host.now.isoformat(),
        "state": "" if refused else base64.b64encode(walker.run.dump()).decode(),
    }


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)
