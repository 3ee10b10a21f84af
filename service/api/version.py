"""The versions that callers see."""

from importlib.metadata import version

API_VERSION = "1.0.0"


def product_version() -> str:
    """The version of the installed distribution."""
    return version("claimlink")
