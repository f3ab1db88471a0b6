"""A small application that carries the SDK inside itself: no dependency to install, no version to clash with."""
