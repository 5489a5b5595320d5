"""What to write into one's own page to have a view there: shown with a preview, and it works as it stands there."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.watching import AXE, Watch
from tests.servers import Server


def test_a_view_gives_the_lines_that_put_it_on_another_site(
    page: Page, site: str, folder: Path, server: Server
) -> None:
    watch = Watch(page)
    page.goto(f"{server.url}/move?from=ai-engineer&to=ml-engineer")
    page.get_by_text("Share and export").first.click()
    page.get_by_role("button", name="Put this on your page").click()
    dialog = page.get_by_role("dialog", name="Put this on your page")
    expect(dialog.locator("rolegraph-transition")).to_contain_text("feasible")
    dialog.get_by_label("Height").fill("30rem")
    dialog.get_by_label("Colour").fill("rgb(1, 2, 3)")
    expect(dialog.locator("rolegraph-transition .big").first).to_have_css("color", "rgb(1, 2, 3)")
    dialog.get_by_label("Language").select_option("de")
    expect(dialog.locator("rolegraph-transition")).to_contain_text("machbar")
    lines = dialog.get_by_label("Two lines of HTML for your page").input_value()
    page.evaluate(AXE.read_text())
    assert page.evaluate("axe.run('dialog[open]').then(({ violations }) => violations.map(({ id }) => id))") == []
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    (folder / "page.html").write_text(f"<!doctype html><html lang=en><title>Careers</title><main>{lines}</main>")
    page.goto(f"{site}/page.html")
    element = page.locator("rolegraph-transition")
    expect(element).to_contain_text("machbar")
    expect(element.locator(".big").first).to_have_css("color", "rgb(1, 2, 3)")
    box = element.bounding_box()
    assert box is not None
    assert box["height"] == 480
    assert watch.complaints == []
