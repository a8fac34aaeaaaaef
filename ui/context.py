"""What every page is handed: the data, the work beside the window, the shop's ways."""

from __future__ import annotations

from dataclasses import dataclass, field

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
    """One open shop as its screens see it; made anew when the shop's settings change."""

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
