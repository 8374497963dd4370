"""Where everybody comes in."""

from fastapi import Response
from starlette.responses import JSONResponse, RedirectResponse

from portal.doors.front import easy, home
from portal.doors.front.statement import statement
from portal.web.policies import CACHED, PUBLIC
from portal.web.rendering import render
from portal.web.routing import Room
from portal.web.visit import Visit, VisitDep

room = Room()
root = Room()


@room.reads("/", name="home", policy=CACHED)
def front_door(visit: VisitDep) -> Response:
    """Say what this is, and show the way."""
    return render(visit, "pages/home.html", home=home.facts(visit.session, visit.locale))


@room.reads("/all-pages", name="sitemap", policy=CACHED)
def all_pages(visit: VisitDep) -> Response:
    """List every page."""
    return render(visit, "pages/sitemap.html", links=home.pages(visit))


@room.reads("/privacy", name="privacy", policy=CACHED)
def privacy(visit: VisitDep) -> Response:
    """Say the promise, and what it rests on."""
    promise = home.promise(visit.session, visit.site.settings.zone)
    phones = home.push_services(visit.site.settings)
    return render(visit, "pages/privacy.html", promise=promise, kept=home.kept(), phones=phones)


@room.reads("/accessibility", name="accessibility", policy=PUBLIC)
def accessibility(visit: VisitDep) -> Response:
    """Say how usable this is, what is not, and whom to tell."""
    return render(visit, "pages/accessibility.html", statement=statement(), **home.answers(visit))


@root.reads("/accessibility.json", name="accessibility_json", policy=PUBLIC)
def accessibility_json(visit: VisitDep) -> Response:  # noqa: ARG001 - a route is given its visit
    """Say the same to programs."""
    return JSONResponse(statement().as_json())


@room.reads("/rights", name="rights", policy=CACHED)
def rights(visit: VisitDep) -> Response:
    """Say what anybody may do with what they sent, and how."""
    return render(visit, "pages/rights.html")


@room.reads("/easy", name="easy:home", policy=CACHED)
def easy_home(visit: VisitDep) -> Response:
    """Say what this is, easy to read."""
    return _easy(visit, "easy:home")


@room.reads("/easy/report", name="easy:report", policy=CACHED)
def easy_report(visit: VisitDep) -> Response:
    """Say how to report, easy to read."""
    return _easy(visit, "easy:report")


@room.reads("/easy/privacy", name="easy:privacy", policy=CACHED)
def easy_privacy(visit: VisitDep) -> Response:
    """Say the promise, easy to read."""
    return _easy(visit, "easy:privacy")


@room.reads("/easy/rights", name="easy:rights", policy=CACHED)
def easy_rights(visit: VisitDep) -> Response:
    """Say the rights, easy to read."""
    return _easy(visit, "easy:rights")


def _easy(visit: Visit, name: str) -> Response:
    return render(visit, "pages/easy.html", easy=easy.page(name), others=easy.PAGES, facts=easy.facts(visit))


@root.reads("/", name="root", policy=PUBLIC)
def choose_language(visit: VisitDep) -> Response:
    """Lead to the language that was chosen before, or that the browser asks for."""
    answer = RedirectResponse(visit.url("home"), status_code=302)
    answer.headers["vary"] = "Accept-Language, Cookie"
    return answer


@root.reads("/{locale:locale}", name="home_door", policy=PUBLIC)
def front_door_without_slash(visit: VisitDep) -> Response:
    """Lead home whoever leaves the slash out."""
    return visit.redirect("home")


@root.reads("/staff", name="staff_door", policy=PUBLIC)
def desk_door(visit: VisitDep) -> Response:
    """Lead to the desk for whoever leaves the slash out."""
    return visit.redirect("staff:home")


@root.reads("/healthz", name="healthz", policy=PUBLIC)
def healthz(visit: VisitDep) -> Response:
    """Say that the portal and its database answer, and nothing else."""
    visit.session.connection()
    return JSONResponse({"status": "ok"})
