"""Pages that belong together are compared, and what differs without need is found."""

import pytest

from accessibility.audit.context import Context
from accessibility.audit.crawl import Page, compare, fewer_ways

NAV = '<nav aria-label="Main"><a href="/en/issues">Issues</a><a href="/en/figures">Figures</a></nav>'
FOOTER = '<footer>Help: call 010. <a href="/en/accessibility">Accessibility</a></footer>'


def page(
    url: str, *, title: str, nav: str = NAV, footer: str = FOOTER, frame: str = "public en", main: str = ""
) -> Page:
    html = (
        f'<!doctype html><html lang="en" dir="ltr"><head><title>{title}</title></head><body><header>{nav}</header>'
        f"<main>{main}</main>{footer}</body></html>"
    )
    return Page(html, Context(url=url), frame)


ISSUES, FIGURES = page("/en/issues", title="Issues"), page("/en/figures", title="Figures")


def rules(*pages: Page) -> list[str]:
    return [each.rule for each in compare(pages)]


def test_pages_with_one_frame_agree() -> None:
    assert rules(ISSUES, FIGURES) == []


@pytest.mark.parametrize(
    ("other", "rule"),
    [
        (page("/en/figures", title="Issues"), "S.title"),
        (
            page(
                "/en/figures",
                title="F",
                nav='<nav aria-label="Main"><a href="/en/figures">Figures</a><a href="/en/issues">Issues</a></nav>',
            ),
            "S.navigation",
        ),
        (page("/en/figures", title="F", footer=FOOTER.replace("010", "112")), "S.help"),
        (page("/en/figures", title="F", footer=""), "S.help"),
        (page("/en/figures", title="F", nav=NAV.replace('href="/en/issues"', 'href="/en/all"')), "S.words"),
        (page("/en/figures", title="F", nav=NAV.replace(">Issues", ">Problems")), "S.words"),
    ],
)
def test_a_difference_without_need_is_found(other: Page, rule: str) -> None:
    assert rule in rules(ISSUES, other)


def test_two_frames_may_differ() -> None:
    desk = page("/desk/queue", title="Issues", nav="", footer="<footer>Desk</footer>", frame="desk en")
    assert rules(ISSUES, desk) == []


def test_the_same_page_with_another_query_may_keep_its_title() -> None:
    assert rules(ISSUES, page("/en/issues?state=open", title="Issues")) == []


def test_a_page_with_one_way_to_it_is_found() -> None:
    hidden = page("/en/easy", title="Easy")
    linking = page("/en/issues", title="Issues", main='<a href="easy">Easy read</a>')
    assert [each.where for each in fewer_ways((hidden, linking, FIGURES), least=1)] == []
    assert "/en/easy" in [each.where for each in fewer_ways((hidden, linking, FIGURES))]


def test_steps_of_a_flow_are_reached_by_the_flow_alone() -> None:
    step = Page(ISSUES.html, Context(url="/en/report/2", is_step=True), "public en")
    assert [each.where for each in fewer_ways((step,), least=1)] == []
