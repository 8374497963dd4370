"""One batch of requests in one transaction: issues, voices, what is remembered of them, and how far the run is."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from portal.city.issues.service import publish_many
from portal.city.services.cells import cell_of
from portal.doors.imports import checkpoint
from portal.doors.imports.admission import open_weeks
from portal.doors.imports.checkpoint import Checkpoint
from portal.doors.imports.interpreter import Interpreted, Request
from portal.doors.imports.rejects import Reject, RejectsFile
from portal.doors.imports.rules import Reason, sayable_id
from portal.doors.imports.services_made import begin_earlier
from portal.ground.contributions.rules import Voice
from portal.ground.contributions.service import admit_many
from portal.understand.figures.releasing.service import count_imported
from privacy.dp.families import ANONYMOUS
from privacy.dp.weeks import week_of


@dataclass(slots=True)
class Batch:
    """What all batches of a run share. `first_week` and `last_week` are the outermost that this process has met."""

    source: str
    codes: tuple[str, ...]
    prefix: str
    rejects: RejectsFile
    id_column: str
    first_week: int | None = None
    last_week: int | None = None


def take_in(session: Session, batch: Batch, at: Checkpoint, read: Interpreted) -> None:
    """Write all that a batch holds; the caller commits. Raises RunsAlready."""
    checkpoint.hold(session, at)
    new, rejects, passed = _sorted(session, batch, at, read)
    _publish(session, batch, at, new)
    _admit(session, at, new)
    _count(session, batch, at, new)
    counts = at.counts
    counts.rows += read.rows
    counts.known += passed
    counts.stand_ins += sum(request.is_stand_in for request in new)
    for reject in rejects:
        counts.rejects[reject.reason] += 1
    checkpoint.advance(session, at, rejects_bytes=batch.rejects.add(rejects))


def _sorted(
    session: Session, batch: Batch, at: Checkpoint, read: Interpreted
) -> tuple[tuple[Request, ...], tuple[Reject, ...], int]:
    """Tell new requests from those that stand twice in the file and those that were taken in before."""
    before = checkpoint.known(session, batch.source, [request.external_id for request in read.requests])
    new: dict[str, Request] = {}
    twice: list[Reject] = []
    passed = 0
    for request in read.requests:
        earlier = before.get(request.external_id)
        is_of_this_file = earlier is not None and earlier.run_id == at.run_id and earlier.row != request.line
        if request.external_id in new or is_of_this_file:
            said = sayable_id(request.external_id)
            twice.append(Reject(request.line, said, Reason.DUPLICATE_ID, batch.id_column))
        elif earlier is not None:
            passed += 1
        else:
            new[request.external_id] = request
    return tuple(new.values()), tuple(sorted((*read.rejects, *twice))), passed


def _publish(session: Session, batch: Batch, at: Checkpoint, new: Sequence[Request]) -> None:
    """Make the public issues, and remember every request with its own."""
    public = [request for request in new if request.issue is not None]
    references = publish_many(session, (request.issue for request in public if request.issue), prefix=batch.prefix)
    reference_of = dict(zip((request.external_id for request in public), references, strict=True))
    remembered = [
        {
            "source": batch.source,
            "external_id": request.external_id,
            "reference": reference_of.get(request.external_id),
            "run_id": at.run_id,
            "row": request.line,
        }
        for request in new
    ]
    if remembered:
        checkpoint.remember(session, remembered)
    at.counts.issues += len(references)
    at.counts.private += len(new) - len(references)


def _admit(session: Session, at: Checkpoint, new: Sequence[Request]) -> None:
    """Let residents' voices count under their own date, where nobody has planned that year's figures yet."""
    voices = [request for request in new if request.is_voice]
    still_open = open_weeks(session, {week_of(request.reported_on) for request in voices})
    admitted = [
        Voice(ANONYMOUS.name, None, week, cell_of(request.service.code, request.district_code))
        for request in voices
        if (week := week_of(request.reported_on)) in still_open
    ]
    admit_many(session, admitted)
    at.counts.voices += len(admitted)
    at.counts.late += len(voices) - len(admitted)


def _count(session: Session, batch: Batch, at: Checkpoint, new: Sequence[Request]) -> None:
    """Let the figures have the weeks that the file speaks of."""
    if not new:
        return
    weeks = [week_of(request.reported_on) for request in new]
    first, last = min(weeks), max(weeks)
    is_earlier = batch.first_week is None or first < batch.first_week
    if is_earlier or batch.last_week is None or last > batch.last_week:
        count_imported(session, name=f"{batch.source} {at.run_id}", weeks=range(first, last + 1))
        batch.last_week = max(last, batch.last_week or last)
    if is_earlier:
        batch.first_week = first
        begin_earlier(session, batch.codes, week=first)
