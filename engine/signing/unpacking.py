"""Run as a script of its own, without the rest of the engine: `unpacking.py MOST_FILES MOST_BYTES MOST_UNPACKED`.
Reads a ZIP from its input; writes a line of JSON (of each file its name and size, None where it is too big, or why the
whole is refused) and the files behind it. What a ZIP says of sizes is not believed."""

import io
import json
import resource
import sys
import zipfile
import zlib

MEMORY = 256 * 2**20
PROCESSOR_SECONDS = 10
LONGEST_NAME = 200


class Refusal(Exception):  # noqa: N818
    """`why` is a code."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def main(most_files: int, most_bytes: int, most_unpacked: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        found = _unpacked(sys.stdin.buffer.read(), most_files, most_bytes, most_unpacked)
        told: dict[str, object] = {"files": [(name, _size(content)) for name, content in found]}
    except Refusal as refusal:
        found, told = [], {"refused": refusal.why}
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n")
    for _, content in found:
        sys.stdout.buffer.write(content or b"")


def _size(content: bytes | None) -> int | None:
    return None if content is None else len(content)


def _unpacked(packed: bytes, files: int, most: int, left: int) -> list[tuple[str, bytes | None]]:
    found = []
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as opened:
            parts = [one for one in opened.infolist() if not _is_beside(one)]
            if len(parts) > files:
                raise Refusal("too_many")
            for part in parts:
                with opened.open(part) as stream:
                    content = stream.read(min(most, left) + 1)
                left -= len(content)
                if left < 0:
                    raise Refusal("bomb")
                found.append((part.filename[-LONGEST_NAME:], None if len(content) > most else content))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError):
        raise Refusal("zip") from None
    return found


def _is_beside(part: zipfile.ZipInfo) -> bool:
    """Folders, and what some systems put in without being asked."""
    name = part.filename.rpartition("/")[2]
    return part.is_dir() or name.startswith(".") or part.filename.startswith("__MACOSX/")


if __name__ == "__main__":
    main(*(int(given) for given in sys.argv[1:4]))
