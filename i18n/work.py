"""The work on catalogues, from the root of the repository: `python -m i18n.work` and `veu messages`.

update                      extract, and bring every catalogue up to the code (--prune drops what is obsolete)
extract                     write the template files only
missing TAG > file.jsonl    what is left to translate, one JSON object a line
fill TAG file.jsonl         put the forms written into `msgstr` into the catalogues; says what it refused
check                       everything that is wrong; fails if anything is
compile                     write .mo files, so that a portal starts without reading text
stats                       how far each language is
"""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from i18n import coverage
from i18n.catalogs import DOMAINS, po_path
from i18n.coverage import Finding, Stats
from i18n.exchange import export_missing, fill
from i18n.locales import SHIPPED
from i18n.pofiles import compiled, read
from i18n.updating import locale_folder, update, write_templates


def extract_all(root: Path) -> dict[str, int]:
    """Write the template files; return how many messages each domain has."""
    return {domain: len(entries) for domain, entries in write_templates(root).items()}


def update_all(root: Path, *, prune: bool = False) -> tuple[Path, ...]:
    """Extract, and bring every catalogue up to the code; return the files that changed."""
    return update(root, prune=prune)


def check_all(root: Path) -> tuple[Finding, ...]:
    """Check every catalogue; `summary` turns the findings into lines."""
    folder = locale_folder(root)
    return coverage.check(root, folder, folder.parent / "unchanged.toml")


def summary(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield the findings as lines, then how many there are of each kind."""
    return coverage.summary(findings)


def compile_all(root: Path) -> tuple[Path, ...]:
    """Write a .mo beside each .po and return what was written."""
    built: list[Path] = []
    for tag in (locale.tag for locale in SHIPPED):
        for path in (po_path(locale_folder(root), tag, domain) for domain in DOMAINS):
            if path.exists():
                built.append(path.with_suffix(".mo"))
                built[-1].write_bytes(compiled(read(path), tag))
    return tuple(built)


def stats(root: Path) -> tuple[Stats, ...]:
    """Count messages and complete translations for each language and domain."""
    return coverage.stats(locale_folder(root))


def main(arguments: list[str], root: Path) -> int:
    """Run one command and return the exit code."""
    match arguments:
        case ["missing", tag]:
            lines = [json.dumps(row, ensure_ascii=False) for row in export_missing(root, tag)]
        case ["fill", tag, name]:
            return _fill(root, tag, Path(name))
        case ["check"]:
            findings = check_all(root)
            _say(summary(findings))
            return 1 if findings else 0
        case ["extract"]:
            lines = [f"{domain}: {count} messages" for domain, count in extract_all(root).items()]
        case ["update"] | ["update", "--prune"]:
            lines = [str(path.relative_to(root)) for path in update_all(root, prune="--prune" in arguments)]
        case ["compile"]:
            lines = [f"{len(compile_all(root))} catalogues compiled"]
        case ["stats"]:
            lines = [str(one) for one in stats(root)]
        case _:
            _say((__doc__ or "").splitlines())
            return 2
    _say(lines)
    return 0


def _fill(root: Path, tag: str, rows: Path) -> int:
    given = [json.loads(line) for line in rows.read_text("utf-8").splitlines() if line.strip()]
    taken, refusals = fill(root, tag, given)
    _say(f"refused: {one.reason}: {one.row.get('msgid')!r}" for one in refusals)
    _say([f"{taken} taken, {len(refusals)} refused"])
    return 1 if refusals else 0


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], Path.cwd()))
