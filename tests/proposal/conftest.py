"""The fixtures of the command line tests serve here too."""

from tests.cli.conftest import sdkgen, spec

__all__ = ["sdkgen", "spec"]
