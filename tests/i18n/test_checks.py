"""Each check finds its fault, and is silent where there is none."""

import pytest
from babel.messages.catalog import Message

from i18n import checks
from i18n.checks import CHECKS, Entry

VOICE = ("%(n)s voice", "%(n)s voices")
GOOD_ARABIC = ("لا أصوات", "صوت واحد", "صوتان", "%(n)s أصوات", "%(n)s صوتًا", "%(n)s صوت")


def entry(tag, msgid, string, *, flags=(), comments=()):
    return Entry(tag, "portal", Message(msgid, string, flags=flags, auto_comments=comments))


GOOD = (
    entry("es", "Report a problem", "Avisar de un problema"),
    entry("ar", VOICE, GOOD_ARABIC),
    entry("en", ("One voice", "%(n)s voices"), ("One voice", "%(n)s voices")),
    entry("ru", VOICE, ("%(n)s голос", "%(n)s голоса", "%(n)s голосов")),
    entry("zh", VOICE, ("%(n)s 个声音",)),
    entry("fr", "Read the %(a_start)srules%(a_end)s.", "Lisez les %(a_start)srègles%(a_end)s."),
    entry("fr", "50 % of people", "50 % des gens"),
    entry("ar", "Amount: %(amount)s", "المبلغ: \u200f%(amount)s"),
    entry("es", "Street", "Calle", comments=["max-length: 5"]),
    entry("es", "Tell us the day of the invalid vote.", "Di el día del voto no válido."),
    entry("ca", "The lowest step", "El graó de baixada"),
    entry("en", "3 days left", "3 days left"),
)

BAD = (
    ("missing", entry("es", "Hello", "")),
    ("missing", entry("ru", VOICE, ("%(n)s голос", "", ""))),
    ("fuzzy", entry("es", "Hello", "Hola", flags=["fuzzy"])),
    ("unequal_placeholders", entry("es", "To %(office)s", "A %(oficina)s")),
    ("unequal_placeholders", entry("es", "To %(office)s", "A la oficina")),
    ("unequal_placeholders", entry("es", "Hello", "Hola %(name)s")),
    ("unequal_placeholders", entry("fr", VOICE, ("une voix", "%(n)s voix"))),  # 0 takes this form too
    ("unequal_placeholders", entry("ru", VOICE, ("один голос", "%(n)s голоса", "%(n)s голосов"))),  # and so does 21
    ("unequal_placeholders", entry("es", "%(a_start)sx%(a_end)s", "%(a_end)sx%(a_start)s")),
    ("foreign_placeholders", entry("es", "%d voices", "%d votos")),
    ("foreign_placeholders", entry("es", "Hello", "Hola {name}")),
    ("equal_arabic_forms", entry("ar", VOICE, ("%(n)s أصوات",) * 6)),
    ("too_long", entry("es", "Street", "Calles", comments=["max-length: 5"])),
    ("too_long", entry("es", "Street", "Calle " + "muy larga " * 6)),
    ("double_spaces", entry("es", "Hello you", "Hola  tú")),
    ("double_spaces", entry("es", "Hello", "Hola ")),
    ("bidi_controls", entry("ar", "Hello", "\u202bمرحبا\u202c")),
    ("markup", entry("es", "Hello", "<b>Hola</b>")),
    ("markup", entry("es", "You & me", "Tú &amp; yo")),
    ("wording", entry("en", "Invalid", "Invalid.")),
    ("wording", entry("en", "x", "There is an error in this field")),
    ("wording", entry("es", "x", "Hay un error en este campo")),
    ("wording", entry("es", "x", "haz clic aquí")),
    ("wording", entry("es", "x", "Para saberlo, %(a_start)shaz clic aquí%(a_end)s.")),
    ("wording", entry("ar", "x", "اضغط هنا")),
    ("wording", entry("zh", "x", "无效")),
    ("wording", entry("zh", "x", "请看下方的地图")),
    ("wording", entry("en", "x", "Press the button on the right")),
    ("wording", entry("ca", "x", "Mira el mapa a la dreta")),
    ("wording", entry("fr", "x", "Voir ci-dessous")),
    ("wording", entry("ru", "x", "Список слева")),
    ("wording", entry("en", "report(s)", "report(s)")),
)


def found(one: Entry) -> set[str]:
    return {check.__name__ for check in CHECKS if list(check(one))}


@pytest.mark.parametrize("one", GOOD, ids=lambda one: one.msgid)
def test_a_good_translation_passes(one):
    assert found(one) == set()


@pytest.mark.parametrize(("name", "one"), BAD)
def test_a_fault_is_found_by_its_check(name, one):
    assert name in found(one)
    assert all(reason for reason in getattr(checks, name)(one))


def test_every_check_has_a_fault_that_it_finds():
    assert {name for name, _ in BAD} == {check.__name__ for check in CHECKS}
