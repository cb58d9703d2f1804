"""The typesetter's own process: no network, little memory, nothing of the office in reach.

Started as `python -I child.py SOCKET ROOT MEMORY`; imports typst and the standard library only. A request is four
bytes of length and JSON; an answer is `+` with a PDF or `-` with a sentence, each after its length.
"""

import base64
import ctypes
import hashlib
import json
import platform
import re
import resource
import shutil
import socket
import sys
from pathlib import Path, PurePosixPath
from typing import Any

MACHINES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""Machine -> what Linux calls its system call table, and the number of socket()."""
PLAIN_PATH = re.compile(r"[a-z0-9_]+(/[a-z0-9_]+)*\.[a-z0-9]+")
KEPT = 8
"""Bundles whose compiler is kept warm."""


class _Instruction(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_uint16),
        ("yes", ctypes.c_uint8),
        ("no", ctypes.c_uint8),
        ("k", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("instructions", ctypes.POINTER(_Instruction)))


def forbid_network() -> None:
    """A seccomp filter, for good and for every thread: socket() answers EPERM. typst would fetch packages with it."""
    if sys.platform != "linux":
        return
    table, number = MACHINES[platform.machine()]
    load, equal, answer = 0x20, 0x15, 0x06
    steps = (
        (load, 0, 0, 4),  # which table
        (equal, 1, 0, table),
        (answer, 0, 0, 0x80000000),  # another one: end the process
        (load, 0, 0, 0),  # which call
        (equal, 0, 1, number),
        (answer, 0, 0, 0x00050001),  # EPERM
        (answer, 0, 0, 0x7FFF0000),  # allowed
    )
    program = _Program(len(steps), (_Instruction * len(steps))(*(_Instruction(*step) for step in steps)))
    libc = ctypes.CDLL(None, use_errno=True)
    no_new_privileges, set_seccomp, filtering = 38, 22, 2
    if libc.prctl(no_new_privileges, 1, 0, 0, 0) or libc.prctl(
        set_seccomp, filtering, ctypes.byref(program), 0, 0
    ):
        raise OSError(ctypes.get_errno(), "seccomp")


def limit(memory: int) -> None:
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 4 << 20),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(what, (most, most))


def allow_cpu(seconds: int) -> None:
    """From now on; the signal that comes after it ends the process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))


class Typesetter:
    def __init__(self, root: Path) -> None:
        import typst  # once there is neither network nor more memory to be had

        self._typst = typst
        self._root = root
        self._compilers: dict[str, Any] = {}

    def set(self, order: dict[str, Any]) -> bytes:
        files = {path: base64.b64decode(content) for path, content in order["files"].items()}
        folder, compiler = self._compiler(files)
        pdf: bytes = compiler.compile(
            input=str(folder / order["main"]),
            format="pdf",
            sys_inputs={"data": order["data"]},
            pdf_standards=[order["standard"]],
            timestamp=order["timestamp"],
        )
        return pdf if pdf.endswith(b"\n") else pdf + b"\n"  # what a signature is appended to ends in a line

    def _compiler(self, files: dict[str, bytes]) -> tuple[Path, Any]:
        key = hashlib.sha256(repr(sorted(files.items())).encode()).hexdigest()
        folder = self._root / key
        if key not in self._compilers:
            if len(self._compilers) >= KEPT:
                self._compilers.pop(next(iter(self._compilers)))
            if not folder.exists():
                _write(folder, files)
            nowhere = str(self._root / "packages")
            self._compilers[key] = self._typst.Compiler(
                root=str(folder),
                font_paths=[],
                ignore_system_fonts=True,
                package_path=nowhere,
                package_cache_path=nowhere,
            )
        return folder, self._compilers[key]


def _write(folder: Path, files: dict[str, bytes]) -> None:
    for path, content in files.items():
        if not PLAIN_PATH.fullmatch(path):
            raise ValueError("a path that leaves the folder")
        target = folder / PurePosixPath(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def read(link: socket.socket, count: int) -> bytes:
    parts = []
    while count:
        part = link.recv(min(count, 1 << 16))
        if not part:
            raise EOFError
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def serve(link: socket.socket, typesetter: Typesetter) -> None:
    while True:
        try:
            order = json.loads(read(link, int.from_bytes(read(link, 4))))
        except EOFError:
            return
        allow_cpu(order["cpu"])
        try:
            answer = b"+", typesetter.set(order)
        except Exception as problem:  # whatever a template can do wrong: the child lives on
            answer = b"-", str(problem).encode(errors="replace")[:4000]
        link.sendall(answer[0] + len(answer[1]).to_bytes(4) + answer[1])


def main() -> None:
    number, root, memory = int(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    link = socket.socket(fileno=number)
    limit(memory)
    forbid_network()
    try:
        serve(link, Typesetter(root))
    finally:
        shutil.rmtree(
            root, ignore_errors=True
        )  # the parent has gone, or else it would have ended this process


if __name__ == "__main__":
    main()
