"""One compiled procedure serves many threads at once."""

from concurrent.futures import ThreadPoolExecutor
from random import Random

from tests.process.walks import Walker


def walk(seed: int) -> list[dict[str, object]]:
    random = Random(seed)
    walker = Walker(("permohonan", "keluarga")[seed % 2], stored=True)
    seen = []
    for _ in range(30):
        walker.step(random.randrange(1000), random.randrange(1000))
        seen.append(walker.seen())
        if walker.run.ended:
            break
    return seen


def test_cases_in_eight_threads_do_not_disturb_each_other() -> None:
    alone = [walk(seed) for seed in range(24)]

    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(walk, range(24)))

    assert together == alone
