"""Where staff write measures, change them, show them to everyone and take them back."""

from fastapi import Response

from portal.city.identity import acting
from portal.city.identity.desk_policies import STAFF_ONLY
from portal.city.issues.names import names_of
from portal.decide.solutions import queries, service
from portal.decide.solutions.asking import SECTION, ask, read
from portal.decide.solutions.queries import SolutionView
from portal.ground.audit_log.acts import Act
from portal.ground.errors import NotFound
from portal.web.kept_words import KeepsWords
from portal.web.rendering import render
from portal.web.routing import Room
from portal.web.visit import Visit, VisitDep

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
    _note(visit, Act.SOLUTION_DRAFT, made.reference)
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
    if acting.version(visit) != found.version:
        return ask(visit, solution=found, is_late=True)
    measure, problems = read(visit)
    if measure is None:
        return ask(visit, solution=found, problems=problems)
    service.change(visit.session, reference, measure=measure, version=found.version)
    _note(visit, Act.SOLUTION_CHANGE, reference)
    return visit.redirect("staff:solution", reference=reference)


@room.writes("/solutions/{reference}/publish", name="staff:solution_publish", policy=STAFF_ONLY)
def publish(visit: VisitDep, reference: str) -> Response:
    """Show a measure to everyone; the next ranking has it."""
    today = visit.today
    service.publish(visit.session, _solution(visit, reference).reference, version=acting.version(visit), today=today)
    _note(visit, Act.SOLUTION_PUBLISH, reference)
    return visit.redirect("staff:solution", reference=reference)


@room.writes("/solutions/{reference}/withdraw", name="staff:solution_withdraw", policy=STAFF_ONLY)
def withdraw(visit: VisitDep, reference: str) -> Response:
    """Take a measure back."""
    service.withdraw(visit.session, _solution(visit, reference).reference, version=acting.version(visit))
    _note(visit, Act.SOLUTION_WITHDRAW, reference)
    return visit.redirect("staff:solution", reference=reference)


@room.writes("/solutions/{reference}/delete", name="staff:solution_delete", policy=STAFF_ONLY)
def delete(visit: VisitDep, reference: str) -> Response:
    """Throw a draft away."""
    service.delete_draft(visit.session, _solution(visit, reference).reference, version=acting.version(visit))
    _note(visit, Act.SOLUTION_DELETE, reference)
    return visit.redirect("staff:solutions")


def _note(visit: Visit, act: Act, reference: str) -> None:
    acting.note(visit, act, f"solution:{reference}")


def _solution(visit: Visit, reference: str, *, lock: bool = False) -> SolutionView:
    solution = queries.by_reference(visit.session, reference, drafts=True, lock=lock)
    if solution is None:
        raise NotFound
    return solution
