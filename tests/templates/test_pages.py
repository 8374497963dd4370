"""The shell that stands round every page, and the pages that belong to no room."""

import gzip
from types import SimpleNamespace

import pytest

from accessibility.audit.context import Context
from accessibility.audit.document import Document, parse
from accessibility.audit.page import audit
from i18n.lazy import lazy
from i18n.locales import SHIPPED, locale
from portal.ground.errors import NotFound
from portal.web.stylesheets import REPORT
from tests.templates.stage import BUSY, CITY, Home, draw, page, show

TAGS = tuple(each.tag for each in SHIPPED)
LINKS = ((lazy("Report a problem"), "/en/report"), (lazy("Issues in the city"), "/en/issues"))
DESK = (
    '{% extends "layouts/desk.html" %}{% block title %}Reports to review{% endblock %}'
    '{% block main %}<div class="wrap page"><h1>Reports to review</h1></div>{% endblock %}'
)
ASKED = (
    '{% extends "layouts/page.html" %}{% block title %}{{ _("How many in %(place)s?", place="Mercat") }}{% endblock %}'
    '{% block main %}<h1>{{ _("How many in %(place)s?", place="Mercat") }}</h1>{% endblock %}'
)
PAGES = {
    "busy": lambda tag: show("pages/home.html", tag=tag, home=BUSY),
    "quiet": lambda tag: show("pages/home.html", tag=tag, home=Home()),
    "sitemap": lambda tag: show("pages/sitemap.html", tag=tag, links=LINKS),
    "problem": lambda tag: show("errors/problem.html", tag=tag, error=NotFound()),
    "desk": lambda tag: draw(DESK, tag=tag),
}

# Sentences that are not translated yet are found by the checks of the catalogues.
NOT_HERE = {"H4.script"}


def faults(html: str, tag: str, **facts: bool) -> list[str]:
    spoken = locale(tag)
    error_prefix = environment_prefix(tag)
    context = Context(
        language=spoken.html_lang, direction=spoken.direction, site="Veu", error_prefix=error_prefix, **facts
    )
    return [str(each) for each in audit(html, context=context) if each.rule not in NOT_HERE]


def environment_prefix(tag: str) -> str:
    return draw('{{ pgettext.text("before an error message", "Error:") }}', tag=tag)


def read(name: str, tag: str = "en") -> Document:
    return parse(PAGES[name](tag))


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_sound_in_every_language(name: str, tag: str) -> None:
    assert faults(PAGES[name](tag), tag) == []


def test_an_unsound_page_would_be_noticed() -> None:
    assert faults(PAGES["desk"]("en").replace('id="live"', 'id="dead"'), "en") != []


@pytest.mark.parametrize("name", PAGES)
def test_landmarks_come_in_the_same_order_on_every_page(name: str) -> None:
    body = read(name).all("body")[0]
    assert [each.tag for each in body.elements] == ["a", "header", "main", "div", "div", "footer"]
    assert [each.get("aria-label") for each in body.find("nav")] == ["Main", "About this site", "Languages"]


def test_the_header_has_seven_stops() -> None:
    header = read("quiet").all("header")[0]
    stops = [
        each
        for each in header.find("a", "summary")
        if (each.closest("ul") is None or each.closest("nav"))
        and not (each.closest("p") and each.closest("p").has("hidden"))
    ]
    assert len(stops) == 6
    assert [each.text for each in header.find("summary")] == ["Language: English"]


@pytest.mark.parametrize("section", ["report", "issues", "decide", "figures"])
def test_the_menu_shows_where_the_reader_is(section: str) -> None:
    menu = parse(show("pages/sitemap.html", facts=page(section=section), links=LINKS)).all("nav")[0]
    current = [each.text for each in menu.find("a") if each.get("aria-current") == "page"]
    assert current == [section.capitalize()]


def test_staff_have_their_own_menu_and_name() -> None:
    desk = read("desk")
    assert desk.all("body")[0].get("class") == "desk"
    assert desk.all("nav")[0].text == "Queue Issues Measures Polls Figures Privacy budget"
    assert "Staff desk" in desk.all("header")[0].text
    assert CITY.name.text not in desk.all("header")[0].text


def test_each_page_is_offered_in_every_language_and_one_for_all_others() -> None:
    links = [(each.get("hreflang"), each.get("href")) for each in read("quiet").all("link") if each.get("hreflang")]
    assert sorted(links) == sorted(
        [(each.hreflang, f"/{each.tag}/here") for each in SHIPPED] + [("x-default", "/en/here")]
    )
    assert [each.get("href") for each in read("quiet").all("link") if each.get("rel") == "canonical"] == [
        "https://portal.example/en/here"
    ]


def test_a_title_has_words_and_no_markup() -> None:
    assert parse(draw(ASKED)).title == "How many in Mercat? – Veu"


@pytest.mark.parametrize("tag", TAGS)
def test_the_title_tells_of_errors_first(tag: str) -> None:
    html = show("pages/sitemap.html", tag=tag, facts=page(tag, title_prefix_error=True), links=LINKS)
    prefix = " ".join(environment_prefix(tag).split())  # a title is read with plain spaces
    assert parse(html).title.startswith(f"{prefix} ")


def test_a_report_page_carries_its_style_to_the_letter() -> None:
    html = show("pages/sitemap.html", facts=page(style="inline"), links=LINKS)
    assert f"<style>{REPORT.text}</style>" in html
    assert 'rel="stylesheet"' not in html
    assert "<style>" not in PAGES["sitemap"]("en")
    assert faults(html, "en", may_style=True) == []


def test_the_shell_of_a_report_page_leaves_room_for_its_question() -> None:
    html = show("pages/sitemap.html", facts=page(style="inline"), links=())
    assert len(gzip.compress(html.encode(), 6)) <= 6.5 * 1024


def test_scripts_come_from_our_own_place_and_wait_for_the_page() -> None:
    html = show("pages/sitemap.html", facts=page(scripts=("/static/report.1.js",)), links=LINKS)
    assert [(each.get("src"), each.has("defer")) for each in parse(html).all("script")] == [
        ("/static/report.1.js", True)
    ]


def test_a_notice_is_the_first_thing_in_main() -> None:
    html = show("pages/sitemap.html", facts=page(notice=lazy("Your report was thrown away.")), links=LINKS)
    main = parse(html).all("main")[0]
    assert main.text.startswith("Your report was thrown away.")
    assert faults(html, "en") == []


def test_who_is_signed_in_can_sign_out() -> None:
    def offers(account: object) -> str:
        html = show("pages/sitemap.html", facts=page(account=account), links=LINKS)
        return next(each.text for each in parse(html).all("a") if "identity/sign_" in each.get("href"))

    assert (offers(None), offers(SimpleNamespace(reference="r"))) == ("Sign in", "Sign out")


def test_help_has_a_number_to_call_on_every_page() -> None:
    for name in ("busy", "quiet", "sitemap", "problem"):
        numbers = [each.get("href") for each in read(name).all("footer")[0].find("a") if each.get("href")[:4] == "tel:"]
        assert numbers == ["tel:010"]


def test_before_a_city_is_known_nobody_is_told_to_call_an_empty_number() -> None:
    nobody = page(city=SimpleNamespace(name=("", "en"), phone="", hours=("", "en"), emergency="112"))
    assert 'href="tel:"' not in show("errors/problem.html", facts=nobody, error=NotFound())


def test_the_front_door_begins_with_the_promise_and_the_one_button() -> None:
    main = read("busy").all("main")[0]
    assert next(iter(main.find("h1"))).text == "The problem is public. The voice is yours."
    first = next(iter(main.find("a")))
    assert (first.text, first.get("href")) == ("Report a problem", "/en/reports/new")


def test_the_front_door_shows_what_there_is() -> None:
    text = read("busy").all("main")[0].text
    assert "About 4,170 voices counted in July to September 2026, between 4,125 and 4,215." in text
    assert "1,000,000 € for the districts Vote until 14 December 2026." in text
    assert "Lamp on the river path works again" in text
    assert "20 November 2026" in text


def test_the_front_door_says_so_where_there_is_nothing_yet() -> None:
    text = read("quiet").all("main")[0].text
    for empty in ("No figure is published yet.", "No vote is open at the moment.", "No problem has been fixed yet."):
        assert empty in text
    assert "results of earlier ones" not in text
    assert not any(digit in text.replace("112", "").replace("24", "") for digit in "0123456789")


def test_a_title_in_another_language_says_which() -> None:
    titles = {each.get("lang"): each.text for each in read("busy").all("bdi") if each.has("data-ugc")}
    assert titles["ru"] == "Слив прочищен перед дождём"


def test_a_report_is_followed_by_sending_its_code_not_by_an_address() -> None:
    form = next(each for each in read("quiet").all("form"))
    assert (form.get("method"), form.get("action")) == ("post", "/en/track/show")
    assert [each.get("name") for each in form.find("input")] == ["code"]


def test_a_problem_says_what_to_do_next() -> None:
    text = read("problem").all("main")[0].text
    assert text.startswith("This page does not exist Check the address, or start again from the home page.")
    assert "call 010" in text


def test_a_problem_on_the_desk_is_shown_on_the_desk() -> None:
    visit = SimpleNamespace(site=SimpleNamespace(layout="layouts/desk.html"))
    assert parse(show("errors/problem.html", error=NotFound(), visit=visit)).all("body")[0].get("class") == "desk"
