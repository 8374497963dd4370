"""What a page receives when it asks for a sentence."""

import datetime as dt
import uuid
from gettext import NullTranslations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from i18n.catalogs import po_path
from i18n.exchange import fill
from i18n.formatting import Formats
from i18n.lazy import lazy, nlazy, plazy
from i18n.locales import locale, marked
from i18n.translator import Translator, translator
from i18n.updating import update
from i18n.values import MissingValue, Unformatted

FSI, PDI = "\u2068", "\u2069"
ARABIC_VOICES = ["لا أصوات", "صوت واحد", "صوتان", "%(n)s أصوات", "%(n)s صوتًا", "%(n)s صوت"]


def english() -> Translator:
    """Return a translator without catalogues: the source speaks."""
    return Translator(locale("en"), NullTranslations(), Formats(locale("en")))


@pytest.fixture
def folder(repository: Path) -> Path:
    """Return catalogues in which Arabic and French know a little."""
    update(repository)
    voices = {"domain": "portal", "msgid": "%(n)s voice", "msgid_plural": "%(n)s voices", "msgstr": ARABIC_VOICES}
    label = {
        "domain": "portal",
        "msgid": "Report a problem",
        "msgid_plural": None,
        "msgstr": ["Signaler <un> problème"],
    }
    verb = {"domain": "portal", "msgctxt": "verb", "msgid": "Report", "msgid_plural": None, "msgstr": ["Signaler"]}
    sent = {"domain": "portal", "msgid": "Sent to %(office)s on %(day)s.", "msgid_plural": None,
            "msgstr": ["Le %(day)s, envoyé à %(office)s."]}  # fmt: skip
    assert fill(repository, "ar", [voices]) == (1, ())
    label["msgstr"] = ["Signaler un problème & plus"]
    assert fill(repository, "fr", [label, verb, sent]) == (3, ())
    return repository / "i18n" / "locale"


def test_a_sentence_is_translated(folder):
    french = translator(locale("fr"), folder=folder)
    assert french.gettext("Report a problem") == Markup("Signaler un problème &amp; plus")
    assert french.gettext.text("Report a problem") == "Signaler un problème & plus"
    assert french.pgettext("verb", "Report") == "Signaler"


def test_a_missing_translation_is_said_in_english(folder):
    russian = translator(locale("ru"), folder=folder)
    assert russian.gettext("Report a problem") == "Report a problem"
    assert russian.ngettext("%(n)s voice", "%(n)s voices", 21) == Markup("<bdi>21</bdi> voices")
    assert russian.gettext("Never heard of") == "Never heard of"


@pytest.mark.parametrize(
    ("n", "text"), [(0, "لا أصوات"), (1, "صوت واحد"), (2, "صوتان"), (3, f"{FSI}3{PDI} أصوات"),
                    (11, f"{FSI}11{PDI} صوتًا"), (1234, f"{FSI}1,234{PDI} صوتًا"), (100, f"{FSI}100{PDI} صوت")],
)  # fmt: skip
def test_arabic_takes_the_right_one_of_six_forms(folder, n, text):
    assert translator(locale("ar"), folder=folder).ngettext.text("%(n)s voice", "%(n)s voices", n) == text


def test_values_keep_their_order_of_the_other_language(folder):
    french = translator(locale("fr"), folder=folder)
    found = french.gettext("Sent to %(office)s on %(day)s.", office="Mairie", day="3 mai")
    assert found == Markup("Le <bdi>3 mai</bdi>, envoyé à <bdi>Mairie</bdi>.")


def test_each_value_is_escaped_and_isolated_in_html():
    found = english().gettext("%(a)s & %(b)s", a="<b>", b=Markup("<em>x</em>"))
    assert found == Markup("<bdi>&lt;b&gt;</bdi> &amp; <bdi><em>x</em></bdi>")


def test_each_value_is_isolated_in_plain_text_and_loses_its_tags():
    found = english().gettext.text("%(a)s & %(b)s", a="<b>", b=Markup("<em>x &amp; y</em>"))
    assert found == f"{FSI}<b>{PDI} & {FSI}x & y{PDI}"
    assert type(found) is str


@given(st.text(max_size=40))
def test_no_value_can_bring_markup_into_a_page(value):
    inner = str(english().gettext("%(a)s", a=value)).removeprefix("<bdi>").removesuffix("</bdi>")
    assert "<" not in inner
    assert '"' not in inner


@given(st.text(max_size=40))
def test_no_value_can_leave_its_isolate(value):
    depth = 0
    for character in english().gettext.text("%(a)s", a=value)[:-1]:
        depth += {"\u2066": 1, "\u2067": 1, FSI: 1, PDI: -1}.get(character, 0)
        assert depth >= 1


def test_a_links_brackets_are_inserted_as_they_are():
    start, end = Markup('<a href="/en/rules">'), Markup("</a>")
    sentence = "Read the %(link_start)srules%(link_end)s."
    assert english().gettext(sentence, link_start=start, link_end=end) == Markup(
        'Read the <a href="/en/rules">rules</a>.'
    )
    assert english().gettext.text(sentence, link_start=start, link_end=end) == "Read the rules."


def test_a_bracket_that_is_no_markup_is_escaped_and_isolated():
    sentence = "%(link_start)sx%(link_end)s"
    assert english().gettext(sentence, link_start="<a>", link_end="") == Markup("<bdi>&lt;a&gt;</bdi>x<bdi></bdi>")
    assert english().gettext.text(sentence, link_start="<a>", link_end="") == f"{FSI}<a>{PDI}x"


def test_percent_signs_are_text():
    assert english().gettext("50 % of %(n)s, 100 %%", n=3) == Markup("50 % of <bdi>3</bdi>, 100 %")
    assert english().gettext("50 % of all, 100 %%") == "50 % of all, 100 %"
    assert english().gettext.text("50 % of all, 100 %%") == "50 % of all, 100 %"


def test_numbers_are_written_for_the_reader():
    spanish = Translator(locale("es"), NullTranslations(), Formats(locale("es")))
    assert spanish.gettext.text("%(n)s m", n=1234567.5) == f"{FSI}1.234.567,5{PDI} m"
    assert spanish.ngettext("%(n)s voice", "%(n)s voices", 1234) == Markup("<bdi>1.234</bdi> voices")


def test_a_year_is_text():
    assert english().gettext("Budget %(year)s", year=str(2027)) == Markup("Budget <bdi>2027</bdi>")


def test_a_negative_noisy_count_is_said_with_its_sign():
    assert english().ngettext.text("%(n)s voice", "%(n)s voices", -1) == f"{FSI}-1{PDI} voice"


@pytest.mark.parametrize("value", [None, True, dt.date(2027, 5, 3), dt.timedelta(1), dt.time(1)])
def test_what_has_no_words_of_its_own_is_refused(value):
    with pytest.raises(Unformatted):
        english().gettext("%(a)s", a=value)


def test_other_values_are_written_as_they_write_themselves():
    value = uuid.UUID(int=7)
    assert english().gettext("%(a)s", a=value) == "<bdi>00000000-0000-0000-0000-000000000007</bdi>"


def test_a_missing_value_names_itself():
    with pytest.raises(MissingValue, match="day"):
        english().gettext("On %(day)s")
    with pytest.raises(MissingValue, match="day"):
        english().gettext.text("On %(day)s", month=3)


def test_values_that_nothing_asks_for_are_ignored():
    assert english().gettext("Hello", name="x") == "Hello"


def test_a_translation_that_asks_for_unknown_values_is_not_used(folder):
    path = po_path(folder, "es", "portal")
    text = path.read_text("utf-8").replace(
        '"Photo of %(place)s"\nmsgstr ""', '"Photo of %(place)s"\nmsgstr "%(lugar)s"'
    )
    two = 'msgid_plural "%(n)s voices"\nmsgstr[0] ""\nmsgstr[1] ""'
    assert two in text
    assert "%(lugar)s" in text
    path.write_text(text.replace(two, two.replace('""', '"%(votos)s"')), "utf-8")
    spanish = translator(locale("es"), folder=folder)
    assert spanish.gettext("Photo of %(place)s", place="x") == Markup("Photo of <bdi>x</bdi>")
    assert spanish.ngettext("%(n)s voice", "%(n)s voices", 1) == Markup("<bdi>1</bdi> voice")
    assert spanish.ngettext("%(n)s voice", "%(n)s voices", 2) == Markup("<bdi>2</bdi> voices")


def test_lazy_sentences_are_rendered_by_the_same_function(folder):
    french = translator(locale("fr"), folder=folder)
    assert french.gettext(plazy("verb", "Report")) == "Signaler"
    assert french.gettext.text(lazy("Report a problem")) == "Signaler un problème & plus"
    assert french.gettext(lazy("%(a)s", a="x"), a="later") == Markup("<bdi>later</bdi>")
    assert french.gettext(nlazy("%(n)s voice", "%(n)s voices").count(3)) == Markup("<bdi>3</bdi> voices")


def test_a_lazy_sentence_may_stand_inside_another(folder):
    french = translator(locale("fr"), folder=folder)
    found = french.gettext("Press %(button)s.", button=lazy("Report a problem"))
    assert found == Markup("Press <bdi>Signaler un problème &amp; plus</bdi>.")


def test_a_lazy_count_without_a_number_is_refused():
    with pytest.raises(MissingValue):
        english().gettext(nlazy("%(n)s voice", "%(n)s voices"))


def test_names_are_joined_as_the_language_does_and_each_is_isolated():
    assert english().listing("A&B", "شارع", style="or") == Markup("<bdi>A&amp;B</bdi> or <bdi>شارع</bdi>")
    assert english().listing_text("A", "B", "C") == f"{FSI}A{PDI}, {FSI}B{PDI} and {FSI}C{PDI}"
    assert english().listing() == ""


def test_a_template_uses_the_four_functions(folder):
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    page = environment.from_string(
        '<p title="{{ _.text("Sent to %(office)s on %(day)s.", office=o, day=o) }}">{{ _("Report a problem") }}'
        ' {{ ngettext("%(n)s voice", "%(n)s voices", 2) }} {{ pgettext("verb", "Report") }}'
        ' {{ npgettext("case", "%(n)s report", "%(n)s reports", 1) }}</p>'
    )
    html = page.render(o='"><b>', **translator(locale("fr"), folder=folder).callables())
    inside = escape('"><b>')
    assert html == (
        f'<p title="Le {FSI}{inside}{PDI}, envoyé à {FSI}{inside}{PDI}.">Signaler un problème &amp; plus'
        " <bdi>2</bdi> voices Signaler <bdi>1</bdi> report</p>"
    )


def test_the_marker_locale_shows_what_was_translated(folder):
    french = translator(marked(locale("fr")), folder=folder)
    assert french.gettext.text("Report a problem") == "⟦Signaler un problème & plus⟧"
    assert french.gettext("Only staff") == "⟦Only staff⟧"
    assert french.ngettext.text("%(n)s voice", "%(n)s voices", 2) == f"⟦{FSI}2{PDI} voices⟧"
    assert french.gettext("What no extractor saw") == "What no extractor saw"


def test_a_translator_is_made_once(folder):
    assert translator(locale("fr"), folder=folder) is translator(locale("fr"), folder=folder)
