"""Settings whose value is in a file, as Docker and Kubernetes give secrets: `ROLEGRAPH_DATABASE_URL_FILE` names it."""

import os
from pathlib import Path
from typing import Any

from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource

ENDING = "_FILE"
LONGEST = 100_000  # characters that a value in a file may have


class SettingProblem(ValueError):
    """A setting cannot be had. The message names it, and says what to do."""


class SecretFiles(PydanticBaseSettingsSource):
    """Reads the files that variables named `…_FILE` name."""

    def __init__(self, settings: type[BaseSettings]):
        super().__init__(settings)
        self._prefix = str(settings.model_config.get("env_prefix", ""))

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:  # noqa: ARG002 - given
        return file_value(f"{self._prefix}{field_name}".upper()), field_name, False

    def __call__(self) -> dict[str, Any]:
        found = {name: self.get_field_value(field, name)[0] for name, field in self.settings_cls.model_fields.items()}
        return {name: value for name, value in found.items() if value is not None}


def file_value(name: str) -> str | None:
    """The value of a setting in the file that is named for it, None if none is.

    Raises `SettingProblem` if it cannot be read, is empty, or the setting is given without a file, too.
    """
    variable = name + ENDING
    path = os.environ.get(variable)
    if not path:
        return None
    if os.environ.get(name) is not None:
        raise SettingProblem(f"{name} and {variable} are both set: unset one of them")
    try:
        value = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        said = error.strerror if isinstance(error, OSError) else "it is no text"
        raise SettingProblem(f"{variable}={path}: {said}") from error
    value = value.rstrip("\r\n")
    if not value or "\n" in value or len(value) > LONGEST:
        raise SettingProblem(f"{variable}={path}: the file has to hold one line, the value of {name}")
    return value
