"""What a page of a browser does while a test looks at it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request

WEB = Path(__file__).parents[2] / "api/web"
AXE = WEB / "node_modules/axe-core/axe.min.js"
PATIENCE = 120_000  # milliseconds that a page may take, on a machine that does much else
BACKGROUND = "getComputedStyle(document.documentElement).backgroundColor"
OF_COLOURS = ("color-contrast", "link-in-text-block")  # the rules of axe that look at colours


class Watch:
    """Collects the errors of a page, and the addresses that it asks for."""

    def __init__(self, page: Page):
        self.page = page
        self.complaints: list[str] = []
        self.addresses: list[str] = []

        def say(message: ConsoleMessage) -> None:
            if message.type == "error":
                self.complaints.append(message.text)

        def note(request: Request) -> None:
            self.addresses.append(request.url)

        page.on("console", say)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", note)

    @property
    def hosts(self) -> set[str]:
        return {urlsplit(each).netloc for each in self.addresses if not each.startswith(("data:", "blob:"))}

    def barriers_in_the_dark(self) -> list[str]:
        """What axe finds in the colours of the page at night. All else is what it is by day."""
        by_day = self.page.evaluate(BACKGROUND)
        self.page.emulate_media(color_scheme="dark")
        assert self.page.evaluate(BACKGROUND) != by_day
        return self.barriers(OF_COLOURS)

    def barriers(self, rules: Sequence[str] = ()) -> list[str]:
        """What axe finds serious or critical, by all its rules or some."""
        self.page.evaluate(AXE.read_text())
        options = {"resultTypes": ["violations"], **({"runOnly": list(rules)} if rules else {})}
        found: dict[str, Any] = self.page.evaluate("(options) => axe.run(document, options)", options)
        return [
            f"{each['id']}: {each['help']} {[node['html'][:160] for node in each['nodes'][:3]]}"
            for each in found["violations"]
            if each["impact"] in ("serious", "critical")
        ]
