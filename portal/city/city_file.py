"""Files that describe a city, read into checked values; what is wrong is said with the file and the place in it."""

import tomllib
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import AfterValidator, StringConstraints, TypeAdapter, ValidationError

from i18n.locales import shipped
from portal.city.wording import Texts
from portal.ground.errors import ConfigurationError

Shape = TypeVar("Shape")

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]


class CityFileError(ConfigurationError):
    """A file about the city cannot be used as it is; the sentence names the file, the place in it and the reason."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{file}: {reason}")
        self.file = file
        self.reason = reason


def _known(texts: Texts) -> Texts:
    if not texts:
        raise ValueError("write the text in at least one language")
    for tag in texts:
        if shipped(tag) is None:
            raise ValueError(f'"{tag}" is not a language of the portal')
    return texts


LocalTexts = Annotated[dict[str, Line], AfterValidator(_known)]


def read_toml(path: Path, shape: TypeAdapter[Shape]) -> Shape:
    """Read a TOML file into `shape`; raises CityFileError."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CityFileError(path.name, f"there is no such file in {path.parent}") from None
    except UnicodeDecodeError as error:
        raise CityFileError(path.name, f"byte {error.start} is not UTF-8; save the file as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise CityFileError(path.name, f"this is not TOML: {error}") from error
    try:
        return shape.validate_python(found)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the file"
        raise CityFileError(path.name, f"{place}: {first['msg']}") from error
