"""Breaking long statements as black does, for the few forms that generated code has.

black spends most of its time on statements that do not fit in their line, and these differ in every document.  Here the
same decisions are made on a list of tokens.  What is not one of the known forms (comments, operators other than `|`,
comprehensions, other quotes) is left to black.

`tokens` reads code, `parentheses` finds where black may add a pair, `lines` is a line in the making, `splitting` breaks it.
"""

from generator.render.formatting.breaking.breaker import broken

__all__ = ["broken"]
