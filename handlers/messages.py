"""Messages between cases: one event of civil status, several documents."""

from collections.abc import Mapping
from dataclasses import replace

from engine import links
from engine.calls import Call, Refused, Result, outside


@outside(
    "Mulai layanan terkait",
    "Start linked services",
    given_up={},
    pesan="nama pesan; jenis dokumen yang dimulai olehnya menyebutnya dalam dimulaiOleh",
    kunci="kunci yang mencegah pesan yang sama memulai dua kali, seperti nomor akta",
    isi="isian pertama kasus baru, menurut formulir permohonannya",
)
def send(call: Call) -> Result:
    """The numbers of the cases that it started. The same message and key start each type once."""
    given = call.parameters
    name, key, content = given.get("pesan"), given.get("kunci"), given.get("isi")
    if (
        not isinstance(name, str)
        or not isinstance(key, str)
        or not name
        or not 0 < len(key) <= links.LONGEST_KEY
    ):
        raise Refused(
            "pesan", "Expected a message with a name and a key, but one of them is empty or too long"
        )
    if not isinstance(content, Mapping):
        raise Refused("pesan", "Expected the message's content as a context, but it is something else")
    return {"kasus": links.send(call.engine, call.case.id, links.Message(name, key, content))}


@outside(
    "Mulai layanan terkait untuk tiap orang",
    "Start a linked service for each person",
    given_up={},
    pesan="nama pesan; jenis dokumen yang dimulai olehnya menyebutnya dalam dimulaiOleh",
    daftar="daftar kunci dan isi: isian pertama satu kasus baru untuk tiap kunci",
)
def send_each(call: Call) -> Result:
    """The numbers of the cases that it started, in the order of the list."""
    rows = call.parameters.get("daftar")
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise Refused("pesan", "Expected a list of keys and contents, but it is something else")
    name = call.parameters.get("pesan")
    sent = [send(replace(call, parameters={"pesan": name, **row})) or {} for row in rows]
    return {"kasus": [number for one in sent for number in one["kasus"]]}
