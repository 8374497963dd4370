"""The form of a poll: empty, filled with what was typed, or with the draft that is to be changed."""

from functools import partial
from http import HTTPStatus

from fastapi import Response

from accessibility.forms import Form, answered
from i18n.lazy import Lazy
from portal.city.places.shell import official_of
from portal.ground import clock
from portal.listen.voting import drafting, forms, queries
from portal.listen.voting.queries import PollView
from portal.listen.voting.rules import Drafted
from portal.web import own_words
from portal.web.rendering import render
from portal.web.several_languages import fields_of
from portal.web.visit import Visit


def ask(
    visit: Visit, *, poll: PollView | None = None, problems: dict[str, Lazy] | None = None, is_late: bool = False
) -> Response:
    """Ask for a poll, or for changes to `poll`; `is_late` where somebody else has changed it meanwhile."""
    typed = _typed(visit)
    fields = (*forms.draft_fields(official_of(visit)), *own_words.question(typed, fields_of(forms.TEXTS)))
    action, back = visit.url("staff:poll_draft"), visit.url("staff:polls")
    if poll is not None:
        action = visit.url("staff:poll_change", reference=poll.reference)
        back = visit.url("staff:poll", reference=poll.reference)
    form = Form(id="poll", action=action, parts=fields, back=back)
    values = forms.answers_of(poll, zone=visit.site.settings.zone) if poll and not visit.writes else typed
    return render(
        visit,
        "staff/poll_new.html",
        section="polls",
        status=HTTPStatus.CONFLICT if is_late else HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK,
        errors=bool(problems),
        form=answered(form, values=values, errors=problems),
        poll=poll,
        is_late=is_late,
    )


def read(visit: Visit) -> tuple[Drafted | None, dict[str, Lazy]]:
    """Read what was typed."""
    return drafting.read(
        visit.form,
        official=official_of(visit),
        zone=visit.site.settings.zone,
        now=clock.now(),
        closing_in=partial(queries.closing_in, visit.session),
    )


def _typed(visit: Visit) -> dict[str, tuple[str, ...]]:
    return {name: (text,) for name, text in visit.form.multi_items() if isinstance(text, str) and text}
