"""Rendering: a planned package to bytes.  Knows templates and views, never a document or the IR; touches no disk."""
