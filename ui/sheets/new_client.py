"""Writing down somebody new, with who they may already be beside it while one types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm.clients.checks import Checks
from crm.clients.drafts import ClientDraft, ContactDraft
from crm.clients.likely import list_likely_same
from crm.clients.queries import list_tags
from crm.clients.rows import LikelyRow
from crm.clients.services import add_client
from crm.clients.typed_person import tell_apart
from crm.dates import PartialDate, parse_partial
from crm.errors import CrmError, ValidationError
from crm.i18n import _
from crm.story.drafts import NoteDraft
from crm.story.remember import add_note
from ui.context import Context
from ui.sheets.editors import (
    BlockEditor,
    ChoiceEditor,
    ClientEditor,
    ClientPick,
    CompletedEditor,
    Editor,
    LineEditor,
)
from ui.sheets.entry_sheet import EntrySheet
from ui.sheets.form_spec import PARTIAL_EXAMPLE
from ui.sheets.kept import Values
from ui.sheets.name_form import KIND_WORDS, STANDING_WORDS
from ui.sheets.story_forms import beginning
from ui.theme.tokens import GAP, PAGE_MARGIN
from ui.widgets.completion_popup import Completion
from ui.widgets.form import Form
from ui.widgets.link_label import LinkLabel
from ui.widgets.surfaces import Panel
from ui.widgets.text import PlainLabel

_WIDTH = 780
_PANEL_WIDTH = 220
_LIKELY = "new_client.likely"

T = TypeVar("T")


class NewClientSheet(EntrySheet):
    """Makes a client of what was typed; a name, a number or an e-mail address is enough.

    Signals:
        client_made: the new client's id.
        client_chosen: the id of somebody there already, who it was.
    """

    client_made = Signal(int)
    client_chosen = Signal(int)

    def __init__(self, context: Context, over: QWidget, typed: str = "") -> None:
        super().__init__(context, over, name="new_client", key=typed.strip(), width=_WIDTH)
        self._form = Form()
        self._editors: dict[str, Editor] = {}
        self._panel = LikelyPanel(context)
        self._build_fields()
        self._set_head(context.words.fill(_("New {client}")))
        self._prefill(typed)
        self.begin(self._editors["name"])
        self._on_kind_changed()
        self._look_for_likely()

    def values(self) -> dict[str, object]:
        """Everything typed, by the name of its field."""
        return {name: editor.value() for name, editor in self._editors.items()}

    def show_values(self, values: Values) -> None:
        """Show what ``values`` gave earlier."""
        for name, editor in self._editors.items():
            editor.set_value(values.get(name))
        self._on_kind_changed()
        self._look_for_likely()

    def save(self) -> None:
        """Write the client down, and the note beside."""
        draft = self._draft(self._born())
        checks = Checks()
        checks.block("note", self._text("note"))
        checks.done()  # before the client is written, who would stand there without it
        self.write(_add, draft, self._text("note"), self._context.current_staff())

    def _show_errors(self, errors: Mapping[str, str]) -> Mapping[str, str]:
        named = {_FIELD_OF.get(name, name): text for name, text in errors.items()}
        if "value" in named:  # of a contact point, which does not say which
            phone = self._text("phone").strip()
            wrong = "phone" if phone and not any(map(str.isdecimal, phone)) else "email"
            named[wrong] = named.pop("value")
        return self._form.show_field_errors(named)

    def _on_written(self, result: object) -> None:
        super()._on_written(result)
        assert isinstance(result, int)
        self.client_made.emit(result)

    # Inside

    def _build_fields(self) -> None:
        theme = self._context.theme
        words = self._context.words
        self._add("name", _("Name"), LineEditor(_("Siobhan Brennan, or Brennan, Siobhan")))
        self._add("phone", _("Phone"), LineEditor())
        self._add("email", _("E-mail"), LineEditor(), beside=True)
        self._add("lives", _("Lives in"), LineEditor())
        self._add("called", _("Called"), LineEditor(), beside=True)
        self._add("born", _("Born"), LineEditor(_(PARTIAL_EXAMPLE)))
        sent_by = ClientEditor(self._context, placeholder=_("a name"))
        self._add("sent_by", _("Sent to us by"), sent_by, beside=True)
        kinds = [(kind, _(word)) for kind, word in KIND_WORDS]
        self._add("kind", _("What is it?"), ChoiceEditor(theme, kinds))
        standings = [(each, words.fill(_(word))) for each, word in STANDING_WORDS]
        self._add("standing", _("To us"), ChoiceEditor(theme, standings))
        self._add("tags", _("Tags"), CompletedEditor(theme, self._complete_tag, _("club, retired")))
        self._add("note", _("Anything to remember?"), BlockEditor(least=1))
        self._editors["kind"].edited.connect(self._on_kind_changed)
        self._panel.chosen.connect(self._on_likely_chosen)
        row = QHBoxLayout()
        row.setSpacing(PAGE_MARGIN)
        row.addWidget(self._form, 1)
        row.addWidget(self._panel, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(row)
        self._hint.set_text(_("A name is enough, or a number."))

    def _add(self, name: str, label: str, editor: Editor, *, beside: bool = False) -> None:
        editor.call(f"new_client.{name}", label)
        editor.edited.connect(self._on_editor_edited)
        self._form.add_field(name, label, editor, beside=beside)
        self._editors[name] = editor

    def _prefill(self, typed: str) -> None:
        person = tell_apart(typed)
        for name in ("name", "phone", "email", "lives"):
            if value := getattr(person, name):
                self._editors[name].set_value(value)

    def _text(self, name: str) -> str:
        return str(self._editors[name].value() or "")

    def _draft(self, born: PartialDate | None) -> ClientDraft:
        pick = self._editors["sent_by"].value()
        phone, email = self._text("phone"), self._text("email")
        contacts = (("phone", phone), ("email", email))
        is_person = self._editors["kind"].value() == "person"
        return ClientDraft(
            name=self._text("name").strip() or phone.strip() or email.strip(),
            kind=_chosen(self._editors["kind"], [kind for kind, _word in KIND_WORDS]),
            standing=_chosen(self._editors["standing"], [each for each, _word in STANDING_WORDS]),
            called=self._text("called"),
            born=born if is_person else None,
            lives=self._text("lives"),
            sent_by_id=pick.id if isinstance(pick, ClientPick) else None,
            contacts=tuple(
                ContactDraft("phone" if kind == "phone" else "email", value)
                for kind, value in contacts
                if value.strip()
            ),
            tags=tuple(each.strip() for each in self._text("tags").split(",") if each.strip()),
        )

    def _born(self) -> PartialDate | None:
        text = self._text("born")
        problems: dict[str, str] = {}
        born = None
        if text.strip() and self._editors["kind"].value() == "person":
            settings, today = self._context.settings, self._context.workspace.clock.today()
            try:
                born = parse_partial(text, today, day_first=settings.day_first)
            except ValidationError as error:
                problems["born"] = str(error)
        pick = self._editors["sent_by"].value()
        if isinstance(pick, ClientPick) and pick.id is None and pick.name.strip():
            problems["sent_by"] = _("Choose somebody from the list.")
        if problems:
            raise ValidationError(problems)
        return born

    def _complete_tag(self, typed: str) -> Sequence[Completion]:
        before, comma, last = typed.rpartition(",")
        known = [each.name for each in list_tags(self._context.workspace.store)]
        found = beginning(last.strip(), known) if last.strip() else []
        return [Completion(f"{before}{comma} {each.text}".strip()) for each in found]

    def _look_for_likely(self) -> None:
        draft = self._draft(None)
        if not draft.name:
            self._context.tasks.drop(_LIKELY)
            self._panel.show_rows(())
            return
        store = self._context.workspace.store
        self._context.tasks.read(
            list_likely_same,
            store,
            draft,
            key=_LIKELY,
            done=self._show_likely,
            failed=self._on_likely_failed,
        )

    def _show_likely(self, rows: Sequence[LikelyRow]) -> None:
        self._panel.show_rows(rows)
        self._order_tabs()

    def _on_likely_failed(self, _error: CrmError) -> None:
        self._panel.show_rows(())

    def _on_editor_edited(self) -> None:
        self._look_for_likely()
        self._on_typed()

    def _on_kind_changed(self) -> None:
        is_person = self._editors["kind"].value() == "person"
        for name in ("called", "born"):
            self._form.set_field_shown(name, is_person)

    def _on_likely_chosen(self, client_id: int) -> None:
        self.close_sheet()
        self.client_chosen.emit(client_id)


class LikelyPanel(Panel):
    """Who somebody may already be, each with the words that say why.

    Signals:
        chosen: the id of the one it is.
    """

    chosen = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__(_("May already be"), tone="amber")
        self._context = context
        self._rows: tuple[LikelyRow, ...] = ()
        self._place = QWidget()
        QVBoxLayout(self._place).setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._place)
        self.setObjectName("new_client.likely")
        self.setFixedWidth(_PANEL_WIDTH)  # also with larger letters: the fields need the room
        self.hide()

    @property
    def rows(self) -> tuple[LikelyRow, ...]:
        """Who is shown."""
        return self._rows

    def show_rows(self, rows: Sequence[LikelyRow]) -> None:
        """Show ``rows``; nobody hides it."""
        if tuple(rows) == self._rows:
            return
        self._rows = tuple(rows)
        place = QWidget()
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for row in self._rows:
            column.addLayout(self._entry(row))
        self.body.replaceWidget(self._place, place)
        self._place.hide()
        self._place.deleteLater()
        self._place = place
        self.setVisible(bool(rows))

    def _entry(self, row: LikelyRow) -> QVBoxLayout:
        entry = QVBoxLayout()
        entry.setSpacing(0)
        name = LinkLabel(self._context.theme, row.name)
        name.setObjectName(f"new_client.likely.{row.id}")
        name.setAccessibleDescription(row.why)
        name.clicked.connect(lambda _checked=False, id=row.id: self.chosen.emit(id))
        entry.addWidget(name, 0, Qt.AlignmentFlag.AlignLeading)
        entry.addWidget(PlainLabel(row.why, role="small", tone="ink2", wrap=True))
        return entry


_FIELD_OF = {"tag": "tags", "text": "note"}


def _chosen(editor: Editor, values: Sequence[T]) -> T:
    return next((each for each in values if each == editor.value()), values[0])


def _add(store: Any, draft: ClientDraft, note: str, author: str) -> int:
    """On the writer: the client, and what was said of them, as one."""
    with store.together("client.add", draft.name):
        client_id: int = add_client(store, draft)
        if note.strip():
            add_note(store, NoteDraft(client_id, note, author=author))
    return client_id
