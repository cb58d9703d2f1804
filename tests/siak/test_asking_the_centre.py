"""The client of the central register, against a server that does whatever goes wrong with the real one."""

import http.client
import json
from dataclasses import replace

import pytest

from engine.breaker import Breaker
from engine.errors.siak import CentreAddressError, CentreBusyError, CentreRefusedError
from engine.siak import DIFFERS, NOT_FOUND, SAME, Entry, Finding, Person
from engine.siak.client import Client
from engine.siak.http import Access, HttpCentre, stand_in
from tests.standin import siak as population
from tests.standin.serving import World

ACCESS = Access(population.USER, population.PASSWORD, population.ADDRESS)
FATHER = Person(
    "5371031203800001",
    {"nama": "Yohanes Bani", "kk": "5371030101100007", "jenis_kelamin": "L", "tanggal_lahir": "1980-03-12"},
)
RECORD = replace(ACCESS, minimal=False)


def centre(world: World, access: Access = ACCESS, breaker: Breaker | None = None) -> HttpCentre:
    client = Client(world.siak_url, breaker or Breaker(), patience=0.4, sleep=lambda _seconds: None)
    return HttpCentre(client, access)


def test_says_field_by_field_what_fits(world: World) -> None:
    wrong = Person(FATHER.nik, {"nama": "Yohanes Banu", "tanggal_lahir": "1980-03-13"})

    found = centre(world).check(wrong)

    assert found.result == DIFFERS
    assert found.fields == {"nama": SAME, "tanggal_lahir": DIFFERS}
    assert found.likeness == {"nama": 92}
    assert found.transaction == "TRX000001"


def test_compares_the_whole_record_where_the_centre_sends_it(world: World) -> None:
    found = centre(world, RECORD).check(FATHER)

    assert found == Finding(SAME, dict.fromkeys(FATHER.facts, SAME), {"nama": 100})


def test_pads_numbers_that_lost_their_zeros(world: World) -> None:
    person = Person("0171031203800009", {"nama": "Anton Liu", "kk": "0171030101100001"})

    assert centre(world, RECORD).check(person).result == SAME


def test_does_not_know_a_stranger(world: World) -> None:
    stranger = Person("5371031203800088", {"nama": "Siapa"})

    assert [centre(world, access).check(stranger) for access in (ACCESS, RECORD)] == [Finding(NOT_FOUND)] * 2


@pytest.mark.parametrize(
    ("faults", "code", "calls"),
    [
        (["delay"] * 3, "jaringan", 3),
        (["drop"] * 3, "jaringan", 3),
        (["slow_body"] * 3, "jaringan", 3),
        (["error_500"], "galat_pusat", 1),
        (["nonsense"], "jawaban_rusak", 1),
        (["wrong_json"], "jawaban_rusak", 1),
    ],
)
def test_tells_a_centre_that_gives_no_answer(world: World, faults: list[str], code: str, calls: int) -> None:
    world.faults.next = faults

    with pytest.raises(CentreBusyError) as busy:
        centre(world).check(FATHER)

    assert (busy.value.code, world.faults.calls) == (code, calls)


@pytest.mark.parametrize(
    ("fault", "code"), [("refuse", "ditolak"), ("wrong_ip", "alamat_ip"), ("login_failed", "login")]
)
def test_takes_no_for_an_answer_at_once(world: World, fault: str, code: str) -> None:
    world.faults.next = [fault]

    with pytest.raises(CentreRefusedError) as refused:
        centre(world).check(FATHER)

    assert (refused.value.code, world.faults.calls) == (code, 1)


@pytest.mark.parametrize(
    ("access", "code"),
    [(replace(ACCESS, password="salah"), "login"), (replace(ACCESS, address="10.0.0.1"), "alamat_ip")],
)
def test_is_told_that_it_is_not_let_in(world: World, access: Access, code: str) -> None:
    with pytest.raises(CentreRefusedError) as refused:
        centre(world, access).check(FATHER)

    assert refused.value.code == code
    assert access.password not in f"{refused.value} {access}"


def test_gets_over_a_network_that_fails_twice(world: World) -> None:
    world.faults.next = ["drop", "delay"]

    assert centre(world).check(FATHER).result == SAME


def test_an_entry_sent_twice_is_one_there(world: World) -> None:
    entry = Entry("5371-LU-24112026-0001", {"nik": FATHER.nik})
    world.faults.next = ["drop"]

    receipts = [centre(world).push(entry, "kunci-1") for _ in range(2)]

    assert receipts[0] == receipts[1]
    assert list(world.siak.entries) == ["kunci-1"]


@pytest.mark.parametrize("fault", ["error_500", "nonsense", "refuse", "respon"])
def test_an_entry_is_never_taken_for_sent_without_its_number(world: World, fault: str) -> None:
    world.faults.next = [fault]

    with pytest.raises((CentreBusyError, CentreRefusedError)):
        centre(world).push(Entry("5371-LU-24112026-0001", {}), "kunci-1")


def test_leaves_a_centre_alone_that_fails_and_tries_it_again_later(world: World) -> None:
    now = [0.0]
    breaker = Breaker(most=2, rest=60, clock=lambda: now[0])
    asking = centre(world, breaker=breaker)
    world.faults.next = ["error_500"] * 2
    for _ in range(4):
        with pytest.raises(CentreBusyError):
            asking.check(FATHER)
    assert world.faults.calls == 2

    now[0] = 61

    assert asking.check(FATHER).result == SAME
    assert asking.check(FATHER).result == SAME


@pytest.mark.parametrize(
    "url", ["https://dukcapil.example/api", "http://10.53.71.9", "http://169.254.1.1:80"]
)
def test_the_stand_in_is_on_this_machine(url: str) -> None:
    with pytest.raises(CentreAddressError):
        stand_in(url, ACCESS)


def test_the_control_route_orders_faults(world: World) -> None:
    connection = http.client.HTTPConnection(world.url.removeprefix("http://"))
    orders = [["error_500"], ["gempa"]]

    said = []
    for faults in orders:
        connection.request(
            "POST", "/kendali/galat", json.dumps({"galat": faults}), {"Content-Type": "application/json"}
        )
        response = connection.getresponse()
        response.read()
        said.append(response.status)
    connection.close()

    assert said == [204, 400]
    assert world.faults.next == ["error_500"]
