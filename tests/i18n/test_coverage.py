"""The whole catalogue: what is missing, stale, unchanged or too hard is found."""

from pathlib import Path

import pytest
from babel.messages.catalog import Message

from i18n.catalogs import po_path
from i18n.checks import Entry
from i18n.coverage import Finding, check, reading_ease, stats, summary, unchanged
from i18n.exchange import export_missing, fill
from i18n.locales import SHIPPED
from i18n.plurals import PINNED, form_count
from i18n.updating import compile_all, update, write_templates


def kinds(findings) -> set[str]:
    return {one.check for one in findings}


def complete(root: Path, tag: str) -> None:
    """Fill a language with texts that are no English: each form in its own digits."""
    rows = list(export_missing(root, tag))
    for row in rows:
        source = str(row["msgid_plural"] or row["msgid"])
        row["msgstr"] = [f"«{source}» {index}" for index in range(len(row["msgstr"]))]
    taken, refused = fill(root, tag, rows)
    assert (taken, refused) == (len(rows), ())


@pytest.fixture
def finished(repository: Path) -> Path:
    """Return a repository in which every language is complete."""
    update(repository)
    for one in SHIPPED:
        complete(repository, one.tag)
    return repository


def test_complete_catalogues_have_no_gap(finished):
    assert kinds(check(finished)) <= {"wording", "too_long"}
    assert all(one.complete == one.total for one in stats(finished))


def test_fresh_catalogues_miss_everything_but_english(repository):
    update(repository)
    missing = [one for one in check(repository) if one.check == "missing"]
    assert {one.locale for one in missing} == {one.tag for one in SHIPPED} - {"en"}
    totals = {(one.locale, one.domain): (one.total, one.complete) for one in stats(repository)}
    assert totals["en", "portal"] == (9, 9)
    assert totals["ar", "portal"] == (9, 0)


def test_a_rewritten_plural_rule_is_found(finished):
    path = po_path(finished / "i18n" / "locale", "ar", "portal")
    other = PINNED["ar"].replace("n%100>=11 ? 4 : 5", "n%100>=0 && n%100<=2 ? 4 : 5")  # as some tools number them
    path.write_text(path.read_text("utf-8").replace(PINNED["ar"], other), "utf-8")
    found = [one for one in check(finished) if one.check == "plural_header"]
    assert [(one.locale, one.domain) for one in found] == [("ar", "portal")]


def test_a_sentence_that_no_catalogue_knows_is_found(finished):
    page = finished / "templates" / "reports" / "new.html"
    page.write_text(page.read_text("utf-8") + '{{ _("Brand new") }}', "utf-8")
    stale = [one for one in check(finished) if one.check == "stale"]
    assert [(one.locale, one.msgid) for one in stale] == [("", "Brand new")]
    write_templates(finished)
    stale = [one for one in check(finished) if one.check == "stale"]
    assert {one.locale for one in stale} == {one.tag for one in SHIPPED}
    update(finished)
    assert "stale" not in kinds(check(finished))


def test_what_reads_as_in_english_is_found_unless_it_is_listed(finished):
    row = {"domain": "portal", "msgid": "Report a problem", "msgid_plural": None, "msgstr": ["Report a problem"]}
    fill(finished, "fr", [row])
    assert [one.locale for one in check(finished) if one.check == "unchanged"] == ["fr"]
    listed = finished / "i18n" / "unchanged.toml"
    listed.write_text('everywhere = []\n[locales]\nfr = ["Report a problem"]\n')
    assert "unchanged" not in kinds(check(finished))
    listed.write_text('everywhere = ["Report a problem"]\n')
    assert "unchanged" not in kinds(check(finished))


def test_placeholders_and_digits_alone_may_stay_as_they_are():
    entries = [Entry("fr", "portal", Message(text, text)) for text in ("%(a)s: %(b)s", "112", "%(a)s – %(b)s")]
    assert list(unchanged("fr", entries, {})) == []


def test_a_long_list_of_exceptions_is_itself_a_finding():
    words = [f"word{n}" for n in range(31)]
    assert [one.check for one in unchanged("fr", [], {"everywhere": words})] == ["unchanged"]
    assert list(unchanged("fr", [], {"everywhere": words[:30]})) == []


def text(tag: str, sentence: str, times: int = 12) -> list[Entry]:
    return [Entry(tag, "portal", Message(f"{n}", sentence)) for n in range(times)]


@pytest.mark.parametrize(
    ("tag", "sentence", "reason"),
    [
        ("ru", " ".join(["слово"] * 21) + ".", "words on average"),
        ("zh", "字" * 62 + "。", "one sentence in twenty"),
        ("es", "Administraciones institucionales complementarias responsabilizarán funcionalidades.", "INFLESZ"),
        ("en", "Administrative responsibilities necessitate institutional documentation.", "Flesch-Kincaid"),
    ],
)
def test_hard_text_is_found(tag, sentence, reason):
    assert any(reason in one.reason for one in reading_ease(tag, text(tag, sentence)))


@pytest.mark.parametrize(
    ("tag", "sentence"),
    [
        ("ru", "Напишите, где это."),
        ("zh", "请写下地址。"),
        ("es", "Di en qué calle está. Lo lee la persona de guardia."),
        ("en", "Say which street it is in."),
    ],
)
def test_plain_text_is_not(tag, sentence):
    assert list(reading_ease(tag, text(tag, sentence))) == []


def test_a_handful_of_sentences_is_no_style():
    assert list(reading_ease("en", text("en", "Administrative responsibilities necessitate documentation.", 9))) == []


def test_the_summary_names_the_place_and_counts():
    found = [Finding("fr", "portal", "Hello", "missing", "not translated"), Finding("", "mail", "", "stale", "update")]
    assert list(summary(found)) == [
        "fr/portal: missing: not translated: 'Hello'",
        "template/mail: stale: update",
        "2 findings: 1 missing, 1 stale",
    ]
    assert list(summary([])) == ["0 findings"]


def test_compiling_writes_one_binary_for_each_catalogue(finished):
    built = compile_all(finished)
    assert len(built) == 28
    assert all(path.suffix == ".mo" and path.stat().st_size for path in built)
    assert form_count("ar") == 6
