"""The clients page: the lists, the filters, the table, and what is done with those selected."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QMargins, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from crm.changes import Change
from crm.clients.columns import ClientColumn, known_columns, list_columns
from crm.clients.filter_fields import FilterField, list_filter_fields
from crm.clients.filters import TRASH_DAYS, ClientFilter, Condition
from crm.clients.listing import ListCount, Sort, list_client_ids
from crm.clients.smart_lists import (
    BUILT_IN,
    SmartListDraft,
    SmartListRow,
    count_lists,
    list_smart_lists,
)
from crm.i18n import _
from crm.progress import Progress
from ui.context import Context
from ui.pages.clients.client_table import ClientTable
from ui.pages.clients.columns_menu import ColumnsMenu
from ui.pages.clients.condition_sheet import ConditionSheet
from ui.pages.clients.condition_texts import say_filter
from ui.pages.clients.field_sheet import FieldSheet
from ui.pages.clients.filter_bar import FilterBar
from ui.pages.clients.kept_view import KeptView
from ui.pages.clients.list_printing import PrintedList, print_list
from ui.pages.clients.list_sheets import ListActions
from ui.pages.clients.lists_card import ListsCard
from ui.pages.clients.many_actions import ManyActions
from ui.pages.clients.many_bar import ManyBar
from ui.theme.tokens import GAP, GAP_CARD, GAP_SMALL, PAGE_MARGIN, RADIUS_CARD
from ui.widgets.buttons import PlainButton, SmallButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.key_events import is_command
from ui.widgets.menu import Choice, open_menu
from ui.widgets.painting import grown
from ui.widgets.search_field import SearchField
from ui.widgets.surfaces import Card, Divider
from ui.widgets.text import ElidedLabel, PlainLabel

_LISTS_WIDTH: Final = 216
_TYPED_WAITS_MS: Final = 40
_HEADER_MARGINS: Final = QMargins(PAGE_MARGIN, 12, PAGE_MARGIN, 12)
_BODY_MARGINS: Final = QMargins(PAGE_MARGIN, 0, PAGE_MARGIN, 20)


class ClientsPage(QWidget):
    """Everybody, or whoever a list and its filters leave.

    Signals:
        client_opened: the whole profile of this client is wanted.
        visit_requested: a visit of this client is to be logged.
        form_requested: the kind of form, and the client it is about.
        new_client_requested: somebody new is to be entered; what was typed.
        export_asked, labels_asked, merge_asked: the ids of those selected. What nobody is
            connected to is not offered.
    """

    client_opened = Signal(int)
    visit_requested = Signal(int)
    form_requested = Signal(str, int)
    new_client_requested = Signal(str)
    export_asked = Signal(object)
    labels_asked = Signal(object)
    merge_asked = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._kept_view = KeptView(context.workspace.path)
        self._fields: Mapping[str, FilterField] = {}
        self._columns: Mapping[str, ClientColumn] = {}
        self._list: SmartListRow = BUILT_IN[0]
        self._filter = ClientFilter()
        self._sort = Sort()
        self._shown: tuple[str, ...] = ()
        self._is_anew = True  # somebody asked for another list, or for another order
        self._wanted_list = self._kept_view.current_list()
        theme = context.theme
        self._search = SearchField(theme, _("Look for somebody in this list"), keys="Ctrl+F")
        self._new = PlainButton(theme, context.words.fill(_("New {client}")), keys="Ctrl+N")
        self._same = PlainButton(theme, _("Same people"), icon="merge", keys="Ctrl+Shift+D")
        self._lists = ListsCard(context)
        self._filters = FilterBar(context)
        self._count = ElidedLabel(role="small", tone="ink3")
        self._print = SmallButton(theme, _("Print"), icon="printer")
        self._empty_trash = SmallButton(theme, _("Empty the trash"), icon="trash-2")
        self._columns_button = SmallButton(theme, _("Columns"), icon="list")
        self._table = ClientTable(context)
        self._many_bar = ManyBar(context)
        self._many = ManyActions(context, self, self._many_bar, self._table.selected_ids)
        self._list_actions = ListActions(context, self, self._lists, self._on_list_added)
        self._columns_menu = ColumnsMenu(context, self)
        self._stack = QStackedLayout()
        self._loading = PlainLabel(_("Looking…"), tone="ink3")
        self._empty = QWidget()
        self._typed_timer = QTimer(self, singleShot=True, interval=_TYPED_WAITS_MS)
        self._build()
        self._connect()
        self._refresh()

    # What the window asks

    def current_client(self) -> int | None:
        """The client the keyboard is on; nobody in the trash, where nothing is written down."""
        return None if self._filter.among == "removed" else self._table.current_client()

    def listed_clients(self) -> tuple[int, ...]:
        """Everybody in the list, in its order."""
        return tuple(self._table.ids)

    def selected_clients(self) -> Sequence[int]:
        """Those selected, in the order of the list."""
        return self._table.selected_ids()

    def shown_columns(self) -> tuple[str, ...]:
        """The keys of the columns, as they stand."""
        return self._table.keys_in_order()

    def shown_title(self) -> str:
        """What the list is called."""
        return self._lists.say_name(self._list)

    def focus_search(self) -> None:
        """Bring the keyboard to the search, its text selected so that typing begins anew."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.select_all()

    def show_list(self, key: str) -> None:
        """Show the list of this key, where there is one."""
        row = self._lists.list_of(key)
        if row is not None:
            self._choose_list(row)

    def show_filter(self, wanted: ClientFilter) -> None:
        """Show those whom ``wanted`` leaves, from the list that is shown."""
        self._filter = wanted
        self._show_filter()
        self._list_anew()

    def add_filter(self) -> None:
        """Ask what else has to hold."""
        sheet = FieldSheet(self._context, self._over(), self._fields)
        sheet.field_chosen.connect(lambda name: self._ask_condition(self._fields[name]))

    def open_columns(self) -> None:
        """Offer the columns there are."""
        place = self._columns_button.mapToGlobal(self._columns_button.rect().bottomLeft())
        shown = self._table.keys_in_order()
        self._columns_menu.open(place, self._columns, shown, self._sort)

    def keep_list(self) -> None:
        """Keep what is shown as a list of its own."""
        self._list_actions.keep(replace(self._draft(), name=""))

    def print_shown(self) -> None:
        """Print what is shown, or those selected where it is several."""
        chosen = self._table.selected_ids()
        ids = chosen if len(chosen) > 1 else self._table.ids
        keys = self._table.keys_in_order()
        printed = PrintedList(
            self._lists.say_name(self._list),
            say_filter(self._context, self._filter, self._fields),
            tuple(self._columns[each] for each in keys),
            ids,
        )
        print_list(self._context, printed, self, self._print_beside)

    def empty_trash(self) -> None:
        """Ask whether everybody in the trash is to be erased for good."""
        ids = list_client_ids(self._context.workspace.store, ClientFilter(among="removed"))
        if len(ids) and not self._many.is_busy():
            self._many.ask_to_erase(ids)

    def _print_beside(self, paint: Callable[[Progress], None], done: Callable[[], None]) -> None:
        self._many.run(paint, writes=False, count=len(self._table.ids), done=done)

    def do_to_selected(self, key: str) -> None:
        """Do what the bar offers under ``key``."""
        if key == "archive" and self._filter.among == "archived":
            key = "unarchive"
        if key == "remove" and self._filter.among == "removed":
            return
        self._many.do(key)

    # Building

    def _build(self) -> None:
        self.setObjectName("page.clients")
        for name, widget in (
            ("search", self._search), ("new", self._new), ("same", self._same),
            ("count", self._count),
            ("columns", self._columns_button), ("print", self._print),
            ("empty_trash", self._empty_trash),
        ):  # fmt: skip
            widget.setObjectName(f"clients.{name}")
        header = QHBoxLayout()
        header.setContentsMargins(_HEADER_MARGINS)
        header.setSpacing(GAP)
        header.addWidget(self._search, 1)
        header.addWidget(self._same)
        header.addWidget(self._new)
        body = QHBoxLayout()
        body.setContentsMargins(_BODY_MARGINS)
        body.setSpacing(16)
        body.addWidget(self._lists)
        body.addWidget(self._table_card(), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(header)
        column.addLayout(body, 1)
        self._loading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._loading.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self._loading)  # the keyboard waits there until the list is shown
        self._many_bar.hide()
        self._fit()

    def _table_card(self) -> Card:
        card = Card(QMargins(1, 1, 1, RADIUS_CARD))
        told = QVBoxLayout()
        told.setSpacing(GAP_SMALL)
        told.addWidget(self._filters)
        told.addWidget(self._count)
        head = QHBoxLayout()
        head.setContentsMargins(GAP_CARD, GAP, GAP_CARD, GAP_SMALL)
        head.setSpacing(GAP_SMALL)
        head.addLayout(told, 1)
        head.addWidget(self._empty_trash, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._print, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._columns_button, 0, Qt.AlignmentFlag.AlignTop)
        for widget in (self._loading, self._table, self._empty):
            self._stack.addWidget(widget)
        card.body.addLayout(head)
        card.body.addWidget(Divider())
        card.body.addLayout(self._stack, 1)
        card.body.addWidget(self._many_bar)
        return card

    def _connect(self) -> None:
        self._search.text_edited.connect(lambda _text: self._typed_timer.start())
        self._search.submitted.connect(self._on_search_submitted)
        self._search.moved.connect(lambda _steps: self._enter_table())
        self._typed_timer.timeout.connect(self._list_anew)
        self._same.clicked.connect(lambda: self._context.actions.trigger("clients.find_same"))
        self._new.clicked.connect(lambda: self.new_client_requested.emit(""))
        self._lists.chosen.connect(self._choose_list)
        self._lists.left.connect(self._enter_table)
        self._filters.changed.connect(self.show_filter)
        self._filters.condition_pressed.connect(self._on_condition_pressed)
        self._filters.add_asked.connect(self.add_filter)
        self._filters.keep_asked.connect(self.keep_list)
        self._filters.save_asked.connect(self._save_list)
        self._filters.reset_asked.connect(self._reset_list)
        self._columns_button.clicked.connect(self.open_columns)
        self._print.clicked.connect(self.print_shown)
        self._empty_trash.clicked.connect(self.empty_trash)
        self._columns_menu.columns_asked.connect(self._on_columns_asked)
        self._columns_menu.sort_asked.connect(self._on_sort_asked)
        table = self._table
        table.activated_client.connect(self.client_opened)
        table.sort_asked.connect(self._on_sort_asked)
        table.arranged.connect(self._on_arranged)
        table.selection_changed.connect(self._on_selection_changed)
        table.menu_asked.connect(self._open_menu)
        table.typed.connect(self._on_table_typed)
        table.removal_asked.connect(lambda: self.do_to_selected("remove"))
        self._many.passed_on.connect(self._pass_on)
        self._many.ended.connect(self._on_selection_changed)
        self._context.theme.changed.connect(self._fit)
        self._context.refresher.register(self, self._needs, self._refresh)

    # Showing

    def _needs(self, change: Change) -> bool:
        del change  # any write may bring somebody into a list, or take them out
        return True

    def _refresh(self) -> None:
        store = self._context.workspace.store
        self._fields, self._columns = list_filter_fields(store), list_columns(store)
        kept = list_smart_lists(store)
        self._lists.show_lists(kept)
        standing = self._lists.list_of(self._wanted_list or self._list.key) or BUILT_IN[0]
        self._wanted_list = ""
        if self._is_known(standing):
            self._list = standing
            self._show_columns(known_columns(self._shown, self._columns))
            self._show_filter()
            self._list_clients()
        else:
            self._choose_list(standing)
        tasks = self._context.tasks
        lists = [*BUILT_IN, *kept]
        tasks.read(count_lists, store, lists, key="clients.counts", done=self._on_counted)

    def _is_known(self, row: SmartListRow) -> bool:
        """Whether it is the list that is shown, whose filters a person may have changed."""
        asked = {each.field for each in self._filter.conditions}
        same = row.key == self._list.key and row.filter == self._list.filter
        return same and bool(self._shown) and asked <= self._fields.keys()

    def _choose_list(self, row: SmartListRow) -> None:
        kept = self._kept_view
        if row.filter.among == "present":  # nobody begins a day with those put away
            kept.keep_current_list(row.key)
        self._list, self._filter = row, row.filter
        sort = kept.sort(row.key) or Sort.from_text(row.sort or "name")
        self._sort = sort if sort.column in self._columns else Sort()
        self._lists.choose(row.key)
        self._show_columns(known_columns(kept.columns(row.key) or row.columns, self._columns))
        self._search.set_text("")
        self._table.clearSelection()
        self._show_filter()
        self._list_anew()

    def _show_columns(self, keys: tuple[str, ...]) -> None:
        columns = [self._columns[each] for each in keys]
        same = keys == self._shown and keys == self._table.keys_in_order()
        self._shown = keys
        if not same:
            self._table.show_columns(columns, self._kept_view.widths(self._list.key))
        self._table.show_sort(self._sort)

    def _show_filter(self) -> None:
        self._filters.show_filter(
            self._filter,
            self._fields,
            is_changed=self._is_changed(),
            is_kept=self._list.id is not None,
        )

    def _is_changed(self) -> bool:
        if self._filter != self._list.filter:
            return True
        if self._list.id is None:
            return False
        columns = known_columns(self._list.columns, self._columns)
        return (columns, self._list.sort or "name") != (self._shown, self._sort.text)

    def _list_anew(self) -> None:
        self._is_anew = True
        self._list_clients()

    def _list_clients(self) -> None:
        self._typed_timer.stop()
        self._context.tasks.read(
            list_client_ids,
            self._context.workspace.store,
            self._filter,
            self._sort,
            self._search.text(),
            key="clients.list",
            done=self._on_listed,
        )

    def _on_listed(self, ids: Sequence[int]) -> None:
        has_waited = self._loading.hasFocus()
        self._table.show_ids(ids, anew=self._is_anew)
        self._is_anew = False
        if len(ids):
            self._stack.setCurrentWidget(self._table)
        else:
            self._show_empty()
        self.setFocusProxy(self._table)
        if has_waited:
            self._enter_table()
        self._on_selection_changed()

    def _on_counted(self, counts: Mapping[str, ListCount]) -> None:
        self._lists.show_counts(counts)
        self._lists.choose(self._list.key)

    def _on_selection_changed(self) -> None:
        count, selected = len(self._table.ids), self._table.selected_count()
        words = self._context.words
        said = f"{count:,} {words.of(count)}"
        if selected > 1:
            said = _("{count}, {selected} selected").format(count=said, selected=f"{selected:,}")
        self._count.set_text(said)
        self._empty_trash.setVisible(self._filter.among == "removed" and bool(count))
        self._many_bar.show_things(self._filter.among, selected, self._offered())
        self._many_bar.setVisible((bool(selected) and bool(count)) or self._many.is_busy())

    def _show_empty(self) -> None:
        old, self._empty = self._empty, self._empty_state()
        self._stack.addWidget(self._empty)
        self._stack.setCurrentWidget(self._empty)
        self._stack.removeWidget(old)
        old.deleteLater()

    def _empty_state(self) -> EmptyState:
        theme, words = self._context.theme, self._context.words
        if self._list.problem:
            return EmptyState(theme, "triangle-alert", _("This list is broken"), self._list.problem)
        if self._search.text().strip():
            sentence = _("Everybody is found at the counter, whatever list they are in.")
            return EmptyState(theme, "search", _("Nobody in this list is found by that"), sentence)
        if self._filter.among == "removed":
            sentence = _("{Clients} you remove wait here for {days} days, and can come back.")
            sentence = words.fill(sentence, days=TRASH_DAYS)
            return EmptyState(theme, "trash-2", _("The trash is empty"), sentence)
        if self._filter.conditions or self._filter.among != "present":
            sentence = _("It fills itself as soon as somebody fits.")
            return EmptyState(theme, "funnel", _("Nobody fits this list now"), sentence)
        sentence = words.fill(_("Enter the first {client}, or bring a file in: Ctrl+I."))
        title = words.fill(_("Your {clients} will stand here"))
        action = words.fill(_("New {client}"))
        state = EmptyState(theme, "users", title, sentence, action=action, keys="Ctrl+N")
        state.action_triggered.connect(lambda: self.new_client_requested.emit(""))
        return state

    def _fit(self) -> None:
        self._lists.setFixedWidth(grown(self._context.theme, _LISTS_WIDTH))

    # Answering

    def _ask_condition(self, field: FilterField, number: int | None = None) -> None:
        conditions = self._filter.conditions
        standing = None if number is None else conditions[number]
        sheet = ConditionSheet(self._context, self._over(), field, standing)

        def take(made: Condition) -> None:
            place = len(conditions) if number is None else number
            kept = (*conditions[:place], made, *conditions[place + 1 :])
            self.show_filter(replace(self._filter, conditions=kept))

        sheet.condition_made.connect(take)

    def _on_condition_pressed(self, number: int) -> None:
        field = self._fields[self._filter.conditions[number].field]
        self._ask_condition(field, number)

    def _on_sort_asked(self, key: str) -> None:
        if key == self._sort.column:
            self._sort = Sort(key, not self._sort.descending)
        else:
            self._sort = Sort(key, self._columns[key].begins_with_most)
        self._table.show_sort(self._sort)
        self._keep_view()
        self._list_anew()

    def _on_columns_asked(self, keys: tuple[str, ...]) -> None:
        self._show_columns(known_columns(keys, self._columns))
        self._keep_view()
        self._table.forget_rows()

    def _on_arranged(self) -> None:
        self._shown = self._table.keys_in_order()
        self._keep_view()

    def _keep_view(self) -> None:
        self._kept_view.keep(self._list.key, self._shown, self._table.widths(), self._sort)
        self._show_filter()

    def _on_list_added(self, key: str) -> None:
        self._wanted_list = key
        self._refresh()

    def _save_list(self) -> None:
        self._list_actions.save(self._list, self._draft())

    def _reset_list(self) -> None:
        self._kept_view.forget(self._list.key)
        self._choose_list(self._list)

    def _draft(self) -> SmartListDraft:
        return SmartListDraft(self._list.name, self._filter, self._shown, self._sort.text)

    def _on_search_submitted(self) -> None:
        if self._typed_timer.isActive():
            self._list_anew()
        elif len(self._table.ids) == 1:
            self.client_opened.emit(self._table.ids[0])
        self._enter_table()

    def _enter_table(self) -> None:
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_table_typed(self, event: QKeyEvent) -> None:
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)
        self._search.type_key(event)

    def _open_menu(self, place: QPoint) -> None:
        client_id = self._table.current_client()
        if client_id is None:
            return
        choices = [Choice(_("Open"), lambda: self.client_opened.emit(client_id))]
        if self._filter.among != "removed":
            choices.append(Choice(_("Log a visit"), lambda: self.visit_requested.emit(client_id)))
        if not self._table.selected_count():
            self._table.selectRow(self._table.currentIndex().row())
        offered = self._many_bar.offered()
        choices += [Choice(text, partial(self._many.do, key)) for key, text in offered]
        choices.append(Choice(_("Select all"), self._table.selectAll))
        open_menu(self, choices, place)

    def _offered(self) -> list[str]:
        """What others are there to do, who heard of it."""
        return [key for key in ("export", "labels", "merge") if self.receivers(_heard_by(key))]

    def _pass_on(self, key: str, ids: Sequence[int]) -> None:
        asked = {
            "export": self.export_asked,
            "labels": self.labels_asked,
            "merge": self.merge_asked,
        }
        asked[key].emit(ids)

    def _over(self) -> QWidget:
        return self.parentWidget() or self

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._search.text():
            self._search.clear()
            self._list_anew()
        elif event.text().isprintable() and event.text().strip() and not is_command(event):
            self._on_table_typed(event)
        else:
            super().keyPressEvent(event)


def _heard_by(key: str) -> str:
    """The signal of ``key`` as Qt names it."""
    return f"2{key}_asked(PyObject)"
