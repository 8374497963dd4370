"""Personal data is found where it is, and a report about a lamp is left in peace."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.minimise.candidates import Kind, Span
from privacy.minimise.characters import tidy
from privacy.minimise.text import MARK, REGIONS, cover, find, mask

FOUND = {
    Kind.EMAIL: (
        *("ana@example.org", "Ana.Pérez+veu@ajuntament.example.cat", "núria@ajuntament.cat", "ana@exämple.рф"),
        *("ana(at)example.org", "ana [at] example [dot] org", "ana arroba example punto org", "ａｎａ＠example.org"),
        *("o'brien@xn--80a1acny.xn--p1ai", "a_b-c@a-b.example.museum"),
    ),
    Kind.PHONE: (
        *("612345678", "612 34 56 78", "+34 612 34 56 78", "0034612345678", "963 52 54 78", "96.352.54.78"),
        *("06 12 34 56 78", "06.12.34.56.78", "+33 6 12 34 56 78", "020 7946 0018", "07700 900123", "(020) 7946 0018"),
        *("+212 6 12 34 56 78", "٠١٠٠١٢٣٤٥٦٧", "+٢٠ ١٠٠ ١٢٣ ٤٥٦٧", "8 (912) 345-67-89", "+7 912 345-67-89"),
        *("13812345678", "138 1234 5678", "+376 312 345", "905-674-3793", "６１２３４５６７８"),
    ),
    Kind.NATIONAL_ID: (
        *("54362315K", "54.362.315-K", "54362315 k", "X-5253868-R", "x2482300w", "F-123456-Z"),
        *("2 95 10 99 126 111 93", "253072B07300470", "943 476 5870", "AB 12 34 56 C", "ab123456c"),
        *("112-233-445 95", "123456789047", "360426199101010071", "29001011234567", "RCCMNL83S18D969H"),
        *("36 574 261 809", "536-90-4399", "54 362 315 K", "5 4 3 6 2 3 1 5 K", "784-1987-1234567-1"),
    ),
    Kind.CARD: (
        "4111.1111.1111.1111",
        "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
        "4111111111111111",
        "4111 1111 1111 1111",
        "4111-1111-1111-1111",
        "3782 822463 10005",
    ),
    Kind.IBAN: (
        "ES9121000418450200051332",
        "ES91 2100 0418 4502 0005 1332",
        "gb82 west 1234 5698 7654 32",
        "ES 91 2100 0418 4502 0005 1332",
    ),
    Kind.PLATE: (
        *("1234 BCD", "1234-BCD", "1234bcd", "V-1234-AB", "AB-123-CD", "ab-123-cd", "AB12 CDE", "А123ВС77", "京A12345"),
        *("C1234BCD", "R-1234-BCD", "京A·12345", "س ط ع 1234", "12345-أ-6", "12-AB-34"),
    ),
}
HIDDEN = (
    *("612_345_678", "612_34_56_78", "612,345,678", "612,34,56,78", "612\n345678", "612 345\n678", "+34 612\n345 678"),
    *("①②③④⑤⑥⑦⑧⑨".replace("①②③", "⑥①②"), "❻❶❷❸❹❺❻❼❽", "𝟔𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖", "⁶¹²³⁴⁵⁶⁷⁸"[0] + "１２３４５６７８"),
    *("6\u200b12\u2060345\u200d678", "\u20666\u20691\u20662\u2069345678", "6\u00ad1234567\ufe0f8"),
    *(
        "ana @ example . org",
        "ana@ example.org",
        "ana @example. com",
        "ana at example dot org",
        "ana at mail dot example dot es",
    ),
    *(
        "ana@exam\u200bple.org",
        "a\u2066na\u2069@example.org",
        "𝐚𝐧𝐚@𝐞𝐱𝐚𝐦𝐩𝐥𝐞.org",
        *("ana@example,org", "a n a @ e x a m p l e . o r g", "ana(a)example.org", "ana (@) example (.) org"),
        *("ana -at- example -dot- org", "ana_at_example_dot_org", "ana*at*example*dot*org"),
        *("ana at gmail.com", "ana en gmail punto com", "ana chez gmail point fr", "ana (آت) example (نقطة) org"),
        *("seis uno dos tres cuatro cinco seis siete ocho", "六一二三四五六七八"),
        "ana\u200b@\u200bexample\u200b.\u200borg",
    ),
)
TOUCHING = ("tel612345678", "Tlf612345678", "móvil612345678", "tel:612345678", "phone612345678")
ANNOUNCED = (
    *(("CIN AB123456", "AB123456"), ("passport no. 123456789", "123456789"), ("паспорт 4510 123456", "4510 123456")),
    *(("matrícula 1234 bcd", "1234 bcd"), ("la placa es V 1234 AB", "V 1234 AB"), ("госномер 1234 ab", "1234 ab")),
    *(("رقم الهوية 101 2345", "101 2345"), ("UTR 195583 966", "195583 966")),
    *(("тел. 23-45-67", "23-45-67"), ("llámame al 35 78 90", "35 78 90"), ("电话 1234567", "1234567")),
)
LEFT_IN_PEACE = (
    "Farola 123456 fundida en calle Mayor 12, 46001 Valencia desde el 12/10/2026 a las 22:30.",
    "39.469907, -0.376288",
    "El presupuesto es 1.234.567,89 € y 12 345 678 €",
    "bus 123 parada 4567 lunes 8:00-20:00, horario 09:00 - 14:00 y 17:00 - 20:00",
    "AB-1234 poste nº 2024-000123, expediente 2024/123456/7",
    "desde 01-02-2024 hasta 03.04.2025, el 2026-11-23 10:15",
    "The pothole is 30x40 cm, 10 cm deep, since 1999-2001, entre los números 12-14-16 y 18",
    "192.168.1.10, version 1.2.3, 28001 28002 28003 28004",
    "路灯编号1234567坏了",
    "عمود الإنارة رقم 1234567 مكسور في شارع 15 و 20",
    "1000 kms 2000rpm 1500 mts 2000mhz",
    "В 2024 году дом 12 корпус 3, кв. 45",
    "VEU 7K3 9QF, 7K3A-9QFB-1234-5678-ABCD-EFGH",
    "call 112 or 911, @ana at work, a@b, meet @ 5",
    "54362315Z",  # the letter is wrong
    "612,345,678 € and $612,345,678 and 612,345,678.50",
    "cartel 123456, hotel612345, modelo_2024_000123, entre los números 12,14,16,18 y 112\n114\n116",
    "28001\n28002\n28003, farolas 612\n345\n678, líneas 61\n62",
    "Meet @ the square . Then look at the lamp . Es de noche, at 10 dot 5",
    "③ lamps, n.º ⑫, 30 m², 10⁶ times, nº 1234567",
    "X5253868A",
    "ES9121000418450200051333",
    "QQ 12 34 56 C",
    "Uno, dos, tres y cuatro farolas; une, deux, trois; 一二三楼; два, три, четыре дома",
    "Look at valencia.es, at 5 dot 3, a plate of 1234 g, placa solar 400 W, la placa 12 de la calle",
    "Mi bici en yahoo, y a gmail no; V 1234 AB poste, 1234 bcd",
    "",
)


def kinds(text: str) -> list[tuple[str, Kind]]:
    """Say what was found, in words."""
    return [(text[span.start : span.end], span.kind) for span in find(text)]


@pytest.mark.parametrize(("kind", "written"), [(kind, written) for kind, all_of in FOUND.items() for written in all_of])
def test_personal_data_is_found_in_a_sentence(kind: Kind, written: str) -> None:
    for sentence in (
        written,
        f"Look: {written}.",
        f"Hola ({written}), gracias",
        f"请{written}谢谢",
        f"{written}\n{written}",
    ):
        assert set(kinds(sentence)) == {(written, kind)}, sentence


@pytest.mark.parametrize("written", HIDDEN)
def test_personal_data_is_found_however_it_is_taken_apart(written: str) -> None:
    for sentence in (written, f"Hola ({written}), gracias", f"Look: {written}!"):
        left = mask(sentence)
        assert MARK in left
        assert not any(part in left for part in ("678", "⑧", "example", "org", "ana")), left


@pytest.mark.parametrize("written", TOUCHING)
def test_a_word_that_touches_its_number_hides_nothing(written: str) -> None:
    assert not any(letter.isdigit() for letter in mask(f"Hola, {written} gracias"))


@given(
    st.sampled_from(["612345678", "+34612345678", "4111111111111111", "ana@example.org", "ES9121000418450200051332"]),
    st.lists(st.tuples(st.integers(0, 30), st.sampled_from("\u200b\u200c\u200d\u2060\u2066\u2069\u00ad\ufe0f"))),
    st.sampled_from(["%s", "Look: %s.", "请%s谢谢", "(%s)"]),
)
def test_what_cannot_be_seen_hides_nothing(written: str, unseen: list[tuple[int, str]], around: str) -> None:
    for at, sign in unseen:
        at %= len(written) + 1  # noqa: PLW2901 - somewhere in it
        written = written[:at] + sign + written[at:]
    left = mask(around % written)
    assert MARK in left
    assert not any(letter.isdigit() or letter in "@ES" for letter in left)


@pytest.mark.parametrize("sign", "_,. -")
@pytest.mark.parametrize("number", ["612345678", "963525478"])
def test_a_number_is_found_in_any_usual_grouping(number: str, sign: str) -> None:
    for groups in ((3, 3, 3), (3, 2, 2, 2)):
        parts, at = [], 0
        for size in groups:
            parts.append(number[at : at + size])
            at += size
        assert mask(sign.join(parts)) == MARK


DIGITS = ("٠١٢٣٤٥٦٧٨٩", "０１２３４５６７８９", "⓪①②③④⑤⑥⑦⑧⑨", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗", "⁰¹²³⁴⁵⁶⁷⁸⁹"[:1] + "𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗")


@given(st.lists(st.sampled_from(DIGITS), min_size=9, max_size=9))
def test_digits_of_any_kind_are_digits(kinds_of: list[str]) -> None:
    written = "".join(kind[int(digit)] for kind, digit in zip(kinds_of, "612345678", strict=True))
    assert mask(written) == MARK


@pytest.mark.parametrize(("sentence", "number"), ANNOUNCED)
def test_a_number_is_known_by_the_word_before_it(sentence: str, number: str) -> None:
    assert [found for found, _ in kinds(sentence)] == [number]
    assert kinds(number) == []


@pytest.mark.parametrize("sentence", LEFT_IN_PEACE)
def test_a_report_about_a_thing_is_left_in_peace(sentence: str) -> None:
    assert kinds(sentence) == []


def test_every_occurrence_is_found() -> None:
    text = "612345678, ana@example.org, 612 345 678, ben@example.org y 1234 BCD"
    assert [kind for _, kind in kinds(text)] == [Kind.PHONE, Kind.EMAIL, Kind.PHONE, Kind.EMAIL, Kind.PLATE]


def test_a_city_says_whose_numbers_it_knows() -> None:
    swiss = "Ring 044 668 18 00 please"
    assert find("0791234567", regions=("CH",)) == (Span(0, 10, Kind.PHONE),)
    assert find("0791234567", regions=()) == ()
    assert mask(swiss, regions=("CH",)) == f"Ring {MARK} please"


def test_a_mark_tells_no_length() -> None:
    assert mask("a@b.es or 612345678!") == f"{MARK} or {MARK}!"
    assert mask("anastasia.perez@example.org or +34 612 345 678!") == f"{MARK} or {MARK}!"
    assert mask("a@b.es, 612345678", marks={Kind.PHONE: "[telèfon]"}) == f"{MARK}, [telèfon]"


def test_covering_overlapping_parts_leaves_nothing_of_either() -> None:
    spans = (Span(2, 6, Kind.PHONE), Span(4, 8, Kind.CARD), Span(9, 10, Kind.PLATE))
    assert cover("0123456789", spans, marks={Kind.CARD: "C", Kind.PLATE: "P"}) == "01C8P"


PIECES = [written for all_of in FOUND.values() for written in all_of]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text("0123456789 .-/()+@ABKXabk\n٠١", max_size=12), max_size=8).map(
    "".join
)


@given(TEXTS | st.text(max_size=60))
def test_parts_are_in_order_apart_and_inside(text: str) -> None:
    spans = find(text)
    edges = [edge for span in spans for edge in (span.start, span.end)]
    assert edges == sorted(edges)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


@given(TEXTS)
def test_nothing_is_found_in_what_was_masked(text: str) -> None:
    assert find(mask(text)) == ()


@given(TEXTS)
def test_masking_touches_nothing_else(text: str) -> None:
    spans = find(text)
    kept = [text[: spans[0].start], text[spans[-1].end :]] if spans else [text]
    covered = cover(text, spans)
    assert covered.startswith(kept[0])
    assert covered.endswith(kept[-1])


ENDLESS = (
    *(
        "a",
        "1",
        "@",
        "(",
        " ",
        "+1",
        "uno ",
        "一",
        "a at gmail ",
        "a_at_",
        "placa ",
        "4 ",
        "1 ",
        "1-",
        "1.",
        "a@",
        "a@b.",
        "x-",
        "AB12",
        "ES12 ",
        "tel ",
        "dni n.",
        " (at) ",
    ),
    *("112345678 ", "12345678 ", "54362315K ", "4454794511390933 ", "2020-01-01 ", "a@a dot ", "a arroba ", "س ط "),
    *("京A", "\u2066", "\u0316\u0301", "a" * 63 + "@", "\n", "1234BCD ", "0 ", "ABCDEF12G34H567J ", "٠", "(1) "),
)


@pytest.mark.parametrize("piece", ENDLESS)
def test_a_hundred_thousand_characters_of_malice_end(piece: str) -> None:
    """Time grows with the text: were it with its square, this test alone would take minutes."""
    text = piece * (100_000 // len(piece))
    assert tidy(text) is not None
    assert all(span.end <= len(text) for span in find(text, regions=REGIONS))


def test_in_a_list_of_numbers_nothing_is_left_open() -> None:
    listed = "\n".join(f"6{at:08}" for at in range(10_000_000, 10_001_000))
    assert not any(letter.isdigit() for letter in mask(listed))
