"""What the process library accepts and then runs wrongly: each trap is refused by a code, or was made right."""

import pytest

from engine.lint import Catalog, check
from tests.lint.office import HANDLERS
from tests.process.drawing import diagram

CATALOG = Catalog(handlers=HANDLERS)
STEP = "lane='Verifikator' prop.waktu=PT1H"
LINE = (
    f"mulai: startEvent\nperiksa: userTask {STEP}\nselesai: endEvent\nmulai -> periksa\nperiksa -> selesai\n"
)

REFUSED = {
    "a complex gateway": (
        "mulai: startEvent\nrumit: complexGateway\nselesai: endEvent\nmulai -> rumit\nrumit -> selesai",
        {"E111"},
    ),
    "a service task that nobody serves": (
        "mulai: startEvent\nkirim: serviceTask\nselesai: endEvent\nmulai -> kirim\nkirim -> selesai",
        {"E150"},
    ),
    "a condition behind an event": (LINE.replace("mulai -> periksa", "mulai -> periksa if 1 = 1"), {"E162"}),
    "a signal that nothing throws": (
        LINE.replace(
            "mulai -> periksa", "kabar: intermediateCatchEvent signal=s\nmulai -> kabar\nkabar -> periksa"
        ),
        {"E255"},
    ),
    "a way of a choice without condition": (
        LINE + "pilih: exclusiveGateway\na: endEvent\nb: endEvent\nc: endEvent\nlain: userTask lane=Lurah\n"
        "lain -> pilih\npilih -> a if x = 1\npilih -> b\npilih -> c",
        {"E160", "E170"},
    ),
    "an error that nothing catches": (
        LINE.replace("selesai: endEvent", "selesai: endEvent error=habis"),
        {"E250"},
    ),
    "an error of one sub-process that only its sibling catches": (
        "mulai: startEvent\nsatu: subProcess {\nm1: startEvent\na1: endEvent error=habis\nm1 -> a1\n}\n"
        "dua: subProcess {\nm2: startEvent\na2: endEvent\nm2 -> a2\n}\ngalat: boundaryEvent on=dua error=habis\n"
        "selesai: endEvent\ngagal: endEvent\nmulai -> satu\nsatu -> dua\ndua -> selesai\ngalat -> gagal",
        {"E250"},
    ),
    "a gateway that waits for its own output": (
        f"mulai: startEvent\ngabung: parallelGateway\nperiksa: userTask {STEP}\npilih: exclusiveGateway\n"
        "selesai: endEvent\nmulai -> gabung\ngabung -> periksa\nperiksa -> pilih\n"
        "pilih -> gabung if periksa.hasil = null\npilih -> selesai",
        {"E180"},
    ),
    "no end event": ("mulai: startEvent\nperiksa: userTask lane=Lurah\nmulai -> periksa", {"E105"}),
    "a node that nothing leads to": (LINE + "lepas: userTask lane=Lurah\nlepas -> selesai", {"E170"}),
    "a node that leads nowhere": (
        LINE.replace(
            "periksa -> selesai",
            "pilih: exclusiveGateway\nbuntu: userTask lane=Lurah\n"
            "periksa -> pilih\npilih -> selesai if 1 = 1\npilih -> buntu",
        ),
        {"E171"},
    ),
    "an approval named End": (LINE.replace("periksa", "End"), {"E121"}),
    "an approval named like the inner end": (LINE.replace("periksa", "coba.EndJoin"), {"E121"}),
    "a node named Root": (LINE.replace("periksa", "Root"), {"E121"}),
    "two nodes of one id": (LINE + "periksa: userTask lane=Lurah", {"E122"}),
    "a process that calls itself": (
        "mulai: startEvent\nlagi: callActivity calls=coba lane=Lurah\nselesai: endEvent\n"
        "mulai -> lagi\nlagi -> selesai",
        {"E221"},
    ),
    "a circle whose choice stays on it": (
        f"mulai: startEvent\nbagi: parallelGateway\na: userTask {STEP}\npilih: exclusiveGateway\n"
        "lagi: exclusiveGateway\nselesai: endEvent\nmulai -> lagi\nlagi -> a\na -> bagi\nbagi -> selesai\n"
        "bagi -> pilih\npilih -> lagi if a.hasil = null\npilih -> lagi",
        {"E172"},
    ),
    "a circle without a choice": (
        LINE + "bagi: parallelGateway\nlain: userTask lane=Lurah\nkeluar: endEvent\nmulai -> lain\n"
        "lain -> bagi\nbagi -> lain\nbagi -> keluar",
        {"E172"},
    ),
    "three hundred steps in a row": (
        "mulai: startEvent\nselesai: endEvent\n"
        + "".join(f"n{at}: intermediateThrowEvent\n" for at in range(310))
        + "mulai -> n0\nn309 -> selesai\n"
        + "".join(f"n{at} -> n{at + 1}\n" for at in range(309)),
        {"E179"},
    ),
    "a timer that is no time": (
        "mulai: startEvent\nnanti: intermediateCatchEvent timer='10 menit'\nselesai: endEvent\n"
        "mulai -> nanti\nnanti -> selesai",
        {"E200"},
    ),
    "a loop without a limit": (
        LINE.replace("periksa: userTask", "periksa: userTask loop=0"),
        {"E284"},
    ),
    "ways of a choice that a parallel gateway joins": (
        f"mulai: startEvent\npilih: exclusiveGateway\na: userTask {STEP}\nb: userTask {STEP}\n"
        "gabung: parallelGateway\nselesai: endEvent\nmulai -> pilih\npilih -> a if 1 = 1\npilih -> b\n"
        "a -> gabung\nb -> gabung\ngabung -> selesai",
        {"E182", "E183"},
    ),
    "a choice whose branch never comes to the join": (
        f"mulai: startEvent\nbagi: parallelGateway\na: userTask {STEP}\nb: userTask {STEP}\n"
        "pilih: exclusiveGateway\nkeluar: endEvent\ngabung: parallelGateway\nselesai: endEvent\n"
        "mulai -> bagi\nbagi -> a\nbagi -> b\na -> gabung\nb -> pilih\npilih -> gabung if b.hasil = null\n"
        "pilih -> keluar\ngabung -> selesai",
        {"E900"},
    ),
}

MADE_RIGHT = {
    "two flows out of a task": LINE + "lain: endEvent\nperiksa -> lain",
    "a condition behind a task": LINE + "lain: endEvent\nperiksa -> lain if periksa.hasil = null",
    "a circle that an event on a task leaves": (
        LINE + "ulang: boundaryEvent on=periksa timer=P3D\nulang -> periksa"
    ),
    "a circle that conditions behind a task leave": LINE + "periksa -> periksa if periksa.hasil = null",
    "a signal at an end": (
        f"mulai: startEvent\nbagi: parallelGateway\na: userTask {STEP}\nb: userTask {STEP}\n"
        "kabar: boundaryEvent on=b signal=s\nakhir: endEvent signal=s\nselesai: endEvent\n"
        "mulai -> bagi\nbagi -> a\nbagi -> b\na -> akhir\nb -> selesai\nkabar -> selesai"
    ),
    "several timers behind an event gateway": (
        "mulai: startEvent\ntunggu: eventBasedGateway\ncepat: intermediateCatchEvent timer=PT1H\n"
        "lambat: intermediateCatchEvent timer=P2D\na: endEvent\nb: endEvent\n"
        "mulai -> tunggu\ntunggu -> cepat\ntunggu -> lambat\ncepat -> a\nlambat -> b"
    ),
    "a time without quotes": (
        "mulai: startEvent\nnanti: intermediateCatchEvent timer=PT10M\nselesai: endEvent\n"
        "mulai -> nanti\nnanti -> selesai"
    ),
    "a join that is passed again after a return": (
        f"mulai: startEvent\nulang: exclusiveGateway\nbagi: parallelGateway\na: userTask {STEP}\n"
        f"b: userTask {STEP}\ngabung: parallelGateway\ncukup: exclusiveGateway\nselesai: endEvent\n"
        "mulai -> ulang\nulang -> bagi\nbagi -> a\nbagi -> b\na -> gabung\nb -> gabung\ngabung -> cukup\n"
        "cukup -> ulang if a.hasil = null\ncukup -> selesai"
    ),
    "twelve parallel blocks in a row": "\n".join(
        ["mulai: startEvent", "selesai: endEvent", "mulai -> s0", "g11 -> selesai"]
        + [
            f"s{at}: parallelGateway\na{at}: userTask {STEP}\nb{at}: userTask {STEP}\ng{at}: parallelGateway\n"
            f"s{at} -> a{at}\ns{at} -> b{at}\na{at} -> g{at}\nb{at} -> g{at}"
            for at in range(12)
        ]
        + [f"g{at} -> s{at + 1}" for at in range(11)]
    ),
}


def codes(text: str) -> set[str]:
    problems = check({"coba.bpmn": diagram("coba", text)}, "coba", CATALOG)
    return {problem.code for problem in problems if problem.is_error}


@pytest.mark.parametrize("trap", REFUSED)
def test_refuses(trap: str) -> None:
    text, expected = REFUSED[trap]

    assert codes(text) == expected


@pytest.mark.parametrize("trap", MADE_RIGHT)
def test_accepts_what_was_made_right(trap: str) -> None:
    assert codes(MADE_RIGHT[trap]) == set()
