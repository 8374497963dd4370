"""Reports sent over a line that is cut again and again, by the queue's own code in a browser: each arrives once."""

import random
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import BrowserContext, Page
from sqlalchemy import text

from portal.ground.database import Database
from tests.browser.cutting import Cut, Line, by_chance

BATCH = 20
MOST_PASSES = 200
KEEP = """async ([words, photo]) => {
  const kept = {};
  for (const each of words) {
    const key = veu.newKey();
    const fields = [["category", "ground"], ["words", each], ["place", "Carrer del Molí 12"], ["public", "yes"]];
    if (photo && each.endsWith("0")) {
      const bytes = Uint8Array.from(atob(photo), (letter) => letter.charCodeAt(0));
      fields.push(["photo", new File([bytes], "photo.jpg", { type: "image/jpeg" })]);
    }
    await veu.keep({ key, fields, about: each, language: "en", state: "waiting" });
    kept[each] = key;
  }
  return kept;
}"""
RECEIPTS = """async () => {
  const found = (await veu.all()).filter((each) => each.state === "sent");
  for (const each of found) await veu.drop(each.key);
  return Object.fromEntries(found.map((each) => [each.key, each.receipt.reference]));
}"""
# Each try gets a key of its own, so that the city cannot know it again.
FORGETFUL = """() => {
  const set = FormData.prototype.set;
  FormData.prototype.set = function (name, value) {
    set.call(this, name, name === "key" ? veu.newKey() : value);
  };
}"""


@dataclass(slots=True)
class Tally:
    """What came of it."""

    reports: int = 0
    cuts: Counter[str] = field(default_factory=Counter)
    lost: int = 0
    doubled: int = 0
    wrong_receipts: int = 0

    @property
    def many(self) -> int:
        """How often something was cut."""
        return self.cuts.total()


@dataclass(slots=True)
class Phone:
    """Two tabs and the worker of one browser, all of which send."""

    context: BrowserContext
    line: Line
    chance: random.Random
    tabs: list[Page] = field(default_factory=list)
    devtools: Any = None

    def open(self, *, worker: bool) -> None:
        """Open the list in two tabs; without the worker, it never comes."""
        if not worker:
            self.context.add_init_script("delete Navigator.prototype.serviceWorker")
        first = self.context.new_page()
        first.goto(f"{self.line.url}/en/report")
        while worker and not first.evaluate("() => !!navigator.serviceWorker.controller"):
            first.wait_for_timeout(20)
        self.tabs = [first, self.context.new_page()]
        for tab in self.tabs:
            tab.goto(f"{self.line.url}/en/report/waiting")
        self.devtools = self.context.new_cdp_session(first)
        self.devtools.send("ServiceWorker.enable")

    def disturb(self) -> str:
        """Let everybody send at once, and perhaps end one of them in the middle of it."""
        for tab in self.tabs:
            tab.evaluate("() => void veu.send()")
        self.tabs[0].evaluate("() => void navigator.serviceWorker?.controller?.postMessage({})")
        drawn = self.chance.random()
        if drawn > 0.3:
            return ""
        self.tabs[0].wait_for_timeout(self.chance.uniform(1, 60))
        if drawn < 0.15:
            self.devtools.send("ServiceWorker.stopAllWorkers")
            return "the worker is killed"
        self.tabs[1].reload()
        return "a tab is loaded again"

    def send_all(self, tally: Tally) -> None:
        """Send until nothing waits any more."""
        for _ in range(MOST_PASSES):
            happened = self.disturb()
            tally.cuts.update([happened] if happened else [])
            if not self.tabs[0].evaluate("() => veu.send()"):
                return
        raise AssertionError("it never ends")


def simulate(
    context: BrowserContext,
    line: Line,
    database: Database,
    *,
    cuts: int,
    seed: int,
    photo: str = "",
    forgets: bool = False,
) -> Tally:
    """Send reports until so many cuts have happened, and count what arrived.

    With `forgets`, the control: the phone draws a new key for each try.
    """
    tally, phone = Tally(), Phone(context, line, random.Random(seed))
    phone.open(worker=not forgets)
    if forgets:
        for tab in phone.tabs:
            tab.evaluate(FORGETFUL)
    line.fate = by_chance(seed)
    before = Counter(line.cuts)
    while tally.many < cuts:
        words = [f"Cut {seed} number {tally.reports + each}" for each in range(BATCH)]
        kept = phone.tabs[0].evaluate(KEEP, [words, photo])
        tally.reports += len(words)
        if forgets:
            while phone.tabs[0].evaluate("() => veu.send()"):
                pass
        else:
            phone.send_all(tally)
        receipts = phone.tabs[0].evaluate(RECEIPTS)
        _compare(database, kept, receipts, tally)
        new = Counter(line.cuts) - before
        before = Counter(line.cuts)
        tally.cuts.update({str(cut): many for cut, many in new.items() if cut is not Cut.NONE})
    line.fate = lambda: Cut.NONE
    return tally


def _compare(database: Database, kept: dict[str, str], receipts: dict[str, str], tally: Tally) -> None:
    """Look for each report of a batch in the database, and for its receipt on the phone."""
    asked = text("SELECT description, reference FROM listen_report WHERE description LIKE 'Cut %'")
    arrived: dict[str, list[str]] = {words: [] for words in kept}
    with database.reading() as session:
        for words, reference in session.execute(asked):
            if words in arrived:
                arrived[words].append(reference)
    tally.lost += sum(not found for found in arrived.values())
    tally.doubled += sum(max(0, len(found) - 1) for found in arrived.values())
    tally.wrong_receipts += sum(receipts.get(key) not in arrived[words] for words, key in kept.items())
