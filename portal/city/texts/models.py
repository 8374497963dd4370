"""The tables of texts, and what the database itself refuses: a page that lacks one of the city's own languages."""

from datetime import date
from typing import Any, Final

from sqlalchemy import JSON, CheckConstraint, Connection, Table, event
from sqlmodel import Field, SQLModel


class CityPage(SQLModel, table=True):
    """A page that the city writes; its words are in `city_text`."""

    __tablename__ = "city_page"

    name: str = Field(primary_key=True, max_length=60)  # in its address, the same in all languages
    source_locale: str = Field(max_length=2)
    published: bool = False
    published_on: date | None = None
    version: int = 1


class CityText(SQLModel, table=True):
    """A text in one language. Who wrote and who reviewed it stands in the audit log alone."""

    __tablename__ = "city_text"
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'reviewed')", name="ck_city_text_state"),
        CheckConstraint("state <> 'reviewed' OR shown IS NOT NULL", name="ck_city_text_reviewed"),
    )

    kind: str = Field(primary_key=True, max_length=10)  # rules.Kind
    code: str = Field(primary_key=True, max_length=60)
    locale: str = Field(primary_key=True, max_length=2)
    texts: dict[str, str] = Field(sa_type=JSON)  # field -> the newest wording
    state: str = Field(max_length=8)
    source_locale: str = Field(max_length=2)
    source_hash: str = Field(max_length=64)
    shown: dict[str, str] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    shown_hash: str = Field(max_length=64)
    file_hash: str = Field(max_length=64)
    written_on: date
    reviewed_on: date | None = None
    version: int


_REFUSED: Final = "a published page has all languages of the city"
_LACKS: Final = (
    "EXISTS (SELECT 1 FROM city_jurisdiction, {own} WHERE NOT EXISTS (SELECT 1 FROM city_text"
    " WHERE kind = 'page' AND code = NEW.name AND locale = own.value AND shown IS NOT NULL))"
)
_NEEDED: Final = (
    "OLD.kind = 'page' AND EXISTS (SELECT 1 FROM city_page WHERE name = OLD.code AND published)"
    " AND EXISTS (SELECT 1 FROM city_jurisdiction, {own} WHERE own.value = OLD.locale)"
)
_LITE: Final = "json_each(official_languages) AS own"
_POSTGRES: Final = "json_array_elements_text(official_languages) AS own(value)"
_ABORT: Final = f"SELECT RAISE(ABORT, '{_REFUSED}') WHERE "
_RAISE: Final = f"RAISE EXCEPTION '{_REFUSED}'; END IF; RETURN"
TRIGGERS: Final = {
    "sqlite": (
        (
            "CREATE TRIGGER city_page_new BEFORE INSERT ON city_page WHEN NEW.published"
            f" BEGIN {_ABORT}{_LACKS.format(own=_LITE)}; END"
        ),
        (
            "CREATE TRIGGER city_page_shown BEFORE UPDATE ON city_page WHEN NEW.published AND NOT OLD.published"
            f" BEGIN {_ABORT}{_LACKS.format(own=_LITE)}; END"
        ),
        (
            "CREATE TRIGGER city_text_emptied BEFORE UPDATE ON city_text WHEN NEW.shown IS NULL"
            f" BEGIN {_ABORT}{_NEEDED.format(own=_LITE)}; END"
        ),
        f"CREATE TRIGGER city_text_gone BEFORE DELETE ON city_text BEGIN {_ABORT}{_NEEDED.format(own=_LITE)}; END",
    ),
    "postgresql": (
        (
            "CREATE OR REPLACE FUNCTION city_page_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" IF {_LACKS.format(own=_POSTGRES)} THEN {_RAISE} NEW; END $$"
        ),
        (
            "CREATE TRIGGER city_page_new BEFORE INSERT ON city_page FOR EACH ROW WHEN (NEW.published)"
            " EXECUTE FUNCTION city_page_refuse()"
        ),
        (
            "CREATE TRIGGER city_page_shown BEFORE UPDATE ON city_page FOR EACH ROW"
            " WHEN (NEW.published AND NOT OLD.published) EXECUTE FUNCTION city_page_refuse()"
        ),
        (
            "CREATE OR REPLACE FUNCTION city_text_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" IF {_NEEDED.format(own=_POSTGRES)} THEN {_RAISE}"
            " CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END; END $$"
        ),
        (
            "CREATE TRIGGER city_text_emptied BEFORE UPDATE ON city_text FOR EACH ROW WHEN (NEW.shown IS NULL)"
            " EXECUTE FUNCTION city_text_refuse()"
        ),
        "CREATE TRIGGER city_text_gone BEFORE DELETE ON city_text FOR EACH ROW EXECUTE FUNCTION city_text_refuse()",
    ),
}


@event.listens_for(SQLModel.metadata.tables[str(CityText.__tablename__)], "after_create")
def _refuse(_table: Table, connection: Connection, **_rest: Any) -> None:
    """Make what refuses, when both tables are there: `city_page` is made before `city_text`."""
    for statement in TRIGGERS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
