"""A name or a home address that a sentence announces is found, in each language; other sentences are left in peace."""

import pytest

from privacy.minimise.candidates import Kind
from privacy.minimise.text import find, mask

SAID = (
    (Kind.NAME, "Hello, my name is {} and the lamp is broken.", "Ana Pérez"),
    (Kind.NAME, "MY NAME IS {}.", "John O'Neill"),
    (Kind.NAME, "My name's {} but everyone calls me so.", "Ruth R. Montez"),
    (Kind.NAME, "Me llamo {}, la farola no va.", "María del Carmen Ruiz"),
    (Kind.NAME, "Mi nombre es {}.", "José"),
    (Kind.NAME, "Em dic {} i el fanal no va.", "Joan de la Creu"),
    (Kind.NAME, "Bonjour, je m’appelle {}.", "Élodie Martin"),
    (Kind.NAME, "Здравствуйте, меня зовут {}, фонарь не горит.", "Иван Петров"),
    (Kind.NAME, "您好，我叫{}，路灯坏了。", "王小明"),
    (Kind.NAME, "اسمي {}، والمصباح معطل.", "أحمد العلوي"),
    (Kind.HOME, "I live at {} and hear it.", "12 High Street"),
    (Kind.HOME, "I live at {}.", "Carrer del Molí 12"),
    (Kind.HOME, "Vivo en la {} y no se ve nada.", "calle Mayor, nº 5"),
    (Kind.HOME, "Visc al {}.", "carrer de la Pau, 7"),
    (Kind.HOME, "J'habite au {}.", "12 bis, rue de la République"),
    (Kind.HOME, "Я живу на {}.", "улице Садовой, д. 5"),
    (Kind.HOME, "Живу на {}, окна выходят во двор.", "Садовой улице, 5"),
    (Kind.HOME, "我住在{}，很吵。", "解放路25号"),
    (Kind.HOME, "أسكن في {}.", "شارع المتنبي 12"),
)
LEFT_IN_PEACE = (
    "My name is on the list of the library, but the door is closed.",
    "My name is not important.",
    "MY NAME IS ON THE LIST. ME LLAMO LA ATENCIÓN.",
    "The square is called Plaça Major and the street Carrer Nou 12.",
    "I live in this street and for 20 years nothing was done.",
    "I live in Vilaprova 3 months a year.",
    "Me llamo la atención el agujero de 30 cm.",
    "Vivo en la calle Mayor desde hace 20 años.",
    "Em dic que no pot ser. Visc al centre des de fa 12 anys.",
    "Je m’appelle souvent la mairie. J’habite dans la rue de la Paix depuis 12 ans.",
    "Меня зовут на помощь соседи. Живу в этом доме 12 лет.",
    "我叫了三次，没有人来。我叫王师傅来修也没用。我住在解放路附近。",
    "اسمي على القائمة. أسكن في شارع المتنبي منذ 20 سنة.",
    "El fanal del Carrer del Molí 12 no va.",
)


@pytest.mark.parametrize(("kind", "sentence", "said"), SAID)
def test_what_a_sentence_announces_is_found(kind: Kind, sentence: str, said: str) -> None:
    text = sentence.format(said)
    assert [(span.kind, text[span.start : span.end]) for span in find(text)] == [(kind, said)]
    assert mask(mask(text)) == mask(text)


@pytest.mark.parametrize("sentence", LEFT_IN_PEACE)
def test_other_sentences_are_left_in_peace(sentence: str) -> None:
    assert [sentence[span.start : span.end] for span in find(sentence)] == []


@pytest.mark.parametrize(
    "piece", ["my name is A", "I live at 1 De la ", "اسمي ", "أسكن في شارع ", "vivo en c/ De ", "De la Ab "]
)
def test_a_hundred_thousand_characters_end(piece: str) -> None:
    find((piece * 100_000)[:100_000])
