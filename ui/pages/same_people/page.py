"""The same people: one pair after the other is made one, or said to be two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from crm.changes import Change
from crm.clients.merging.finding import (
    FamilyGroup,
    SameFindings,
    SamePair,
    find_same_and_families,
    keep_open,
    make_household,
    pair_of,
    refuse_family,
)
from crm.clients.merging.preview import preview_merge, propose_kept
from crm.clients.merging.rows import MergePreview
from crm.clients.merging.services import answer_pair, merge_clients
from crm.errors import CancelledError, CrmError
from crm.i18n import _
from ui.context import Context
from ui.pages.same_people.family_view import FamilyView
from ui.pages.same_people.found_list import FoundList
from ui.pages.same_people.found_rows import Found, row_key
from ui.pages.same_people.pair_view import PairView
from ui.tasks import JobHandle
from ui.theme.tokens import GAP, GAP_CARD
from ui.widgets.buttons import PlainButton, PrimaryButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.icon_button import IconButton
from ui.widgets.painting import grown
from ui.widgets.text import ElidedLabel, PlainLabel

_MARGINS: Final = QMargins(24, 16, 24, 20)
_LIST_WIDTH: Final = 348


class SamePeoplePage(QWidget):
    """What was found on the left, the pair or family that is chosen on the right.

    The whole list is looked through beside the window when the page is first shown, and again when
    that is asked for. Of what was found, only what is still open is shown.

    Signals:
        left: one wants back to where one came from.
        client_opened: whose profile is wanted.
    """

    left = Signal()
    client_opened = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._found = SameFindings()
        self._own: tuple[SamePair, ...] = ()  # those a person chose, whatever was found
        self._open = SameFindings()
        self._later: set[object] = set()
        self._job: JobHandle | None = None
        self._has_looked = False
        self._wanted: object = None  # the row to choose once it is in the list
        self._answered: Found | None = None  # is chosen again where its answer is undone
        self._kept: dict[tuple[int, int], int] = {}
        theme = context.theme
        self._back = IconButton(theme, "arrow-left", _("Back"))
        self._facts = ElidedLabel(tone="ink2", tabular=True)
        self._again = PlainButton(theme, _("Look again"), icon="search")
        self._stop = PlainButton(theme, _("Stop"), icon="x")
        self._list = FoundList(theme)
        self._pair = PairView(context)
        self._family = FamilyView(context)
        self._nothing = QWidget()
        self._stack = QStackedLayout()
        self._hint = PlainLabel(tone="ink2", wrap=True)
        self._later_button = PlainButton(theme, _("Later"), keys="L")
        self._refuse = PlainButton(theme, _("Not the same"), keys="Delete")
        self._do = PrimaryButton(theme, _("Merge"), keys="Ctrl+Return")
        self._build()
        self._connect()

    # What the window asks

    def show_pairs(self, client_ids: Sequence[int]) -> None:
        """Show these clients as pairs, the first of them with each other one."""
        self._has_looked = True
        first, *others = client_ids
        store = self._store
        self._own = tuple(pair_of(store, first, other) for other in others)
        self._wanted = row_key(self._own[0]) if self._own else None
        self._refresh()

    def look(self) -> None:
        """Look through the whole list for the same people."""
        if self._job is not None:
            return
        self._has_looked = True
        self._later.clear()
        self._show_busy(busy=True)
        self._job = self._context.tasks.job(
            find_same_and_families,
            self._store,
            writes=False,
            progress=self._on_progress,
            done=self._on_found,
            failed=self._on_failed,
            ended=self._on_ended,
        )

    def merge(self) -> None:
        """Make one of the pair, or a household of the family, that is chosen."""
        found = self._answered = self._list.current()
        tasks, store = self._context.tasks, self._store
        draft = self._pair.draft()
        if isinstance(found, FamilyGroup):
            tasks.write(make_household, store, found)
        elif found is not None and draft is not None and draft.is_about(*found.ids):
            tasks.write(merge_clients, store, draft)

    def refuse(self) -> None:
        """Remember that these are not the same, or no family."""
        found = self._answered = self._list.current()
        if isinstance(found, FamilyGroup):
            self._context.tasks.write(refuse_family, self._store, found)
        elif found is not None:
            self._context.tasks.write(answer_pair, self._store, "same", *found.ids)

    def put_off(self) -> None:
        """Leave this one for another time."""
        found = self._list.current()
        if found is not None:
            self._later.add(row_key(found))
            self._show_open()

    # Building

    def _build(self) -> None:
        self.setAccessibleName(_("The same people"))
        for name, widget in (
            ("back", self._back), ("facts", self._facts), ("again", self._again),
            ("stop", self._stop), ("hint", self._hint), ("later", self._later_button),
            ("refuse", self._refuse), ("merge", self._do), ("nothing", self._nothing),
        ):  # fmt: skip
            widget.setObjectName(f"same_people.{name}")
        self._stop.hide()
        self.setFocusProxy(self._list)
        self._list.setFixedWidth(grown(self._context.theme, _LIST_WIDTH))
        for widget in (self._nothing, self._pair, self._family):
            self._stack.addWidget(widget)
        middle = QHBoxLayout()
        middle.setSpacing(GAP_CARD)
        middle.addWidget(self._list)
        middle.addLayout(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGINS)
        column.setSpacing(GAP_CARD)
        column.addLayout(self._head())
        column.addLayout(middle, 1)
        column.addLayout(self._foot())
        self._show_open()

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self._back)
        row.addWidget(PlainLabel(_("The same people"), role="title"))
        row.addWidget(self._facts, 1)
        row.addWidget(self._again)
        row.addWidget(self._stop)
        return row

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
        row.addWidget(self._hint, 1)
        for button in (self._later_button, self._refuse, self._do):
            row.addWidget(button)
        return row

    def _connect(self) -> None:
        self._back.clicked.connect(self.left)
        self._again.clicked.connect(self.look)
        self._stop.clicked.connect(self._on_stop_clicked)
        self._list.chosen.connect(self._on_list_chosen)
        self._list.side_pressed.connect(self._keep)
        self._pair.kept_chosen.connect(self._keep)
        self._family.client_opened.connect(self.client_opened)
        self._do.clicked.connect(self.merge)
        self._refuse.clicked.connect(self.refuse)
        self._later_button.clicked.connect(self.put_off)
        self._context.refresher.register(self, self._needs, self._refresh)

    # Showing

    @property
    def _store(self) -> Any:
        return self._context.workspace.store

    def _needs(self, change: Change) -> bool:
        return self._has_looked and (change.everything or bool(change.clients))

    def _refresh(self) -> None:
        """Show what is still open, with names and values as they are now."""
        own = {pair.ids for pair in self._own}
        rest = tuple(pair for pair in self._found.pairs if pair.ids not in own)
        found = replace(self._found, pairs=(*self._own, *rest))
        self._context.tasks.read(
            keep_open, self._store, found, key="same_people", done=self._on_open
        )

    def _on_open(self, found: SameFindings) -> None:
        answered = self._answered
        if answered is not None and _holds(found, answered) and not _holds(self._open, answered):
            self._wanted = row_key(answered)
        self._open = found
        self._show_open()
        if self._wanted is not None:
            self._list.choose_key(self._wanted)
            self._wanted = None
        current = self._list.current()
        if isinstance(current, SamePair):
            self._read_pair(current)

    def _show_open(self) -> None:
        pairs = (pair for pair in self._open.pairs if row_key(pair) not in self._later)
        families = (each for each in self._open.families if row_key(each) not in self._later)
        found = SameFindings(tuple(pairs), tuple(families))
        self._list.show_found(found)
        if self._list.current() is None:
            self._on_list_chosen(None)

    def _on_list_chosen(self, found: Found | None) -> None:
        is_pair = isinstance(found, SamePair)
        for button in (self._do, self._refuse, self._later_button):
            button.setEnabled(found is not None)
            button.setVisible(found is not None)
        self._list.setVisible(found is not None)
        self._do.set_label(_("Merge") if is_pair else _("Make a household"))
        self._refuse.set_label(_("Not the same") if is_pair else _("Not a family"))
        can_split = _("Merging can be undone, and the two can be split again later.")
        self._hint.set_text(can_split if is_pair else "")
        if isinstance(found, SamePair):
            self._read_pair(found)
        elif found is not None:
            self._family.show_family(found)
            self._stack.setCurrentWidget(self._family)
        else:
            self._show_nothing()

    def _read_pair(self, pair: SamePair) -> None:
        store = self._store

        def read() -> MergePreview:
            kept = self._kept.get(pair.ids) or propose_kept(store, *pair.ids)
            return preview_merge(store, kept, _other(pair, kept))

        self._context.tasks.read(
            read,
            key="same_people.pair",
            done=lambda preview: self._on_preview(pair, preview),
            failed=self._on_preview_failed,
        )

    def _on_preview(self, pair: SamePair, preview: MergePreview) -> None:
        self._do.setEnabled(True)
        self._pair.show_pair(pair, preview)
        self._stack.setCurrentWidget(self._pair)

    def _on_preview_failed(self, error: CrmError) -> None:
        """Two who cannot be one: it is said, and they can be told apart."""
        self._do.setEnabled(False)
        self._put_nothing("info", _("These two cannot be one"), str(error))

    def _keep(self, place: str) -> None:
        """Let the one on this side stay."""
        pair = self._list.current()
        if isinstance(pair, SamePair):
            self._kept[pair.ids] = pair.first.id if place == "left" else pair.second.id
            self._read_pair(pair)

    def _show_nothing(self) -> None:
        if self._job is not None:
            self._put_nothing("search", _("Looking"), _("The surest pairs will stand first."))
        else:
            self._put_nothing(
                "circle-check",
                _("Nobody stands here twice"),
                _("As far as names, numbers, addresses and birthdays tell."),
            )

    def _put_nothing(self, icon: str, title: str, sentence: str) -> None:
        old, self._nothing = self._nothing, EmptyState(self._context.theme, icon, title, sentence)
        self._nothing.setObjectName("same_people.nothing")
        self._stack.addWidget(self._nothing)
        self._stack.setCurrentWidget(self._nothing)
        self._stack.removeWidget(old)
        old.hide()
        old.deleteLater()

    # Looking

    def _show_busy(self, *, busy: bool) -> None:
        self._stop.setVisible(busy)
        self._stop.setEnabled(busy)
        self._again.setVisible(not busy)
        if not busy:
            self._facts.set_text("")

    def _on_progress(self, done: int, total: int | None, text: str) -> None:
        self._facts.set_text(f"{text}  {done:,} / {total:,}" if total else text)

    def _on_stop_clicked(self) -> None:
        self._stop.setEnabled(False)
        if self._job is not None:
            self._job.cancel()

    def _on_found(self, found: SameFindings) -> None:
        self._job = None
        self._found = found
        self._refresh()

    def _on_failed(self, error: CrmError) -> None:
        if not isinstance(error, CancelledError):
            self._context.errors.present(error)

    def _on_ended(self) -> None:
        self._job = None
        self._show_busy(busy=False)
        self._show_open()

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._has_looked:
            self.look()


def _holds(found: SameFindings, one: Found) -> bool:
    """Whether this pair or family is still to be answered."""
    there: list[Found] = [*found.pairs, *found.families]
    return any(row_key(each) == row_key(one) for each in there)


def _other(pair: SamePair, kept_id: int) -> int:
    return pair.second.id if kept_id == pair.first.id else pair.first.id
