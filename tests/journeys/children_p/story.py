"""What every chapter of the story has: people in windows of their own, a day that moves on, and the
question that is asked after every attempt: is the first concern still open and in sight?"""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from playwright.sync_api import Locator, Page, expect

from keepsight.record.models import ConcernThread
from keepsight.record.reader import reading_as_system
from tests.journeys.children_p.authority import DIRECTOR, MANAGER, NURSERY, POPPY
from tests.journeys.conftest import Visit
from tests.journeys.fits import fits

DESK, PHONE = 1200, 360
PATIENCE = 60_000
"""Milliseconds to wait for a page at the most: the story is long, and the machine may be busy."""
HARM = "Sexual abuse"


class Story:
    """The story as it is told so far."""

    def __init__(self, visit: Visit, settings: Any, is_usable: Callable[[Page], None]) -> None:
        self._visit, self._settings, self._is_usable = visit, settings, is_usable
        self._windows: dict[str, Page] = {}

    def on(self, day: str) -> None:
        """It is this day now."""
        self._settings.TODAY = date.fromisoformat(day)

    def opens(self, person: str, address: str = "/") -> Page:
        """The window of this person, at that address."""
        page = self.window(person)
        page.goto(address)
        return page

    def window(self, person: str) -> Page:
        """The window of this person, as they left it."""
        if person not in self._windows:
            self._windows[person] = self._visit(person, width=DESK)
            self._windows[person].set_default_timeout(PATIENCE)
        return self._windows[person]

    def looks_right(self, page: Page, name: str) -> None:
        """The page fits a desk and a phone, and everyone can use it; `name` says which it is."""
        for width in (PHONE, DESK):
            page.set_viewport_size({"width": width, "height": 900})
            fits(page)
        self._is_usable(page)

    @property
    def first(self) -> str:
        """The first concern about Poppy: the one that has to be lost nowhere."""
        with reading_as_system("the story asks for its first concern"):
            return ConcernThread.objects.filter(child=POPPY).order_by("opened_on", "pk")[0].pk

    @property
    def is_open(self) -> bool:
        """Whether the database says that nobody has answered the first concern."""
        with reading_as_system("the story asks for its first concern"):
            return bool(ConcernThread.objects.get(pk=self.first).answered_on is None)

    def it_was_not_lost(self, *, found: str = "") -> None:
        """The first concern is open in the record, and in sight of the manager, of the director, on
        the child's page and on the nursery's; `found` is the title of what the rules say of it."""
        assert self.is_open
        for person in (MANAGER, DIRECTOR):
            expect(link_to(self.opens(person, "/?show=waiting"), self.first)).to_be_visible()
            if found:
                page = self.opens(person, "/")
                about = page.locator(".entry", has_text="Poppy Wren")
                expect(about.get_by_role("link", name=found).first).to_be_visible()
        page = self.opens(MANAGER, f"/concerns/{self.first}")
        expect(page.get_by_text("Nobody has answered this concern.")).to_be_visible()
        page = self.opens(MANAGER, f"/children/{POPPY}")
        expect(link_to(page, self.first)).to_be_visible()
        page = self.opens(NURSERY, f"/concerns/{self.first}")
        # Once the nursery is in Poppy's network it reads the whole record.
        unanswered = re.compile("Nobody has answered (your|this) concern")
        expect(page.get_by_text(unanswered)).to_be_visible()


def link_to(page: Page, concern: str) -> Locator:
    """The first link on the page that leads to this concern."""
    return page.locator(f'main a[href="/concerns/{concern}"]').first


def press(page: Page, name: str) -> None:
    """Press this button."""
    page.get_by_role("button", name=name, exact=True).first.click()


def is_told(page: Page, words: str) -> None:
    """The page says this, where it says what was done or what is wrong."""
    expect(page.get_by_role("alert").first).to_contain_text(words)


def fill_day(page: Page | Locator, day: str) -> None:
    """The one day that the page asks for: 2024-02-12."""
    year, month, number = day.split("-")
    for label, value in (("Day", number), ("Month", month), ("Year", year)):
        page.get_by_label(label, exact=True).fill(str(int(value)))
