"""How hard a text is to read, counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.readability import (
    english_syllables,
    flesch_kincaid_grade,
    inflesz,
    reading,
    sentences,
    spanish_syllables,
    word_count,
)

SPANISH = {
    "calle": 2, "ciudad": 2, "día": 2, "país": 2, "queja": 2, "guerra": 2, "pingüino": 3, "ahora": 3, "leer": 2,
    "aéreo": 4, "muy": 1, "hay": 1, "aviso": 3, "información": 4, "río": 2, "bueno": 2, "averiguáis": 4, "público": 3,
    "energía": 4, "votación": 3, "construir": 2, "prohibir": 3, "raíz": 2, "oír": 2, "quien": 1, "guía": 2, "y": 1,
}  # fmt: skip
ENGLISH = {
    "area": 3, "video": 3, "idea": 3, "actual": 3, "science": 2, "quiet": 2, "being": 2, "street": 1, "report": 2,
    "the": 1, "table": 2, "people": 2, "closed": 1, "wanted": 2, "changes": 2, "makes": 1, "residents": 3,
    "privacy": 3, "decision": 3, "information": 4, "official": 3, "issues": 2, "voices": 2, "votes": 1, "budget": 2,
    "languages": 3, "broken": 2, "answered": 2, "private": 2, "neighbourhood": 3, "cycle": 2, "little": 2, "noise": 1,
    "measures": 2, "period": 3, "serious": 3, "stored": 1, "filled": 1, "deleted": 3, "created": 3, "trees": 1,
}  # fmt: skip
EASY = ("Write where it is. Then press the button. We read each report.",) * 5
HARD = ("Notwithstanding institutional considerations, administrative responsibilities necessitate documentation.",) * 5


@pytest.mark.parametrize(("word", "count"), SPANISH.items())
def test_spanish_syllables(word, count):
    assert spanish_syllables(word) == count


@pytest.mark.parametrize(("word", "count"), ENGLISH.items())
def test_english_syllables(word, count):
    assert english_syllables(word) == count


@given(st.text(min_size=1, max_size=30))
def test_every_word_has_a_syllable(word):
    assert spanish_syllables(word) >= 1
    assert english_syllables(word) >= 1


def test_labels_are_no_sentences():
    assert sentences(["Street", "Your report", "Write to us. Then wait!", "Wie? %(name)s!"]) == (
        "Write to us.",
        "Then wait!",
        "Wie?",
        "item!",
    )


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Read the %(a_start)srules%(a_end)s of %(place)s.", 5),
        ("Digues-nos l’adreça.", 2),
        ("أين المشكلة؟", 2),
        ("问题在哪里？", 3),
        ("请在 3 天内回复。", 4),
    ],
)
def test_words_are_counted_in_each_script(sentence, words):
    assert sum(word_count(one) for one in sentences([sentence])) == words


def test_chinese_and_arabic_sentences_end_with_their_own_marks():
    assert len(sentences(["请写下地址。然后按按钮。", "اكتب العنوان. أين هو؟"])) == 4


def test_plain_english_is_easier_than_office_english():
    easy, hard = reading(EASY, "en"), reading(HARD, "en")
    assert easy
    assert hard
    assert flesch_kincaid_grade(easy) < 4
    assert flesch_kincaid_grade(hard) > 20
    assert easy.mean_words == pytest.approx(4)
    assert easy.p95_words == 4


def test_the_spanish_formula_gives_the_published_value():
    # 2 sentences, 10 words, 18 syllables: 206.835 - 62.3 x 1.8 - 5
    counts = reading(["La calle está muy sucia. El camión pasa mañana pronto."], "es")
    assert counts
    assert (counts.sentences, counts.words, counts.syllables) == (2, 10, 18)
    assert inflesz(counts) == pytest.approx(206.835 - 62.3 * 1.8 - 5)


def test_nothing_to_read_is_not_measured():
    assert reading(["Street"], "en") is None
