"""What an installation may set: every knob with its unit and its default, read from `VEU_*` once at the start.

Settings are handed in, never imported. Facts about the city (districts, services, languages) are data, not settings.
"""

from enum import StrEnum
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from portal.ground.errors import ConfigurationError

DEMO_MARK = "this-is-a-demo"
"""A file that says that a folder holds a demo, so that every command of it knows."""

DATABASES = ("sqlite:///", "postgresql://", "postgresql+psycopg://")


PUSH_HOSTS = "fcm.googleapis.com,updates.push.services.mozilla.com,web.push.apple.com,*.notify.windows.com"

TRYING = "To try it on this machine only, set VEU_MODE=demo."


class Mode(StrEnum):
    """What kind of installation this is."""

    DEMO = "demo"
    PRODUCTION = "production"
    TEST = "test"
    BENCH = "bench"


class Settings(BaseSettings):
    """All knobs. `VEU_PORT=8001` sets `port`; secrets are read from files."""

    model_config = SettingsConfigDict(env_prefix="VEU_", frozen=True, extra="ignore")

    mode: Mode = Mode.PRODUCTION
    var: Path = Field(default=Path("var"), description="The folder for everything that is written.")
    database_url: str = Field(default="", description="sqlite:///… or postgresql+psycopg://…; empty: SQLite under var.")
    keys: Path | None = Field(default=None, description="The folder of the key files; needed in production.")
    ledger: Path | None = Field(
        default=None, description="The folder of the public ledger file, best outside var; unset: var/public."
    )
    url: str = Field(default="", description="The public address, without a slash at the end.")
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    proxies: str = Field(
        default="127.0.0.1,::1", description="Addresses of the proxies in front, whose X-Forwarded-For is believed."
    )
    workers: int = Field(default=1, ge=1, le=64)
    threads: int = Field(default=4, ge=1, le=64, description="Threads a worker; the database pool has as many places.")
    embedded_worker: bool = Field(default=True, description="Run the waiting jobs beside the web server.")
    time_zone: str = "Europe/Madrid"
    smtp_host: str = Field(default="", description="Empty: letters are printed (demo) or refused (production).")
    smtp_port: int = 25
    smtp_starttls: bool = False
    smtp_user: str = ""
    smtp_password_file: Path | None = None
    mail_from: str = "veu@localhost"
    tiles: str = Field(
        default="",
        description="Raster tiles beneath the maps: a folder with z/x/y.png, or an address of the portal's own host "
        "with {z}, {x} and {y}.",
    )
    tiles_credit: str = Field(default="", description="Who made the tiles; it stands beside each map.")
    sign_language: Path | None = Field(
        default=None, description="The folder of the city's films in sign language; unset: there are none."
    )
    push: bool = Field(default=False, description="Let residents be told on their phone, by their browser's service.")
    push_hosts: str = Field(default=PUSH_HOSTS, description="The push services of browsers, the only ones ever asked.")
    translator: str = Field(
        default="",
        description="A LibreTranslate server of the city's own, on this machine or its private network; empty: none.",
    )
    throttles: bool = Field(default=True, description="Only the bench and the tests may switch them off.")

    @field_validator("database_url")
    @classmethod
    def _is_a_database_we_know(cls, url: str) -> str:
        if not url:
            return url
        if not url.startswith(DATABASES):
            raise ConfigurationError("VEU_DATABASE_URL begins with sqlite:/// or postgresql+psycopg://, or is not set.")
        try:
            named = make_url(url).database
        except (ArgumentError, ValueError) as error:
            raise ConfigurationError("VEU_DATABASE_URL cannot be read as an address of a database.") from error
        if url.startswith("sqlite") and (named in (None, "", ":memory:") or str(named).startswith("file:")):
            raise ConfigurationError(
                "VEU_DATABASE_URL names no file: write sqlite:////srv/veu/veu.db, or leave it out."
            )
        return url

    @field_validator("translator")
    @classmethod
    def _is_an_address(cls, url: str) -> str:
        parts = urlsplit(url)
        if url and (parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc or parts.query):
            raise ConfigurationError("VEU_TRANSLATOR is an address such as http://127.0.0.1:5000, or is not set.")
        return url

    @field_validator("time_zone")
    @classmethod
    def _is_a_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ConfigurationError(f"VEU_TIME_ZONE: there is no time zone {name!r}; Europe/Madrid is one.") from error
        return name

    @property
    def tiles_folder(self) -> Path | None:
        """The folder of the tiles; None where there is none, and where another server of this host has them."""
        return Path(self.tiles) if self.tiles and "{z}" not in self.tiles else None

    @model_validator(mode="after")
    def _fill_and_refuse(self) -> Self:
        fill = object.__setattr__
        try:
            is_demo = (self.var / DEMO_MARK).exists()
        except OSError as error:
            raise ConfigurationError(f"Veu cannot look into {self.var}: {error.strerror}. Set VEU_VAR.") from error
        if "mode" not in self.model_fields_set and is_demo:
            fill(self, "mode", Mode.DEMO)
        if not self.database_url:
            fill(self, "database_url", f"sqlite:///{self.var.resolve() / 'veu.db'}")
        if self.keys is None and self.mode is not Mode.PRODUCTION:
            fill(self, "keys", self.var / "keys")
        if not self.url:
            fill(self, "url", f"http://{self.host}:{self.port}")
        self._refuse_strange_tiles()
        if self.sign_language is not None and not self.sign_language.is_dir():
            raise ConfigurationError(f"VEU_SIGN_LANGUAGE: there is no folder {self.sign_language}.")
        if not self.throttles and self.mode not in (Mode.BENCH, Mode.TEST):
            raise ConfigurationError("VEU_THROTTLES=false is for VEU_MODE=bench and for tests only.")
        return self

    def _refuse_strange_tiles(self) -> None:
        """No request ever leaves for a third party: a map of another host would tell it where people look."""
        if self.tiles_folder is not None:
            if not self.tiles_folder.is_dir():
                raise ConfigurationError(f"VEU_TILES: there is no folder {self.tiles}, and no {{z}} for an address.")
            return
        own = self.tiles.startswith("/") and not self.tiles.startswith("//") and "\\" not in self.tiles
        if self.tiles and not own and not self.tiles.startswith(f"{self.url}/"):
            raise ConfigurationError(
                f"VEU_TILES must lie on this portal's own host ({self.url}/…) or in a folder: a map of another host "
                "would tell it where people look."
            )

    def refuse_unsafe(self) -> None:
        """Raise ConfigurationError where this must not meet people yet.

        Asked by whatever answers browsers or sends letters; taking in files and releasing figures need neither.
        """
        if self.mode is not Mode.PRODUCTION:
            return
        if self.keys is None:
            raise ConfigurationError(f"Set VEU_KEYS to the folder of the key files, apart from VEU_VAR. {TRYING}")
        if not self.url.startswith("https://"):
            raise ConfigurationError(f"Set VEU_URL to the public https address. {TRYING}")
        if not self.smtp_host:
            raise ConfigurationError(f"Set VEU_SMTP_HOST: production does not print letters. {TRYING}")

    @property
    def key_folder(self) -> Path:
        """The folder of the key files."""
        if self.keys is None:
            raise ConfigurationError(f"Set VEU_KEYS to the folder of the key files, apart from VEU_VAR. {TRYING}")
        return self.keys

    @property
    def ledger_folder(self) -> Path:
        """The folder of what must never be as old as a restored database: the public ledger file and its like."""
        return self.ledger or self.var / "public"

    @property
    def is_sqlite(self) -> bool:
        """Whether the database is one SQLite file."""
        return self.database_url.startswith("sqlite")

    @property
    def sqlite_file(self) -> Path | None:
        """The file of the database; None where it is not SQLite."""
        return Path(str(make_url(self.database_url).database)) if self.is_sqlite else None

    @property
    def zone(self) -> ZoneInfo:
        """The city's time zone."""
        return ZoneInfo(self.time_zone)

    def smtp_password(self) -> SecretStr:
        """Read the mail server's password from its file; empty when none is named."""
        text = self.smtp_password_file.read_text(encoding="utf-8").strip() if self.smtp_password_file else ""
        return SecretStr(text)
