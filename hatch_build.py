"""Refuses to build a package without the page: whoever installs it could not make it, and would see nothing amiss."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PAGE = ("api/static/index.html", "api/static/embed.js")


class PageHook(BuildHookInterface[Any]):
    """Named by `tool.hatch.build.hooks.custom`. An editable install is of a checkout, where `make` builds the page."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - given
        missing = [each for each in PAGE if not (Path(self.root) / each).is_file()]
        if version != "editable" and missing:
            raise FileNotFoundError(f"{' and '.join(missing)} are not built yet: run `make web` first")
