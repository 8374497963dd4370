"""Which parts of a report's photos a clerk wants to cover, and on which grid."""

from collections.abc import Iterable, Mapping

from portal.doors.staff.cases.photos import Kept
from portal.listen.reports.unsent.photos import MOST
from privacy.minimise.photo_grid import COARSE, FINE, Cover


def proposed(photos: Iterable[Kept]) -> dict[int, Cover]:
    """Tick where a photo may show faces and number plates; the clerk decides."""
    return {photo.number: Cover(COARSE, COARSE.touched(photo.boxes or ())) for photo in photos}


def covers(values: Mapping[str, tuple[str, ...]]) -> dict[int, Cover]:
    """Read the grids of a form as it was sent; the button "finer" asks for other cells on one of them."""
    found: dict[int, Cover] = {}
    for number in range(1, MOST + 1):
        cover = Cover(FINE if values.get(f"fine_{number}") else COARSE, values.get(f"cover_{number}", ()))
        found[number] = cover.turned() if str(number) in values.get("finer", ()) else cover
    return found
