"""Logging a visit, and changing one: a line of plain typing, a note, and what else was said."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm.clients.queries import get_client
from crm.i18n import _
from crm.story.drafts import Channel, VisitDraft
from crm.story.lines import LineDraft
from crm.story.queries import get_visit, list_notes
from crm.story.rows import NoteRow, VisitRow
from crm.story.services import change_visit, log_visit, remove_visit
from ui.context import Context
from ui.i18n import mark
from ui.sheets.entry_sheet import EntrySheet
from ui.sheets.kept import Values
from ui.sheets.visit_asked import AskedField
from ui.sheets.visit_extras import ExtrasField
from ui.sheets.visit_lines import LINE_ERRORS, USUAL_KEYS, PurchaseField, usual_lines
from ui.sheets.visit_when import WhenField
from ui.widgets.elastic_text import ElasticText
from ui.widgets.text import PlainLabel, SectionHeading

_LABEL_GAP = 6
_FIELD_GAP = 16
_TITLES: dict[Channel, str] = {
    "visit": mark("A visit from {name}"),
    "call": mark("A call from {name}"),
    "order": mark("An order from {name}"),
    "mail": mark("A message from {name}"),
}


class VisitSheet(EntrySheet):
    """Logs a visit of a client, or changes the one named; Ctrl+Enter saves from anywhere in it.

    Raises NotFoundError where client or visit are not there any more.
    """

    def __init__(
        self, context: Context, over: QWidget, client_id: int, visit_id: int | None = None
    ) -> None:
        # Read first: where something is gone, no half-built sheet stays behind.
        store = context.workspace.store
        client = get_client(store, client_id)
        visit = None if visit_id is None else get_visit(store, visit_id).visit
        super().__init__(context, over, name="visit", key=(client_id, visit_id))
        self._client = client
        self._visit = visit
        self._currency = _currency_of(self._visit) or context.settings.currency
        usual = () if self._visit else usual_lines(context, client_id, self._currency)
        self._when = WhenField(context, self._visit)
        self._purchases = PurchaseField(context, self._currency, usual)
        self._note = ElasticText()
        self._asked = AskedField(context, () if self._visit else _waiting(context, client_id))
        self._extras = ExtrasField(context)
        self._build_fields()
        self._connect_fields()
        if self._visit is not None:
            self._show_visit(self._visit)
        self.begin(self._purchases.line)
        self._show_head()

    def values(self) -> dict[str, object]:
        """Everything typed, by the name of its field."""
        return {
            "line": self._purchases.text(),
            "note": self._note.toPlainText(),
            "asked": self._asked.asked(),
            **self._when.values(),
            **self._extras.texts(),
        }

    def show_values(self, values: Values) -> None:
        """Show what ``values`` gave earlier."""
        self._purchases.set_text(str(values.get("line", "")))
        self._note.setPlainText(str(values.get("note", "")))
        self._asked.show_asked(values.get("asked"))
        self._when.show_values(values)
        self._extras.set_texts(values)
        self._show_head()

    def save(self) -> None:
        """Write the visit with all that was said beside it, as one step."""
        draft = self._draft()
        if self._visit is None:
            self.write(log_visit, draft)
        else:
            self.write(change_visit, self._visit.id, self._visit.rev, draft)

    def _draft(self) -> VisitDraft:
        day, at = self._when.moment()
        return VisitDraft(
            client_id=self._client.id,
            lines=self._purchases.drafts(),
            note=self._note.toPlainText(),
            channel=self._when.channel(),
            staff=self._when.staff(),
            currency=self._currency,
            day=day,
            at=at,
            also=self._extras.drafts(self._client.id),
            asked=self._asked.asked(),
        )

    def _show_errors(self, errors: Mapping[str, str]) -> Mapping[str, str]:
        rest = self._extras.show_errors(errors)
        self._when.show_problem(errors.get("day", ""))
        if "day" in errors:
            self._when.show()
        of_lines = [text for name, text in rest.items() if name in LINE_ERRORS]
        self._purchases.show_problem(" ".join(of_lines))
        return {name: text for name, text in rest.items() if name not in (*LINE_ERRORS, "day")}

    def _build_fields(self) -> None:
        self._note.setObjectName("visit.note")
        self._note.setAccessibleName(_("Anything to remember?"))
        self._subtitle.setObjectName("visit.head")
        self._when.hide()
        self.column.addWidget(self._when)
        self._add_labelled(SectionHeading(_("What was it today?")), self._purchases)
        self.column.addSpacing(_FIELD_GAP)
        self._add_labelled(_optional(_("Anything to remember?")), self._note)
        self.column.addWidget(self._asked)
        self.column.addWidget(self._extras)
        self._show_client(self._client)
        if self._visit is None:
            self._hint.set_text(_("Nothing bought? Leave the first line empty."))
        else:
            self._add_remove(remove_visit, self._visit.id)

    def _add_labelled(self, heading: QWidget, field: QWidget) -> None:
        self.column.addWidget(heading)
        self.column.addSpacing(_LABEL_GAP)
        self.column.addWidget(field)

    def _connect_fields(self) -> None:
        self._purchases.edited.connect(self._on_typed)
        self._note.textChanged.connect(self._on_typed)
        self._asked.edited.connect(self._on_typed)
        self._extras.edited.connect(self._on_typed)
        self._when.edited.connect(self._on_when_edited)
        self._subtitle.clicked.connect(self._on_subtitle_clicked)
        usual = QShortcut(QKeySequence(USUAL_KEYS), self)
        usual.activated.connect(self._purchases.put_usual)

    def _show_visit(self, visit: VisitRow) -> None:
        lines = [LineDraft(row.what, row.quantity, row.amount, row.category) for row in visit.lines]
        self._purchases.show_drafts(lines)
        self._note.setPlainText(visit.note)

    def _show_head(self) -> None:
        title = _(_TITLES[self._when.channel()]).format(name=self._client.greeting)
        self._set_head(title, self._when.said())

    def _on_when_edited(self) -> None:
        self._show_head()
        self._on_typed()

    def _on_subtitle_clicked(self) -> None:
        if self._when.isHidden():
            self._unfold_when()
        else:
            self._when.hide()

    def _unfold_when(self) -> None:
        self._when.show()
        self._when.setFocus(Qt.FocusReason.OtherFocusReason)


def log_bare_visit(context: Context, client_id: int) -> None:
    """Log at once that a client was here without buying; the window says so and offers Undo."""
    draft = VisitDraft(client_id, staff=context.current_staff())
    context.tasks.write(log_visit, context.workspace.store, draft, failed=context.errors.present)


def _waiting(context: Context, client_id: int) -> list[NoteRow]:
    notes = list_notes(context.workspace.store, client_id, only="shown")
    return [note for note in notes if note.ask_next]


def _currency_of(visit: VisitRow | None) -> str:
    return visit.money.currency if visit is not None and visit.money is not None else ""


def _optional(text: str) -> QWidget:
    heading = QWidget()
    row = QHBoxLayout(heading)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    row.addWidget(SectionHeading(text))
    row.addWidget(PlainLabel(_("(optional)"), role="small", tone="ink3"), 1)
    return heading
