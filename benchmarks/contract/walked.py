"""What residents and clerks do, with what, and in how many taps, keys, words and seconds."""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from benchmarks.figures import Figure, at_most
from benchmarks.the_way import SCREEN_S, WORDS_A_MINUTE
from i18n.locales import SHIPPED
from tests.browser import desk, listening
from tests.browser.flows import FLOWS, Walked, walked
from tests.browser.hands import Hands, Keys, Presses
from tests.browser.keys import MOST_KEYS, decline, open_first, publish
from tests.browser.portal import Served
from tests.browser.thumb import MOST_TAPS, MOST_TAPS_WITH_PHOTO, MOST_WORDS, Thumb, report
from tests.browser.visit import View, visiting

KEY_S = 0.28  # Source: Card, Moran and Newell 1980, an average typist
MOST_S = 30
# What a clerk reads before deciding: the report, and what would become public.
READ = "document.querySelector('h1').innerText + ' ' + document.querySelector('#case .priv').innerText"


def flows(portal: Served, browser: Browser) -> Iterator[Figure]:
    """Walk every flow with keys alone, and with single presses where no script runs."""
    by_keys = dict(_walked(portal, browser, Keys(), script=True))
    pressed = dict(_walked(portal, browser, Presses(), script=False))
    both = [*by_keys.values(), *pressed.values()]
    names, many = ", ".join(FLOWS), len(FLOWS)
    yield _share("by keyboard alone", len(by_keys), many, names)
    yield _share("with JavaScript off", len(pressed), many, names)
    mapless = [name for name in FLOWS if not _of(name, by_keys, pressed, "maps")]
    yield _share("without a map", len(mapless), many, f"no map was opened in {len(both)} walks")
    still = [name for name in FLOWS if not _of(name, by_keys, pressed, "drags")]
    yield _share("without a drag", len(still), many, "single presses, and nothing on the way that can be dragged")
    free = [name for name in FLOWS if not _of(name, by_keys, pressed, "has_account")]
    yield _share("without an account", len(free), many, f"{', '.join(free)}; see the notes")


def _walked(portal: Served, browser: Browser, hands: Hands, *, script: bool) -> Iterator[tuple[str, Walked]]:
    for name in FLOWS:
        with visiting(browser, "about:blank", View(width=360, height=740, script=script)) as visit:
            yield name, walked(name, visit, portal, hands)


def _of(name: str, by_keys: dict[str, Walked], pressed: dict[str, Walked], what: str) -> bool:
    return any(bool(getattr(each[name], what)) for each in (by_keys, pressed))


def _share(way: str, done: int, many: int, how: str) -> Figure:
    return Figure(f"G4: flows {way}", f"{done} of {many}", "all", done == many, how)


def taps(portal: Served, browser: Browser) -> Iterator[Figure]:
    """Report with a thumb, without and with a photo, in each language, and count the words on the way."""
    most: dict[str, tuple[int, str]] = {}
    for with_photo, allowed in ((False, MOST_TAPS), (True, MOST_TAPS_WITH_PHOTO)):
        counted = {}
        for locale in SHIPPED:
            with visiting(browser, portal.address("/", locale.tag), View(width=360, height=740)) as visit:
                thumb = Thumb(visit.page)
                report(thumb, with_photo=with_photo)
                counted[locale.tag] = thumb.taps
                step = max(thumb.words, key=lambda name: thumb.words[name])
                if not with_photo:
                    most[locale.tag] = (thumb.words[step], step)
        what = "with a photo" if with_photo else "without a photo"
        how = "most of 7 languages" + ("; the phone's own picker counts for 2" if with_photo else "")
        yield at_most(f"G5: taps from home to sent, {what}", max(counted.values()), allowed, "", how)
    how = "on a screen of 360 × 740: " + ", ".join(f"{tag} {many} ({step})" for tag, (many, step) in most.items())
    yield at_most("G25: words on the longest step of any language", max(most.values())[0], MOST_WORDS, "", how)


def phrases(portal: Served, browser: Browser) -> Iterator[Figure]:
    """Listen to a report in each language."""
    heard = {}
    for locale in SHIPPED:
        with visiting(browser, "about:blank", View(width=360, height=740, locale=locale.tag)) as visit:
            said = dict(listening.screens(visit.page, portal.address("/report", locale.tag)))
        counted = listening.counted(said)
        heard[locale.tag] = [counted[step] for step in listening.STEPS]
    how = "; ".join(f"{tag} {' + '.join(map(str, each))}" for tag, each in heard.items())
    most = max(sum(each) for each in heard.values())
    yield at_most(
        "G8: phrases of a screen reader, steps 1–4, most of 7 languages", most, listening.MOST_IN_ALL, "", how
    )
    screen = max(max(each) for each in heard.values())
    yield at_most("G8: phrases on one screen", screen, listening.MOST_ON_A_SCREEN, "", "the longest of 28 screens")


def triage(folder: Path, browser: Browser) -> Iterator[Figure]:
    """Decide about two reports with keys alone, from the queue on."""
    with desk.serving(folder) as served:
        given = [served.file(hours_ago=hours) for hours in (9, 8, 7)]
        with visiting(browser, served.link_for("clara"), View()) as visit:
            page = visit.page
            page.locator("#enter button").click()
            page.wait_for_url("**/queue")
            first, first_s = _timed(page, given[0].reference, lambda: open_first(page) + publish(page))
            second, second_s = _timed(page, given[1].reference, lambda: decline(page))
    how = f"published from the queue: {first}; declined with a reason, from there: {second}"
    yield at_most("G24: key presses for one report", max(first, second), MOST_KEYS, "", how)
    how = f"{KEY_S} s a key, {SCREEN_S} s a screen, the report read at {WORDS_A_MINUTE} words a minute, and the waiting"
    yield at_most("G24: scripted time for one report", max(first_s, second_s), MOST_S, "s", how)


def _timed(page: Page, reference: str, decide: Callable[[], int]) -> tuple[int, float]:
    begun = time.perf_counter()
    keys = decide()
    expect(page.locator("#notice")).to_contain_text(reference)
    waited = time.perf_counter() - begun
    words = len(re.findall(r"\w+", page.evaluate(READ)))
    return keys, keys * KEY_S + 2 * SCREEN_S + words / WORDS_A_MINUTE * 60 + waited
