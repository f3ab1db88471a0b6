"""Recorded traffic: reading it, serving it again.  Shared by the project's tests and by users."""
