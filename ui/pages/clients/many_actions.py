"""Doing something to those selected: asking what is needed, running it, saying how far it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from crm.clients.consent import CONSENT_CHANNELS
from crm.clients.custom_fields import CustomFieldRow, list_custom_fields
from crm.clients.erasing import empty_trash, preview_erasure
from crm.clients.filter_fields import list_filter_fields
from crm.clients.many import (
    archive_clients,
    set_consent_of_many,
    set_custom_value_of_many,
    set_kind_of_many,
    set_standing_of_many,
    tag_clients,
    unarchive_clients,
    untag_clients,
)
from crm.clients.queries import list_tags
from crm.clients.trash import remove_clients, restore_clients
from crm.errors import CancelledError, CrmError
from crm.i18n import _
from crm.text import fold
from ui.context import Context
from ui.pages.clients.condition_texts import field_title
from ui.pages.clients.erasing_sheet import ErasingSheet
from ui.pages.clients.many_bar import ManyBar
from ui.pages.clients.small_sheet import SmallSheet
from ui.sheets.editors import CompletedEditor, LineEditor
from ui.sheets.name_form import KIND_WORDS, STANDING_WORDS
from ui.tasks import JobHandle
from ui.widgets.completion_popup import Completion

_MOST_TAGS: Final = 8
_TOLD_FROM: Final = 500  # fewer are done before anybody could read how far it is
_WITHOUT_ASKING: Final[dict[str, Callable[..., int]]] = {
    "archive": archive_clients,
    "unarchive": unarchive_clients,
    "restore": restore_clients,
    "remove": remove_clients,
}


class ManyActions(QObject):
    """Carries out what the bar under the table asks for.

    Signals:
        passed_on: what somebody else does, with those selected.
        ended: what was under way is over.
    """

    passed_on = Signal(str, object)
    ended = Signal()

    def __init__(
        self,
        context: Context,
        page: QWidget,
        bar: ManyBar,
        selected: Callable[[], Sequence[int]],
    ) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self._bar = bar
        self._selected = selected
        self._job: JobHandle | None = None
        bar.asked.connect(self.do)
        bar.stop_asked.connect(self._stop)

    def do(self, key: str) -> None:
        """Do what ``key`` says to those selected; nothing where nobody is."""
        ids = self._selected()
        if not ids or self.is_busy():
            return
        if key in _WITHOUT_ASKING:
            self._run(_WITHOUT_ASKING[key], ids)
        elif key == "erase":
            self.ask_to_erase(ids)
        elif key == "tag":
            self._ask_for_tag(ids)
        elif key == "set":
            button = self._bar.button("set")
            place = button if button.isVisible() else self._page
            self._open_set_menu(ids, place.mapToGlobal(QPoint(0, 0)))
        else:
            self.passed_on.emit(key, ids)

    def is_busy(self) -> bool:
        """Whether something is under way."""
        return self._job is not None and not self._job.is_over()

    def run(
        self,
        fn: Callable[..., object],
        *args: Any,
        count: int,
        writes: bool = True,
        done: Callable[[], None] = lambda: None,
    ) -> None:
        """Do something to ``count`` clients beside the window; where it lasts, with a word."""
        self._job = self._context.tasks.job(
            fn,
            *args,
            writes=writes,
            progress=self._bar.show_progress if count >= _TOLD_FROM else None,
            done=lambda _result: done(),
            failed=self._on_failed,
            ended=self._on_ended,
        )

    def _run(self, fn: Callable[..., int], ids: Sequence[int], *more: Any) -> None:
        self.run(fn, self._context.workspace.store, list(ids), *more, count=len(ids))

    def _on_ended(self) -> None:
        self._job = None
        self._bar.show_done()
        self.ended.emit()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _on_failed(self, error: CrmError) -> None:
        if not isinstance(error, CancelledError):
            self._context.errors.present(error)

    # Asking

    def ask_to_erase(self, ids: Sequence[int]) -> None:
        """Say what would go for good of these clients, who are in the trash, and ask."""
        store = self._context.workspace.store
        sheet = ErasingSheet(self._context, self._over(), preview_erasure(store, ids))

        def answer() -> None:
            sheet.close_sheet()
            self._run(empty_trash, ids)

        sheet.answered.connect(answer)
        sheet.open_sheet(sheet.safe_answer)

    def _ask_for_tag(self, ids: Sequence[int]) -> None:
        sheet = self._sheet("clients.tag", _("Tag {count}"), _("Put on"), ids)
        editor = CompletedEditor(self._context.theme, self._complete_tag)
        editor.call("clients.tag.name", _("Tag"))
        sheet.column.addWidget(editor)
        take_off = sheet.add_button(_("Take off"), "take_off")

        def answer(fn: Callable[..., int]) -> None:
            name = str(editor.value()).strip().lstrip("#")
            if not name:
                sheet.say_problem(_("A tag needs a word."))
                return
            sheet.close_sheet()
            self._run(fn, ids, name)

        sheet.answered.connect(lambda: answer(tag_clients))
        take_off.clicked.connect(lambda: answer(untag_clients))
        sheet.open_sheet(editor)

    def _complete_tag(self, typed: str) -> Sequence[Completion]:
        wanted = fold(typed)
        tags = list_tags(self._context.workspace.store)
        found = [Completion(each.name) for each in tags if wanted in fold(each.name)]
        return found[:_MOST_TAGS]

    def _open_set_menu(self, ids: Sequence[int], place: QPoint) -> None:
        menu = QMenu(self._page)
        menu.setObjectName("clients.set")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words = self._context.words
        standing = menu.addMenu(_("Standing"))
        for each, text in STANDING_WORDS:
            self._offer(standing, words.fill(_(text)), set_standing_of_many, ids, each)
        kind = menu.addMenu(_("Kind"))
        for one, text in KIND_WORDS:
            self._offer(kind, words.fill(_(text)), set_kind_of_many, ids, one)
        fields = list_filter_fields(self._context.workspace.store)
        for channel in CONSENT_CHANNELS:
            field = fields[f"consent_{channel}"]
            consent = menu.addMenu(field_title(self._context, field))
            for text, given in ((_("Agreed"), True), (_("Declined"), False), (_("Open"), None)):
                self._offer(consent, text, set_consent_of_many, ids, channel, given)
        own = list_custom_fields(self._context.workspace.store)
        if own:
            menu.addSeparator()
        for field_row in own:
            self._offer_own(menu, field_row, ids)
        menu.popup(place)

    def _offer(self, menu: QMenu, text: str, fn: Callable[..., int], *args: Any) -> None:
        menu.addAction(text).triggered.connect(lambda _on=False: self._run(fn, *args))

    def _offer_own(self, menu: QMenu, field: CustomFieldRow, ids: Sequence[int]) -> None:
        choices = ("yes", "no") if field.type == "yes_no" else field.choices
        if not choices:
            ask = partial(self._ask_for_value, field, ids)
            menu.addAction(_("{field}…").format(field=field.name)).triggered.connect(ask)
            return
        inside = menu.addMenu(field.name)
        for each in choices:
            text = {"yes": _("yes"), "no": _("no")}.get(each, each)
            self._offer(inside, text, set_custom_value_of_many, ids, field.id, each)
        inside.addSeparator()
        self._offer(inside, _("Nothing"), set_custom_value_of_many, ids, field.id, "")

    def _ask_for_value(self, field: CustomFieldRow, ids: Sequence[int]) -> None:
        title = _("{field} of {count}").replace("{field}", field.name)
        sheet = self._sheet("clients.value", title, _("Save"), ids)
        editor = LineEditor()
        editor.call("clients.value.text", field.name)
        sheet.column.addWidget(editor)

        def answer() -> None:
            text = str(editor.value())
            sheet.close_sheet()
            self._run(set_custom_value_of_many, ids, field.id, text)

        sheet.answered.connect(answer)
        sheet.open_sheet(editor)

    def _sheet(self, name: str, title: str, answer: str, ids: Sequence[int]) -> SmallSheet:
        count = f"{len(ids):,} {self._context.words.of(len(ids))}"
        said = title.replace("{count}", count)
        return SmallSheet(self._context, self._over(), name=name, title=said, answer=answer)

    def _over(self) -> QWidget:
        return self._page.parentWidget() or self._page
