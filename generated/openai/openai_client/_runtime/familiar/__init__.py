"""Helpers under the names that users of other generated packages know; nothing in the runtime needs them.

Each module is loaded when a name of it is first asked for, through the package's own modules (`modules:` in the
configuration of the target).
"""
