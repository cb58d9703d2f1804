"""Files of a document type, damaged at random: as letters, as XML, and as diagrams that nearly make sense."""

from collections.abc import Callable
from random import Random

from lxml import etree

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
WORDS = (
    "", "End", "Root", "../..", "sid-1", "anak", "=", "${x}", "P1D", "R/PT1S", "true", "0", "-1", "é" * 40, "\n",
    "null", "[child]", "akta_kelahiran", "{}", '"', "x" * 5000,
)  # fmt: skip
TAGS = (
    "task", "userTask", "scriptTask", "subProcess", "endEvent", "startEvent", "boundaryEvent", "exclusiveGateway",
    "parallelGateway", "eventBasedGateway", "callActivity", "serviceTask", "transaction", "adHocSubProcess", "lane",
    "sequenceFlow", "process", "definitions", "multiInstanceLoopCharacteristics", "dataObject", "message", "error",
)  # fmt: skip


def damaged(content: bytes, random: Random) -> bytes:
    for _ in range(random.randint(1, 4)):
        content = random.choice(DAMAGES)(content, random)
    return content


def _flip(content: bytes, random: Random) -> bytes:
    letters = bytearray(content)
    for _ in range(random.randint(1, 8)):
        if letters:
            letters[random.randrange(len(letters))] = random.randrange(256)
    return bytes(letters)


def _cut(content: bytes, random: Random) -> bytes:
    start = random.randrange(len(content) + 1)
    return content[:start] + content[start + random.randint(1, 400) :]


def _swap_words(content: bytes, random: Random) -> bytes:
    """Values between quotes, such as ids, change places."""
    parts = content.split(b'"')
    if len(parts) > 4:
        one, other = random.randrange(1, len(parts) - 1, 2), random.randrange(1, len(parts) - 1, 2)
        parts[one], parts[other] = parts[other], parts[one]
    return b'"'.join(parts)


def _as_tree(damage: Callable[[list[etree._Element], Random], None]) -> Callable[[bytes, Random], bytes]:
    def change(content: bytes, random: Random) -> bytes:
        try:
            root = etree.fromstring(content)
        except (etree.XMLSyntaxError, ValueError):
            return content
        damage(list(root.iter(etree.Element)), random)
        return etree.tostring(root)

    return change


def _drop(elements: list[etree._Element], random: Random) -> None:
    for _ in range(random.randint(1, 3)):
        element = random.choice(elements)
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)


def _double(elements: list[etree._Element], random: Random) -> None:
    element = random.choice(elements)
    parent = element.getparent()
    if parent is not None and len(element) < 60:
        parent.append(etree.fromstring(etree.tostring(element)))


def _move(elements: list[etree._Element], random: Random) -> None:
    element, place = random.choice(elements), random.choice(elements)
    if place not in set(element.iter()) and element.getparent() is not None:
        place.append(element)


def _rename(elements: list[etree._Element], random: Random) -> None:
    inner = [element for element in elements if element.getparent() is not None]
    for element in random.sample(inner, min(len(inner), 3)):
        element.tag = BPMN + random.choice(TAGS)


def _swap_values(elements: list[etree._Element], random: Random) -> None:
    values = [(element, name) for element in elements for name in element.attrib]
    if len(values) > 1:
        (one, name), (other, other_name) = random.sample(values, 2)
        kept = one.get(name) or ""
        one.set(name, other.get(other_name) or "")
        other.set(other_name, kept)


def _set_value(elements: list[etree._Element], random: Random) -> None:
    element = random.choice(elements)
    names = [*element.attrib, "id", "default", "attachedToRef", "sourceRef", "calledElement", "isExecutable"]
    element.set(random.choice(names), random.choice(WORDS))


def _set_text(elements: list[etree._Element], random: Random) -> None:
    random.choice(elements).text = random.choice(WORDS)


DAMAGES: tuple[Callable[[bytes, Random], bytes], ...] = (
    _flip,
    _cut,
    _swap_words,
    *map(_as_tree, (_drop, _double, _move, _rename, _rename, _swap_values, _set_value, _set_text)),
)
