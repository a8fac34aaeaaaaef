"""The card at the top: the face, the name, what to watch out for, and the figures."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from crm.clients.names import initials
from crm.clients.rows import ClientDetails, ContactRow
from crm.clients.services import restore_client, star_client
from crm.i18n import _
from crm.story.rows import AlertRow
from ui.context import Context
from ui.pages.profile.figures import Figure, list_figures
from ui.pages.profile.places import contact_choices, copy_text, say_contact
from ui.pages.profile.reading import Profile
from ui.pages.profile.requests import Requests
from ui.pages.profile.section import Section, field_name
from ui.widgets.avatar import LARGE
from ui.widgets.avatar_button import AvatarButton
from ui.widgets.chip import Chip
from ui.widgets.editable_text import INSET, EditableText
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.icon_button import IconButton
from ui.widgets.link_label import LinkLabel
from ui.widgets.menu import offer_menu
from ui.widgets.painting import grown, tone_for
from ui.widgets.stat_figure import StatFigure
from ui.widgets.text import PlainLabel

_GAP: Final = 16
_FIGURE_GAP: Final = 8
_NAME_GAP: Final = 6
_LEAST_NAMES: Final = 360
_ALL, _PAIRS = 4, 2  # figures in a row
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

    def _build(self) -> None:
        self._avatar.setObjectName("profile.photo")
        self._name.setObjectName(field_name("name"))
        self._star.setObjectName("profile.star")
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.setContentsMargins(0, 0, 0, 0)
        first = QWidget()
        line = FlowLayout(first, gap=_NAME_GAP)
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
        beside = [each for each in (_ALL, _PAIRS) if self._figures.width_of(each) + names <= room]
        below = _ALL if self._figures.width_of(_ALL) <= room else _PAIRS
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


class ChipsRow(Section[tuple[ClientDetails, tuple[AlertRow, ...]]]):
    """Alerts, and what else one must know before speaking: has died, archived, no client yet."""

    def __init__(self, context: Context, requests: Requests) -> None:
        super().__init__(context, requests, "chips", "")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def fill(self, data: tuple[ClientDetails, tuple[AlertRow, ...]]) -> QWidget | None:
        """A chip each; an alert can be pressed to change it."""
        client, alerts = data
        chips: list[QWidget] = [self._alert(alert) for alert in alerts]
        chips += [Chip(self._theme, text) for text in _states(client, self._context)]
        if client.archived_at is not None:
            restore = LinkLabel(self._theme, _("Restore"))
            restore.setObjectName("profile.restore")
            restore.clicked.connect(lambda: self._requests.write(restore_client, client.id))
            chips.append(restore)
        if not chips:
            return None
        holder = QWidget()
        row = FlowLayout(holder, gap=_NAME_GAP)
        for chip in chips:
            row.addWidget(chip)
        return holder

    def _alert(self, alert: AlertRow) -> Chip:
        chip = Chip(self._theme, alert.said, "rose", clickable=True)
        kind = "preference" if alert.kind == "allergy" else "note"
        chip.setObjectName(f"profile.alert.{alert.id}")
        chip.clicked.connect(lambda: self._requests.edit_requested.emit(kind, alert.id))
        return chip


class SpokenLine(Section[tuple[str, str]]):
    """How the name is said, and what they like to be called."""

    def __init__(self, context: Context, requests: Requests) -> None:
        super().__init__(context, requests, "spoken", "")

    def fill(self, data: tuple[str, str]) -> QWidget | None:
        """``say shi-VAWN · called Shiv``; what is not known is offered quietly."""
        pronunciation, called = data
        holder = QWidget()
        row = FlowLayout(holder, gap=0)
        if pronunciation or self._wanted == "pronunciation":
            row.addWidget(_words(_("say"), INSET))
            row.addWidget(self._value("pronunciation", _("Pronunciation"), pronunciation))
        if called or self._wanted == "called":
            said = f"· {_('called')}" if row.count() else _("called")
            row.addWidget(_words(said, 0 if row.count() else INSET))
            row.addWidget(self._value("called", _("Called"), called))
        if not pronunciation and self._wanted != "pronunciation":
            row.addWidget(self._offer("pronunciation", _("+ how to say it")))
        if not called and self._wanted != "called":
            row.addWidget(self._offer("called", _("+ what to call them")))
        return holder

    def _value(self, key: str, name: str, text: str) -> EditableText:
        is_called = key == "called"
        editable = EditableText(
            self._theme,
            text,
            name=name,
            role="strong" if is_called else "body",
            tone="ink" if is_called else "ink2",
            italic=not is_called,
        )
        self._watch(editable, key)
        return editable

    def _offer(self, key: str, text: str) -> LinkLabel:
        link = LinkLabel(self._theme, text, token="ink3")
        link.setObjectName(f"profile.add.{key}")
        link.setContentsMargins(INSET, 0, INSET, 0)
        link.clicked.connect(lambda: self._requests.field_requested.emit(key))
        return link


class ContactLine(Section[tuple[tuple[ContactRow, ...], str]]):
    """The phone and e-mail to use first, and the town; pressed to copy."""

    def __init__(self, context: Context, requests: Requests) -> None:
        super().__init__(context, requests, "contact_line", "")

    def fill(self, data: tuple[tuple[ContactRow, ...], str]) -> QWidget | None:
        """What there is of the three; without any the offer to add one."""
        contacts, lives = data
        shown = [_first(contacts, "phone"), _first(contacts, "email")]
        links: list[QWidget] = [self._link(each) for each in shown if each is not None]
        address = _first(contacts, "address")
        if address is not None and address.town:
            links.append(self._link(address, address.town))
        elif lives:
            links.append(_words(lives, INSET))
        if not any(shown):
            links.insert(0, self._offer())
        holder = QWidget()
        row = FlowLayout(holder, gap=0)
        for number, link in enumerate(links):
            if number:
                row.addWidget(_words("·"))
            row.addWidget(link)
        return holder

    def _link(self, contact: ContactRow, text: str = "") -> LinkLabel:
        said = text or say_contact(contact, self._formats)
        link = LinkLabel(self._theme, said, token="ink2")
        link.setObjectName(f"profile.primary.{contact.kind}")
        link.setContentsMargins(INSET, 0, INSET, 0)
        whole = say_contact(contact, self._formats)
        link.clicked.connect(lambda: copy_text(link, whole))
        offer_menu(link, lambda: contact_choices(link, contact, self._formats, self._requests))
        return link

    def _offer(self) -> LinkLabel:
        link = LinkLabel(self._theme, _("+ phone or e-mail"), token="ink3")
        link.setObjectName("profile.add.primary")
        link.setContentsMargins(INSET, 0, INSET, 0)
        link.clicked.connect(lambda: self._requests.form_requested.emit("contact"))
        return link


class FiguresRow(QWidget):
    """The figures, side by side from the right; where it is narrow, two by two.

    Signals:
        activated: the key of the figure pressed.
    """

    activated = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._theme = context.theme
        self._figures: dict[str, StatFigure] = {}
        self._shown: tuple[str, ...] = ()
        self._columns = _ALL
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_FIGURE_GAP)
        self._grid.setVerticalSpacing(0)
        self.setObjectName("profile.figures")

    def show_figures(self, figures: tuple[Figure, ...]) -> None:
        """Show these, in their order."""
        for figure in figures:
            if figure.key not in self._figures:
                self._figures[figure.key] = self._make(figure.key)
            self._figures[figure.key].show_figure(figure.figure, figure.caption)
        self._shown = tuple(figure.key for figure in figures)
        self._arrange()

    def set_columns(self, columns: int) -> None:
        """Let at most as many stand side by side."""
        if columns != self._columns:
            self._columns = columns
            self._arrange()

    def width_of(self, columns: int) -> int:
        """Pixels they take with so many side by side."""
        widths = [self._figures[key].sizeHint().width() for key in self._shown]
        widest = [max(widths[start::columns]) for start in range(min(columns, len(widths)))]
        return sum(widest) + _FIGURE_GAP * max(0, len(widest) - 1)

    def _arrange(self) -> None:
        for key, widget in self._figures.items():
            self._grid.removeWidget(widget)
            widget.setVisible(key in self._shown)
        for number, key in enumerate(self._shown):
            row, column = divmod(number, self._columns)
            self._grid.addWidget(self._figures[key], row, column)

    def _make(self, key: str) -> StatFigure:
        widget = StatFigure(self._theme, parent=self)
        widget.setObjectName(f"profile.figure.{key}")
        widget.clicked.connect(lambda: self.activated.emit(key))
        return widget


def _states(client: ClientDetails, context: Context) -> list[str]:
    found = []
    if client.has_died:
        died = context.formats.partial(client.died) if client.died else ""
        found.append(_("died {day}").format(day=died) if died else _("has died"))
    if client.archived_at is not None:
        found.append(_("archived"))
    standing = {
        "prospect": _("not yet a {client}"),
        "past": _("no longer a {client}"),
        "colleague": _("colleague"),
        "supplier": _("supplier"),
    }.get(client.standing)
    if standing:
        found.append(context.words.fill(standing))
    if client.kind != "person":
        found.append(_("household") if client.kind == "household" else _("organisation"))
    return found


def _first(contacts: tuple[ContactRow, ...], kind: str) -> ContactRow | None:
    current = [each for each in contacts if each.kind == kind and not each.is_past]
    return min(
        current, key=lambda each: (each.shared_by is not None, not each.is_primary), default=None
    )


def _words(text: str, before: int = 0) -> PlainLabel:
    label = PlainLabel(text, tone="ink2")
    label.setContentsMargins(before, 0, 0, 0)
    return label
