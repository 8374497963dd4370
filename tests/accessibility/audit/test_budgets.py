"""A page may weigh so much and no more."""

from accessibility.audit.budgets import BUDGETS, PageKind, Weight, over_budget

STEP = BUDGETS[PageKind.STEP]


def test_a_page_at_its_budget_is_light_enough() -> None:
    weight = Weight(html=STEP.html, script=STEP.script, other=STEP.total - STEP.html - STEP.script, requests=3)
    assert over_budget(PageKind.STEP, weight) == ()


def test_one_byte_more_is_too_much() -> None:
    (finding,) = over_budget(PageKind.STEP, Weight(html=STEP.html + 1), url="/en/report")
    assert (finding.rule, finding.where) == ("H24.bytes", "/en/report")
    assert "html: 10,001 is more than 10,000" in finding.message


def test_parts_within_budget_can_be_too_much_together() -> None:
    weight = Weight(html=STEP.html, css=STEP.css, script=STEP.script)
    assert [each.message.split(":")[0] for each in over_budget(PageKind.STEP, weight)] == ["total"]


def test_photos_are_weighed_apart() -> None:
    assert over_budget(PageKind.PAGE, Weight(html=10_000, photos=300_000)) == ()


def test_requests_are_counted() -> None:
    assert over_budget(PageKind.STEP, Weight(html=1, requests=4))
