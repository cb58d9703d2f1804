"""The drawing against diagrams: what is drawn, where, and in which state."""

from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from engine.drawing import DrawingError, Marks, NodeMark, draw

PROCESSES = Path(__file__).parents[2] / "processes"
EVERY_SHAPE = Path(__file__).with_name("every_shape.bpmn")
SHIPPED = sorted([*PROCESSES.glob("*.bpmn"), *PROCESSES.glob("shared/*.bpmn")])
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
SVG = "{http://www.w3.org/2000/svg}"


def diagram(shapes: str = "", edges: str = "", model: str = "") -> bytes:
    return f"""<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
      xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"
      xmlns:di="http://www.omg.org/spec/DD/20100524/DI">
      <process id="p">{model or '<userTask id="periksa" name="Periksa berkas"/><endEvent id="selesai"/>'}
        <sequenceFlow id="alir" name="" sourceRef="periksa" targetRef="selesai"/></process>
      <bpmndi:BPMNDiagram><bpmndi:BPMNPlane bpmnElement="p">{shapes or shape("periksa")}{edges}</bpmndi:BPMNPlane>
      </bpmndi:BPMNDiagram></definitions>""".encode()


def shape(
    element: str, x: object = 0, y: object = 0, width: int = 100, height: int = 80, attributes: str = ""
) -> str:
    return (
        f'<bpmndi:BPMNShape bpmnElement="{element}" {attributes}>'
        f'<dc:Bounds x="{x}" y="{y}" width="{width}" height="{height}"/></bpmndi:BPMNShape>'
    )


def edge(element: str, *points: tuple[int, int]) -> str:
    ways = "".join(f'<di:waypoint x="{x}" y="{y}"/>' for x, y in points)
    return f'<bpmndi:BPMNEdge bpmnElement="{element}">{ways}</bpmndi:BPMNEdge>'


def drawn(xml: bytes, marks: Marks = Marks(), process: str | None = None) -> etree._Element:  # noqa: B008
    return etree.fromstring(draw(xml, marks, process))


def node(svg: etree._Element, element: str) -> etree._Element:
    (found,) = svg.xpath("//*[@data-id=$id]", id=element)
    return found


def words(svg: etree._Element) -> str:
    return " ".join(text.text or "" for text in svg.iter(f"{SVG}text"))


def classes(svg: etree._Element) -> set[str]:
    return {name for part in svg.iter() for name in part.get("class", "").split()}


@pytest.mark.parametrize("path", [*SHIPPED, EVERY_SHAPE], ids=lambda path: path.stem)
def test_draws_every_part_of_the_interchange_once(path: Path) -> None:
    xml = path.read_bytes()
    parts = list(etree.fromstring(xml).iter(f"{DI}BPMNShape", f"{DI}BPMNEdge"))

    svg = drawn(xml)

    assert Counter(svg.xpath("//@data-id")) == Counter(part.get("bpmnElement") for part in parts)


@pytest.mark.parametrize("path", [*SHIPPED, EVERY_SHAPE], ids=lambda path: path.stem)
def test_keeps_everything_within_the_sheet(path: Path) -> None:
    svg = drawn(path.read_bytes())

    left, top, width, height = map(float, svg.get("viewBox", "").split())
    for rect in svg.iter(f"{SVG}rect"):
        x, y, wide, high = (float(rect.get(name, "")) for name in ("x", "y", "width", "height"))
        assert left <= x <= x + wide <= left + width
        assert top <= y <= y + high <= top + height


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shows_every_name_of_a_shipped_process_in_full(path: Path) -> None:
    svg = drawn(path.read_bytes())

    assert "…" not in words(svg)


def test_has_neither_styles_nor_scripts_nor_ids() -> None:
    svg = drawn(
        EVERY_SHAPE.read_bytes(), Marks(nodes={"tugas_task": NodeMark("done", "1 kali", anchor="#r1")})
    )

    attributes = {name for part in svg.iter() for name in part.attrib}
    assert not attributes & {"style", "id", "onclick"}
    assert not list(svg.iter(f"{SVG}style", f"{SVG}script"))


def test_names_what_it_shows_for_screen_readers() -> None:
    marks = Marks(
        "Jalur AL-2026-00431",
        "Sekarang periksa berkas",
        {"periksa": NodeMark("now", "2 kali, 27 menit")},
        kinds={"endEvent": "selesai"},
    )

    svg = drawn(diagram(shape("periksa") + shape("selesai", 200, 22, 36, 36)), marks)

    assert svg.get("role") == "img"
    assert svg.get("aria-label") == "Jalur AL-2026-00431. Sekarang periksa berkas"
    assert [title.text for title in svg.iter(f"{SVG}title")] == [
        "Periksa berkas: 2 kali, 27 menit",
        "selesai",
    ]


def test_is_called_after_its_pool_or_its_process_when_nobody_names_it() -> None:
    assert drawn(EVERY_SHAPE.read_bytes()).get("aria-label") == "Kantor: setiap bentuk"
    assert drawn(diagram()).get("aria-label") == "p"


def test_a_link_from_a_node_without_a_name_has_one_all_the_same() -> None:
    svg = drawn(
        diagram(shape("selesai", 0, 0, 36, 36)), Marks(nodes={"selesai": NodeMark("done", anchor="#r1")})
    )

    assert node(svg, "selesai").findtext(f"{SVG}title") == "endEvent"


def test_leads_from_a_visited_node_to_its_place_in_the_story() -> None:
    svg = drawn(diagram(), Marks(nodes={"periksa": NodeMark("done", anchor="#langkah-3")}))

    link = node(svg, "periksa")
    assert link.tag == f"{SVG}a"
    assert link.get("href") == "#langkah-3"
    assert svg.get("role") == "group"


def test_shows_where_a_case_has_been_and_is() -> None:
    xml = diagram(shape("periksa") + shape("selesai", 200, 22, 36, 36), edge("alir", (100, 40), (200, 40)))

    svg = drawn(xml, Marks(nodes={"periksa": NodeMark("now", "sejak 09.12")}, flows={"alir": "loop"}))

    assert {"g-node", "now", "g-sun"} <= classes(node(svg, "periksa"))
    assert "sejak 09.12" in words(node(svg, "periksa"))
    assert {"g-flow", "g-tip", "loop"} <= classes(node(svg, "alir"))
    assert "todo" in classes(node(svg, "selesai"))


def test_counts_visits_of_a_node_without_a_line_below() -> None:
    svg = drawn(diagram(), Marks(nodes={"periksa": NodeMark("done", count=3)}))

    assert "g-badge" in classes(node(svg, "periksa"))
    assert "3" in words(node(svg, "periksa"))


def test_draws_a_diagram_without_a_case_plain() -> None:
    svg = drawn(EVERY_SHAPE.read_bytes())

    assert not classes(svg) & {"done", "now", "todo", "loop", "g-sun"}


def test_says_why_a_loop_was_taken() -> None:
    xml = diagram(shape("periksa") + shape("selesai", 400, 22, 36, 36), edge("alir", (100, 40), (400, 40)))

    svg = drawn(xml, Marks(flows={"alir": "loop"}, notes={"alir": "dikembalikan 1 kali"}))

    assert "dikembalikan 1 kali" in words(node(svg, "alir"))


def test_breaks_a_long_name_into_lines_within_its_box() -> None:
    svg = drawn(diagram(model='<userTask id="periksa" name="Periksa kelengkapan berkas permohonan"/>'))

    lines = [text.text for text in node(svg, "periksa").iter(f"{SVG}text")]
    assert " ".join(map(str, lines)) == "Periksa kelengkapan berkas permohonan"
    assert len(lines) > 1


def test_cuts_what_no_box_can_hold_and_keeps_it_in_the_title() -> None:
    name = "Pertanggungjawaban " * 20
    svg = drawn(diagram(model=f'<userTask id="periksa" name="{name}"/>'))

    assert words(node(svg, "periksa")).endswith("…")
    assert node(svg, "periksa").findtext(f"{SVG}title") == name.strip()


@pytest.mark.parametrize(
    ("element", "sign"),
    [
        ("akhir_terminate", "full"),
        ("gerbang_exclusive", "g-choice"),
        ("tepi_1", "g-apart"),
        ("tepi_0", "g-inner"),
        ("akhir_biasa", "g-end"),
        ("tugas_callActivity", "g-call"),
        ("sub_buka", "g-open"),
        ("sub_peristiwa", "g-apart"),
        ("pesan", "g-message"),
        ("kait", "g-tie"),
        ("kelompok", "g-group"),
        ("data_register", "g-data"),
        ("lajur_tugas", "g-head"),
        ("pool_pemohon", "g-head"),
        ("tugas_userTask", "g-mark"),
    ],
)
def test_tells_kinds_apart(element: str, sign: str) -> None:
    svg = drawn(EVERY_SHAPE.read_bytes())

    assert sign in classes(node(svg, element))


def test_marks_the_default_way_and_conditions_on_tasks() -> None:
    svg = drawn(EVERY_SHAPE.read_bytes())

    assert (
        len(node(svg, "alir_a").findall(f"{SVG}path")) == len(node(svg, "alir_c").findall(f"{SVG}path")) + 1
    )
    assert "g-node" in classes(node(svg, "alir_b"))


def test_draws_only_the_pool_that_was_asked_for() -> None:
    svg = drawn(EVERY_SHAPE.read_bytes(), process="pusat")

    assert svg.xpath("//@data-id") == ["pool_pusat", "jawab"]


def test_draws_what_it_does_not_know_as_a_box() -> None:
    svg = drawn(diagram(shape("hantu")))

    assert node(svg, "hantu").find(f"{SVG}rect") is not None


def test_never_takes_a_name_for_markup() -> None:
    text = draw(diagram(model='<userTask id="periksa" name="&lt;script&gt;x&lt;/script&gt;"/>'))

    assert "<script" not in text


@pytest.mark.parametrize(
    ("xml", "sentence"),
    [
        (b"<definitions", "Expected well-formed XML"),
        (b"<definitions/>", "Expected diagram interchange"),
        (diagram(shapes=edge("alir", (0, 0), (1, 1))), "Expected a diagram that shows something"),
        (diagram(edges=edge("alir", (0, 0))), "Expected two points"),
        (diagram(shape("periksa", x="nan")), "Expected a length"),
        (diagram(shape("periksa", y="1e9")), "Expected a length"),
        (diagram('<bpmndi:BPMNShape bpmnElement="periksa"/>'), "Expected bounds of 'periksa'"),
    ],
)
def test_refuses_a_diagram_that_cannot_be_drawn(xml: bytes, sentence: str) -> None:
    with pytest.raises(DrawingError, match=sentence):
        draw(xml)


def test_reads_no_file_that_a_diagram_names(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("rahasia")
    note = '<textAnnotation id="catatan"><text>kata &x;</text></textAnnotation>'
    xml = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'.encode() + diagram(
        shape("catatan"), model=note
    )

    with pytest.raises(DrawingError, match="Expected no DOCTYPE"):
        draw(xml)


def test_puts_the_line_of_a_node_where_no_arrow_head_ends() -> None:
    parts = shape("periksa", y=100) + shape("selesai", 200, 222, 36, 36)
    marks = Marks(nodes={"periksa": NodeMark("done", "2 kali")})
    model = '<userTask id="periksa" name="Periksa"/><endEvent id="selesai"/>'

    free = drawn(diagram(parts, model=model), marks)
    met = drawn(diagram(parts, edge("alir", (200, 240), (50, 240), (50, 180)), model=model), marks)

    def line(svg: etree._Element) -> float:
        (found,) = (text for text in node(svg, "periksa").iter(f"{SVG}text") if text.text == "2 kali")
        return float(found.get("y", ""))

    assert line(free) > 180
    assert line(met) < 100
