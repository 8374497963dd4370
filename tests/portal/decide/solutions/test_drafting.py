"""A measure is read as it was typed, or refused with the field and the sentence that names the fix."""

from typing import Any

import pytest
from starlette.datastructures import FormData

from portal.decide.solutions.drafting import read
from portal.decide.solutions.rules import Measure, Relief

WORDS = {f"{name}_{tag}": f"{name} {tag}" for name in ("title", "summary", "effect") for tag in ("ca", "es")}
FACTS: dict[str, Any] = {"cost": "260,000", "services": ["light"], "relief_percent": "60"}


def typed(**said: Any) -> tuple[Measure | None, dict[str, str]]:
    """Read a form in which everything is right but for `said`."""
    pairs: list[tuple[str, str]] = []
    for name, value in (WORDS | FACTS | said).items():
        pairs += [(name, each) for each in (value if isinstance(value, list) else [value])]
    found, problems = read(
        FormData(pairs), official=("ca", "es"), services=("light", "noise"), districts=("centre", "marina")
    )
    return found, {name: str(sentence) for name, sentence in problems.items()}


def test_a_measure_is_read_with_the_citys_languages_first() -> None:
    found, problems = typed(title_ar="عنوان", districts=["marina"], relief_low_percent="40", relief_high_percent="75 %")
    assert problems == {}
    assert found is not None
    assert list(found.titles) == ["ca", "es", "ar"]
    assert (found.cost_cents, found.services, found.districts) == (26_000_000, ("light",), ("marina",))
    assert found.relief == Relief(60, 40, 75)


def test_without_a_range_the_expected_share_stands_alone() -> None:
    found, _ = typed()
    assert found is not None
    assert found.relief == Relief(60, 60, 60)


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        ({"title_es": " "}, "title_es", "Write the title in "),
        ({"summary_ca": ""}, "summary_ca", "what would be done"),
        ({"effect_ca": ""}, "effect_ca", "what should change"),
        ({"title_ca": "x" * 121}, "title_ca", "to 120 characters or fewer"),
        ({"summary_fr": "x" * 1001}, "summary_fr", "to 1000 characters or fewer"),
        ({"services": []}, "services", "Choose at least one type of problem that the measure would relieve."),
        ({"services": ["witchcraft"]}, "services", "Choose at least one type of problem"),
        ({"districts": ["atlantis"]}, "districts", "Choose districts from the list."),
        ({"relief_percent": "0"}, "relief_percent", "Write at least 1 percent"),
        ({"relief_percent": "a third"}, "relief_percent", "Write a whole percentage between 0 and 100"),
        ({"relief_low_percent": "70"}, "relief_low_percent", "Write a share that is not above the expected one."),
        ({"relief_high_percent": "50"}, "relief_high_percent", "Write a share that is not below the expected one."),
        ({"cost": "0"}, "cost", "Write the cost in euros, such as 420,000."),
        ({"cost": "a lot"}, "cost", "Write the cost in euros, such as 420,000."),
    ],
)
def test_each_refusal(said: dict[str, Any], field: str, sentence: str) -> None:
    found, problems = typed(**said)
    assert found is None
    assert list(problems) == [field]
    assert sentence in problems[field]
