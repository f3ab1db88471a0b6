"""Code of the shop that no document describes."""
