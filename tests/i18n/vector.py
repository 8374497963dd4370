"""How every language counts: for each number the place of its form. Source: the contract's section 4.4."""

NUMBERS = (0, 1, 2, 3, 10, 11, 21, 99, 100, 101, 102, 103, 1_000_000)
TWO_FORMS = (1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)
VECTOR = {
    "ar": (0, 1, 2, 3, 3, 4, 4, 4, 5, 5, 5, 3, 5),
    "ca": TWO_FORMS,
    "en": TWO_FORMS,
    "es": TWO_FORMS,
    "fr": (0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1),
    "ru": (2, 0, 1, 1, 2, 2, 0, 2, 2, 0, 1, 1, 2),
    "zh": (0,) * 13,
}
