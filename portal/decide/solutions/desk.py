"""Where staff write measures, change them, show them to everyone and take them back."""

from fastapi import Response

from portal.city.identity.desk_policies import STAFF_ONLY
from portal.city.issues.names import names_of
from portal.decide.solutions import queries, service
from portal.decide.solutions.asking import SECTION, ask, read
from portal.decide.solutions.queries import SolutionView
from portal.decide.solutions.rules import SolutionChanged
from portal.ground import clock
from portal.ground.audit_log.service import record
from portal.ground.errors import NotFound
from portal.web.kept_words import KeepsWords
from portal.web.rendering import render
from portal.web.routing import Room
from portal.web.visit import Visit, VisitDep
from privacy.dp.weeks import local_day

room = Room(route_class=KeepsWords)


@room.reads("/solutions", name="staff:solutions", policy=STAFF_ONLY)
def index(visit: VisitDep) -> Response:
    """List all measures."""
    return render(visit, "staff/solutions.html", section=SECTION, solutions=queries.every(visit.session))


@room.reads("/solutions/new", name="staff:solution_new", policy=STAFF_ONLY)
def new(visit: VisitDep) -> Response:
    """Ask for a measure."""
    return ask(visit)


@room.writes("/solutions/new", name="staff:solution_draft", policy=STAFF_ONLY)
def draft(visit: VisitDep) -> Response:
    """Keep a measure that only the desk sees."""
    measure, problems = read(visit)
    if measure is None:
        return ask(visit, problems=problems)
    made = service.draft(visit.session, measure=measure)
    _note(visit, "solution.draft", made.reference)
    return visit.redirect("staff:solution", reference=made.reference)


@room.reads("/solutions/{reference}", name="staff:solution", policy=STAFF_ONLY)
def show(visit: VisitDep, reference: str) -> Response:
    """Show a measure as residents will see it, and what can be done with it."""
    solution = _solution(visit, reference)
    return render(visit, "staff/solution.html", section=SECTION, solution=solution, names=names_of(visit))


@room.reads("/solutions/{reference}/edit", name="staff:solution_edit", policy=STAFF_ONLY)
def edit(visit: VisitDep, reference: str) -> Response:
    """Show a measure's words and numbers, to be changed."""
    return ask(visit, solution=_solution(visit, reference))


@room.writes("/solutions/{reference}/edit", name="staff:solution_change", policy=STAFF_ONLY)
def change(visit: VisitDep, reference: str) -> Response:
    """Write a measure anew; a clerk who was not the first gets both versions."""
    found = _solution(visit, reference, lock=True)
    if _version(visit) != found.version:
        return ask(visit, solution=found, is_late=True)
    measure, problems = read(visit)
    if measure is None:
        return ask(visit, solution=found, problems=problems)
    service.change(visit.session, reference, measure=measure, version=found.version)
    _note(visit, "solution.change", reference)
    return visit.redirect("staff:solution", reference=reference)


@room.writes("/solutions/{reference}/publish", name="staff:solution_publish", policy=STAFF_ONLY)
def publish(visit: VisitDep, reference: str) -> Response:
    """Show a measure to everyone; the next ranking has it."""
    today = local_day(clock.now(), visit.site.settings.zone)
    service.publish(visit.session, _solution(visit, reference).reference, version=_version(visit), today=today)
    _note(visit, "solution.publish", reference)
    return visit.redirect("staff:solution", reference=reference)


@room.writes("/solutions/{reference}/withdraw", name="staff:solution_withdraw", policy=STAFF_ONLY)
def withdraw(visit: VisitDep, reference: str) -> Response:
    """Take a measure back."""
    service.withdraw(visit.session, _solution(visit, reference).reference, version=_version(visit))
    _note(visit, "solution.withdraw", reference)
    return visit.redirect("staff:solution", reference=reference)


@room.writes("/solutions/{reference}/delete", name="staff:solution_delete", policy=STAFF_ONLY)
def delete(visit: VisitDep, reference: str) -> Response:
    """Throw a draft away."""
    service.delete_draft(visit.session, _solution(visit, reference).reference, version=_version(visit))
    _note(visit, "solution.delete", reference)
    return visit.redirect("staff:solutions")


def _note(visit: Visit, act: str, reference: str) -> None:
    actor = f"staff:{visit.person.reference}".replace(" ", "-")
    record(visit.session, actor=actor, act=act, object=f"solution:{reference}")


def _solution(visit: Visit, reference: str, *, lock: bool = False) -> SolutionView:
    solution = queries.by_reference(visit.session, reference, drafts=True, lock=lock)
    if solution is None:
        raise NotFound
    return solution


def _version(visit: Visit) -> int:
    """The version that the clerk has read. Raises SolutionChanged where the form names none."""
    said = str(visit.form.get("version", ""))
    if not said.isascii() or not said.isdigit() or len(said) > 9:
        raise SolutionChanged
    return int(said)
