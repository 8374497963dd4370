"""WCAG 2.4.5: every page that has an address of its own is on the list of all pages, and reached by another way too."""

from fastapi import FastAPI

from i18n.locales import ENGLISH
from portal.doors.front.home import PAGES
from portal.ground.database import Database
from tests.portal.city.issues.invented import published
from tests.visitor import Page, Visitor

PASSED_THROUGH = {
    "report-discarded", "lost-code-sent", "withdrawn", "sign-in-link-sent", "sign-out", "lost-code", "all-pages",
}  # fmt: skip


def hrefs(page: Page) -> set[str]:
    """Where the links of a page lead, but for their queries and fragments."""
    return {str(each.get("href", "")).split("#")[0].split("?")[0] for each in page.all("a")}


BEGUN = (
    "/en/",
    "/en/privacy",
    "/en/issues",
    "/en/easy",
    "/en/accessibility",
    "/en/track",
    "/en/figures",
    "/en/report/waiting",
)


def test_every_page_of_the_list_is_reached_by_another_way(app: FastAPI, city: Database) -> None:
    with city.writing() as session:
        published(session)  # an empty list leads to no map
    visitor = Visitor(app)
    listed = hrefs(visitor.get("/en/all-pages")) & {
        path for _, name in PAGES if (path := app.state.site.addresses.path(name, ENGLISH, {}))
    }
    elsewhere: set[str] = set().union(*(hrefs(visitor.get(path)) for path in BEGUN))
    assert listed - elsewhere == set()


def test_every_public_page_without_parts_is_on_the_list(app: FastAPI) -> None:
    listed = hrefs(Visitor(app).get("/en/all-pages"))
    own = {
        path
        for route in app.routes
        if "GET" in getattr(route, "methods", ()) and getattr(route, "name", "")
        and (path := str(getattr(route, "path", ""))).startswith("/{locale:locale}/")
        and path.count("{") == 1 and "." not in path
    }  # fmt: skip
    missing = {path for path in own if path.replace("{locale:locale}", "en") not in listed}
    assert {path for path in missing if path.split("/")[-1] not in PASSED_THROUGH} == set()
