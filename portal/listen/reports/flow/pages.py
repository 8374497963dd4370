"""What is shown: one page a step, made from the draft's answers; each works without its script, and loads no file."""

from collections.abc import Mapping
from typing import Any

from fastapi import Response

from accessibility.fields import Choice, Field
from accessibility.forms import Form, answered
from i18n.lazy import Lazy
from portal.city.places import queries as places
from portal.city.services import queries as services
from portal.city.working_days import due_after, working_days_after
from portal.ground.errors import NotFound
from portal.listen.reports.answers import personal, questions, ways, written_in
from portal.listen.reports.answers.sending import Ready, described
from portal.listen.reports.letters import phone_offer
from portal.listen.reports.place import here
from portal.listen.reports.rules import REVIEW_DAYS, DraftGone
from portal.listen.reports.unsent.drafts import Answers
from portal.web.assets import joined_href
from portal.web.headers import WITH_LOCATION
from portal.web.rendering import render
from portal.web.visit import Visit
from privacy.dp.weeks import week_of
from privacy.minimise.text import find, mask

Problems = Mapping[str, Lazy]


def problem(
    visit: Visit, *, token: str, answers: Answers, problems: Problems | None = None, only: str = ""
) -> Response:
    """Step 1: what is the problem? `only` is the question to ask, for those who want one at a time."""
    fields = questions.problem_fields(categories(visit), answers.photos)
    action = visit.url("reports:save_problem", draft=token)
    if only:
        action = visit.url("reports:save_one", draft=token, question=only)
    form = Form(id="problem", action=action, parts=fields)
    return _step(visit, "problem", form, token, answers, problems, photos=described(answers), only=only)


def place(visit: Visit, *, token: str, answers: Answers, problems: Problems | None = None) -> Response:
    """Step 2: where is it? What may be dangerous comes with the number to call."""
    form = Form(
        id="place-form",
        action=visit.url("reports:save_place", draft=token),
        parts=questions.place_fields(districts(visit)),
    )
    chosen = services.service_by_code(visit.session, answers.text("category"))
    dangerous = chosen is not None and chosen.shows_emergency
    page = _step(visit, "place", form, token, answers, problems, may_be_dangerous=dangerous, here=here)
    page.headers["permissions-policy"] = WITH_LOCATION
    return page


def check(visit: Visit, *, token: str, answers: Answers, found: Ready, problems: Problems | None = None) -> Response:
    """Step 3: what everyone will see beside what only the crew will see."""
    answers.said.setdefault("public", "no" if found.service.sensitive else "yes")
    form = Form(
        id="check",
        action=visit.url("reports:send", draft=token),
        parts=(*questions.sending_fields(is_sensitive=found.service.sensitive), *written_in.field(found.problem.words)),
    )
    words, language = found.problem.words, written_in.propose(answers.said, visit.locale)
    return _step(
        visit,
        "check",
        form,
        token,
        answers,
        problems,
        found=found,
        photos=found.photos,
        district=places.district(visit.session, found.where.district_code),
        public_words=mask(words),
        language=language,
        covered=len(find(words)),
        mask=mask,
        personal=personal.findings(answers, personal.fields(answers)),
        personal_shown=personal.marked(visit, answers, personal.fields(answers, "problem")),
        notice=personal.TAKEN if "taken" in visit.request.query_params else None,
        is_public=answers.text("public") == "yes",
        review_days=REVIEW_DAYS,
    )


def sent(visit: Visit, *, token: str, receipt: Mapping[str, str]) -> Response:
    """The receipt."""
    service = services.service_by_code(visit.session, receipt["category"])
    today, off = visit.today, places.holidays(visit.session)
    return render(
        visit,
        "reports/sent.html",
        section="report",
        inline=True,
        scripts=(joined_href("report"), *phone_offer.scripts(visit)),
        push_key=phone_offer.key(visit),
        token=token,
        receipt=receipt,
        today=today,
        read_by=working_days_after(today, REVIEW_DAYS, off),
        due_on=due_after(today, service.due_days, off) if service else None,
    )


def sure(visit: Visit, *, token: str, key: str) -> Response:
    """Shall the draft be thrown away? Back leads to the step where that was asked."""
    step = ways.STEPS.get(visit.request.query_params.get("step", ""), ways.STEPS["problem"])
    return render(visit, "reports/sure.html", section="report", inline=True, token=token, step=step, key=key)


def discarded(visit: Visit) -> Response:
    """Nothing is kept of a draft; or a report is with the city, and the page with its code is gone."""
    name = "left" if "sent" in visit.request.query_params else "discarded"
    return render(visit, f"reports/{name}.html", section="report", inline=True)


def gone(visit: Visit, *names: str) -> Response:
    """Say that a draft is gone, with what was typed in these fields of a step that came too late."""
    typed = tuple(said for name in names if (said := str(visit.form.get(name, ""))).strip())
    status = int(DraftGone.status)
    return render(
        visit, "errors/problem.html", status=status, section="report", inline=True, error=DraftGone, typed=typed
    )


def photo(jpeg: bytes | None) -> Response:
    """The photo itself."""
    if jpeg is None:
        raise NotFound
    return Response(jpeg, media_type="image/jpeg")


def _step(
    visit: Visit,
    name: str,
    form: Form,
    token: str,
    answers: Answers,
    problems: Problems | None,
    **more: Any,
) -> Response:
    values = {key: (value,) for key, value in answers.said.items() if value}
    shown = answered(form, values=values, errors=on_the_page(form, problems or {}))
    return render(
        visit,
        f"reports/{name}.html",
        status=422 if problems else 200,
        section="report",
        errors=bool(problems),
        inline=True,
        scripts=(joined_href("report"),),
        keeps=form.id,
        form=shown,
        token=token,
        answers=answers,
        **more,
    )


def on_the_page(form: Form, problems: Problems) -> dict[str, Lazy]:
    """Lead each problem to a question that is on the page; a hidden one speaks at the first question."""
    names = [part.name for part in form.parts if isinstance(part, Field)]
    return {name if name in names else names[0]: sentence for name, sentence in problems.items()}


def week_today(visit: Visit) -> int:
    """The present week in the city."""
    return week_of(visit.today)


def categories(visit: Visit) -> tuple[Choice, ...]:
    """The types of problem."""
    tag = visit.locale.tag
    return tuple(
        Choice(value=each.code, label=each.name_in(tag), hint=each.hint_in(tag), icon=each.icon)
        for each in services.active_services(visit.session, week=week_today(visit))
    )


def districts(visit: Visit) -> tuple[Choice, ...]:
    """The districts."""
    return tuple(Choice(value=each.code, label=each.wording) for each in places.districts(visit.session))
