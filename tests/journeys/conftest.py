"""The browser of the journeys: the machine's own Chromium, never one that a package downloads."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.fits import fits

if TYPE_CHECKING:
    from keepsight.config import embedded

Visit = Callable[..., Page]

AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
# Headless, with no sandbox of its own (root may not have one), asking nothing of the outside.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# Playwright runs an event loop in this thread, and Django would refuse the database there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every journey, and skip it with the reason where there is no Chromium."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip("no Chromium: as root, apt-get install chromium"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """How Playwright starts the browser."""
    return browser_type_launch_args | {"executable_path": CHROMIUM, "args": QUIET}


@pytest.fixture(scope="session")
def axe_source() -> str:
    """The script of axe-core, which says where a page cannot be used by everyone."""
    return AXE.read_text(encoding="utf-8")


@pytest.fixture
def begun_with(own_database: "embedded.Server", settings) -> None:
    """Who is there before a journey begins, and on which day: the small authority."""
    from tests.web import small_authority

    settings.TODAY = small_authority.TODAY
    small_authority.build()


@pytest.fixture
def served(own_database: "embedded.Server", begun_with: None) -> Iterator[str]:
    """The authority, served; gives the address of the pages."""
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    quiet = type("Quiet", (WSGIRequestHandler,), {"log_message": lambda *_: None})
    server = ThreadedWSGIServer(("127.0.0.1", 0), quiet)
    server.set_app(get_wsgi_application())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def visit(served: str, browser: Browser) -> Iterator[Visit]:
    """Gives a window in which somebody is signed in, by username; with `javascript` and `width` as
    asked. Every window is closed at the end."""
    from django.test import Client

    from keepsight.record.models import User

    contexts = []

    def signed_in(username: str, *, javascript: bool = True, width: int = 1280) -> Page:
        client = Client()
        client.force_login(User.objects.get(username=username))
        context = browser.new_context(
            base_url=served,
            java_script_enabled=javascript,
            viewport={"width": width, "height": 900},
        )
        cookie = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": served}])
        context.set_default_timeout(10_000)
        contexts.append(context)
        return context.new_page()

    yield signed_in
    for each in contexts:
        each.close()


@pytest.fixture
def usable_by_everyone(axe_source: str) -> Callable[[Page], None]:
    """Fails where a page is wider than its window, or axe-core finds something on it that not
    everyone can use."""

    def check(page: Page) -> None:
        fits(page)
        page.evaluate(axe_source)
        found = page.evaluate("async () => (await axe.run()).violations")
        said = [f"{each['id']}: {each['help']}: {each['nodes'][0]['html'][:200]}" for each in found]
        assert not said, f"{page.url}: " + "; ".join(said)

    return check
