"""What happened: signed, chained, provable; and, apart from it, the values, which can be erased."""

from engine.history.append import append
from engine.history.bundle import check_bundle, export
from engine.history.erasure import erase
from engine.history.event import GENESIS, Event
from engine.history.looks import Look, Search, case_seen, looks_at, searched, searches_of
from engine.history.report import Flaw, Problem, Report
from engine.history.story import Change, Entry, story
from engine.history.streams import CaseStream, of_case, of_person
from engine.history.verification import verify

__all__ = [
    "GENESIS",
    "CaseStream",
    "Change",
    "Entry",
    "Event",
    "Flaw",
    "Look",
    "Problem",
    "Report",
    "Search",
    "append",
    "case_seen",
    "check_bundle",
    "erase",
    "export",
    "looks_at",
    "of_case",
    "of_person",
    "searched",
    "searches_of",
    "story",
    "verify",
]
