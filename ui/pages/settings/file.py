"""Where everything the shop knows is kept."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from crm.i18n import _
from ui.context import Context
from ui.pages.settings.part import SettingsPart
from ui.widgets.text import PlainLabel


class FilePart(SettingsPart):
    """The place of the data file, to be copied."""

    def __init__(self, context: Context, over: QWidget) -> None:
        super().__init__(context, over)
        card = self.add_card(_("Where everything is kept"))
        path = PlainLabel(str(context.workspace.path), tone="ink2", wrap=True)
        path.setObjectName("settings.path")
        path.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        card.body.addWidget(path)
        self.end(path)
