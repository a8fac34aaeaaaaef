"""The quiet row at the end of a column: what could be written down here too."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm.i18n import _
from ui.context import Context
from ui.pages.profile.requests import Requests
from ui.pages.profile.section import Section
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.link_label import LinkLabel
from ui.widgets.text import PlainLabel

_GAP = 10


@dataclass(frozen=True, slots=True)
class Addable:
    """Links that open a form (``form:note``) or a field that is empty (``field:lives``).

    ``hint`` says what the place is for, while nothing stands there.
    """

    links: tuple[tuple[str, str], ...]
    hint: str = ""


class AddLinks(Section[Addable]):
    """A quiet link for each thing that can be written down."""

    def __init__(self, context: Context, requests: Requests, column: str) -> None:
        super().__init__(context, requests, f"add.{column}", "")

    def fill(self, data: Addable) -> QWidget | None:
        """The hint, then a link each."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        if data.hint:
            column.addWidget(PlainLabel(data.hint, tone="ink2", wrap=True))
        row = FlowLayout(gap=_GAP)
        column.addLayout(row)
        for target, text in data.links:
            said = _("+ {what}").format(what=text)
            link = LinkLabel(self._theme, said, token="ink3")
            link.setObjectName(f"profile.add.{target.partition(':')[2]}")
            link.setAccessibleName(_("Add: {what}").format(what=text))
            link.clicked.connect(lambda _checked=False, each=target: self._ask(each))
            row.addWidget(link)
        return holder

    def _ask(self, target: str) -> None:
        kind, _colon, name = target.partition(":")
        if kind == "form":
            self._requests.form_requested.emit(name)
        else:
            self._requests.field_requested.emit(name)
