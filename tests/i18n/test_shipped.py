"""The catalogues that are shipped say everything, and `veu messages check` fails where one sentence is missing."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from i18n.coverage import check, stats
from i18n.locales import SHIPPED
from i18n.updating import update
from portal.commands import messages

ROOT = Path(__file__).parents[2]


def test_nothing_is_missing_unclear_or_wrong() -> None:
    assert [str(finding) for finding in check(ROOT)] == []


def test_every_language_says_every_sentence() -> None:
    counted = stats(ROOT)
    assert {each.locale for each in counted} == {locale.tag for locale in SHIPPED}
    assert [each for each in counted if each.complete != each.total or not each.total] == []


def test_one_missing_sentence_fails_the_command(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    update(repository)
    monkeypatch.setattr(messages, "ROOT", repository)
    result = CliRunner().invoke(messages.command, ["check"])
    assert result.exit_code == 1
    assert "ar/portal: missing" in result.output
