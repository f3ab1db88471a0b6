"""sdkgen: a compiler from API descriptions to typed Python SDKs."""

__version__ = "0.1.0"
