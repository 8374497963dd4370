"""What our own scripts may not do: act on touch-down, on single keys, on motion, by dragging, or by themselves."""

import re
from collections.abc import Iterator

from accessibility.audit.finding import Finding

COMMENTS = re.compile(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", re.DOTALL)
BANNED: tuple[tuple[str, str, str], ...] = (
    ("JS.down", r"\b(pointerdown|mousedown|touchstart|touchend)\b", "act when a press ends (click): 2.5.2"),
    ("JS.drag", r"\b(draggable|dragstart|dragend|dragover|sortable)\b", "nothing is dragged: 2.5.7"),
    ("JS.motion", r"\b(devicemotion|deviceorientation)\b", "nothing is done by moving the device: 2.5.4"),
    ("JS.key", r"\b(keydown|keypress|keyup)\b(?!.*\"Escape\")", "no keys of our own but Escape: 2.1.4"),
    ("JS.alone", r"\b(setInterval|requestAnimationFrame)\b", "nothing changes by itself: 2.2.2"),
    ("JS.leave", r"\blocation\.reload\b|\bonbeforeunload\b|\bbeforeunload\b", "no page leaves by itself: 3.2.5"),
    ("JS.box", r"\b(alert|confirm|prompt)\s*\(", "confirmations are pages, not boxes"),
    ("JS.paste", r"[\"']paste[\"']|\bonpaste\b", "pasting is never hindered: 3.3.8"),
    ("JS.submit", r"\brequestSubmit\b|\.submit\s*\(", "a form is sent by its button alone: 3.2.2"),
    ("JS.blur", r"\.blur\s*\(\s*\)", "the focus is never thrown away: 2.4.7"),
    ("JS.looks", r"\.style\b|\.cssText\b", "looks are in the style sheets: 1.4.12"),
    ("JS.kept", r"\bsessionStorage\b|\bhx-history-cache\b", "no page is kept in the browser"),
)


def check_script(source: str) -> tuple[Finding, ...]:
    """Return what a script of ours does that no page may do. Source: the criteria of WCAG 2.2 that each line names."""
    return tuple(_lines(COMMENTS.sub(_blank, source)))


def _lines(source: str) -> Iterator[Finding]:
    for number, line in enumerate(source.splitlines(), start=1):
        for rule, pattern, reason in BANNED:
            found = re.search(pattern, line)
            if found:
                yield Finding(rule=rule, message=f"“{found[0]}”: {reason}", where=f"line {number}")


def _blank(comment: re.Match[str]) -> str:
    """Keep the line breaks of a comment, so that line numbers stay true."""
    return "\n" * comment[0].count("\n")
