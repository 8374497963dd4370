"""Which version of the program this is, as releases and rankings name it."""

from importlib import metadata


def software() -> str:
    """Name the program and its version."""
    try:
        return f"veu {metadata.version('veu')}"
    except metadata.PackageNotFoundError:  # run from a folder that was never installed
        return "veu"
