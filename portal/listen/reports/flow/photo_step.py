"""What step 1 does with photos: keep what was chosen and what is said of it, and throw away what is to go."""

from i18n.lazy import Lazy
from portal.listen.reports.answers import forms
from portal.listen.reports.unsent.drafts import Answers, DraftBox, drafts_of
from portal.listen.reports.unsent.photos import MOST, Received
from portal.web.visit import Visit


def keep(visit: Visit, box: DraftBox, token: str, answers: Answers, received: Received) -> dict[str, Lazy]:
    """Change the photos of a draft as a form asks, and say what is to be mended."""
    named = [each.words_name for each in answers.photos]
    answers.keep({name: visit.form[name] for name in named if name in visit.form})
    box.drop_photo(answers, removed(visit))
    fitting, refused = received.fitting(MOST - len(answers.photos))
    for photo in fitting:
        box.keep_photo(token, answers, photo)
    return forms.wrong_photo_words(answers) | ({"photo": refused} if refused else {})


def removed(visit: Visit) -> str:
    """Name the photo that is to go; empty where all stay."""
    return str(visit.form.get("remove_photo", ""))


def kept(visit: Visit, *, token: str, name: str) -> bytes | None:
    """Open a photo of a draft, or its small copy; None where there is none of this name. Raises DraftGone."""
    box = drafts_of(visit)
    found = [each for each in box.open(token).photos if each.id == name]
    is_small = bool(visit.request.query_params.get("small"))
    return box.photo(token, found[0], small=is_small) if found else None
