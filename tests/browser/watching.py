"""What a page of a browser does while a test looks at it."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request

WEB = Path(__file__).parents[2] / "api/web"
AXE = WEB / "node_modules/axe-core/axe.min.js"
PATIENCE = 20_000  # milliseconds


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

    def barriers(self) -> list[str]:
        """What axe finds serious or critical."""
        self.page.evaluate(AXE.read_text())
        found: dict[str, Any] = self.page.evaluate("() => axe.run(document, { resultTypes: ['violations'] })")
        return [
            f"{each['id']}: {each['help']} {[node['html'][:160] for node in each['nodes'][:3]]}"
            for each in found["violations"]
            if each["impact"] in ("serious", "critical")
        ]
