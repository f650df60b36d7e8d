"""Whether a page fits the screen that it is read on."""

from playwright.sync_api import Page


def fits(page: Page) -> None:
    """Fail where the page is wider than its window. A page that is still on its way is waited
    for: after a press, the browser has for a moment a page with nothing in it."""
    page.locator("h1").first.wait_for()
    size = page.viewport_size
    assert size is not None
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= size["width"], f"{wide} px wide on {size['width']}: {page.url}"
