"""Which tests make each check of the accessibility contract, and what becomes of their outcomes.

`make statement` and `make test-all` write what they found to where the portal reads it for its statement.
"""

import json
import os
import subprocess
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

import pytest

from accessibility.checks import AUDIT, AXE, every_check
from accessibility.results import Results, Verdict, verdict_of
from i18n.locales import SHIPPED
from tests.audited import audited

ROOT = Path(__file__).parents[1]
PORTAL_PAGES = "tests/browser/test_portal_pages.py"
STEPS = "tests/browser/test_every_step.py"
DESK = "tests/browser/test_desk.py"
ACCEPTED = "tests/browser/test_acceptance.py"
FRAMES = "tests/portal/acceptance/test_frames.py"
FORMS = "tests/portal/acceptance/test_forms.py"
SHEETS = "tests/accessibility/audit/test_stylesheet.py"
SCRIPTS = "tests/accessibility/audit/test_script.py"
KEYBOARD = (f"{PORTAL_PAGES}::test_a_page_works_by_keyboard",)
FILED = (f"{PORTAL_PAGES}::test_a_resident_files_a_report",)
BY_KEYS = (
    f"{STEPS}::test_every_flow_is_walked_by_keys_alone_and_without_script",
    f"{ACCEPTED}::test_a_report_is_filed_by_keyboard_alone",
    f"{DESK}::test_a_decision_takes_at_most_twelve_keys",
)
VIEWS = (f"{PORTAL_PAGES}::test_a_page_holds_in_every_way_of_looking",)
ENLARGED = (f"{PORTAL_PAGES}::test_a_page_survives_large_text_and_spacing",)
NARROW = (f"{PORTAL_PAGES}::test_a_page_has_no_fault_at_360_pixels_in_any_language",)
STRETCHED = ("tests/browser/test_long_words.py::test_a_page_holds_long_words",)
MIRRORED = (f"{PORTAL_PAGES}::test_arabic_is_the_mirror_of_english", f"{ACCEPTED}::test_the_desk_mirrors")
# Each family of rules runs as a whole: axe-core on every state of a page, the audit on every page that a test fetches.
BY_AXE = (
    *NARROW,
    *VIEWS,
    f"{STEPS}::test_each_step_of_a_report_has_no_fault_right_or_wrong",
    f"{STEPS}::test_each_step_of_a_vote_and_each_page_of_the_desk_has_no_fault",
    f"{STEPS}::test_no_byway_has_a_fault",
)
BY_AUDIT = ("tests/html/test_portal_pages.py::test_every_page_of_the_portal_is_valid",
            "tests/portal/languages/test_every_language.py::test_every_page_in_a_language",
            "tests/accessibility/audit/test_examples.py::test_a_failed_example_has_a_finding",
            "tests/architecture/test_every_page_is_audited.py::test_nobody_else_fetches")  # fmt: skip
RUNS: dict[str, tuple[str, ...]] = {
    "K1": KEYBOARD,
    "K2": KEYBOARD,
    "K3": BY_KEYS,
    "K4": KEYBOARD,
    "K5": (f"{ACCEPTED}::test_after_every_swap_the_focus_is_on_something",),
    "K6": (*KEYBOARD, f"{ACCEPTED}::test_the_focus_is_never_covered_on_a_low_screen"),
    "K7": (*KEYBOARD, f"{ACCEPTED}::test_the_focus_is_seen_in_every_colour"),
    "K8": (*KEYBOARD, f"{ACCEPTED}::test_a_report_is_filed_by_keyboard_alone"),
    "K9": (*VIEWS, *FILED, f"{STEPS}::test_every_flow_is_walked_by_keys_alone_and_without_script"),
    "P1": (*NARROW, *VIEWS),
    "P2": ENLARGED,
    "P3": ENLARGED,
    "P4": (f"{PORTAL_PAGES}::test_a_page_holds_whichever_way_the_phone_is_held",),
    "P5": VIEWS,
    "P6": VIEWS,
    "P7": VIEWS,
    "P8": STRETCHED,
    "P9": MIRRORED,
    "C": ("tests/accessibility/test_contrast.py::test_every_pair_meets_its_goal_in_every_scheme",),
    "V": ("tests/browser/test_heard.py::test_what_is_heard_is_what_was_reviewed",),
    "L.words": ("tests/i18n/test_shipped.py::test_nothing_is_missing_unclear_or_wrong",),
    "S.title": (f"{FRAMES}::test_pages_have_their_frame_in_common",),
    "S.navigation": (f"{FRAMES}::test_pages_have_their_frame_in_common",),
    "S.words": (f"{FRAMES}::test_pages_have_their_frame_in_common",),
    "S.help": (f"{FRAMES}::test_pages_have_their_frame_in_common",),
    "S.ways": (f"{FRAMES}::test_every_page_is_reached_in_two_ways",),
    "T.images": (f"{FRAMES}::test_no_picture_is_made_of_text",),
    "T.clock": (f"{FORMS}::test_half_an_hour_later_a_form_can_still_be_sent",),
    "T.targets": VIEWS,
    "T.errors": (f"{FORMS}::test_every_error_is_a_sentence_that_says_what_to_do",),
    "T.kept": (f"{FORMS}::test_a_refused_form_keeps_the_photo_and_every_word",
               "tests/portal/languages/test_switcher.py::test_a_draft_goes_on_in_another_language"),
    "T.live": ("tests/browser/test_issue_list.py::test_a_filter_keeps_the_focus_and_says_the_result_once",),
}  # fmt: skip
FAMILIES = {
    AXE: BY_AXE,
    AUDIT: BY_AUDIT,
    "CSS:": (f"{SHEETS}::test_the_portals_own_sheet_has_no_finding", f"{SHEETS}::test_what_hurts_is_found"),
    "JS.": (f"{SCRIPTS}::test_the_portals_own_scripts_have_no_finding",),
}


def made_by(check: str) -> tuple[str, ...]:
    """The tests that make a check, as file::function. Raises KeyError for a check that nobody makes."""
    if check in RUNS:
        return RUNS[check]
    return next(tests for family, tests in FAMILIES.items() if check.startswith(family))


class Contract:
    """Gathers the outcomes of a run, in the process that sees them all."""

    def __init__(self) -> None:
        self.outcomes: dict[str, list[str]] = defaultdict(list)
        self.counted = {"page": 0, "part": 0, "state": 0}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> object:
        """Hand on how many pages this test has met: it may run in a process of its own."""
        try:
            return (yield)
        finally:
            item.user_properties.append(("audited", dict(audited)))
            audited.clear()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note what came of a test."""
        if report.when == "call" or report.outcome != "passed":
            self.outcomes[report.nodeid.split("[")[0]].append(report.outcome)
        if report.when == "teardown":
            for name, value in report.user_properties:
                if name == "audited":
                    for kind, times in dict(value).items():  # type: ignore[call-overload]
                        self.counted[kind] += times

    def verdicts(self) -> dict[str, Verdict]:
        """What each check came to."""
        return {check: self._verdict(check) for check in every_check()}

    def _verdict(self, check: str) -> Verdict:
        of_tests = {verdict_of(self.outcomes.get(test, [])) for test in made_by(check)}
        return next((each for each in (Verdict.FAILED, Verdict.NOT_RUN) if each in of_tests), Verdict.PASSED)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Write what was found, where it was asked for."""
        if os.environ.get("VEU_STATEMENT") and not hasattr(session.config, "workerinput"):
            write(self.results())

    def results(self) -> Results:
        """Put together what the statement says."""
        from portal.doors.front.checked import made_of

        told = subprocess.run(
            ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
        )
        return Results(
            on=datetime.now(UTC).date(),
            commit=told.stdout.strip(),
            made_of=made_of(),
            pages=self.counted["page"] + self.counted["part"],
            states=self.counted["state"],
            languages=len(SHIPPED),
            is_whole=os.environ.get("VEU_TESTS") == "all",
            checks=self.verdicts(),
        )


def write(results: Results) -> None:
    """Keep the results where the portal reads them."""
    from portal.doors.front.checked import FILE

    FILE.write_text(json.dumps(results.as_json(), indent=1) + "\n", encoding="utf-8")
