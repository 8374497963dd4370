"""Whoever types an address and leaves the last slash out still arrives."""

import pytest

from tests.visitor import Visitor


@pytest.mark.parametrize(("typed", "leads_to"), [("/en", "/en/"), ("/ar", "/ar/"), ("/staff/en", "/staff/en/")])
def test_the_door_of_a_language_is_found_without_its_slash(visitor: Visitor, typed: str, leads_to: str) -> None:
    answer = visitor.client.get(typed, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, leads_to)


@pytest.mark.parametrize("typed", ["/xx", "/english", "/staff/xx"])
def test_what_is_no_language_is_not_found(visitor: Visitor, typed: str) -> None:
    assert visitor.client.get(typed, follow_redirects=False).status_code == 404
