"""What a file begins with that a designer adds to a document type."""

import json
from typing import Any


def starter(path: str) -> str:
    if not path.endswith(".form.json"):
        return ""
    return json.dumps(_form(path.rpartition("/")[2].removesuffix(".form.json")), indent=2) + "\n"


def _form(task: str) -> dict[str, Any]:
    """One note, under a name of its own in the record."""
    note = {"id": f"{task}_catatan", "type": "textarea", "key": f"{task}_catatan"}
    words = {"label": "Catatan", "label_en": "Note"}
    return {"type": "default", "id": task, "schemaVersion": 18, "components": [note | words]}
