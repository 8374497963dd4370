"""What invented people told the city about using its site: answered, answered once, and waiting."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from sqlmodel import Session

from portal.listen.barriers import service
from portal.listen.barriers.rules import Reply, Told
from privacy.vault.keys import KeyRing


@dataclass(frozen=True, slots=True)
class Said:
    """One problem: how long ago it was told, and each answer with the days that it took."""

    days_ago: int
    words: str
    language: str
    locale: str
    page: str
    answers: tuple[tuple[int, Reply, str], ...] = ()


SAID: Final = (
    Said(
        40, "El lector de pantalla lee dos veces el nombre de cada distrito.", "es", "es", "/es/figures",
        ((2, Reply.READ, ""), (9, Reply.MENDED, "")),
    ),
    Said(
        12, "No trobe on es canvia la grandària de la lletra.", "ca-valencia", "ca", "/ca/",
        ((3, Reply.READ, ""),),
    ),
    Said(2, "زر الصورة مكتوب بلغة أخرى ولا أفهمه.", "ar", "ar", "/ar/report/…/problem"),
)  # fmt: skip


def tell(session: Session, ring: KeyRing, *, today: date) -> None:
    """Let the invented people tell what did not work, and the desk answer them."""
    for said in SAID:
        told_on = today - timedelta(days=said.days_ago)
        told = Told(
            once=str(uuid5(NAMESPACE_URL, said.words)), words=said.words, page=said.page,
            language=said.language, locale=said.locale, told_on=told_on,
        )  # fmt: skip
        kept = service.tell(session, ring, told=told, email="")
        for days, reply, words in said.answers:
            on = told_on + timedelta(days=days)
            service.answer(session, kept, reply=reply, words=words, version=kept.version, today=on)
