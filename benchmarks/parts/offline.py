"""A thousand cuts: reports that wait on a phone, sent over a line that breaks anywhere; none lost, none filed twice."""

import base64
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, Missing
from benchmarks.parts.pages import browser
from benchmarks.stage import Stage
from portal.ground.settings import Mode

if TYPE_CHECKING:
    from tests.browser.cuts import Tally

CUTS, SEED = 1_000, 2026
CONTROL = 30


def measure(stage: Stage) -> list[Figure]:
    """Send until a thousand cuts have happened; then once more with a phone that forgets its key."""
    try:
        from tests.browser.cuts import simulate
        from tests.browser.cutting import line_to
        from tests.browser.desk import made
        from tests.browser.running import running
        from tests.portal.doors.staff.reports import two_coloured_photo
    except ImportError as error:
        raise Missing(f"{error.name} is not installed. Run: make bench") from None
    var = stage.folder / "offline"
    var.mkdir()
    changed = {"mode": Mode.BENCH, "throttles": False, "keys": var / "keys", "workers": 2}
    photo = base64.b64encode(two_coloured_photo()).decode()
    with (
        made(var) as desk,
        running(desk.settings.model_copy(update=changed), "portal"),
        line_to(desk.settings.port) as line,
        browser() as chromium,
    ):
        stage.tell(f"{CUTS:,} cuts")
        tally = simulate(chromium.new_context(locale="en"), line, desk.database, cuts=CUTS, seed=SEED, photo=photo)
        control = simulate(
            chromium.new_context(locale="en"), line, desk.database, cuts=CONTROL, seed=SEED + 1, forgets=True
        )
    return _figures(tally, control)


def _figures(tally: "Tally", control: "Tally") -> list[Figure]:
    kinds = "; ".join(f"{many:,} × {kind}" for kind, many in tally.cuts.most_common())
    how = f"{tally.reports:,} reports, {tally.many:,} cuts: {kinds}"
    doubled = f"{control.doubled} too many of {control.reports} reports in {control.many} cuts"
    return [
        Figure("reports lost", str(tally.lost), "0", tally.lost == 0, how),
        Figure("reports filed twice", str(tally.doubled), "0", tally.doubled == 0, how),
        Figure(
            "receipts on the phone that are not the report's", str(tally.wrong_receipts), "0", not tally.wrong_receipts
        ),
        Figure("control: a new key for each try", doubled, "more than 0", control.doubled > 0),
    ]
