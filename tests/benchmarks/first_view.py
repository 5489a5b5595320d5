"""Times views from an empty browser until they can be used, in a real Chromium.

    .venv/bin/python -m tests.benchmarks.first_view

Usable means: what one does there first is there, with what the server tells. Run by hand; the aim is `AIM` seconds.
"""

import statistics
import time

from tests.browser.screenshot import chromium, shipped

ROUNDS = 9
AIM = 1.5  # seconds
FIRST = {
    "/": (".picker input", ".doors a"),
    "/role/ai-engineer": ("#skills .facts a",),
    "/move?from=ai-engineer": (".picker input", ".ranking li a"),
    "/compare?roles=ai-engineer,ml-engineer": (".upset button",),
}
TRANSFERRED = "performance.getEntriesByType('resource').reduce((sum, each) => sum + each.transferSize, 0)"


def main() -> None:
    with shipped() as url, chromium() as browser:
        for path, first in FIRST.items():
            taken, sizes = [], []
            for _ in range(ROUNDS):
                context = browser.new_context(viewport={"width": 1440, "height": 900})
                page = context.new_page()
                began = time.perf_counter()
                page.goto(url + path, wait_until="commit")
                for each in first:
                    page.locator(each).first.wait_for()
                taken.append(time.perf_counter() - began)
                sizes.append(page.evaluate(TRANSFERRED))
                context.close()
            median = statistics.median(taken)
            kept = "within" if median <= AIM else "MORE THAN"
            print(
                f"{path} usable after {median:.2f} s (median of {ROUNDS}, slowest {max(taken):.2f} s), {kept} {AIM} s; "
                f"{statistics.median(sizes) / 1000:,.0f} kB transferred"
            )


if __name__ == "__main__":
    main()
