"""What follows a report: the receipt, and throwing away what must not stay on a shared device."""

from fastapi import Response

from portal.listen.reports.flow import pages
from portal.listen.reports.rules import DraftGone, Receipt
from portal.listen.reports.unsent.drafts import DraftBox, drafts_of
from portal.web.policies import OPEN_FORM, PUBLIC
from portal.web.routing import Room
from portal.web.visit import VisitDep

room = Room()


@room.reads("/report/{draft}/sent", name="reports:sent", policy=PUBLIC)
def sent(visit: VisitDep, draft: str) -> Response:
    """Show the receipt: the reference, and the tracking code for the only time."""
    return pages.sent(visit, token=draft, receipt=drafts_of(visit).receipt(draft, Receipt.SENT))


@room.reads("/report/{draft}/discard", name="reports:sure", policy=PUBLIC)
def sure(visit: VisitDep, draft: str) -> Response:
    """Ask whether the draft shall be thrown away; once it was sent, show the receipt."""
    box = drafts_of(visit)
    if box.was_sent(draft):
        return visit.redirect("reports:sent", draft=draft)
    return pages.sure(visit, token=draft, key=_phone_key(box, draft))


@room.writes("/report/{draft}/discard", name="reports:discard", policy=OPEN_FORM)
def discard(visit: VisitDep, draft: str) -> Response:
    """Throw the draft away, or the receipt on a shared device: it never goes with what was taken for a draft."""
    box = drafts_of(visit)
    if "receipt" not in visit.form and box.was_sent(draft):
        return visit.redirect("reports:sent", draft=draft)
    box.discard(draft)
    return visit.redirect("reports:discarded", query={"sent": "1"} if "receipt" in visit.form else {})


@room.reads("/report-discarded", name="reports:discarded", policy=PUBLIC)
def discarded(visit: VisitDep) -> Response:
    """Say that nothing was kept."""
    return pages.discarded(visit)


def _phone_key(box: DraftBox, token: str) -> str:
    """Give the key that a phone drew for what became this draft: by it the phone forgets its copy, too."""
    try:
        return box.open(token).text("key")
    except DraftGone:
        return ""
