"""Times the page from an empty browser to the first view that can be used, in a real Chromium.

    .venv/bin/python -m tests.benchmarks.first_view

Usable means: the search box is there and the start page lists what is loaded. Run by hand.
"""

import statistics
import time

from tests.browser.screenshot import chromium, shipped

ROUNDS = 9
TRANSFERRED = "performance.getEntriesByType('resource').reduce((sum, each) => sum + each.transferSize, 0)"


def main() -> None:
    taken, sizes = [], []
    with shipped() as url, chromium() as browser:
        for _ in range(ROUNDS):
            context = browser.new_context(viewport={"width": 1440, "height": 900})
            page = context.new_page()
            began = time.perf_counter()
            page.goto(url, wait_until="commit")
            page.get_by_role("combobox").wait_for()
            page.locator(".doors a").first.wait_for()
            taken.append(time.perf_counter() - began)
            sizes.append(
                page.evaluate(
                    "performance.getEntriesByType('resource').reduce((sum, each) => sum + each.transferSize, 0)"
                )
            )
            context.close()
    print(
        f"first view usable after {statistics.median(taken):.2f} s (median of {ROUNDS}, slowest {max(taken):.2f} s), "
        f"{statistics.median(sizes) / 1000:,.0f} kB transferred"
    )


if __name__ == "__main__":
    main()
