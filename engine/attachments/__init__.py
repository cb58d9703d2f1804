"""Papers that people hand in: rebuilt from scratch, sealed, named by the hash of what is kept."""

from engine.attachments.rebuilding import Paper, rebuild
from engine.attachments.specimen import specimen
from engine.attachments.storage import (
    RECEIVED,
    TAKEN_BACK,
    Attachment,
    fetch,
    find,
    of_case,
    store,
    take_back,
)
from engine.attachments.upload import MOST_BYTES, MOST_PAGES, Upload

__all__ = [
    "MOST_BYTES",
    "MOST_PAGES",
    "RECEIVED",
    "TAKEN_BACK",
    "Attachment",
    "Paper",
    "Upload",
    "fetch",
    "find",
    "of_case",
    "rebuild",
    "specimen",
    "store",
    "take_back",
]
