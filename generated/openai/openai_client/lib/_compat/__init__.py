"""Modules that offer names under the places where users of the official package import them from."""
