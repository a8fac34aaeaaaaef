"""The quiet row at the end of a column: what could be written down here too."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from crm.i18n import _
from ui.context import Context
from ui.pages.profile.requests import Requests
from ui.pages.profile.section import Section
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.link_label import LinkLabel

_GAP = 10


class AddLinks(Section[tuple[tuple[str, str], ...]]):
    """Links that open a form (``form:note``) or a field that is empty (``field:lives``)."""

    def __init__(self, context: Context, requests: Requests, column: str) -> None:
        super().__init__(context, requests, f"add.{column}", "")

    def fill(self, data: tuple[tuple[str, str], ...]) -> QWidget | None:
        """A link each."""
        holder = QWidget()
        row = FlowLayout(holder, gap=_GAP)
        for target, text in data:
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
