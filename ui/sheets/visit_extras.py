"""What is said beside a visit and saved with it: a promise, a wish, a like."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm.dates_typed import parse_typed_day
from crm.errors import ValidationError
from crm.i18n import _
from crm.story.drafts import PreferenceDraft, PromiseDraft, WishDraft
from ui.context import Context
from ui.i18n import mark
from ui.sheets.editors import LineEditor
from ui.theme.tokens import GAP_CARD
from ui.widgets.chip import Chip
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.form import Form
from ui.widgets.key_hint import key_text
from ui.widgets.text import set_tooltip

Extra = PromiseDraft | WishDraft | PreferenceDraft
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of an extra: its name, label and example."""

    name: str
    label: str
    example: str
    stretch: int = 1


@dataclass(frozen=True, slots=True)
class ExtraSpec:
    """An extra as declared: its chip, its key, its lines, and what they make."""

    chip: str
    keys: str
    lines: tuple[_Line, ...]
    draft: Callable[[Context, int, Texts], Extra]


class ExtrasField(QWidget):
    """Chips, each of which unfolds the lines of one extra; an empty one is left out.

    Signals:
        edited: a person typed into one.
    """

    edited = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._form = Form()
        self._lines: dict[str, LineEditor] = {}
        self._chips: list[Chip] = []
        self._chip_row = QWidget()
        self._build()

    def texts(self) -> dict[str, str]:
        """What is typed, by the name of the line."""
        return {name: line.line.text() for name, line in self._lines.items()}

    def set_texts(self, texts: Mapping[str, object]) -> None:
        """Show ``texts``; extras without any fold up again."""
        for name, line in self._lines.items():
            line.set_value(texts.get(name, ""))
        for place, spec in enumerate(EXTRAS):
            self._unfold(place, any(texts.get(line.name) for line in spec.lines))

    def drafts(self, client_id: int) -> tuple[Extra, ...]:
        """What is to be saved beside the visit; raises ValidationError naming the line."""
        texts = self.texts()
        wanted = (spec for spec in EXTRAS if any(texts[each.name].strip() for each in spec.lines))
        return tuple(spec.draft(self._context, client_id, texts) for spec in wanted)

    def show_errors(self, errors: Mapping[str, str]) -> Mapping[str, str]:
        """Say what is wrong at its line; gives back what belongs to none."""
        for place, spec in enumerate(EXTRAS):
            if any(line.name in errors for line in spec.lines):
                self._unfold(place, True)
        rest = self._form.show_field_errors(errors)
        self._show_unfolded()
        return rest

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GAP_CARD, 0, 0)
        column.setSpacing(GAP_CARD)
        flow = FlowLayout(self._chip_row)
        for place, spec in enumerate(EXTRAS):
            flow.addWidget(self._chip(place, spec))
            self._add_lines(spec)
        column.addWidget(self._form)
        column.addWidget(self._chip_row)
        self._unfolded = [False] * len(EXTRAS)
        self._show_unfolded()

    def _chip(self, place: int, spec: ExtraSpec) -> Chip:
        chip = Chip(self._context.theme, _(spec.chip), clickable=True)
        chip.setObjectName(f"visit.add.{spec.lines[0].name}")
        set_tooltip(chip, key_text(spec.keys))
        chip.setAccessibleDescription(key_text(spec.keys))
        chip.clicked.connect(lambda: self._on_chip_clicked(place))
        shortcut = QShortcut(QKeySequence(spec.keys), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(lambda: self._on_chip_clicked(place))
        self._chips.append(chip)
        return chip

    def _add_lines(self, spec: ExtraSpec) -> None:
        for number, each in enumerate(spec.lines):
            line = LineEditor(_(each.example))
            line.call(f"visit.{each.name}", _(each.label))
            line.edited.connect(self.edited)
            self._form.add_field(
                each.name, _(each.label), line, beside=number > 0, stretch=each.stretch
            )
            self._lines[each.name] = line

    def _on_chip_clicked(self, place: int) -> None:
        self._unfold(place, True)
        self._lines[EXTRAS[place].lines[0].name].setFocus(Qt.FocusReason.OtherFocusReason)

    def _unfold(self, place: int, unfolded: bool) -> None:
        self._unfolded[place] = unfolded
        self._show_unfolded()

    def _show_unfolded(self) -> None:
        for unfolded, chip, spec in zip(self._unfolded, self._chips, EXTRAS, strict=True):
            chip.setVisible(not unfolded)
            for line in spec.lines:
                self._form.set_field_shown(line.name, unfolded)
        self._form.setVisible(any(self._unfolded))
        self._chip_row.setVisible(not all(self._unfolded))


def _promise(context: Context, client_id: int, texts: Texts) -> Extra:
    due = _due(context, texts["due"])
    staff = context.current_staff()
    return PromiseDraft(client_id, texts["promise"], who=staff, due=due)


def _wish(context: Context, client_id: int, texts: Texts) -> Extra:
    del context
    return WishDraft(client_id, texts["wish"], when=texts["wish_when"])


def _like(context: Context, client_id: int, texts: Texts) -> Extra:
    del context
    return PreferenceDraft(client_id, texts["like"])


def _due(context: Context, text: str) -> date | None:
    if not text.strip():
        return None
    try:
        today = context.workspace.clock.today()
        return parse_typed_day(text, today, day_first=context.settings.day_first)
    except ValidationError as error:
        raise ValidationError({"due": str(error)}) from None


EXTRAS: tuple[ExtraSpec, ...] = (
    ExtraSpec(
        mark("+ Promise something"),
        "Alt+P",
        (
            _Line("promise", mark("We promise"), mark("ring when the lamp is in"), 2),
            _Line("due", mark("By when?"), mark("Friday, in 2 weeks")),
        ),
        _promise,
    ),
    ExtraSpec(
        mark("+ Would like next…"),
        "Alt+W",
        (
            _Line("wish", mark("Would like next"), mark("a lighter wheelset"), 2),
            _Line("wish_when", mark("When?"), mark("in spring")),
        ),
        _wish,
    ),
    ExtraSpec(
        mark("+ Add to likes"),
        "Alt+L",
        (_Line("like", mark("Likes"), mark("oat milk")),),
        _like,
    ),
)
