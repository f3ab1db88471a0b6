"""Streams that accumulate what they carry."""
