"""Naming a list, and what can be done with the lists beside the table."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QWidget

from crm.clients.smart_lists import (
    SmartListDraft,
    SmartListRow,
    add_smart_list,
    change_smart_list,
    order_smart_lists,
    remove_smart_list,
    rename_smart_list,
)
from crm.errors import CrmError, ValidationError
from crm.i18n import _
from ui.context import Context
from ui.pages.clients.lists_card import ListsCard
from ui.pages.clients.small_sheet import SmallSheet
from ui.sheets.editors import LineEditor
from ui.widgets.menu import Choice, open_menu


class ListActions(QObject):
    """Keeps, renames, moves and forgets lists; ``added`` is told the key of a new one."""

    def __init__(
        self, context: Context, page: QWidget, lists: ListsCard, added: Callable[[str], None]
    ) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self._lists = lists
        self._added = added
        lists.menu_asked.connect(self._open_menu)
        lists.rename_asked.connect(self.rename)
        lists.removal_asked.connect(self._remove)
        lists.move_asked.connect(self._move)

    def keep(self, draft: SmartListDraft) -> None:
        """Ask for a name and keep a list of its own."""

        def save(name: str, sheet: SmallSheet) -> None:
            wanted = SmartListDraft(name, draft.filter, draft.columns, draft.sort)

            def done(list_id: int) -> None:
                sheet.close_sheet()
                self._added(f"list:{list_id}")

            self._write(sheet, add_smart_list, wanted, done=done)

        self._ask_for_name(_("Keep as list"), draft.name, save)

    def save(self, row: SmartListRow, draft: SmartListDraft) -> None:
        """Let a list show from now on what is shown."""
        self._context.tasks.write(
            change_smart_list, self._context.workspace.store, row.id, row.rev, draft
        )

    def rename(self, row: SmartListRow) -> None:
        """Ask what a list is to be called."""

        def save(name: str, sheet: SmallSheet) -> None:
            done = lambda _nothing: sheet.close_sheet()  # noqa: E731 - named for what it answers
            self._write(sheet, rename_smart_list, row.id, name, done=done)

        self._ask_for_name(_("Rename the list"), row.name, save)

    def _ask_for_name(self, title: str, name: str, save: Callable[[str, SmallSheet], None]) -> None:
        over = self._page.parentWidget() or self._page
        sheet = SmallSheet(self._context, over, name="clients.list", title=title, answer=_("Keep"))
        editor = LineEditor(_("Who comes on Saturdays"))
        editor.call("clients.list.name", _("Name of the list"))
        editor.set_value(name)
        sheet.column.addWidget(editor)
        sheet.answered.connect(lambda: save(str(editor.value()), sheet))
        sheet.open_sheet(editor)
        editor.line.selectAll()

    def _write(
        self,
        sheet: SmallSheet,
        fn: Callable[..., object],
        *args: object,
        done: Callable[..., None],
    ) -> None:
        def failed(error: CrmError) -> None:
            if isinstance(error, ValidationError):
                sheet.say_problem(str(error))
            else:
                sheet.close_sheet()
                self._context.errors.present(error)

        store = self._context.workspace.store
        self._context.tasks.write(fn, store, *args, done=done, failed=failed)

    def _remove(self, row: SmartListRow) -> None:
        self._context.tasks.write(remove_smart_list, self._context.workspace.store, row.id)

    def _move(self, row: SmartListRow, by: int) -> None:
        ids = self._lists.kept_ids()
        if row.id not in ids:
            return
        place = ids.index(row.id)
        ids.insert(max(0, min(place + by, len(ids) - 1)), ids.pop(place))
        self._context.tasks.write(order_smart_lists, self._context.workspace.store, ids)

    def _open_menu(self, row: SmartListRow, place: QPoint) -> None:
        if row.id is None:
            return
        choices = [
            Choice(_("Rename…"), partial(self.rename, row)),
            Choice(_("Up"), partial(self._move, row, -1)),
            Choice(_("Down"), partial(self._move, row, 1)),
            Choice(_("Remove the list"), partial(self._remove, row)),
        ]
        open_menu(self._lists, choices, place)
