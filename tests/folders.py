"""Where databases of tests lie: in memory where the machine has room for them, far quicker than on disk."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108 - the folder in it is a new one
ENOUGH = 1 << 30


@contextmanager
def folder_in_memory() -> Iterator[Path]:
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH
    with tempfile.TemporaryDirectory(prefix="terbit-", dir=MEMORY if roomy else None) as folder:
        yield Path(folder)
