"""What an auditor does: finds cases, reads them as stories, checks chains, sees who looked. Each look is recorded."""

from engine.audit.cast import Cast, Who
from engine.audit.cast import cast as cast_of
from engine.audit.chains import Run, Suspect, Verdict, known, runs, verify
from engine.audit.diagnosis import Finding, Tampering
from engine.audit.events import Recorded
from engine.audit.exports import AlteredFileError, Export, bundle, document, exported, paper, table
from engine.audit.fields import Shown
from engine.audit.files import Match
from engine.audit.looks import Look
from engine.audit.mandate import mandate
from engine.audit.office import GROUPS
from engine.audit.purposes import Purpose, PurposeNeededError, begin, current
from engine.audit.search import EXPORTED, Handler, Line, Page, Wanted, every, find, handlers
from engine.audit.times import Desk, Spell, Stint, desks, total
from engine.audit.trace import Deed, Trace, trace

__all__ = [
    "EXPORTED",
    "GROUPS",
    "AlteredFileError",
    "Cast",
    "Deed",
    "Desk",
    "Export",
    "Finding",
    "Handler",
    "Line",
    "Look",
    "Match",
    "Page",
    "Purpose",
    "PurposeNeededError",
    "Recorded",
    "Run",
    "Shown",
    "Spell",
    "Stint",
    "Suspect",
    "Tampering",
    "Trace",
    "Verdict",
    "Wanted",
    "Who",
    "begin",
    "bundle",
    "cast_of",
    "current",
    "desks",
    "document",
    "every",
    "exported",
    "find",
    "handlers",
    "known",
    "mandate",
    "paper",
    "runs",
    "table",
    "total",
    "trace",
    "verify",
]
