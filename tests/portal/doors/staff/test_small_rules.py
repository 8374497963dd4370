"""The desk's pure parts: working days, titles and marks."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.locales import ENGLISH
from portal.doors.staff import languages
from portal.doors.staff.cases import ages, titles
from portal.doors.staff.rules import ACT_NAMES, DO_NAMES, HIDE_REASONS, SHOW_REASONS, Do, HideReason, ShowReason
from portal.ground.audit_log.acts import Act
from portal.web import marks

MADRID = ZoneInfo("Europe/Madrid")
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1)).map(lambda naive: naive.replace(tzinfo=UTC))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-11-25 12:00", "2026-11-23 12:00"),  # Wednesday: since Monday
        ("2026-11-23 12:00", "2026-11-19 12:00"),  # Monday: since Thursday
        ("2026-11-28 12:00", "2026-11-26 00:00"),  # Saturday: all of Thursday and Friday
        ("2026-11-29 23:59", "2026-11-26 00:00"),  # Sunday: the same
    ],
)
def test_two_working_days_ago(now: str, then: str) -> None:
    at, wanted = (datetime.fromisoformat(each).replace(tzinfo=MADRID) for each in (now, then))
    assert ages.working_days_before(at, 2, MADRID, ()) == wanted


@given(MOMENTS, st.integers(0, 10))
def test_working_days_are_never_fewer_than_days(now: datetime, days: int) -> None:
    then = ages.working_days_before(now, days, MADRID, ())
    assert now - timedelta(days=days) + timedelta(hours=1) >= then, "an hour for the change of the clocks"
    assert ages.working_days_before(now, days + 1, MADRID, ()) < then


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("", ""),
        ("Five tiles are missing. Call me.", "Five tiles are missing"),
        ("\n\n Is it safe? I doubt it.", "Is it safe?"),
        ("Anruf 612 345 678 bitte", "Anruf █████ bitte"),
        ("公园里的树枝快要掉下来了。", "公园里的树枝快要掉下来了"),
        ("w" * 100, "w" * 79 + "…"),
        ("word " * 30, ("word " * 15).strip() + "…"),
    ],
)
def test_a_title_is_the_first_sentence_covered(words: str, title: str) -> None:
    assert titles.proposed(words) == title


@given(st.text(max_size=400))
def test_a_title_is_short_and_one_line(words: str) -> None:
    title = titles.proposed(words)
    assert len(title) <= titles.LONGEST
    assert "\n" not in title


@given(
    st.lists(st.sampled_from(["612 345 678", "ana@example.org", "<b>&amp;", "\n", " words "]), max_size=8).map("".join)
)
def test_marked_words_are_the_words_and_never_markup(words: str) -> None:
    page = str(marks.marked(words, "es", ENGLISH))
    for kind in ("Phone number", "E-mail address"):
        page = page.replace(f'<mark><span class="vh" lang="en" dir="ltr">{kind} </span>', "<mark>")
    tree = html5lib.parse(page, treebuilder="etree", namespaceHTMLElements=False)
    (block,) = [each for each in tree.iter("div") if each.get("lang") == "es"]
    lines = ["".join(line.itertext()) for line in block.iter("p")]
    assert lines == [line for line in words.split("\n") if line.strip()]
    assert {each.tag for each in block.iter()} <= {"div", "p", "mark"}


def test_a_language_is_known_by_all_its_names() -> None:
    for written_in in ("ca-valencia", "ca", "ca-ES"):
        assert str(languages.name_of(written_in)) == "Valencian"
    assert languages.html_lang_of("zh") == "zh-Hans"
    assert languages.name_of("nl") == languages.NOT_KNOWN
    assert languages.html_lang_of("") == ""


def test_every_code_has_words() -> None:
    assert set(ACT_NAMES) == set(Act)
    assert set(DO_NAMES) == set(Do)
    assert set(HIDE_REASONS) == set(HideReason)
    assert set(SHOW_REASONS) == set(ShowReason)
