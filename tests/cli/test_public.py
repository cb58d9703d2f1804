"""`terbit bench public`, on diagrams as another tool writes them."""

import json
from pathlib import Path

from click.testing import CliRunner

from web.cli import terbit

HEAD = """<?xml version="1.0" encoding="ISO-8859-1"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:lain="http://lain.test" targetNamespace="x">
  <process id="utama" isExecutable="true"><startEvent id="m"><messageEventDefinition/></startEvent>"""
TAIL = "</process></definitions>"
RUN = f"""{HEAD}
    <sequenceFlow id="f1" sourceRef="m" targetRef="a"/>
    <userTask id="a" lain:assignee="demo"><extensionElements><lain:form/></extensionElements></userTask>
    <sequenceFlow id="f2" sourceRef="a" targetRef="b">
      <conditionExpression>${{x &gt; 1}}</conditionExpression></sequenceFlow>
    <sequenceFlow id="f3" sourceRef="a" targetRef="c">
      <conditionExpression>${{x &lt; 1}}</conditionExpression></sequenceFlow>
    <scriptTask id="b" lain:class="Saja"><script>1</script></scriptTask>
    <intermediateCatchEvent id="c"><messageEventDefinition/></intermediateCatchEvent>
    <sequenceFlow id="f4" sourceRef="b" targetRef="e"/><endEvent id="e"/>{TAIL}"""
REFUSED = f"""{HEAD}
    <sequenceFlow id="f1" sourceRef="m" targetRef="a"/><transaction id="a"/>
    <sequenceFlow id="f2" sourceRef="a" targetRef="e"/><endEvent id="e"/>{TAIL}"""


def test_runs_what_is_accepted_and_says_why_the_rest_is_not(tmp_path: Path) -> None:
    (tmp_path / "jalan.bpmn").write_text(RUN)
    (tmp_path / "tolak.bpmn20.xml").write_text(REFUSED)

    told = CliRunner().invoke(terbit, ["bench", "public", str(tmp_path)])

    counts, run, refused = json.loads(told.output.splitlines()[-1])["rows"]
    assert (counts["diagrams"], counts["refused"], counts["run"], counts["ended"]) == (2, 1, 1, 3)
    assert run["dress"] == "encoding:1 end:1 extensions:1 lot:2 name:1 role:1 script:1 start:1"
    assert (run["verdict"], run["cases"]) == ("run", "ended:3")
    assert refused["verdict"] == "refused"
    assert "E111 Expected an element that can be run, but transaction 'a' can't" in refused["why"]
