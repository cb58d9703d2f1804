"""How large an expression and its values may be."""

TEXT_LENGTH = 1_000
DEPTH = 25
LIST_SIZE = 10_000
STRING_LENGTH = 10_000
STEPS = 100_000
CALL_DEPTH = 25
DIGITS = 34
EXPONENT = 6_144
