"""The card at the top: the face, the name, what to watch out for, and the figures."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from crm.clients.names import initials
from crm.clients.rows import ClientDetails
from crm.clients.services import star_client
from crm.i18n import _
from ui.context import Context
from ui.pages.profile.figures import list_figures
from ui.pages.profile.figures_row import ALL, PAIRS, FiguresRow
from ui.pages.profile.head_lines import NAME_GAP, ChipsRow, ContactLine, SpokenLine
from ui.pages.profile.reading import Profile
from ui.pages.profile.requests import Requests
from ui.pages.profile.section import Section, field_name
from ui.widgets.avatar import LARGE
from ui.widgets.avatar_button import AvatarButton
from ui.widgets.editable_text import INSET, EditableText
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.icon_button import IconButton
from ui.widgets.painting import grown, tone_for

_GAP: Final = 16
_LEAST_NAMES: Final = 360
_TOP: Final = Qt.AlignmentFlag.AlignTop


class ProfileHead(QWidget):
    """Who this is, in four lines at most.

    Signals:
        figure_activated: the key of the figure whose counting is wanted.
    """

    figure_activated = Signal(str)

    def __init__(self, context: Context, requests: Requests) -> None:
        super().__init__()
        self._context = context
        self._requests = requests
        self._client: ClientDetails | None = None
        self._photo: bytes | None = None
        self._photo_pixmap: QPixmap | None = None
        self._avatar = AvatarButton(context.theme, _("Change the photo"), LARGE)
        self._name = EditableText(context.theme, name=_("Name"), role="title")
        self._star = IconButton(context.theme, "star", _("Star"), lit="amber")
        self._chips = ChipsRow(context, requests)
        self._spoken = SpokenLine(context, requests)
        self._contact = ContactLine(context, requests)
        self._figures = FiguresRow(context)
        self._is_beside = True
        self._grid = QGridLayout(self)
        self._build()
        self._connect()

    def show_profile(self, profile: Profile) -> None:
        """Show another client, or the same one anew."""
        client = profile.client
        self._client = client
        self._show_face(client)
        self._name.set_text(client.name)
        self._star.setChecked(client.starred)
        self._star.set_words(_("Starred") if client.starred else _("Star"))
        self._chips.set_data((client, profile.card.alerts))
        self._spoken.set_data((client.pronunciation, client.called))
        self._contact.set_data((client.contacts, client.lives))
        self._figures.show_figures(list_figures(profile, self._context.formats))
        self._share_width()

    def edit_field(self, key: str, typed: str | None = None) -> None:
        """Open the editor of the name, or of how it is said or what they are called."""
        if key != "name":
            self._spoken.edit_field(key, typed)
        elif self._client is not None:
            self._name.set_text(self._client.name)
            self._name.begin_edit(typed)

    def sections(self) -> tuple[Section[Any], ...]:
        """The lines that are told anew one by one."""
        return (self._chips, self._spoken, self._contact)

    def commit(self) -> None:
        """Close what is being edited and keep what was typed."""
        self._name.commit()
        self._spoken.commit()

    def _build(self) -> None:
        self._avatar.setObjectName("profile.photo")
        self._name.setObjectName(field_name("name"))
        self._star.setObjectName("profile.star")
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.setContentsMargins(0, 0, 0, 0)
        first = QWidget()
        line = FlowLayout(first, gap=NAME_GAP)
        line.addWidget(self._name)
        line.addWidget(self._star)
        line.addWidget(self._chips)
        texts.addWidget(first)
        texts.addWidget(self._spoken)
        texts.addWidget(self._contact)
        texts.addStretch(1)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_GAP - INSET)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self._avatar, 0, 0, 2, 1, _TOP)
        self._grid.addLayout(texts, 0, 1)
        self._grid.addWidget(self._figures, 0, 2, _TOP)

    def _share_width(self) -> None:
        """The figures beside the name in one row, else two by two, else below it."""
        names = grown(self._context.theme, _LEAST_NAMES)
        room = self.width() - self._avatar.sizeHint().width() - 2 * _GAP
        beside = [each for each in (ALL, PAIRS) if self._figures.width_of(each) + names <= room]
        below = ALL if self._figures.width_of(ALL) <= room else PAIRS
        self._figures.set_columns(beside[0] if beside else below)
        self._place_figures(beside=bool(beside))

    def _place_figures(self, *, beside: bool) -> None:
        if beside == self._is_beside:
            return
        self._is_beside = beside
        self._grid.removeWidget(self._figures)
        if beside:
            self._grid.addWidget(self._figures, 0, 2, _TOP)
        else:
            self._grid.addWidget(self._figures, 1, 1, _TOP | Qt.AlignmentFlag.AlignLeading)

    def _connect(self) -> None:
        self._avatar.clicked.connect(lambda: self._requests.form_requested.emit("photo"))
        self._name.committed.connect(lambda text: self._requests.field_committed.emit("name", text))
        self._star.clicked.connect(self._on_star_clicked)
        self._figures.activated.connect(self.figure_activated)

    def _on_star_clicked(self, checked: bool) -> None:
        if self._client is not None:
            self._requests.write(star_client, self._client.id, starred=checked)

    def _show_face(self, client: ClientDetails) -> None:
        if client.photo != self._photo or self._photo_pixmap is None:
            self._photo = client.photo
            self._photo_pixmap = QPixmap()
            if client.photo is not None:
                self._photo_pixmap.loadFromData(QByteArray(client.photo))
        self._avatar.show_person(initials(client.name), tone_for(client.id), self._photo_pixmap)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()
