"""A form and a list of papers call functions that there are, with the values that they take; otherwise the answer is
null for ever, and a rule never fires. What the office knows of its residents (`penduduk`, `kartu_keluarga`,
`kelahiran_ibu`, `nik_lain`) is asked in the rules of a form alone: conditions that hide a question, values that it
starts with and conditions of papers are judged without a database, where these functions are always null."""

from collections.abc import Iterator

from engine.functions import OF_RESIDENTS, misused
from engine.lint.model import Model
from engine.lint.problem import Problem
from engine.lint.readings import of_forms_and_papers

MISUSED, BLIND = "W196", "W197"


def check(model: Model) -> Iterator[Problem]:
    for found in of_forms_and_papers(model):
        for sentence in misused(found.expression):
            yield Problem(found.path, found.line, MISUSED, f"{sentence} ('{found.name}')")
        asked = sorted({called for called, _ in found.expression.calls} & OF_RESIDENTS.keys())
        if asked and not found.ruling:
            sentence = f"Expected '{asked[0]}' in a rule of a form, but '{found.name}' asks it where it is always null"
            yield Problem(found.path, found.line, BLIND, sentence)
