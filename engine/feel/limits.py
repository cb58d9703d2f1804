"""How large an expression and its values may be."""

TEXT_LENGTH = 1_000
TOKENS = 300
DEPTH = 25
LIST_SIZE = 1_000
VALUE_SIZE = 5_000
STRING_LENGTH = 10_000
STEPS = 2_500
WORDS_A_STEP = 6
"""Of what is evaluated for each item of a list."""
CALL_STEPS = 3
"""Of a function of the standard; a step is less than two microseconds."""
CALL_DEPTH = 25
DIGITS = 34
EXPONENT = 6_144
