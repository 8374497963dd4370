"""Where the desk writes what the city says: the grid of all texts, each text in each language, and the city's pages."""

from fastapi import Response

from portal.city.identity.desk_policies import EDITORS
from portal.doors.staff.texts import city_pages, city_texts, sentences, text_editor
from portal.web.kept_words import KeepsWords
from portal.web.routing import Room
from portal.web.visit import VisitDep

room = Room(route_class=KeepsWords)


@room.reads("/texts", name="staff:texts", policy=EDITORS)
def texts(visit: VisitDep) -> Response:
    """Show what the city says in which language."""
    return city_texts.show(visit)


@room.reads("/texts/{kind}/{code}/{language_tag}", name="staff:text", policy=EDITORS)
def text(visit: VisitDep, kind: str, code: str, language_tag: str) -> Response:
    """Show a text in one language."""
    return text_editor.show(visit, kind, code, language_tag)


@room.writes("/texts/{kind}/{code}/{language_tag}", name="staff:text_save", policy=EDITORS)
def save(visit: VisitDep, kind: str, code: str, language_tag: str) -> Response:
    """Keep a text as a draft."""
    return text_editor.save(visit, kind, code, language_tag)


@room.writes("/texts/{kind}/{code}/{language_tag}/review", name="staff:text_review", policy=EDITORS)
def review(visit: VisitDep, kind: str, code: str, language_tag: str) -> Response:
    """Say that a draft is right: readers get it."""
    return text_editor.review(visit, kind, code, language_tag)


@room.writes("/texts/{kind}/{code}/{language_tag}/file", name="staff:text_file", policy=EDITORS)
def give_back(visit: VisitDep, kind: str, code: str, language_tag: str) -> Response:
    """Let the wording of the city's file count again."""
    return text_editor.give_back(visit, kind, code, language_tag)


@room.reads("/sentences", name="staff:sentences", policy=EDITORS)
def show_sentences(visit: VisitDep) -> Response:
    """Show the sentences that the desk answers with, in two languages."""
    return sentences.show(visit)


@room.reads("/new-page", name="staff:page_new", policy=EDITORS)
def new_page(visit: VisitDep) -> Response:
    """Ask for a new page."""
    return city_pages.ask(visit)


@room.writes("/new-page", name="staff:page_begin", policy=EDITORS)
def begin_page(visit: VisitDep) -> Response:
    """Begin a page."""
    return city_pages.begin(visit)


@room.reads("/pages/{page}", name="staff:page", policy=EDITORS)
def page(visit: VisitDep, page: str) -> Response:
    """Show a page's languages, and what can be done with it."""
    return city_pages.show(visit, page)


@room.writes("/pages/{page}/publish", name="staff:page_publish", policy=EDITORS)
def publish(visit: VisitDep, page: str) -> Response:
    """Show a page to everyone."""
    return city_pages.publish(visit, page)


@room.writes("/pages/{page}/withdraw", name="staff:page_withdraw", policy=EDITORS)
def withdraw(visit: VisitDep, page: str) -> Response:
    """Take a page back."""
    return city_pages.withdraw(visit, page)


@room.writes("/pages/{page}/delete", name="staff:page_delete", policy=EDITORS)
def delete(visit: VisitDep, page: str) -> Response:
    """Throw a page away that nobody sees."""
    return city_pages.delete(visit, page)
