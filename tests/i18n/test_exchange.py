"""What translators get, and what is taken back from them."""

import json

import pytest
from click.testing import CliRunner

from i18n.catalogs import po_path
from i18n.exchange import export_missing, fill
from i18n.updating import update
from portal.commands import messages as command_line


@pytest.fixture
def root(repository):
    update(repository)
    return repository


def row(msgid, msgstr, *, plural=None, context=None, domain="portal"):
    return {"domain": domain, "msgctxt": context, "msgid": msgid, "msgid_plural": plural, "msgstr": msgstr}


def test_everything_that_is_missing_is_listed_once(root):
    rows = list(export_missing(root, "ar"))
    assert len(rows) == 15
    assert len({(one["msgctxt"], one["msgid"]) for one in rows}) == 15
    assert list(export_missing(root, "en")) == []


def test_a_row_says_what_a_translator_needs_to_know(root):
    rows = {(one["msgctxt"], one["msgid"]): one for one in export_missing(root, "ar")}
    assert rows["verb", "Report"] == {
        "domain": "portal",
        "msgctxt": "verb",
        "msgid": "Report",
        "msgid_plural": None,
        "msgstr": [""],
        "comments": ["on a button. max-length: 12"],
        "files": ["portal/listen/reports/rules.py", "templates/reports/new.html"],
    }
    voice = rows[None, "%(n)s voice"]
    assert len(voice["msgstr"]) == 6
    assert voice["numbers"][4] == "11, 12, 13, 14, 15, 16"


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (row("Nobody says this", ["x"]), "no such message"),
        (row("Report a problem", ["x"], context="verb"), "no such message"),
        (row("Report a problem", ["x"], domain="mail"), "no such message"),
        (row("Report a problem", ["x"], domain="nonsense"), "no such message"),
        (row("Report a problem", ["x"], plural="x"), "no such message"),
        (row("%(n)s voice", ["x"] * 6), "no such message"),
        (row("Report a problem", []), "needs 1 forms"),
        (row("Report a problem", "x"), "needs 1 forms"),
        (row("%(n)s voice", ["%(n)s"] * 5, plural="%(n)s voices"), "needs 6 forms"),
        (row("Report a problem", [" "]), "a form is empty"),
        (row("Report a problem", [None]), "a form is empty"),
        (row("Report a problem", ["%(name)s"]), "placeholders name instead of none"),
        (row("Photo of %(place)s", ["صورة"]), "placeholders none instead of place"),
        (row("%(n)s voice", ["x"] * 6, plural="%(n)s voices"), "placeholders none instead of n"),
        (row("Report a problem", ["<b>x</b>"]), "<b> would be shown"),
        (row("Report a problem", ["%s"]), "%s is no named placeholder"),
        ({}, "no such message"),
    ],
)
def test_what_would_break_a_page_is_refused_and_changes_nothing(root, given, reason):
    path = po_path(root / "i18n" / "locale", "ar", "portal")
    before = path.read_bytes()
    taken, refused = fill(root, "ar", [given])
    assert taken == 0
    assert next(one.reason for one in refused).startswith(reason)
    assert path.read_bytes() == before


def test_a_good_row_is_taken_beside_a_bad_one_and_leaves_the_list(root):
    good, bad = row("Report a problem", ["أبلغ عن مشكلة"]), row("Only staff", ["%(x)s"], domain="staff")
    taken, refused = fill(root, "ar", [good, bad])
    assert taken == 1
    assert [one.row for one in refused] == [bad]
    left = {one["msgid"] for one in export_missing(root, "ar")}
    assert "Report a problem" not in left
    assert "Only staff" in left


def test_filling_keeps_places_comments_and_obsolete_messages(root):
    path = po_path(root / "i18n" / "locale", "ar", "portal")
    path.write_text(path.read_text("utf-8") + '#~ msgid "Old"\n#~ msgstr "قديم"\n', "utf-8")
    fill(root, "ar", [row("Report", ["أبلغ"], context="verb")])
    text = path.read_text("utf-8")
    assert "#. on a button. max-length: 12\n#: portal/listen/reports/rules.py templates/reports/new.html\n" in text
    assert '#~ msgid "Old"\n#~ msgstr "قديم"' in text
    assert update(root) == ()


@pytest.fixture
def veu(root, monkeypatch):
    """Run `veu messages` in the small repository."""
    monkeypatch.setattr(command_line, "ROOT", root)
    return lambda *words: CliRunner().invoke(command_line.command, words)


def test_the_commands_carry_a_language_there_and_back(veu, tmp_path):
    rows = [json.loads(line) for line in veu("missing", "ru").stdout.splitlines()]
    for one in rows:
        one["msgstr"] = [f"«{one['msgid_plural'] or one['msgid']}»" for _ in one["msgstr"]]
    rows[0]["msgstr"] = []
    file = tmp_path / "ru.jsonl"
    file.write_text("\n".join(json.dumps(one) for one in rows) + "\n\n", "utf-8")
    filled = veu("fill", "ru", str(file))
    assert filled.exit_code == 3
    assert filled.stdout.startswith("refused: needs")
    assert filled.stdout.endswith("14 taken, 1 refused\n")


@pytest.mark.parametrize(
    ("words", "code", "last"),
    [
        ("extract", 0, "The catalogues hold every sentence."),
        ("extract --prune", 0, "The catalogues hold every sentence."),
        ("compile", 0, "28 catalogues compiled."),
        ("stats", 0, "zh mail: 0 of 1"),
        ("check", 1, "90 findings: 90 missing"),
        ("missing tlh", 2, ""),
        ("fill fr no-such-file", 2, ""),
    ],
)
def test_each_command_says_what_it_did(veu, words, code, last):
    result = veu(*words.split())
    assert result.exit_code == code
    assert (result.stdout.splitlines() or [""])[-1] == last


def test_what_is_said_no_more_fails_the_check_until_it_is_dropped(root, veu):
    fill(root, "fr", [row("Only staff", ["Personnel seulement"], domain="staff")])
    page = root / "templates/staff/index.html"
    page.write_text(page.read_text("utf-8").replace("Only staff", "Staff"), "utf-8")
    veu("extract")
    assert "fr/staff: obsolete: said no more: veu messages extract --prune: 'Only staff'" in veu("check").stdout
    veu("extract", "--prune")
    assert "obsolete" not in veu("check").stdout
