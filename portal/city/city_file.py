"""Files that describe a city, read into checked values; what is wrong is said with the file and the place in it."""

import gzip
import tomllib
import zlib
from pathlib import Path
from typing import IO, Annotated, Any, Final, TypeVar, cast

from pydantic import AfterValidator, BeforeValidator, StringConstraints, TypeAdapter, ValidationError

from i18n.locales import shipped
from portal.city.wording import Texts
from portal.ground.errors import ConfigurationError
from privacy.minimise.characters import tidy_line

Shape = TypeVar("Shape")

LARGEST: Final = 16 << 20
"""Bytes of a file about a city, unpacked. The boundaries of the largest city that was tried take a twelfth of it."""
_LONGEST_REASON: Final = 600
GZIP_MAGIC: Final = b"\x1f\x8b"

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]


class CityFileError(ConfigurationError):
    """A file about the city cannot be used as it is; the sentence names the file, the place in it and the reason."""

    def __init__(self, file: str, reason: str) -> None:
        self.file = tidy_line(file)
        self.reason = tidy_line(reason)[:_LONGEST_REASON]  # it may repeat what the file says
        super().__init__(f"{self.file}: {self.reason}")


def _tidied(said: object) -> object:
    """Tidy a text like those that people send: pages show it."""
    return tidy_line(said) if isinstance(said, str) else said


def _known(texts: Texts) -> Texts:
    if not texts:
        raise ValueError("write the text in at least one language")
    for tag in texts:
        if shipped(tag) is None:
            raise ValueError(f'"{tag}" is not a language of the portal')
    return texts


LocalTexts = Annotated[dict[str, Annotated[Line, BeforeValidator(_tidied)]], AfterValidator(_known)]


def read_bounded(path: Path) -> bytes:
    """Read a file, unpacked where it is gzipped. Raises CityFileError where it is broken or larger than `LARGEST`."""
    try:
        with path.open("rb") as raw:
            is_packed = raw.read(2) == GZIP_MAGIC
            raw.seek(0)
            file: Any = gzip.GzipFile(fileobj=raw) if is_packed else raw
            found = cast("IO[bytes]", file).read(LARGEST + 1)
    except FileNotFoundError:
        raise CityFileError(path.name, f"there is no such file in {path.parent}") from None
    except (OSError, EOFError, zlib.error) as error:
        raise CityFileError(path.name, f"it cannot be read: {error}") from error
    if len(found) > LARGEST:
        raise CityFileError(path.name, f"it holds more than {LARGEST >> 20} MiB; leave out what is not needed")
    return found


def read_text(path: Path) -> str:
    """Read a text in UTF-8; raises CityFileError."""
    try:
        return read_bounded(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CityFileError(path.name, f"byte {error.start} is not UTF-8; save the file as UTF-8") from error


def read_toml(path: Path, shape: TypeAdapter[Shape]) -> Shape:
    """Read a TOML file into `shape`; raises CityFileError."""
    try:
        found = tomllib.loads(read_text(path).replace("\r\n", "\n"))
    except (ValueError, RecursionError) as error:  # a number without an end is a plain ValueError
        raise CityFileError(path.name, f"this is not TOML: {error}") from error
    try:
        return shape.validate_python(found)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the file"
        raise CityFileError(path.name, f"{place}: {first['msg']}") from error
