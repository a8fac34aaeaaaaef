"""Where everything the shop knows is kept, and how it leaves again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from crm.i18n import _
from ui.context import Context
from ui.pages.settings.part import SettingsPart
from ui.widgets.buttons import PlainButton
from ui.widgets.text import PlainLabel


class FilePart(SettingsPart):
    """The place of the data file, to be copied, and a way to take everything out of it."""

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
        take = PlainButton(context.theme, _("Take everything out"), icon="download")
        take.setObjectName("settings.take_out")
        take.clicked.connect(lambda: context.actions.trigger("export.open"))
        card = self.add_card(
            _("Everything is yours"),
            _(
                "Take all of it out at any time, for another program, another computer or the "
                "shelf: one archive that people, spreadsheets and Regulars can read."
            ),
        )
        card.body.addWidget(take, 0, Qt.AlignmentFlag.AlignLeft)
        self.end(path)
