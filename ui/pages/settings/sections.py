"""Which sections the profile shows for whom, and in which order."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from crm.changes import Change
from crm.i18n import _
from crm.shop.sections import SERVED_KINDS, Arrangement, ServedKind, arrange_sections
from crm.shop.sections import get_arrangement as read_arrangement
from ui.context import Context
from ui.delegates.arrange import ArrangeRow
from ui.delegates.arrange_list import ArrangeList
from ui.pages.settings.part import SettingsPart
from ui.section_list import COLUMN_TITLES, SECTION_LIST, ColumnName
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.link_label import LinkLabel
from ui.widgets.text import SectionHeading

_GAP: Final = 16
_BELOW_HEADING: Final = 6


class SectionsPart(SettingsPart):
    """A kind of client, and the two columns of its profile; Space shows or hides a section."""

    def __init__(self, context: Context, over: QWidget) -> None:
        super().__init__(context, over)
        self._kinds = ChoiceRow(context.theme, _kind_words())
        self._lists = {
            column: ArrangeList(context.theme, _(title)) for column, title in COLUMN_TITLES.items()
        }
        self._as_before = LinkLabel(context.theme, _("Show all, in the order they came in"))
        self._arrangement = Arrangement()
        self._build()
        self._connect()
        self.show_anew()

    def show_anew(self) -> None:
        """Show the sections of the kind that is chosen as they are in the file."""
        self._arrangement = read_arrangement(self._context.workspace.store, self._kind())
        for column, rows in self._lists.items():
            rows.set_rows(_rows(self._arrangement, column))
        self._as_before.setVisible(self._arrangement != Arrangement())

    def _build(self) -> None:
        self._kinds.setObjectName("settings.sections.kind")
        self._as_before.setObjectName("settings.sections.reset")
        card = self.add_card(
            _("Profile sections"),
            _("Space shows or hides a section. Drag it, or press Alt+Up or Alt+Down, to move it."),
        )
        card.body.addWidget(self._kinds)
        for column, rows in self._lists.items():
            rows.setObjectName(f"settings.sections.{column}")
            card.body.addSpacing(_GAP)
            card.body.addWidget(SectionHeading(_(COLUMN_TITLES[column])))
            card.body.addSpacing(_BELOW_HEADING)
            card.body.addWidget(rows)
        card.body.addSpacing(_GAP)
        card.body.addWidget(self._as_before, 0, Qt.AlignmentFlag.AlignLeft)
        self.end(self._kinds)

    def _connect(self) -> None:
        self._kinds.chosen.connect(lambda _number: self.show_anew())
        for rows in self._lists.values():
            rows.arranged.connect(lambda _keys: self._save(self._arrangement.hidden))
            rows.toggled.connect(self._on_rows_toggled)
            rows.row_activated.connect(self._on_rows_toggled)
        self._as_before.clicked.connect(self._on_as_before_clicked)
        self._context.refresher.register(self, _concerns, self.show_anew)

    def _kind(self) -> ServedKind:
        return SERVED_KINDS[self._kinds.current()]

    def _save(self, hidden: frozenset[str]) -> None:
        order = [str(row.key) for rows in self._lists.values() for row in rows.rows()]
        self.write(arrange_sections, self._kind(), order, sorted(hidden))

    def _on_rows_toggled(self, key: Hashable) -> None:
        self._save(self._arrangement.hidden ^ {str(key)})

    def _on_as_before_clicked(self) -> None:
        self.write(arrange_sections, self._kind(), (), ())
        self._kinds.focus_choice()


def _concerns(change: Change) -> bool:
    return change.everything or change.action == "sections.arrange"


def _rows(arrangement: Arrangement, column: ColumnName) -> list[ArrangeRow]:
    titles = {each.name: each.title for each in SECTION_LIST if each.column == column}
    return [
        ArrangeRow(name, _(titles[name]), shown=name not in arrangement.hidden)
        for name in arrangement.arranged(titles)
    ]


def _kind_words() -> list[str]:
    words: dict[ServedKind, str] = {
        "person": _("Person"),
        "household": _("Household"),
        "organisation": _("Organisation"),
    }
    return [words[kind] for kind in SERVED_KINDS]
