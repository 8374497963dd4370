"""A clerk files a report for somebody who called, wrote on paper, or came to the counter."""

import re
from datetime import timedelta

from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from tests.tables import one, rows
from tests.visitor import Page, Visitor

WHOLE = {
    "channel": "paper",
    "category": "ground",
    "words": "Falten rajoles.",
    "place": "Carrer del Molí 12",
    "landmark": "by the bakery",
    "public": "yes",
    "language": "ca-valencia",
}


def call(clerk: Visitor, status: int = 200, **said: str) -> Page:
    """Fill in the one page."""
    return clerk.submit(clerk.get("/staff/en/new"), "call", status=status, **(WHOLE | said))


def test_it_is_filed_and_the_code_leads_back(clerk: Visitor, city: Database) -> None:
    page = call(clerk)
    assert page.h1 == "The report is filed"
    code = re.search(r"(?:\w{4}-){5}\w{4}", page.text)
    assert code
    found = rows(city, "SELECT channel, language, locale, status, has_contact FROM listen_report")
    assert found[0][:4] == ("paper", "", "ca", "received"), "Catalan, or the English of the desk: nobody said"
    caller = Visitor(clerk.app)
    assert "Falten rajoles." in caller.submit(caller.get("/en/track"), "track", code=code[0]).text
    assert "Falten rajoles." in clerk.get("/staff/en/queue").text


def test_the_callers_script_says_the_language_where_only_one_fits(clerk: Visitor, city: Database) -> None:
    call(clerk, words="البلاط مكسور أمام المدرسة منذ أسبوع.", language="ar")
    assert rows(city, "SELECT language, locale FROM listen_report") == [("ar", "ar")]


def test_it_counts_as_an_anonymous_voice_and_not_as_the_clerks(clerk: Visitor, city: Database) -> None:
    call(clerk)
    assert rows(city, "SELECT family, cell FROM ground_contribution") == [("anonymous", "ground/centre")]


def test_the_receipt_is_gone_after_ten_minutes(clerk: Visitor, frozen_clock: FrozenClock) -> None:
    page = call(clerk)
    clerk.get(page.url)
    frozen_clock.advance(timedelta(minutes=11))
    clerk.get(page.url, status=404)
    clerk.get("/staff/en/new/nonsense", status=404)


WRONG = (
    ({"category": ""}, "Say what kind of problem it is. Not sure? Take what fits best: the city can correct it."),
    (
        {"category": "dragons"},
        "Say what kind of problem it is. Not sure? Take what fits best: the city can correct it.",
    ),
    ({"words": "x" * 5000}, "Your text is too long. Take out 1,000 characters."),
    (
        {"place": "", "landmark": ""},
        "Write where it is: a street, or a place nearby in your own words. Without a street, choose the district too.",
    ),
    ({"place": "by the old oak"}, "We do not know this place by its name. Choose its district: your own words stay."),
    ({"public": ""}, "Ask the caller if the city may show this publicly."),
    ({"public": "perhaps"}, "Ask the caller if the city may show this publicly."),
    ({"channel": "web"}, "Say how the report came."),
)


def test_each_refusal_names_the_fix_and_keeps_what_was_typed(clerk: Visitor, city: Database) -> None:
    for said, sentence in WRONG:
        page = call(clerk, status=422, **said)
        assert page.errors == [sentence], said
        (box,) = page.all("textarea")
        assert "".join(box.itertext()).strip() == said.get("words", WHOLE["words"])
    assert one(city, "SELECT count(*) FROM listen_report") == 0
