"""This device's own settings, read once and handed out in parts; nothing here is replicated."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.domain.errors import Invalid
from app.small_file import replace_file

FILE_NAME: Final = "settings.json"
FEEDS_MAX: Final = 8


class NcidSettings(BaseModel):
    """Where an NCID server of this house listens."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    kind: Literal["ncid"] = "ncid"
    host: Annotated[str, Field(min_length=1, max_length=253)]
    port: Annotated[int, Field(ge=1, le=65_535)] = 3333


class Settings(BaseModel):
    """What one device remembers of itself.

    Attributes:
        hub_url: the hub this device belongs to; empty before pairing.
        relay: the house's relay: `auto` finds it, `off` asks none, or its address.
        language: of the window.
        theme: of the window; `evening` is the dark one.
        half: what stands beside the list.
        staff: who signed in last.
        lock_minutes: after how many idle minutes whoever has a PIN signs no more; 0 for never.
        feeds: caller-ID feeds this device listens to.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    hub_url: Annotated[str, Field(max_length=2_000)] = ""
    relay: Annotated[str, Field(pattern=r"^(auto|off|https?://\S{1,2000})$")] = "auto"
    language: Literal["ja", "en"] = "ja"
    theme: Literal["light", "evening"] = "light"
    half: Literal["timeline", "plan"] = "timeline"
    staff: Annotated[str, Field(max_length=200)] = ""
    lock_minutes: Annotated[int, Field(ge=0, le=24 * 60)] = 0
    feeds: Annotated[list[NcidSettings], Field(max_length=FEEDS_MAX)] = []


def read_settings(home: Path) -> Settings:
    """Read a home's settings; a home without any has the usual ones.

    Raises:
        Invalid: the file is not what this program writes; names the field.
    """
    file = home / FILE_NAME
    try:
        return Settings.model_validate_json(file.read_bytes())
    except FileNotFoundError:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise Invalid(
            f"{file} cannot be used: {name or 'it'}: {first['msg']}."
            " Correct it, or move it away to begin with the usual settings.",
            field=name,
            code="invalid_settings",
        ) from error


def write_settings(home: Path, settings: Settings) -> None:
    """Save a home's settings; a crash leaves the old file or the new one, never half of one."""
    replace_file(home / FILE_NAME, settings.model_dump_json(indent=2).encode())
