"""What can be measured without a browser: criteria, rules, colours, catalogues, plurals, sentences."""

from collections.abc import Iterator, Sequence
from itertools import chain

from accessibility.audit.catalogue import RULES
from accessibility.checks import CHECKS, every_check
from accessibility.contrast import Measured, measure, parse_tokens
from accessibility.criteria import CRITERIA
from accessibility.results import Verdict
from benchmarks.figures import Figure, Missing, at_least, at_most, written
from benchmarks.stage import ROOT, Stage
from i18n.catalogs import DOMAINS, po_path
from i18n.coverage import LEAST_INFLESZ, MOST_MEAN_WORDS, MOST_UNCHANGED, check, readings, stats
from i18n.locales import SHIPPED
from i18n.plurals import form
from i18n.pofiles import messages, read
from i18n.readability import Reading, inflesz
from portal.doors.front.checked import last_run
from portal.web.assets import STATIC
from tests.acceptance import CRITERIA as ACCEPTANCE
from tests.acceptance import proofs
from tests.accessibility.audit.act import agreement, cases_in, judged
from tests.accessibility.audit.examples import proved
from tests.contract import made_by
from tests.i18n.vector import NUMBERS, VECTOR

FOLDER = ROOT / "i18n" / "locale"
LEAST_RULES = 24
BODY, TEXT, EDGE = 7.0, 4.5, 3.0


def figures(stage: Stage) -> Iterator[Figure]:
    """Measure all of them."""
    yield _criteria()
    yield from _rules(stage)
    yield from _contrast()
    yield from _catalogues()
    yield _plurals()
    yield _acceptance()
    yield from _readability()


def _criteria() -> Figure:
    tests = {test for check in every_check() for test in made_by(check)}
    covered = [each for each in CRITERIA if all(map(made_by, CHECKS.get(each, ("",))))]
    run = last_run()
    how = (
        f"{len(every_check())} checks by {len(tests)} tests; the run of {run.on} at {run.commit}: "
        f"{run.count(Verdict.PASSED)} criteria passed, {run.count(Verdict.FAILED)} failed"
    )
    full = len(covered) == len(CRITERIA) == run.count(Verdict.PASSED)
    return Figure(
        "G1: criteria of WCAG 2.2 A and AA with an automatic check",
        f"{len(covered)} of {len(CRITERIA)}",
        "55 of 55",
        full,
        how,
    )


def _rules(stage: Stage) -> Iterator[Figure]:
    sound = proved()
    examples = sum(len(rule.passed) + len(rule.failed) for rule in sound)
    how = f"{len(RULES)} rules; {examples} examples judged as they should be; H24 weighs bytes apart"
    yield at_least("G3: own rules for HTML, each with passing and failing examples", len(sound), LEAST_RULES, "", how)
    try:
        folder = stage.shared("act")
    except Missing as reason:
        yield Figure("G3: agreement with the W3C's test cases", "not measured", how=str(reason))
        return
    cases = cases_in(folder)
    told, wrong = agreement(cases, folder)
    run = len(list(judged(cases, folder)))
    how = told[-1] + ("" if run else "; the list names the cases and holds no pages, so none was run")
    agreed = f"{run - len(wrong)} of {run} run"
    yield Figure("G3: agreement with the W3C's test cases", agreed, "all", not wrong if run else None, how)


def _contrast() -> Iterator[Figure]:
    tokens = parse_tokens((STATIC / "css" / "tokens.css").read_text(encoding="utf-8"))
    all_of = measure(tokens)
    edges = [each for each in all_of if each.pair.name.startswith(("line ", "voice-dot ", "focus "))]
    text = [each for each in all_of if each not in edges]
    body = [each for each in text if each.pair.goal >= BODY]
    for what, found, least in (
        ("body text", body, BODY),
        ("any text", text, TEXT),
        ("edges, dots and focus", edges, EDGE),
    ):
        yield _lowest(f"G9: contrast of {what}, lowest in any scheme", found, least)


def _lowest(what: str, found: Sequence[Measured], least: float) -> Figure:
    schemes = dict.fromkeys(each.scheme for each in found)
    lows = [min((each for each in found if each.scheme is scheme), key=lambda each: each.ratio) for scheme in schemes]
    how = "; ".join(f"{each.scheme}: {each.ratio:.1f}, {each.pair.name}" for each in lows)
    return at_least(what, min(each.ratio for each in lows), least, ": 1", how)


def _catalogues() -> Iterator[Figure]:
    counted = stats(ROOT)
    total, complete = sum(each.total for each in counted), sum(each.complete for each in counted)
    yield Figure(
        "G15: messages in the catalogues that are complete",
        f"{complete:,} of {total:,}",
        "all",
        complete == total > 0,
        f"{len(SHIPPED)} languages × {', '.join(DOMAINS)}",
    )
    entries = [
        each for locale in SHIPPED for domain in DOMAINS for each in messages(read(po_path(FOLDER, locale.tag, domain)))
    ]
    fuzzy = sum(each.fuzzy for each in entries)
    yield at_most("G15: messages marked as guessed (fuzzy)", fuzzy, 0, "")
    found = check(ROOT)
    same = [each for each in found if each.check == "unchanged"]
    yield at_most(
        "G15: messages that read as in English and are not listed", len(same), 0, "",
        f"the list of exceptions may hold {MOST_UNCHANGED} a language; `veu messages check` finds {len(found)} faults",
    )  # fmt: skip


def _plurals() -> Figure:
    right = sum(
        form(tag, n) == place for tag, places in VECTOR.items() for n, place in zip(NUMBERS, places, strict=True)
    )
    asked = sum(map(len, VECTOR.values()))
    how = f"{len(NUMBERS)} numbers × {len(VECTOR)} languages, by the rules that every catalogue is pinned to"
    return Figure(
        "G16: numbers that take their right plural form", f"{right} of {asked}", "91 of 91", right == asked == 91, how
    )


def _acceptance() -> Figure:
    found = proofs()
    proven = [each for each in ACCEPTANCE if found.get(each)]
    how = f"{len(set(chain.from_iterable(found.values())))} tests name what they prove; `make test` runs them"
    many = len(ACCEPTANCE)
    return Figure(
        "G22: acceptance criteria with a test", f"{len(proven)} of {many}", "40 of 40", len(proven) == many == 40, how
    )


def _readability() -> Iterator[Figure]:
    read_as = readings(FOLDER)
    spanish = read_as["es"]
    how = f"{spanish.sentences:,} sentences, {spanish.words:,} words of all catalogues"
    yield at_least("G25: ease of reading in Spanish (INFLESZ)", round(inflesz(spanish), 1), LEAST_INFLESZ, "", how)
    worst = max(read_as, key=lambda tag: read_as[tag].mean_words)
    how = ", ".join(f"{tag} {_means(each)}" for tag, each in read_as.items()) + " (mean, and one in twenty above)"
    mean = read_as[worst].mean_words
    yield at_most("G25: words a sentence, mean of the longest language", mean, MOST_MEAN_WORDS, f"in {worst}", how)


def _means(counts: Reading) -> str:
    return f"{written(round(counts.mean_words, 1))}/{counts.p95_words}"
