"""Every page, declared once: where it stands in the navigation and what builds it."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Final, NamedTuple

from PySide6.QtWidgets import QWidget

from ui.context import Context
from ui.i18n import mark


class PageSpec(NamedTuple):
    """A page. ``entry`` is the navigation entry that is lit while it is in front.

    One that is reached from several places leaves those of ``stays`` lit where one came from there.
    ``factory`` names what builds it ("module:class"): a page is imported when it is first shown,
    because the program has to be there before the first client is.
    """

    key: str
    text: str
    icon: str
    factory: str
    entry: str
    keys: str = ""
    at_bottom: bool = False
    stays: tuple[str, ...] = ()

    def build(self, context: Context) -> QWidget:
        """A new page for ``context``."""
        module, name = self.factory.split(":")
        make: Callable[[Context], QWidget] = getattr(import_module(module), name)
        return make(context)


PAGES: Final = (
    PageSpec(
        "counter", mark("Counter"), "store", "ui.pages.counter.page:CounterPage", "counter",
        keys="Ctrl+1",
    ),
    PageSpec(
        "clients", mark("{Clients}"), "users", "ui.pages.clients.page:ClientsPage", "clients",
        keys="Ctrl+3",
    ),
    PageSpec("same_people", "", "", "ui.pages.same_people.page:SamePeoplePage", "clients"),
    PageSpec(
        "profile", "", "", "ui.pages.profile.page:ProfilePage", "counter", stays=("clients",)
    ),
    PageSpec(
        "letters", "", "", "ui.pages.letters.page:LettersPage", "clients", stays=("counter",)
    ),
    PageSpec(
        "bring_in", mark("Bring in"), "file-spreadsheet", "ui.pages.bring_in.page:BringInPage",
        "bring_in", at_bottom=True,
    ),
    PageSpec(
        "settings", mark("Settings"), "settings", "ui.pages.settings.page:SettingsPage", "settings",
        at_bottom=True,
    ),
)  # fmt: skip


def find_page(key: str) -> PageSpec:
    """The page declared as ``key``; raises KeyError."""
    for spec in PAGES:
        if spec.key == key:
            return spec
    raise KeyError(key)
