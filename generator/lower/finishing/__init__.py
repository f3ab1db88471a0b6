"""Passes over finished types: null moves outward, unions get their tags, what nothing needs goes away."""
