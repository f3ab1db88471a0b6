"""Lowering of schemas: one module for each construct, and `dispatch` that knows which."""
