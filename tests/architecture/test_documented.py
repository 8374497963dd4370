"""What the documents say exists, exists: settings, commands, decisions, and the targets of make."""

import re
from pathlib import Path

from portal.cli import COMMANDS
from portal.ground.settings import Settings

ROOT = Path(__file__).parent.parent.parent
RUNNING = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
OTHERS = {"VEU_CHROMIUM", "VEU_DEMO", "VEU_SHARED", "VEU_TESTS"}  # of make and the tests, not of an installation


def rows() -> dict[str, str]:
    """The table of settings: name to default."""
    return dict(re.findall(r"^\| `(VEU_\w+)` \| (.+?) \|", RUNNING, re.MULTILINE))


def test_every_setting_is_in_the_table_and_the_table_has_no_other() -> None:
    assert set(rows()) == {f"VEU_{name.upper()}" for name in Settings.model_fields}


def test_the_table_tells_the_defaults() -> None:
    for name, told in rows().items():
        default = Settings.model_fields[name.removeprefix("VEU_").lower()].default
        if told.startswith("`") and "VEU_" not in told:
            assert told.strip("`") == str(default).lower().replace("europe/madrid", "Europe/Madrid"), name
        else:
            assert default in ("", None), name


def test_no_document_names_a_setting_that_does_not_exist() -> None:
    for path in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md")):
        named = set(re.findall(r"\bVEU_[A-Z]\w*", path.read_text(encoding="utf-8")))
        assert named <= set(rows()) | OTHERS, path.name


def test_the_readme_lists_every_command() -> None:
    listed = dict(re.findall(r"^veu (\w+) +(\S.*)$", README, re.MULTILINE))
    assert listed == COMMANDS


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", (folder / "README.md").read_text(encoding="utf-8"))
    assert sorted(listed) == sorted(path.name for path in folder.glob("0*.md"))
    numbers = [name[:4] for name in sorted(listed)]
    assert numbers == sorted(set(numbers)), "each number once"


def test_links_between_documents_lead_somewhere() -> None:
    for path in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md")):
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_make_help_lists_every_target() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    (phony,) = re.findall(r"^\.PHONY: (.+)$", text, re.MULTILINE)
    told = set(re.findall(r"^([a-z-]+):.*## ", text, re.MULTILINE))
    assert told == set(phony.split())
    assert told >= {"demo", "serve", "test", "test-all", "check"}
