"""Lowering of operations: parameters, bodies, responses, security, servers, streams, pages."""
