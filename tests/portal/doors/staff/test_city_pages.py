"""A page of the city from its first word to its readers, and everything that stops it on the way."""

import pytest
from fastapi import FastAPI

from portal.ground.database import Database
from tests.tables import acts, one
from tests.visitor import Page, Visitor

BODY = """# Quan

Vegeu [l'horari de la biblioteca](/ca/pages/library).

| Dia | Hora |
| --- | --- |
| Dilluns | 8–14 |

- Mobles
- Matalassos
"""


def begun(clerk: Visitor, name: str = "bulky-waste") -> Page:
    """Begin a page, and arrive at its first text."""
    return clerk.submit(clerk.get("/staff/en/new-page"), "page", address=name, source="ca")


def written(clerk: Visitor, tag: str = "ca", *, reviewed: bool = True, status: int = 200, **said: str) -> Page:
    """Write one language of the page; with `reviewed`, say that it is right."""
    page = clerk.get(f"/staff/en/texts/page/bulky-waste/{tag}")
    page = clerk.submit(page, "text", **({"title": f"Mobles {tag}", "body": BODY} | said))
    return clerk.submit(page, "review", status=status) if reviewed else page


def published(clerk: Visitor) -> Page:
    """Write the page in the languages of the city, and publish it."""
    begun(clerk)
    for tag in ("ca", "es"):
        written(clerk, tag)
    return clerk.submit(clerk.get("/staff/en/pages/bulky-waste"), "publish")


def test_a_page_is_written_reviewed_published_read_and_taken_back(app: FastAPI, city: Database, clerk: Visitor) -> None:
    page = begun(clerk)
    assert page.url == "/staff/en/texts/page/bulky-waste/ca"
    written(clerk)
    overview = clerk.get("/staff/en/pages/bulky-waste")
    assert "It cannot be published yet." in overview.text
    assert not [form for form in overview.all("form") if form.get("id") == "publish"]
    written(clerk, "es")
    reader = Visitor(app)
    reader.get("/en/pages/bulky-waste", status=404)
    assert clerk.submit(clerk.get("/staff/en/pages/bulky-waste"), "publish").link("The page as residents see it")
    shown = reader.get(reader.get("/en/pages").link("Mobles ca"))
    (article,) = shown.all("article")
    assert (article.get("lang"), article.get("dir")) == ("ca-valencia", "ltr")
    assert "Not yet available in this language: English. Shown in: Valencian." in shown.text
    assert [each.text for each in shown.all("li") if each.text in ("Mobles", "Matalassos")] == ["Mobles", "Matalassos"]
    assert "Not yet available" not in Visitor(app, "es").get("/es/pages/bulky-waste").text
    assert "Mobles ca" in reader.get("/en/all-pages").text
    clerk.submit(clerk.get("/staff/en/pages/bulky-waste"), "take-back")
    reader.get("/en/pages/bulky-waste", status=404)
    assert "The city has written no page yet." in reader.get("/en/pages").text
    clerk.submit(clerk.get("/staff/en/pages/bulky-waste"), "delete")
    clerk.get("/staff/en/pages/bulky-waste", status=404)
    assert acts(city) == [
        "page.begin", *("text.write", "text.review") * 2, "page.publish", "page.withdraw", "page.delete"
    ]  # fmt: skip
    told = one(city, "SELECT object FROM ground_audit_entry WHERE act = 'text.review' ORDER BY seq LIMIT 1")
    assert told == "text:page:bulky-waste:ca", "one entry for each language"


def test_the_record_leads_to_a_text_until_its_page_is_gone(clerk: Visitor, manager: Visitor) -> None:
    begun(clerk)
    written(clerk)
    record = manager.get("/staff/en/record")
    assert "Reviewed a text of the city" in record.text
    assert manager.get(record.link("bulky-waste (ca)")).url == "/staff/en/texts/page/bulky-waste/ca"
    clerk.submit(clerk.get("/staff/en/pages/bulky-waste"), "delete")
    record = manager.get("/staff/en/record")
    assert "bulky-waste (ca)" in record.text
    assert not [each for each in record.all("a") if "bulky-waste" in each.get("href", "")]


def test_publishing_without_an_own_language_is_refused(city: Database, clerk: Visitor) -> None:
    """G19: also whoever sends the form that the page does not offer."""
    begun(clerk)
    written(clerk)
    written(clerk, "es", reviewed=False)
    page = clerk.get("/staff/en/pages/bulky-waste")
    csrf = page.form("delete")[0].get("value")
    headers = {"origin": "https://localhost", "accept": "text/html"}
    sent = {"csrf": csrf, "version": "1"}
    answer = clerk.client.post("/staff/en/pages/bulky-waste/publish", data=sent, headers=headers)
    assert answer.status_code == 409
    assert "This page is not complete in the city&#39;s own languages" in answer.text
    assert one(city, "SELECT published FROM city_page") in (0, False)


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("# A\n\ntext\n\n### B", "Begin a part with # and a part of it with ##. Do not go from # to ###."),
        ("# A\n\n#\n\ntext", "Write words behind each #, or take the # away."),
        ("| a | b |\n| - | - |\n| c | d |", "Write a heading with # above the table."),
        ("# A\n\n| | |\n| - | - |\n| c | d |", "Write the names of the columns in its first row."),
        ("Premeu [ací](/ca/pages/x).", "Write [Opening hours of the library](/en/pages/library)"),
        ("[](/ca/pages/x)", "Write [Opening hours of the library](/en/pages/library)"),
        ("[Horari](/ca/x) [Horari](/ca/y)", "Give links that lead to different pages different words."),
        ("После дождя", "Put what is in another language between a line"),
        ("<b>hola</b>", "HTML and pictures are not possible here."),
        ("![gat](/gat.jpg)", "HTML and pictures are not possible here."),
        ("[prem](javascript:alert)", "Write links as [words](https://…)"),
    ],
)
def test_a_page_that_breaks_a_rule_is_stopped_and_told_how_to_mend_it(clerk: Visitor, body: str, sentence: str) -> None:
    begun(clerk)
    page = written(clerk, reviewed=False, body=body)
    assert "To be mended:" in page.text
    assert sentence in page.text
    stopped = clerk.submit(page, "review", status=422)
    assert sentence in " ".join(stopped.errors)
    assert stopped.title.startswith("Error:")
    assert "Draft" in stopped.text
    clerk.submit(written(clerk, reviewed=False), "review")


def test_what_is_in_another_language_is_marked_and_passes(app: FastAPI, clerk: Visitor) -> None:
    begun(clerk)
    page = written(clerk, body="# Informació\n\n::: ar\nأهلا وسهلا\n:::\n\nFi.")
    assert "To be mended:" not in page.text
    (foreign,) = [each for each in page.all("div") if each.get("lang") == "ar"]
    assert foreign.get("dir") == "rtl"


def test_a_text_in_a_language_that_it_is_not_in_is_looked_at_again(clerk: Visitor) -> None:
    begun(clerk)
    page = written(clerk, body="The collection of old furniture begins on Monday at eight in the morning.")
    assert "To be looked at: The text is in the language that you chose" in page.text
    assert "Reviewed" in page.text, "a guess does not block"


def test_a_translation_is_stale_when_its_source_changes(app: FastAPI, clerk: Visitor) -> None:
    """The readers are told, and so is the desk, until somebody has compared them."""
    published(clerk)
    written(clerk, "ca", title="Mobles i matalassos")
    reader = Visitor(app, "es")
    shown = reader.get("/es/pages/bulky-waste")
    assert shown.h1 == "Mobles es"
    assert shown.link("Valencià") == "/ca/pages/bulky-waste"
    grid = clerk.get("/staff/en/texts?state=stale")
    assert "Out of date" in grid.text
    page = clerk.get("/staff/en/texts/page/bulky-waste/es")
    assert "The source has changed since." in page.text
    clerk.submit(clerk.submit(page, "text"), "review")
    assert "being updated" not in reader.get("/es/pages/bulky-waste").text


def test_a_translation_of_an_older_source_is_not_reviewed(clerk: Visitor) -> None:
    begun(clerk)
    written(clerk)
    page = written(clerk, "es", reviewed=False)
    written(clerk, "ca", title="Nou")
    assert clerk.submit(page, "review", status=409).h1 == "The source of this translation has changed"


def test_two_clerks_lose_nothing(clerk: Visitor, colleague: Visitor) -> None:
    begun(clerk)
    mine = clerk.get("/staff/en/texts/page/bulky-waste/ca")
    written(colleague, reviewed=False, title="Hers")
    late = clerk.submit(mine, "text", title="Mine", body="x", status=409)
    assert "Hers" in late.text
    assert clerk.submit(late, "text").form("review") is not None
    assert "Mine" in clerk.get("/staff/en/texts").text


@pytest.mark.parametrize("address", ["", "Bulky Waste", "a--b", "x" * 61, "bulky-waste"])
def test_an_address_that_cannot_be_taken(clerk: Visitor, address: str) -> None:
    begun(clerk)
    assert clerk.submit(clerk.get("/staff/en/new-page"), "page", address=address, source="ca", status=422).errors


def test_a_text_that_lacks_something(clerk: Visitor) -> None:
    page = begun(clerk)
    wrong = clerk.submit(page, "text", title="", body="x" * 20_001, status=422)
    assert wrong.errors == ["Write the title of the page.", "Shorten it to 20,000 characters or fewer."]
    asked = clerk.submit(page, "text", title="t", body="Call Ana, 600 123 456", status=422)
    assert "Everyone would read" in asked.errors[0]
    assert clerk.submit(asked, "text", sure="on").form("review") is not None
    for nowhere in ("page/nothing/ca", "page/bulky-waste/xx", "nothing/bulky-waste/ca"):
        clerk.get(f"/staff/en/texts/{nowhere}", status=404)
