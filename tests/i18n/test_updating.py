"""Catalogues follow the code and lose no translation on the way."""

import re
from pathlib import Path

from i18n.catalogs import DOMAINS, po_path, template_path
from i18n.exchange import fill
from i18n.locales import SHIPPED
from i18n.pofiles import is_complete, key, messages, read, strings
from i18n.updating import update

PAGE = "templates/reports/new.html"


def folder(root: Path) -> Path:
    return root / "i18n" / "locale"


def said(root: Path, tag: str, domain: str) -> dict[str, tuple[str, ...]]:
    return {key(one)[1]: strings(one) for one in messages(read(po_path(folder(root), tag, domain)))}


def edit(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def french(root: Path, msgid: str, text: str, domain: str = "portal") -> None:
    row = {"domain": domain, "msgid": msgid, "msgid_plural": None, "msgstr": [text]}
    assert fill(root, "fr", [row]) == (1, ())


def test_it_works(repository):
    changed = update(repository)
    assert len(changed) == len(SHIPPED) * len(DOMAINS)
    assert said(repository, "ar", "portal")["%(n)s voice"] == ("",) * 6
    assert said(repository, "zh", "portal")["%(n)s voice"] == ("",)


def test_a_second_run_changes_nothing(repository):
    update(repository)
    before = {path: path.read_bytes() for path in folder(repository).rglob("*.po*")}
    assert update(repository) == ()
    assert {path: path.read_bytes() for path in folder(repository).rglob("*.po*")} == before


def test_moved_lines_change_nothing(repository):
    update(repository)
    edit(repository, PAGE, "<h1>", "\n\n\n<h1>")
    assert update(repository) == ()


def test_english_says_itself(repository):
    update(repository)
    for domain in DOMAINS:
        for one in messages(read(po_path(folder(repository), "en", domain))):
            assert strings(one) == ((one.id,) if isinstance(one.id, str) else one.id)


def test_headers_hold_no_date_no_tool_and_no_name(repository):
    update(repository)
    for path in (*folder(repository).rglob("*.po"), template_path(folder(repository), "portal")):
        head = path.read_text("utf-8").partition("\n\n")[0]
        assert re.findall(r'^"([\w-]+):', head, re.MULTILINE) == [
            "Language", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Plural-Forms",
        ]  # fmt: skip
        assert not re.search(r"\d{4}|@", head)


def test_places_are_files_without_lines(repository):
    update(repository)
    text = template_path(folder(repository), "portal").read_text("utf-8")
    places = re.findall(r"^#: (.+)$", text, re.MULTILINE)
    assert PAGE in places
    assert not any(re.search(r":\d", place) for place in places)


def test_messages_are_sorted(repository):
    update(repository)
    found = [key(one)[1] for one in messages(read(template_path(folder(repository), "portal")))]
    assert found == sorted(found)


def test_a_translation_is_kept_and_a_new_sentence_is_empty_not_guessed(repository):
    update(repository)
    french(repository, "Report a problem", "Signaler un problème")
    edit(repository, PAGE, "<h1>", '<h1>{{ _("Report a problem!") }}')
    update(repository)
    found = said(repository, "fr", "portal")
    assert found["Report a problem"] == ("Signaler un problème",)
    assert found["Report a problem!"] == ("",)
    assert not any(one.fuzzy for one in messages(read(po_path(folder(repository), "fr", "portal"))))


def test_a_translation_follows_its_sentence_into_another_domain(repository):
    update(repository)
    french(repository, "Only staff", "Personnel seulement", "staff")
    edit(repository, PAGE, "<h1>", '<h1>{{ _("Only staff") }}')
    update(repository)
    assert said(repository, "fr", "portal")["Only staff"] == ("Personnel seulement",)
    assert "Only staff" not in said(repository, "fr", "staff")
    assert "#~" not in po_path(folder(repository), "fr", "staff").read_text("utf-8")


def test_a_sentence_that_goes_and_comes_back_finds_its_translation(repository):
    update(repository)
    french(repository, "Report a problem", "Signaler un problème")
    for name in (PAGE, "templates/staff/index.html"):
        edit(repository, name, "Report a problem", "Tell us")
    update(repository)
    assert "Report a problem" not in said(repository, "fr", "portal")
    assert update(repository) == ()
    edit(repository, PAGE, "Tell us", "Report a problem")
    update(repository)
    assert said(repository, "fr", "portal")["Report a problem"] == ("Signaler un problème",)


def test_pruning_throws_away_what_the_code_no_longer_says(repository):
    update(repository)
    french(repository, "We have it", "Nous l’avons", "mail")
    edit(repository, "templates/email/sent/subject.txt", "We have it", "Received")
    update(repository)
    path = po_path(folder(repository), "fr", "mail")
    assert "Nous l’avons" in path.read_text("utf-8")
    update(repository, prune=True)
    assert "Nous l’avons" not in path.read_text("utf-8")


def test_a_sentence_that_begins_to_count_loses_its_single_translation(repository):
    update(repository)
    french(repository, "Report a problem", "Signaler un problème")
    edit(repository, PAGE, '_("Report a problem")', 'ngettext("Report a problem", "Report %(n)s problems", n)')
    update(repository)
    assert said(repository, "fr", "portal")["Report a problem"] == ("", "")


def test_a_guess_stays_a_guess(repository):
    update(repository)
    french(repository, "Report a problem", "Signaler un problème")
    path = po_path(folder(repository), "fr", "portal")
    path.write_text(path.read_text("utf-8").replace('msgid "Report a problem"', '#, fuzzy\nmsgid "Report a problem"'))
    update(repository)
    one = next(one for one in messages(read(path)) if key(one)[1] == "Report a problem")
    assert one.fuzzy
    assert not is_complete(one)
