"""The facts of a diagram that pages and lint read."""

from engine.process import Procedure
from tests.process.cases import draw
from tests.process.drawing import diagram
from tests.process.walks import sample


def test_nodes_carry_what_is_drawn_and_where() -> None:
    node = sample("permohonan").nodes["periksa"]

    assert (node.name, node.kind, node.lane) == ("Periksa isi", "userTask", "Verifikator")
    assert (node.process, node.path) == ("permohonan", "permohonan.bpmn")
    assert node.properties == {"hasil": "setuju,kembalikan,tolak", "perjalanan": "Diperiksa"}
    assert node.line > 1


def test_nodes_of_called_processes_are_known_by_their_own_file() -> None:
    node = sample("permohonan").nodes["tanda_tangan"]

    assert (node.process, node.path, node.lane) == ("penerbitan", "shared/penerbitan.bpmn", None)


def test_services_rules_events_and_calls_say_what_they_are_about() -> None:
    nodes = sample("permohonan").nodes

    assert (nodes["hitung"].handler, nodes["hitung"].result) == ("nomor.beri", "nomor")
    assert nodes["hitung"].parameters == {"jenis": "jenis"}
    assert (nodes["model"].decision, nodes["model"].result) == ("model_akta", "model")
    assert (nodes["ingatkan"].event, nodes["ingatkan"].attached_to) == ("timer", "rekam")
    assert (nodes["rusak"].event, nodes["mulai"].event) == ("error", None)
    assert nodes["terbit"].called == "penerbitan"
    assert nodes["jilid"].parent == "kemas"


def test_nodes_in_a_sub_process_fall_back_to_its_lane() -> None:
    nodes = sample("keluarga").nodes

    assert {nodes[name].lane for name in ("anggota", "biodata", "rekam_ktp")} == {"Operator SIAK"}


def test_the_innermost_lane_counts() -> None:
    content = diagram("proses", "mulai: startEvent lane=Luar\na: userTask lane=Luar\nmulai -> a").replace(
        b"</bpmn:lane>",
        b'<bpmn:childLaneSet><bpmn:lane id="d" name="Dalam"><bpmn:flowNodeRef>a</bpmn:flowNodeRef></bpmn:lane>'
        b"</bpmn:childLaneSet></bpmn:lane>",
    )

    nodes = Procedure.parse({"proses.bpmn": content}, "proses", bool).nodes

    assert (nodes["mulai"].lane, nodes["a"].lane) == ("Luar", "Dalam")


def test_flows_carry_their_condition_and_which_is_the_default() -> None:
    flows = {(flow.source, flow.target): flow for flow in sample("permohonan").flows}

    assert flows["periksa", "hasil_periksa"].condition is None
    assert flows["hasil_periksa", "lengkapi"].condition == 'periksa.hasil = "kembalikan"'
    assert [flows["hasil_periksa", to].default for to in ("lengkapi", "hitung")] == [False, True]
    assert flows["mulai_terbit", "cetak"].process == "penerbitan"


def test_the_journey_is_one_stop_a_value_in_the_order_of_the_diagram() -> None:
    stops = sample("permohonan").journey

    assert [stop.name for stop in stops] == ["Diterima", "Diperiksa", "Direkam", "Diparaf", "Ditandatangani"]
    assert stops[0].nodes == {"terima", "lengkapi"}


def test_the_journey_goes_through_called_processes_and_follows_no_return() -> None:
    procedure = draw(
        """
        mulai: startEvent
        g: exclusiveGateway
        h: exclusiveGateway
        a: userTask prop.perjalanan=Satu
        c: callActivity calls=dalam
        b: userTask prop.perjalanan=Tiga
        s: endEvent
        mulai -> g
        g -> a
        a -> h
        h -> g if a.hasil = "kembalikan"
        h -> c
        c -> b
        b -> s
        """,
        dalam="m: startEvent\nx: userTask prop.perjalanan=Dua\ne: endEvent\nm -> x\nx -> e",
    )

    assert [stop.name for stop in procedure.journey] == ["Satu", "Dua", "Tiga"]


def test_the_journey_follows_the_ordinary_way_out_of_a_gateway_before_any_short_cut() -> None:
    procedure = draw(
        """
        mulai: startEvent
        g: exclusiveGateway
        h: exclusiveGateway
        a: userTask prop.perjalanan=RT
        b: userTask prop.perjalanan=Loket
        s: endEvent
        mulai -> g
        g -> a
        g -> b if luar_daerah
        a -> b
        b -> h
        h -> a if b.hasil = "kembalikan"
        h -> s
        """
    )

    assert [stop.name for stop in procedure.journey] == ["RT", "Loket"]


def test_a_handler_may_be_called_like_a_node() -> None:
    procedure = draw(
        "mulai: startEvent\nkirim: serviceTask handler=kirim\na: userTask\nmulai -> kirim\nkirim -> a"
    )

    assert procedure.nodes["kirim"].handler == "kirim"


def test_data_that_is_drawn_for_readers_is_not_looked_for() -> None:
    text = "mulai: startEvent\ns: subProcess {\nm: startEvent\na: userTask\ne: endEvent\nm -> a\na -> e\n}\nmulai -> s"
    association = (
        b"<bpmn:dataInputAssociation><bpmn:sourceRef>berkas</bpmn:sourceRef></bpmn:dataInputAssociation>"
    )
    content = diagram("proses", text).replace(b"</bpmn:userTask>", association + b"</bpmn:userTask>")

    assert "a" in Procedure.parse({"proses.bpmn": content}, "proses", bool).nodes
