"""Cases on every step of every document type, so that every inbox of a made-up office has work."""

from engine.demo import scans
from engine.demo.walk import Walker
from engine.forms.paths import at
from engine.scenarios.of_type import script
from engine.scenarios.script import Script
from engine.submission import FORWARD, RETURN

DESKS = ("loket", "loket2", "kel.oesapa", "kel.liliba", "kel.sikumana", "rt.oesapa")
REVIEWED = 5
"""After so many steps nobody looks at the papers of a case any more."""


def spread(walker: Walker, count: int) -> None:
    """Opens `count` cases, of each type's scenarios in turn, and takes each a different number of steps; some were
    returned once, some ended."""
    with walker.engine.reading() as reading:
        in_force = walker.engine.definitions.in_force(reading.connection, walker.engine.office_code)
    types = [
        (definition.document_type, _plain(told)) for definition in in_force if (told := script(definition))
    ]
    for number in range(count):
        turn, kind = divmod(number, len(types))
        name, scenarios = types[kind]
        desk = DESKS[number % len(DESKS)]
        opened = walker.open(name, desk, scenarios[turn % len(scenarios)])
        if number % 14 <= REVIEWED:
            scans.hand_in(walker.engine, walker.actors[desk], opened.case_id)
        _advance(walker, opened.case_id, number % 14, returned=number % 5 == 2)


def _plain(told: Script) -> list[str]:
    """Scenarios that any desk may open, for people who live there, and in which no step needs an answer of its own:
    what is made up will do."""
    return [
        one.id
        for one in told.scenarios
        if not one.message
        and not one.expect.refused
        and not any(step.answers for step in one.steps)
        and at(one.application, "alamat.kelurahan") == "{kelurahan}"
    ]


def _advance(walker: Walker, case_id: str, steps: int, *, returned: bool) -> None:
    """`returned`: sent back once, by the first after the third step who can."""
    for step in range(steps):
        goes_back = returned and step >= 3 and RETURN in walker.choices(case_id)
        if walker.step(case_id, RETURN if goes_back else FORWARD) is None:
            break
        returned = returned and not goes_back
        walker.drain()
