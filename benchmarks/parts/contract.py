"""The figures of the accessibility contract that a machine can measure, by their numbers there."""

from collections.abc import Iterator

from benchmarks.figures import Figure, Missing
from benchmarks.parts.pages import browser
from benchmarks.stage import Stage


def measure(stage: Stage) -> list[Figure]:
    """Measure what is written, then what is seen, then what is done."""
    try:
        found = list(_measured(stage))
    except ImportError as error:
        raise Missing(f"{error.name} is not installed. Run: make bench") from None
    return sorted(found, key=lambda each: int(each.what.split(":")[0].removeprefix("G")))


def _measured(stage: Stage) -> Iterator[Figure]:
    from benchmarks.contract import published, seen, walked, written
    from tests.browser.patient_portal import PATIENT
    from tests.browser.portal import serving

    yield from written.figures(stage)
    for name in ("lived", "stretched", "desk"):
        (stage.folder / f"contract-{name}").mkdir()
    stage.tell("a town with three weeks of life")
    made = stage.folder / "town"
    with serving(stage.folder / "contract-lived", made, PATIENT) as served:
        yield from published.figures(served.town.database)
        yield from seen.figures(served, browser, stage.tell)
        with browser() as chromium:
            for part in (walked.flows, walked.taps, walked.phrases):
                stage.tell(f"{part.__name__} …")
                yield from part(served, chromium)
            yield from walked.triage(stage.folder / "contract-desk", chromium)
    with serving(stage.folder / "contract-stretched", made, "tests.browser.stretched_portal") as served:
        yield from seen.stretched(served, browser, stage.tell)
