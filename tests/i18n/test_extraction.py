"""Every sentence of code and templates is found, once, in the right catalogue."""

from pathlib import PurePosixPath

import pytest
from jinja2 import TemplateSyntaxError

from i18n.extraction import TwoPlurals, domain_of, extract
from i18n.pofiles import key, plural


@pytest.fixture
def found(repository):
    return {domain: {key(one): one for one in entries} for domain, entries in extract(repository).items()}


def test_each_domain_has_its_messages(found):
    assert set(found["portal"]) == {
        (None, "%(n)s photo"),
        (None, "%(n)s voice"),
        ("case", "%(n)s report"),
        (None, "Photo of %(place)s"),
        (None, "Read the %(link_start)srules%(link_end)s & tell 50 % of people."),
        (None, "Report a problem"),
        ("verb", "Report"),
        (None, "Sent to %(office)s on %(day)s."),
        (None, "So that we can answer you."),
    }
    assert set(found["errors"]) == {
        (None, "Write at most %(n)s letter."),
        (None, "Choose a date after %(day)s."),
        (None, "Your report"),
    }
    assert set(found["staff"]) == {(None, "Only staff"), (None, "Hide this report")}
    assert set(found["mail"]) == {(None, "We have it")}


def test_a_message_of_two_domains_lives_in_the_first(found):
    shared = (None, "Your report")
    assert [domain for domain, entries in found.items() if shared in entries] == ["errors"]
    assert [name for name, _ in found["errors"][shared].locations] == [
        "portal/listen/reports/rules.py",
        "templates/email/sent/subject.txt",
    ]


def test_plurals_contexts_and_comments_are_kept(found):
    assert plural(found["portal"]["case", "%(n)s report"]) == "%(n)s reports"
    assert plural(found["errors"][None, "Write at most %(n)s letter."]) == "Write at most %(n)s letters."
    assert found["portal"]["verb", "Report"].auto_comments == ["on a button. max-length: 12"]


@pytest.mark.parametrize(
    ("path", "domain"),
    [
        ("portal/listen/reports/rules.py", "errors"),
        ("portal/ground/errors.py", "errors"),
        ("portal/web/pages.py", "portal"),
        ("portal/doors/staff/routes.py", "staff"),
        ("portal/doors/staff/forms.py", "staff"),
        ("templates/staff/queue/index.html", "staff"),
        ("templates/email/sent/body.txt", "mail"),
        ("templates/errors/404.html", "portal"),
        ("accessibility/purposes.py", "portal"),
        ("accessibility/audit/errors.py", "portal"),
    ],
)
def test_the_place_of_a_file_decides_its_domain(path, domain):
    assert domain_of(PurePosixPath(path)) == domain


def test_two_plurals_of_one_sentence_are_refused(repository):
    (repository / "templates" / "x.html").write_text('{{ ngettext("%(n)s voice", "%(n)s votes", 2) }}')
    with pytest.raises(TwoPlurals, match="votes"):
        extract(repository)


@pytest.mark.parametrize("text", ["{% trans %}Hello{% endtrans %", "{{ _('Hello' }}"])
def test_a_broken_template_is_not_skipped(repository, text):
    (repository / "templates" / "x.html").write_text(text)
    with pytest.raises(TemplateSyntaxError):
        extract(repository)


def test_a_repository_without_folders_has_no_messages(tmp_path):
    assert extract(tmp_path) == {"portal": (), "errors": (), "staff": (), "mail": ()}
