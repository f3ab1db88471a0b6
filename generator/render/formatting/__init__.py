"""Formatting as black does it, without asking black about the same thing twice.

Printed modules repeat a few hundred kinds of statements many thousand times.  black's verdict on a statement that fits
in its line depends on its tokens, not on the spelling of its names, so each *shape* is shown to black once; so are the
items of a bracket that holds one item a line, and each way that two statements stand one below the other.  Pieces that
have to be broken are broken here where their form is known, and shown to black as they are where it is not.  What
black said of the shapes that our templates print is kept (`verdicts`), so it is seldom loaded at all.  A module with
anything unusual goes to black as a whole.

`shapes` reduces lines, `pieces` and `statements` take modules apart, `breaking` breaks what is too long, `oracle` asks
black, `modules` puts the answers together, `store` keeps them for the next run.
"""
