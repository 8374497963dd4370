"""A measure from the desk's draft to its public page: it works, then each refusal, then the stranger."""

from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import text

from portal.city.identity.rules import Role
from portal.decide.solutions import queries, service
from portal.decide.solutions.rules import Relief, SolutionChanged, SolutionKnown
from portal.ground.database import Database
from privacy.vault.keys import KeyRing
from tests.people import signed_in
from tests.portal.decide.evidence import measure
from tests.portal.decide.making import TODAY
from tests.tables import acts
from tests.visitor import Page, Visitor

WORDS = {f"{name}_{tag}": f"{name} {tag}" for name in ("title", "summary", "effect") for tag in ("ca", "es")}
FACTS: dict[str, Any] = {"cost": "260,000", "services": ["light"], "relief_percent": "60"}


@pytest.fixture
def clerk(app: FastAPI, city: Database, ring: KeyRing) -> Visitor:
    """A clerk at the desk."""
    return signed_in(app, city, ring, "clerk", Role.CLERK)


def written(clerk: Visitor, **said: Any) -> Page:
    """Write a measure and arrive on its page."""
    return clerk.submit(clerk.get("/staff/en/solutions/new"), "solution", **(WORDS | FACTS | said))


def reference_of(page: Page) -> str:
    return page.url.split("/")[-1]


def test_a_measure_is_written_published_read_and_taken_back(app: FastAPI, city: Database, clerk: Visitor) -> None:
    page = written(clerk, districts=["marina"], relief_low_percent="40", relief_high_percent="75 %")
    reference = reference_of(page)
    assert page.h1 == "title ca"
    everyone = Visitor(app)
    everyone.get(f"/en/solutions/{reference}", status=404)
    clerk.submit(page, "publish")
    shown = everyone.get(f"/en/solutions/{reference}")
    assert "€260,000.00" in shown.text
    assert "About 60%. The city expects at least 40% and at most 75%." in shown.text
    assert "Street light" in shown.text
    assert "Marina" in shown.text
    clerk.submit(clerk.get(f"/staff/en/solutions/{reference}"), "take-back")
    everyone.get(f"/en/solutions/{reference}", status=404)
    assert acts(city) == ["solution.draft", "solution.publish", "solution.withdraw"]


def test_a_draft_is_deleted_and_a_measure_that_was_public_is_not(city: Database, clerk: Visitor) -> None:
    draft = written(clerk)
    assert clerk.submit(draft, "delete").url.endswith("/solutions")
    clerk.get(draft.url, status=404)
    stale = written(clerk)
    page = clerk.submit(clerk.submit(stale, "publish"), "take-back")
    assert not [form for form in page.all("form") if form.get("id") == "delete"]
    with pytest.raises(SolutionKnown), city.writing() as session:
        service.delete_draft(session, reference_of(page), version=3)
    assert acts(city)[:2] == ["solution.draft", "solution.delete"]


def test_what_is_not_translated_is_shown_in_the_citys_language_with_a_notice(app: FastAPI, clerk: Visitor) -> None:
    page = written(clerk, title_fr="titre fr")
    clerk.submit(page, "publish")
    french = Visitor(app).get(f"/fr/solutions/{reference_of(page)}")
    assert french.h1 == "titre fr"
    (lead,) = [each for each in french.all("p") if "lead" in str(each.get("class"))]
    assert (lead.get("lang"), "".join(lead.itertext())) == ("ca", "summary ca")
    assert "Pas encore disponible dans cette langue" in french.text
    assert "Encara no està tot traduït." not in Visitor(app).get(f"/ca/solutions/{reference_of(page)}").text


def test_each_mistake_is_named_with_its_field_and_nothing_is_lost(clerk: Visitor) -> None:
    page = clerk.get("/staff/en/solutions/new")
    wrong = clerk.submit(page, "solution", status=422, title_ca="Fanals", cost="a lot", relief_percent="200")
    for sentence in (
        "Write in Valencian what would be done: the city publishes in all of its languages.",
        "Write the cost in euros, such as 420,000.",
        "Write a whole percentage between 0 and 100, such as 35.",
    ):
        assert sentence in wrong.errors
    assert "Write the title in Spanish: the city publishes in all of its languages." in wrong.errors
    assert 'value="Fanals"' in wrong.html
    assert 'value="a lot"' in wrong.html


def test_a_clerk_is_asked_before_a_measure_says_something_personal(clerk: Visitor, city: Database) -> None:
    reference = reference_of(written(clerk))
    page = clerk.get(f"/staff/en/solutions/{reference}/edit")
    page = clerk.submit(page, "solution", status=422, title_ca="Ask Ana, 612 345 678.", effect_es="ana@example.org")
    assert [error.split(". ")[0].removeprefix("Everyone would read ") for error in page.errors] == [
        "612 345 678", "ana@example.org"
    ]  # fmt: skip
    assert clerk.get(f"/staff/en/solutions/{reference}").h1 == "title ca"
    page = clerk.submit(page, "solution", status=422, effect_es="Less dark")
    assert clerk.submit(page, "solution", sure="yes").h1 == "Ask Ana, 612 345 678."


def test_two_clerks_at_once_see_both_versions_and_lose_none(
    app: FastAPI, city: Database, ring: KeyRing, clerk: Visitor
) -> None:
    address = f"/staff/en/solutions/{reference_of(written(clerk))}/edit"
    other = signed_in(app, city, ring, "other", Role.CLERK)
    mine, theirs = clerk.get(address), other.get(address)
    other.submit(theirs, "solution", title_ca="Theirs")
    late = clerk.submit(mine, "solution", status=409, title_ca="Mine")
    assert "Somebody else changed this measure while you were writing." in late.text
    assert "Theirs" in late.text
    assert 'value="Mine"' in late.html
    assert clerk.submit(late, "solution").h1 == "Mine", "who has read both may decide"
    assert acts(city) == ["solution.draft", "solution.change", "solution.change"]


def test_publishing_what_another_clerk_has_changed_is_a_conflict(
    app: FastAPI, city: Database, ring: KeyRing, clerk: Visitor
) -> None:
    page = written(clerk)
    other = signed_in(app, city, ring, "other", Role.CLERK)
    other.submit(other.get(f"/staff/en/solutions/{reference_of(page)}/edit"), "solution", title_ca="Theirs")
    assert "Somebody else changed this measure first" in clerk.submit(page, "publish", status=409).text
    with city.reading() as session:
        assert queries.published(session) == ()


def test_a_form_without_a_version_changes_nothing(clerk: Visitor) -> None:
    page = clerk.get(f"/staff/en/solutions/{reference_of(written(clerk))}/edit")
    clerk.submit(page, "solution", status=409, version="now")


def test_the_service_itself_keeps_the_versions(city: Database) -> None:
    with city.writing() as session:
        made = service.draft(session, measure=measure(1))
    with city.writing() as session:
        service.change(session, made.reference, measure=measure(2, relief=Relief(30, 10, 40)), version=1)
    for act in (
        lambda session: service.change(session, made.reference, measure=measure(3), version=1),
        lambda session: service.publish(session, made.reference, version=1, today=TODAY),
        lambda session: service.withdraw(session, made.reference, version=1),
        lambda session: service.publish(session, "S-XXX-XXX", version=1, today=TODAY),
    ):
        with pytest.raises(SolutionChanged), city.writing() as session:
            act(session)
    with city.reading() as session:
        found = queries.by_reference(session, made.reference, drafts=True)
    assert (found.version, found.measure.relief) == (2, Relief(30, 10, 40))


def test_only_what_everyone_sees_moves_the_public_version(city: Database) -> None:
    def public_version() -> int:
        with city.reading() as session:
            return session.execute(text("SELECT version FROM ground_public_state")).scalar() or 0

    before = public_version()
    with city.writing() as session:
        made = service.draft(session, measure=measure(1))
        service.change(session, made.reference, measure=measure(2), version=1)
    assert public_version() == before
    with city.writing() as session:
        service.publish(session, made.reference, version=2, today=TODAY)
    assert public_version() == before + 1


def test_residents_and_strangers_stay_outside(app: FastAPI, city: Database, ring: KeyRing) -> None:
    signed_in(app, city, ring, "ana", Role.RESIDENT).get("/staff/en/solutions", status=401)
    stranger = Visitor(app)
    stranger.get("/staff/en/solutions/new", status=401)
    answer = stranger.client.post("/staff/en/solutions/new", data=WORDS, headers={"origin": "https://localhost"})
    assert answer.status_code == 401


def test_relief_outside_its_own_range_cannot_be_said() -> None:
    for wrong in ((0, 0, 0), (50, 60, 70), (50, 10, 40), (101, 50, 101), (10, -1, 20)):
        with pytest.raises(ValueError, match="relief"):
            Relief(*wrong)
