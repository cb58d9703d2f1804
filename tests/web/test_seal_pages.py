"""What whoever checks papers without a network is given."""

import json

from engine import documents
from engine.access import SYSTEM
from engine.db.database import Database
from engine.seals import pins, states
from tests.builders import KEYS
from tests.web.site import Site
from tests.web.test_verify_page import issued
from tests.web.visitor import BASE
from web import seals


def test_gives_everybody_the_public_keys_and_no_others(shop: Site) -> None:
    answer = shop.app.test_client().get("/segel/kunci.json", base_url=BASE)

    assert pins.parse(answer.data) == KEYS.paper_keys
    assert set(json.loads(answer.data)) == {"office", "keys"}
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_the_list_follows_within_a_minute_and_may_be_kept_for_a_while(sqlite_database: Database) -> None:
    site, document_id, token = issued(sqlite_database)
    client = site.app.test_client()
    first = client.get("/segel/daftar", base_url=BASE)
    with site.bureau.engine.work(SYSTEM) as work:
        documents.revoke(work, document_id, "Putusan pengadilan")
    site.bureau.clock.forward(seconds=25)

    later = client.get("/segel/daftar", base_url=BASE)

    assert [states.parse(one.data, KEYS.paper_keys).of(token) for one in (first, later)] == [
        "in_force",
        "revoked",
    ]
    assert first.headers["Cache-Control"] == "public, max-age=30"
    assert (
        client.get(
            "/segel/daftar", base_url=BASE, headers={"If-None-Match": later.headers["ETag"]}
        ).status_code
        == 304
    )


def test_slows_down_whoever_asks_for_the_list_again_and_again(sqlite_database: Database) -> None:
    site, _, _ = issued(sqlite_database)
    client = site.app.test_client()

    statuses = [client.get("/segel/daftar", base_url=BASE).status_code for _ in range(31)]

    assert statuses == [200] * 30 + [429]


def test_no_name_of_an_office_leaves_its_element() -> None:
    assert json.loads(seals._harmless({"office": "</script><b>"})) == {"office": "</script><b>"}
    assert "<" not in seals._harmless({"office": "</script><b>"})
