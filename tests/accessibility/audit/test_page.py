"""The audit of a page finds what a person broke in it, and says where."""

import pytest

from accessibility.audit.catalogue import RULES
from accessibility.audit.context import Context
from accessibility.audit.document import parse
from accessibility.audit.page import audit

REGION = '<div id="live" class="vh" role="status" aria-live="polite" aria-atomic="true"></div>'
BODY = f"""<a class="skip" href="#main">Skip to the content</a>
<header><a href="/en">Veu</a><nav aria-label="Main"><a href="/en/issues">Issues</a></nav></header>
<main id="main" tabindex="-1"><h1>Where is it?</h1>
<form method="post" action="/en/report" novalidate>
<label for="place">Street and number</label><p id="place-hint">For example</p>
<input id="place" name="place" aria-describedby="place-hint">
<button>Continue</button> <a href="/en/report/1">Back</a></form></main>{REGION}<footer>Help: call 010</footer>"""
PAGE = f"""<!doctype html><html lang="en" dir="ltr"><head><meta charset="utf-8"><title>Where is it? – Veu</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head><body>{BODY}</body></html>"""
FACTS = Context(url="/en/report/2", language="en", direction="ltr", site="Veu", is_step=True)


def test_a_good_page_has_no_finding() -> None:
    assert audit(PAGE, context=FACTS) == ()


@pytest.mark.parametrize(
    ("whole", "broken", "rule"),
    [
        ('lang="en"', 'lang="fr"', "H3.locale"),
        ("<h1>Where is it?</h1>", "<h2>Where is it?</h2>", "H1.one"),
        (" – Veu", "", "H2.parts"),
        ('<label for="place">', "<label>", "H5.label"),
        ('aria-describedby="place-hint"', "", "H7.described"),
        ("</main>", "</div>", "H0.html"),
        ('id="live"', 'id="place"', "H9.unique"),
        ("initial-scale=1", "user-scalable=no", "H13.zoom"),
        ('href="/en/report/1">Back', 'href="/en/report/1">', "H20.name"),
        ('<a href="/en/report/1">Back</a>', "", "H18.back"),
        (' tabindex="-1"', "", "H25.skip"),
        ('<nav aria-label="Main">', "<nav>", "H25.landmarks"),
        (REGION, "", "H19.region"),
        ("<footer>", '<script src="//cdn.example/x.js"></script><footer>', "H23.origins"),
    ],
)
def test_what_is_broken_is_found(whole: str, broken: str, rule: str) -> None:
    assert whole in PAGE
    assert rule in {each.rule for each in audit(PAGE.replace(whole, broken, 1), context=FACTS)}


def test_a_finding_says_where() -> None:
    finding = next(each for each in audit(PAGE.replace('for="place"', ""), context=FACTS) if each.rule == "H5.label")
    assert finding.where == "main#main > form > input#place"
    assert str(finding) == "H5.label: no visible label points to the field place [main#main > form > input#place]"


def test_a_fragment_is_not_asked_for_what_only_a_page_has() -> None:
    fragment = '<tr id="r1"><th scope="row">Mercat</th><td>488</td></tr>'
    assert audit(fragment, context=Context(is_fragment=True)) == ()
    assert audit('<p id="a"></p><p id="a"></p>', context=Context(is_fragment=True))


def test_the_same_text_is_parsed_once() -> None:
    assert parse(PAGE) is parse(PAGE)


def test_findings_come_in_the_order_of_the_rules() -> None:
    order = [rule.id for rule in RULES]
    found = [order.index(each.rule) for each in audit("<p>Nothing here is right", context=FACTS)]
    assert found == sorted(found)
    assert len(found) > 5
