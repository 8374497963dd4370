"""A whole percentage as a form of the desk reads it."""

from typing import Annotated

from pydantic import AfterValidator

from i18n.lazy import lazy
from portal.decide.amounts import percent_of
from portal.web.binding import FieldProblem

NOT_A_PERCENTAGE = lazy("Write a whole percentage between 0 and 100, such as 35.")


def _percentage(text: str) -> str:
    if percent_of(text) is None:
        raise FieldProblem(NOT_A_PERCENTAGE)
    return text


Percentage = Annotated[str, AfterValidator(_percentage)]
