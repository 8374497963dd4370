"""A letter is composed in the reader's language, from templates that must know every fact they name."""

from email import message_from_bytes, policy
from pathlib import Path

import pytest
from jinja2 import TemplateNotFound, UndefinedError

from i18n.locales import SHIPPED, UnknownLocale
from portal.ground.mail.environment import make_environment, template_folder
from portal.ground.mail.letters import Letter, compose
from portal.ground.mail.mailers import message_of

pytestmark = pytest.mark.usefixtures("frozen_clock")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for event in ("news", "plain"):
        (tmp_path / "email" / event).mkdir(parents=True)
        (tmp_path / "email" / event / "subject.txt").write_text("{{ _('News about %(what)s', what=what) }}\n")
        (tmp_path / "email" / event / "body.txt").write_text(
            "{{ _.text('See %(what)s', what=what) }}\n\n{{ link }}\n\n"
        )
    (tmp_path / "email" / "news" / "body.html").write_text("<p>{{ _('See %(what)s', what=what) }} {{ link }}</p>")
    (tmp_path / "email" / "torn").mkdir()
    (tmp_path / "email" / "torn" / "subject.txt").write_text("x")
    (tmp_path / "email" / "torn" / "body.txt").write_text("x")
    (tmp_path / "email" / "torn" / "body.html").write_text("{% include 'email/missing.html' %}")
    return tmp_path


FACTS = {"what": "R&D <b>", "link": "https://veu.example/?a=1&b=2"}


def test_the_text_is_plain_and_the_page_is_escaped(folder: Path) -> None:
    letter = compose("news", language="en", facts=FACTS, to="maria@example.org", folder=folder)
    assert letter.to == "maria@example.org"
    assert "R&D <b>" in letter.subject
    assert "R&D <b>" in letter.text
    assert letter.text.endswith("\n\nhttps://veu.example/?a=1&b=2\n")
    assert letter.html is not None
    assert "R&amp;D &lt;b&gt;" in letter.html
    assert "?a=1&amp;b=2" in letter.html


def test_without_a_page_a_letter_is_plain_text_only(folder: Path) -> None:
    assert compose("plain", language="en", facts=FACTS, folder=folder).html is None


def test_a_page_that_includes_something_missing_is_an_error_and_no_plain_letter(folder: Path) -> None:
    with pytest.raises(TemplateNotFound):
        compose("torn", language="en", facts=FACTS, folder=folder)


def test_a_missing_fact_an_unknown_event_and_an_unknown_language_are_errors(folder: Path) -> None:
    with pytest.raises(UndefinedError):
        compose("news", language="en", facts={"what": "x"}, folder=folder)
    with pytest.raises(TemplateNotFound):
        compose("../news", language="en", facts=FACTS, folder=folder)
    with pytest.raises(UnknownLocale):
        compose("news", language="xx", facts=FACTS, folder=folder)


@pytest.mark.parametrize("tag", [locale.tag for locale in SHIPPED])
def test_a_letter_is_a_valid_message_in_every_language(folder: Path, tag: str) -> None:
    letter = compose(
        "news", language=tag, facts=FACTS | {"what": "carrer de l'Àngel 街道"}, to="a@example.org", folder=folder
    )
    parsed = message_from_bytes(message_of(letter, sender="Veu <veu@city.example>").as_bytes(), policy=policy.SMTP)
    assert parsed["Content-Language"] == next(locale.html_lang for locale in SHIPPED if locale.tag == tag)
    assert parsed["Auto-Submitted"] == "auto-generated"
    assert parsed["Subject"] == letter.subject
    assert parsed["Date"] == "Mon, 23 Nov 2026 12:00:00 +0000"
    assert parsed["Message-ID"].endswith("@city.example>"), "never this machine's name"
    text, page = parsed.iter_parts()
    assert text.get_content().replace("\r\n", "\n") == letter.text
    assert page.get_content_type() == "text/html"


def test_a_line_break_cannot_add_a_header(folder: Path) -> None:
    forged = compose("plain", language="en", facts=FACTS | {"what": "x\r\nBcc: all@example.org"}, folder=folder)
    assert "\n" not in forged.subject
    with pytest.raises(ValueError, match="linefeed"):
        message_of(Letter(to="a@example.org\r\nBcc: b@example.org", subject="", text="", language="en"), sender="v@x")


def test_the_address_is_not_shown_in_a_log() -> None:
    assert "maria" not in repr(Letter(to="maria@example.org", subject="", text="", language="en"))


def test_pages_and_letters_share_one_environment() -> None:
    made = make_environment("ca")
    shown = made.from_string("{{ _('a %(b)s', b='<') }} {{ locale.tag }} {{ formats.number(1234567) }}").render()
    assert shown == "a <bdi>&lt;</bdi> ca 1.234.567"
    assert set(made.globals) >= {"_", "ngettext", "pgettext", "npgettext", "formats", "listing", "locale"}
    with pytest.raises(UndefinedError):
        made.from_string("{{ nothing }}").render()
    assert template_folder().name == "templates"
