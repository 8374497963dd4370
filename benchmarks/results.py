"""RESULTS.md: one section a part, written anew when the part ran; what people wrote stays."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.figures import Figure

FILE = Path(__file__).with_name("RESULTS.md")
NOTES = "Notes"
MARK = "## "
HEAD = "| what | measured | to reach | | how |\n|---|---|---|---|---|"
SIGNS = {True: "yes", False: "**no**", None: ""}


def section(figures: Sequence[Figure], *, stamp: str) -> str:
    """Write the body of a part's section."""
    lines = (
        f"| {' | '.join(map(_cell, (each.what, each.measured, each.target, SIGNS[each.met], each.how)))} |"
        for each in figures
    )
    return "\n".join((stamp, "", HEAD, *lines))


def merged(old: str, new: Mapping[str, str], *, order: Sequence[str], title: str, notes: str = "") -> str:
    """Put new sections in the place of older ones; a part that did not run keeps its section, the notes stay last."""
    known = sections(old)
    known |= new
    last = known.pop(NOTES, notes)
    known.pop("", None)
    names = [name for name in order if name in known]
    body = [f"{MARK}{name}\n\n{known[name].strip()}\n" for name in names]
    return "\n".join((title.strip() + "\n", *body, f"{MARK}{NOTES}\n\n{last.strip()}\n"))


def sections(text: str) -> dict[str, str]:
    """Cut a file at its headings; what stands before the first has the name ""."""
    found: dict[str, list[str]] = {"": []}
    name = ""
    for line in text.splitlines():
        if line.startswith(MARK):
            name = line.removeprefix(MARK).strip()
            found[name] = []
        else:
            found[name].append(line)
    return {name: "\n".join(lines).strip() for name, lines in found.items()}


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
