"""What comes out at the end of each document type: papers that anybody's tools call sound, and that are checked by
both codes, with and without a network."""

import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import zxingcpp
from pyzbar import pyzbar
from sqlalchemy import select

from engine import bearers, definitions, documents, revocations, verifying
from engine.access import SYSTEM
from engine.db.documents import Document
from engine.demo.signing import PASSPHRASE, made_up
from engine.seals import offline, states
from handlers import rendering
from handlers.typesetting import Renderer, Template
from tests.builders import KEYS, PROCESSES, Bureau, make_bureau
from tests.databases import Embedded
from tests.handlers.sheets import picture, words
from web import wiring

CARDS = {"kia", "ktp_el"}
"""What they issue is printed on blanks."""
TYPES = sorted(set(definitions.types_in(PROCESSES)) - CARDS)
DATES = re.compile(r"\b(\d{1,2})-(\d{1,2})-(\d{4})\b")
A4 = {(595, 842), (842, 595)}


Order = tuple[Template, Mapping[str, Any], datetime | None]
JARS = "preflight pdfbox2 fontbox2 xmpbox commons-logging javax.activation jaxb-api"
PREFLIGHT = ["java", "-cp", ":".join(f"/usr/share/java/{jar}.jar" for jar in JARS.split()),
             "org.apache.pdfbox.preflight.Validator_A1b"]  # fmt: skip


@dataclass
class Office:
    bureau: Bureau
    folder: Path
    """Holds the roots that poppler believes."""
    orders: dict[bytes, Order]
    """What each unsigned PDF was made from."""


@dataclass
class Paper:
    id: str
    number: str
    kind: str
    pdf: bytes
    path: Path


@pytest.fixture(scope="module")
def office(embedded: Embedded, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("signing")
    store = f"sql:{folder}"
    with embedded.fresh() as database:
        bureau = make_bureau(database, wiring.HANDLERS)
        bureau.engine.signer = made_up(folder, PASSPHRASE)
        subprocess.run(["certutil", "-N", "-d", store, "--empty-password"], check=True)
        subprocess.run(
            ["certutil", "-A", "-d", store, "-n", "root", "-t", "CT,C,C", "-i", folder / "root.pem"],
            check=True,
        )
        with pytest.MonkeyPatch.context() as patch:
            orders: dict[bytes, Order] = {}
            patch.setattr(
                rendering.RENDERER, "render", partial(_remembered, rendering.RENDERER.render, orders)
            )
            yield Office(bureau, folder, orders)


def _remembered(
    render: Callable[..., bytes],
    orders: dict[bytes, Order],
    template: Template,
    data: Mapping[str, Any],
    day: datetime | None = None,
) -> bytes:
    pdf = render(template, data, day)
    orders[pdf] = (template, data, day)
    return pdf


@pytest.fixture(scope="module", params=TYPES)
def papers(request: pytest.FixtureRequest, office: Office) -> list[Paper]:
    """Of a case from application to hand-over."""
    opened = office.bureau.walker.open(request.param)
    assert office.bureau.walker.to_end(opened.case_id) == "issued"
    with office.bureau.engine.reading() as reading:
        found = reading.execute(
            select(Document.id, Document.number, Document.kind).where(
                Document.case_id == opened.case_id, Document.kind != "tanda_terima"
            )
        ).all()
        files = {one.id: documents.fetch(reading, one.id).content for one in found}
    made = [Paper(*one, files[one.id], office.folder / f"{one.id}.pdf") for one in found]
    for paper in made:
        paper.path.write_bytes(paper.pdf)
    assert made
    return made


def test_qpdf_and_poppler_call_them_sound_valid_and_trusted(papers: list[Paper], office: Office) -> None:
    for paper in papers:
        subprocess.run(["qpdf", "--check", paper.path], check=True, capture_output=True)
        said = subprocess.run(
            ["pdfsig", "-nssdir", office.folder, paper.path], check=True, capture_output=True, text=True
        ).stdout
        assert "Signature is Valid." in said
        assert "Certificate is Trusted." in said
        assert "Total document signed" in said


def test_they_are_archivable_and_print_on_one_side_of_a4(papers: list[Paper]) -> None:
    """What ISO 19005-2 asks at level B, as far as it shows in the structure."""
    for paper in papers:
        with pikepdf.open(BytesIO(paper.pdf)) as pdf:
            with pdf.open_metadata() as metadata:
                assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "B")
            (intent,) = pdf.Root.OutputIntents
            assert intent.S == "/GTS_PDFA1"
            assert intent.DestOutputProfile.N == 3
            assert not pdf.is_encrypted
            assert not {"/OpenAction", "/AA", "/JavaScript"} & set(pdf.Root.keys())
            streams = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
            fonts = [one for one in streams if one.get("/Type") == "/FontDescriptor"]
            assert fonts
            assert all({"/FontFile2", "/FontFile3"} & set(font.keys()) for font in fonts)
            assert len(pdf.pages) == 1
            _, _, width, height = (round(float(side)) for side in pdf.pages[0].mediabox)
            assert (width, height) in A4


def test_the_same_template_passes_a_check_of_pdf_a(papers: list[Paper], office: Office) -> None:
    """PDFBox knows level 1b only: made so from what the paper was made from."""
    files = []
    with closing(Renderer(standard="a-1b")) as renderer:
        for paper in papers:
            order = next(order for pdf, order in office.orders.items() if paper.pdf.startswith(pdf))
            files.append(office.folder / f"{paper.id}-1b.pdf")
            files[-1].write_bytes(renderer.render(*order))

    said = [subprocess.run([*PREFLIGHT, file], capture_output=True, text=True, check=False) for file in files]

    assert [one.returncode for one in said] == [0] * len(papers), [one.stdout + one.stderr for one in said]
    assert all("is a valid PDF/A-1b file" in one.stdout for one in said)


def test_two_readers_read_both_codes_and_each_is_in_force(papers: list[Paper], office: Office) -> None:
    engine = office.bureau.engine
    with engine.reading() as reading:
        listed = states.current(reading)
        for paper in papers:
            scan = picture(paper.pdf, dpi=150)
            codes = sorted(one.text for one in zxingcpp.read_barcodes(scan))
            others = sorted(one.data.decode() for one in pyzbar.decode(scan, [pyzbar.ZBarSymbol.QRCODE]))
            assert codes == others
            sealed, address = codes
            online = [verifying.by_payload(reading, code) for code in codes]
            by_itself = offline.check(sealed, KEYS.paper_keys, listed, engine.clock())
            assert [one.state for one in online] == ["in_force", "in_force"]
            assert by_itself.code == "in_force"
            assert by_itself.seal is not None
            assert (by_itself.seal.number, by_itself.seal.kind) == (paper.number, paper.kind)
            assert address.endswith(by_itself.seal.token)


def test_each_names_its_bearers_to_whoever_knows_a_birth_date_on_it(
    papers: list[Paper], office: Office
) -> None:
    engine = office.bureau.engine
    for paper in papers:
        sealed, _ = sorted(one.text for one in zxingcpp.read_barcodes(picture(paper.pdf, dpi=150)))
        text = words(paper.pdf)
        found: set[str] = set()
        for day in {date(int(y), int(m), int(d)) for d, m, y in DATES.findall(text)}:
            office.bureau.clock.forward(hours=2)
            found |= set(bearers.named(engine, sealed, day).names)
        assert found
        for name in found:
            initials = r"\S*\s+".join(re.escape(word[0]) for word in name.split())
            assert re.search(rf"\b{initials}", text, re.IGNORECASE)


def test_what_two_people_revoke_is_revoked_by_every_check(papers: list[Paper], office: Office) -> None:
    engine, paper = office.bureau.engine, papers[-1]
    (sealed, address) = sorted(one.text for one in zxingcpp.read_barcodes(picture(paper.pdf, dpi=150)))

    with engine.work(office.bureau.actor("kabid")) as work:
        proposal = revocations.propose(work, paper.id, "salah_terbit", "470/12/Dukcapil")
    with engine.work(office.bureau.actor("kadis")) as work:
        revocations.decide(work, proposal, "confirmed")

    with engine.reading(SYSTEM) as reading:
        online = {verifying.by_payload(reading, code).state for code in (sealed, address)}
        by_itself = offline.check(sealed, KEYS.paper_keys, states.current(reading), engine.clock())
    by_file = verifying.by_file(engine, paper.pdf)
    assert online == {"revoked"}
    assert (by_itself.code, by_file.verdict.state, by_file.signature.code) == ("revoked", "revoked", "holds")
