"""Our scripts are read for what hurts; the portal's own have nothing of it."""

from pathlib import Path

import pytest

from accessibility.audit.script import check_script

SCRIPTS = sorted((Path(__file__).parents[3] / "portal" / "static" / "js").rglob("*.js"))


def test_the_portals_own_scripts_have_no_finding() -> None:
    found = {path.name: [str(each) for each in check_script(path.read_text(encoding="utf-8"))] for path in SCRIPTS}
    assert not any(found.values()), found


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ('pin.addEventListener("pointerdown", place);', "JS.down"),
        ("item.draggable = true;", "JS.drag"),
        ('addEventListener("devicemotion", shake);', "JS.motion"),
        ('document.addEventListener("keydown", shortcut);', "JS.key"),
        ('addEventListener("keydown", ({ key }) => key === "s" && send());', "JS.key"),
        ("setInterval(poll, 1000);", "JS.alone"),
        ("location.reload();", "JS.leave"),
        ('if (confirm("Sure?")) send();', "JS.box"),
        ('box.addEventListener("paste", stop);', "JS.paste"),
        ("select.form.submit();", "JS.submit"),
        ("document.activeElement.blur();", "JS.blur"),
        ('box.style.color = "red";', "JS.looks"),
        ("sessionStorage.words = words;", "JS.kept"),
    ],
)
def test_what_hurts_is_found(line: str, rule: str) -> None:
    (finding,) = check_script(f"const a = 1;\n{line}\n")
    assert (finding.rule, finding.where) == (rule, "line 2")


def test_what_helps_is_left_alone() -> None:
    assert check_script('button.addEventListener("click", locate); // no keydown here\n/* nor\nsetInterval */') == ()


def test_an_address_is_no_comment() -> None:
    assert [each.rule for each in check_script('const home = "https://veu.example"; setInterval(poll, 9);')] == [
        "JS.alone"
    ]
