"""Applications many at once, from a table: template, preview, and rows that become cases."""

from engine.batches.columns import Column
from engine.batches.preview import DOUBLE, GONE, GOOD, TAKEN, WRONG, Line, Preview, preview
from engine.batches.reading import MOST_BYTES, MOST_ROWS, BatchFile
from engine.batches.storage import Occasion, bring, mine, possible, questions
from engine.batches.taking import Choice, discard, go_on, take
from engine.batches.template import Words, as_csv, as_xlsx

__all__ = [
    "DOUBLE",
    "GONE",
    "GOOD",
    "LOOK",
    "MOST_BYTES",
    "MOST_ROWS",
    "TAKEN",
    "WRONG",
    "BatchFile",
    "Choice",
    "Column",
    "Line",
    "Occasion",
    "Preview",
    "Words",
    "as_csv",
    "as_xlsx",
    "bring",
    "discard",
    "go_on",
    "mine",
    "possible",
    "preview",
    "questions",
    "take",
]
