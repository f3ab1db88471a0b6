"""Tests of lowering: small documents in, IR out."""
