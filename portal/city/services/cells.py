"""The name of a need: a type of problem in a district. Voices are counted, figures released and needs ranked by it."""

_BETWEEN = "/"


def cell_of(service: str, district: str) -> str:
    """Name a need by its service and its district."""
    return f"{service}{_BETWEEN}{district}"


def parts_of(cell: str) -> tuple[str, str]:
    """Read the service and the district of a need back."""
    service, _, district = cell.partition(_BETWEEN)
    return service, district
