"""Two tabs, two presses, an impatient thumb: a draft is sent once, and no step undoes what another has just kept."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from portal.ground.database import Database
from portal.ground.media.folder import media_of
from portal.listen.reports.flow import steps
from portal.listen.reports.rules import DraftGone
from portal.listen.reports.unsent.drafts import DraftBox, DraftKeys
from portal.web.site import Site
from tests.portal.listen.reports.test_filing import at_check, photo, photos_on
from tests.tables import count
from tests.visitor import ORIGIN, Page, Visitor

OWN = {"origin": ORIGIN}


def with_photo(visitor: Visitor) -> Page:
    """A draft at its last step, with a photo."""
    page = at_check(visitor)
    put_photo(visitor, address(page))
    return visitor.get(page.url)


def address(page: Page) -> str:
    """The draft's own address."""
    return page.url.rpartition("/")[0]


def put_photo(visitor: Visitor, draft: str) -> int:
    """Send step 1 with another photo."""
    sent = {"category": "ground", "words": "Five tiles are missing."}
    answer = visitor.client.post(
        f"{draft}/problem", data=sent, files={"photo": ("a.jpg", photo(), "image/jpeg")}, headers=OWN
    )
    return answer.status_code


def put_place(visitor: Visitor, draft: str, landmark: str) -> int:
    """Send step 2."""
    sent = {"place": "Carrer del Molí 12", "landmark": landmark}
    return visitor.client.post(f"{draft}/place", data=sent, headers=OWN).status_code


def sealed_photos(media_folder: Path) -> list[Path]:
    return [each for each in media_folder.rglob("*.sealed") if each.is_file()]


def test_sending_at_once_files_once_and_everybody_gets_the_receipt(
    visitor: Visitor, app: FastAPI, city: Database, media_folder: Path
) -> None:
    """All may have read the draft before one has filed; only how it is ended tells them apart."""
    page, others = with_photo(visitor), [Visitor(app) for _ in range(6)]
    with ThreadPoolExecutor(len(others)) as pool:
        sent = list(pool.map(lambda other: other.submit(page, "check", public="yes"), others))
    assert {each.h1 for each in sent} == {"Report sent"}
    assert len({each.text for each in sent}) == 1
    assert (count(city, "listen_report"), count(city, "listen_attachment")) == (1, 1)
    assert not sealed_photos(media_folder)


def test_steps_at_once_leave_a_draft_that_can_be_sent(
    visitor: Visitor, app: FastAPI, city: Database, media_folder: Path
) -> None:
    draft = address(with_photo(visitor))
    with ThreadPoolExecutor(6) as pool:
        places = [pool.submit(put_place, Visitor(app), draft, f"by stop {number}") for number in range(12)]
        more = [pool.submit(put_photo, Visitor(app), draft) for _ in range(4)]
    assert {each.result() for each in places} == {303}
    assert sorted(each.result() for each in more) == [303, 303, 422, 422]
    assert len(sealed_photos(media_folder)) == count(city, "listen_draft_photo") == 3, "and no more"
    assert len(photos_on(visitor.get(f"{draft}/problem"))) == 3
    page = visitor.get(f"{draft}/check")
    assert "by stop" in page.text
    assert visitor.submit(page, "check", public="yes").h1 == "Report sent"
    assert count(city, "listen_attachment") == 3


def test_a_refused_sending_keeps_what_another_step_has_just_kept(
    visitor: Visitor, app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = at_check(visitor)
    looked, other = steps.ready, Visitor(app)

    def overtaken(*seen: Any) -> Any:
        monkeypatch.setattr(steps, "ready", looked)
        assert put_place(other, address(page), "behind the kiosk") == 303
        return looked(*seen)

    monkeypatch.setattr(steps, "ready", overtaken)
    visitor.submit(page, "check", status=422, email="no address", public="yes")
    assert "behind the kiosk" in visitor.get(page.url).text


def test_a_sending_that_was_overtaken_files_what_the_draft_holds_now(
    visitor: Visitor, app: FastAPI, city: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = at_check(visitor)
    looked, other = steps.ready, Visitor(app)

    def overtaken(*seen: Any) -> Any:
        monkeypatch.setattr(steps, "ready", looked)
        sent = {"category": "light", "words": "The lamp is dark."}
        assert other.client.post(f"{address(page)}/problem", data=sent, headers=OWN).status_code == 303
        return looked(*seen)

    monkeypatch.setattr(steps, "ready", overtaken)
    assert visitor.submit(page, "check", public="yes").h1 == "Report sent"
    assert count(city, "listen_report WHERE service_code = 'light'") == 1


def test_a_draft_that_was_sent_stays_ended_whatever_was_being_saved(visitor: Visitor, city: Database) -> None:
    page = at_check(visitor)
    site: Site = visitor.app.state.site
    box = DraftBox(city.write_session(), DraftKeys(site.ring), media_of(site.settings), writes=False)
    token = address(page).rpartition("/")[2]
    answers = box.open(token)
    box.session.rollback()
    visitor.submit(page, "check", public="yes")
    with pytest.raises(DraftGone):
        box.save(token, answers)
    box.session.rollback()
    assert visitor.client.get(page.url).status_code == 303
    assert count(city, "listen_report") == 1


def test_throwing_a_draft_away_that_was_just_sent_shows_its_receipt(visitor: Visitor, city: Database) -> None:
    page = at_check(visitor)
    sure = visitor.get(f"{address(page)}/discard")
    sent = visitor.submit(page, "check", public="yes")
    assert visitor.submit(sure, "discard-form").text == sent.text
    assert visitor.get(sure.url).text == sent.text
    assert visitor.submit(sent, "done").status == 200
    assert visitor.client.get(sent.url).status_code == 404, "the receipt's own button does what it says"
