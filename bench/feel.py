"""What parsing and evaluating FEEL costs, in microseconds of CPU: medians of many rounds.

The floor, of the same run, is the same question asked of the record by Python's own operators.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime

from engine.feel import Surroundings

ROUNDS, REPEATS = 40, 500
RECORD = {
    "verifikasi": {"hasil": "setuju", "catatan": None},
    "anak": {"tanggal_lahir": "2026-11-20", "berat": 3.1},
    "pemohon": {"umur": 31, "hubungan": "ayah"},
}
NOW = datetime(2026, 12, 1, 8, tzinfo=UTC)
TEXTS = {
    "gateway": 'verifikasi.hasil = "setuju"',
    "gateway, two conditions": 'verifikasi.hasil = "setuju" and pemohon.umur >= 17',
    "choice": 'pemohon.hubungan in ["ayah", "ibu"]',
    "dates": 'date(anak.tanggal_lahir) + duration("P60D") < today()',
    "list": "count(for i in 1..10 return i * i)",
}
LONGEST = " and ".join(['pemohon.umur >= 17 and verifikasi.hasil = "setuju"'] * 18)
FLOOR = RECORD["verifikasi"]


def measure() -> list[dict[str, object]]:
    """Rows: the text, what it costs to parse it and to evaluate it."""
    floor = _microseconds(lambda: FLOOR["hasil"] == "setuju", REPEATS)
    rows: list[dict[str, object]] = [{"what": "floor: the same in Python", "evaluate_us": floor}]
    for what, text in {**TEXTS, f"{len(LONGEST)} characters": LONGEST}.items():
        expression = Surroundings().expression(text)
        rows.append(
            {
                "what": what,
                "parse_us": _microseconds(lambda text=text: Surroundings().expression(text), 5),
                "evaluate_us": _microseconds(
                    lambda expression=expression: expression.evaluate(RECORD, now=NOW), REPEATS
                ),
            }
        )
    return rows


def _microseconds(act: Callable[[], object], repeats: int) -> float:
    def once() -> float:
        start = time.process_time_ns()
        for _ in range(repeats):
            act()
        return (time.process_time_ns() - start) / repeats / 1_000

    return round(statistics.median(once() for _ in range(ROUNDS)), 2)
