"""What our rules say of the W3C's own test cases, wherever a rule asks the same as one of the W3C's.

The list (`act/act_testcases.json.gz`, or `.json`) names the cases; their pages are in the list itself (`code`,
`content`, `html` or `source`), or beside it as `testcases/<rule>/<id>.html`. What is not there is not run, and is said.
"""

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from accessibility.audit.catalogue import RULES
from accessibility.audit.context import Context
from accessibility.audit.page import audit

MAPPED = {act: tuple(rule for rule in RULES if act in rule.act) for rule in RULES for act in rule.act}
INLINE = ("code", "content", "html", "source")
Case = dict[str, Any]


def cases_in(folder: Path) -> tuple[Case, ...]:
    """The cases of the first list in a folder; none where there is none."""
    for path in sorted(folder.glob("*testcases*.json*")) if folder.is_dir() else ():
        content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        told = json.loads(content)
        return tuple(told["testcases"] if isinstance(told, dict) else told)
    return ()


def page_of(case: Case, folder: Path) -> str | None:
    """The page of a case, or None where nobody laid it there."""
    inline = next((case[name] for name in INLINE if isinstance(case.get(name), str)), None)
    if inline is not None:
        return str(inline)
    path = case.get("relativePath") or f"testcases/{case['ruleId']}/{case.get('testcaseId')}.html"
    page = folder / path
    return page.read_text(encoding="utf-8") if page.suffix in {".html", ".htm"} and page.is_file() else None


def judged(cases: tuple[Case, ...], folder: Path) -> Iterator[tuple[Case, list[str]]]:
    """Each case of a mapped rule whose page is there, with what our rules find on it."""
    for case in cases:
        page = page_of(case, folder) if case["ruleId"] in MAPPED else None
        if page is not None:
            yield case, [str(each) for each in audit(page, context=Context(), rules=MAPPED[case["ruleId"]])]


def agreement(cases: tuple[Case, ...], folder: Path) -> tuple[list[str], list[str]]:
    """Say for each rule how many of its cases agree, and list those that do not."""
    agreed, all_of, wrong = Counter[str](), Counter[str](), []
    for case, findings in judged(cases, folder):
        all_of[case["ruleId"]] += 1
        if bool(findings) == (case["expected"] == "failed"):
            agreed[case["ruleId"]] += 1
        else:
            wrong.append(f"{case['ruleId']} {case.get('testcaseTitle')} ({case['expected']}): {findings}")
    known = Counter(case["ruleId"] for case in cases if case["ruleId"] in MAPPED)
    lines = [
        f"{act} {', '.join(rule.id for rule in MAPPED[act])}: {agreed[act]}/{all_of[act]} agree"
        + (f", {known[act] - all_of[act]} pages are not there" if known[act] > all_of[act] else "")
        for act in sorted(MAPPED)
    ]
    whole = f"in all: {agreed.total()}/{all_of.total()} agree, of {known.total()} cases for {len(MAPPED)} rules"
    return [*lines, whole], wrong
