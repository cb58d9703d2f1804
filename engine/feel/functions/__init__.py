"""The table of built-in functions: the only ones that a text can call beside the host's."""

from engine.feel.functions.calendar import CALENDAR
from engine.feel.functions.conversion import CONVERSION
from engine.feel.functions.lists import LISTS
from engine.feel.functions.numbers import NUMERIC
from engine.feel.functions.ranges import RANGES
from engine.feel.functions.signature import Builtin
from engine.feel.functions.strings import STRINGS

BUILTINS: dict[str, tuple[Builtin, ...]] = {
    name: signatures
    for shelf in (CONVERSION, STRINGS, LISTS, NUMERIC, CALENDAR, RANGES)
    for name, signatures in shelf.functions.items()
}
