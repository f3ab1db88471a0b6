"""Conversations over a WebSocket (RFC 6455): typed events both ways.

Nothing here is imported before a connection is asked for.  `errors`, `options` and `reconnecting` are names for
callers; `frames`, `state`, `backlog` and `handlers` do no I/O; `opening` turns a client and an operation into a
handshake; `sync` and `asynchronous` drive the socket.
"""
