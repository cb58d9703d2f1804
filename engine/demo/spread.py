"""Cases on every step of a document type, so that every inbox of a made-up office has work."""

from engine.demo.walk import Walker

DESKS = ("loket", "loket2", "kel.oesapa", "kel.liliba", "kel.sikumana", "rt.oesapa")


def spread(walker: Walker, count: int) -> None:
    """Opens `count` cases and takes each a different number of steps; some were returned once, some ended."""
    with walker.engine.reading() as reading:
        types = walker.engine.definitions.in_force(reading.connection, walker.engine.office_code)
    for number in range(count):
        definition = types[number % len(types)]
        born_days_ago = 90 if number % 7 == 3 else 3 + number % 40
        opened = walker.open(definition.document_type, DESKS[number % len(DESKS)], born_days_ago)
        returned = number % 5 == 2
        for step in range(number % 14):
            wants_return = returned and step == 3
            if walker.step(opened.case_id, "kembalikan" if wants_return else "setuju") is None:
                break
            walker.drain()
