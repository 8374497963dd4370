"""Each language of the portal finds a name and a telephone number in its own words."""

from i18n.locales import SHIPPED
from privacy.minimise.candidates import Kind
from privacy.minimise.text import find

SAID = {
    "en": ("My name is Ana Pérez.", "Call six one two three four five six."),
    "es": ("Me llamo Ana Pérez.", "Llame al seis uno dos tres cuatro cinco seis."),
    "ca": ("Em dic Ana Pérez.", "Truqueu al sis un dos tres quatre cinc sis."),
    "fr": ("Je m’appelle Ana Pérez.", "Appelez le six un deux trois quatre cinq six."),
    "ru": ("Меня зовут Анна Петрова.", "Звоните шесть один два три четыре пять шесть."),
    "ar": ("اسمي أحمد العلوي، والمصباح معطل.", "اتصلوا ستة واحد اثنان ثلاثة أربعة خمسة ستة."),
    "zh": ("我叫王小明，路灯坏了。", "请打六一二三四五六。"),
}


def test_each_language_finds_one_name_and_one_telephone_number() -> None:
    assert SAID.keys() == {each.tag for each in SHIPPED}
    for tag, (name, phone) in SAID.items():
        assert [each.kind for each in find(name)] == [Kind.NAME], tag
        assert [each.kind for each in find(phone)] == [Kind.PHONE], tag
