"""Connections: generated packages against WebSocket servers on loopback."""
