"""Conveniences of the OpenAI package that no document describes.  Everything is loaded when first used."""
