"""What every page is handed: the data, the work beside the window, the shop's ways."""

from __future__ import annotations

from dataclasses import dataclass, field

from crm.shop.queries import get_settings
from crm.shop.settings import ShopSettings
from crm.shop.words import Words
from crm.workspace import Workspace
from ui.actions import Actions
from ui.changes import Changes, Refresher
from ui.dialogs.files import FileDialogs
from ui.errors import ErrorPresenter
from ui.formats import Formats
from ui.tasks import Tasks
from ui.theme.theme import Theme


@dataclass(frozen=True, slots=True)
class Context:
    """One open shop as its screens see it; made anew when the shop's settings change.

    Only two of the ``settings`` change beneath it, so that nobody's work is taken from the screen
    by them: the theme, and who is at the till.
    """

    workspace: Workspace
    tasks: Tasks
    changes: Changes
    refresher: Refresher
    actions: Actions
    theme: Theme
    errors: ErrorPresenter
    settings: ShopSettings
    words: Words
    formats: Formats
    files: FileDialogs = field(default_factory=FileDialogs)

    def current_staff(self) -> str:
        """Who is at the till now; empty where nobody said so."""
        return get_settings(self.workspace.store).current_staff
