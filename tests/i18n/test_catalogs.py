"""Catalogues are read whole, in order, and never break a page."""

import os
from pathlib import Path

import pytest

from i18n.catalogs import DOMAINS, po_path, translations
from i18n.exchange import fill
from i18n.locales import SHIPPED, locale, marked
from i18n.plurals import PINNED, form
from i18n.pofiles import header_line
from i18n.updating import compile_all, update


def write(folder: Path, tag: str, domain: str, body: str) -> Path:
    path = po_path(folder, tag, domain)
    path.parent.mkdir(parents=True, exist_ok=True)
    head = f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {PINNED[tag]}\\n"\n\n'
    path.write_text(head + body, "utf-8")
    return path


def test_without_any_catalogue_the_source_speaks(tmp_path):
    found = translations(locale("ar"), tmp_path)
    assert found.gettext("Hello") == "Hello"
    assert found.ngettext("one", "many", 1) == "one"
    assert found.pgettext("verb", "Report") == "Report"


def test_all_domains_are_one_and_the_first_has_precedence(tmp_path):
    for domain in DOMAINS:
        write(tmp_path, "es", domain, f'msgid "shared"\nmsgstr "{domain}"\n\nmsgid "{domain}"\nmsgstr "de {domain}"\n')
    found = translations(locale("es"), tmp_path)
    assert found.gettext("shared") == "portal"
    assert [found.gettext(domain) for domain in DOMAINS] == ["de portal", "de errors", "de staff", "de mail"]


def test_what_a_language_lacks_is_said_as_the_english_catalogue_says_it(tmp_path):
    write(tmp_path, "en", "portal", 'msgid "colour"\nmsgstr "shade"\n')
    write(tmp_path, "ru", "portal", 'msgid "colour"\nmsgstr ""\n')
    assert translations(locale("ru"), tmp_path).gettext("colour") == "shade"


def test_a_guess_and_a_half_finished_plural_are_not_shown(tmp_path):
    body = '#, fuzzy\nmsgid "colour"\nmsgstr "цвет"\n\nmsgid "%(n)s voice"\nmsgid_plural "%(n)s voices"\n'
    write(tmp_path, "ru", "portal", body + 'msgstr[0] "%(n)s голос"\nmsgstr[1] ""\nmsgstr[2] ""\n')
    found = translations(locale("ru"), tmp_path)
    assert found.gettext("colour") == "colour"
    assert found.ngettext("%(n)s voice", "%(n)s voices", 21) == "%(n)s voices"


def test_a_compiled_catalogue_is_used_while_it_is_newer(tmp_path):
    path = write(tmp_path, "fr", "portal", 'msgid "Hello"\nmsgstr "Bonjour"\n')
    write(tmp_path, "es", "portal", 'msgid "Hello"\nmsgstr "compiled"\n')
    (tmp_path / "i18n").symlink_to(tmp_path)
    (tmp_path / "locale").symlink_to(tmp_path)
    compile_all(tmp_path)
    path.with_suffix(".mo").write_bytes(po_path(tmp_path, "es", "portal").with_suffix(".mo").read_bytes())
    assert translations(locale("fr"), tmp_path / "i18n").gettext("Hello") == "compiled"
    stamp = path.with_suffix(".mo").stat().st_mtime_ns
    os.utime(path, ns=(stamp + 1_000_000, stamp + 1_000_000))
    assert translations(locale("fr"), tmp_path / "locale").gettext("Hello") == "Bonjour"


@pytest.mark.parametrize("tag", ["en-XA", "ar-XB"])
def test_test_locales_are_made_from_the_templates(repository, tag):
    update(repository)
    found = translations(locale(tag), repository / "i18n" / "locale")
    assert found.gettext("Report a problem") != "Report a problem"
    assert found.pgettext("verb", "Report") != "Report"
    assert found.ngettext("%(n)s voice", "%(n)s voices", 1) != found.ngettext("%(n)s voice", "%(n)s voices", 2)
    assert found.gettext("never extracted") == "never extracted"


def test_a_marked_language_marks_its_own_words_in_all_forms(repository):
    update(repository)
    rows = [{"domain": "portal", "msgid": "%(n)s voice", "msgid_plural": "%(n)s voices",
             "msgstr": ["%(n)s голос", "%(n)s голоса", "%(n)s голосов"]}]  # fmt: skip
    fill(repository, "ru", rows)
    found = translations(marked(locale("ru")), repository / "i18n" / "locale")
    forms = [found.ngettext("%(n)s voice", "%(n)s voices", n) for n in (1, 2, 5)]
    assert forms == ["⟦%(n)s голос⟧", "⟦%(n)s голоса⟧", "⟦%(n)s голосов⟧"]
    assert found.ngettext("%(n)s photo", "%(n)s photos", 5) == "⟦%(n)s photos⟧"


@pytest.mark.parametrize("tag", [one.tag for one in SHIPPED])
def test_a_written_catalogue_counts_by_the_pinned_rule(repository, tag):
    update(repository)
    folder = repository / "i18n" / "locale"
    path = po_path(folder, tag, "portal")
    assert header_line(path) == PINNED[tag]
    forms = [f"%(n)s {index}" for index in range(1 + max(form(tag, n) for n in range(1_000)))]
    rows = [{"domain": "portal", "msgid": "%(n)s voice", "msgid_plural": "%(n)s voices", "msgstr": forms}]
    if tag != "en":
        assert fill(repository, tag, rows) == (1, ())
        found = translations(locale(tag), folder)
        for n in (0, 1, 2, 3, 10, 11, 21, 99, 100, 101, 102, 103, 1_000_000):
            assert found.ngettext("%(n)s voice", "%(n)s voices", n) == f"%(n)s {form(tag, n)}"
