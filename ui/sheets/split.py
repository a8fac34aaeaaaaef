"""The sheet that parts two clients again who were made one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm.clients.merging.rows import LaterRow, MergeRow, SplitOutcome, SplitPreview
from crm.clients.merging.splitting import preview_split, split_merge
from crm.errors import CrmError
from crm.i18n import _
from ui.context import Context
from ui.sheets.editors import CheckEditor
from ui.theme.tokens import GAP, GAP_SMALL
from ui.widgets.buttons import PlainButton, PrimaryButton
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.key_hint import KeyHint
from ui.widgets.sheet import Sheet
from ui.widgets.text import ElidedLabel, PlainLabel, SectionHeading

_WIDTH: Final = 560
_FOOT_GAP: Final = 18
_TEXT: Final = 80
_MOST: Final = 200  # rows that are asked about one by one; more stay with the one who was kept


class SplitSheet(Sheet):
    """Says who is parted from whom, and asks whose is what was written since."""

    def __init__(self, context: Context, over: QWidget, merges: Sequence[MergeRow]) -> None:
        title = _("Split {name} again").format(name=merges[0].kept.name)
        super().__init__(context.theme, over, title=title, width=_WIDTH)
        self._context = context
        self._merges = tuple(merges)
        self._preview: SplitPreview | None = None
        self._boxes: list[tuple[LaterRow, CheckEditor]] = []
        self._which = ChoiceRow(context.theme, [self._say_merge(each) for each in merges])
        self._what = PlainLabel(tone="ink2", wrap=True)
        self._heading = SectionHeading()
        self._later = QWidget()
        self._rows = QVBoxLayout(self._later)
        self._more = PlainLabel(tone="ink3", wrap=True)
        self._problem = PlainLabel(tone="rose", wrap=True)
        self._cancel = PlainButton(context.theme, _("Cancel"))
        self._split = PrimaryButton(context.theme, _("Split"), keys="Ctrl+Return")
        self._build_sheet(title)
        self._connect()
        self._show(0)

    def _build_sheet(self, title: str) -> None:
        self.setObjectName("split")
        for name, widget in (
            ("which", self._which), ("what", self._what), ("problem", self._problem),
            ("cancel", self._cancel), ("answer", self._split),
        ):  # fmt: skip
            widget.setObjectName(f"split.{name}")
        head = QHBoxLayout()
        head.addWidget(ElidedLabel(title, role="heading"), 1)
        head.addWidget(KeyHint("Esc"))
        foot = QHBoxLayout()
        foot.setSpacing(GAP_SMALL)
        foot.addStretch(1)
        foot.addWidget(self._cancel)
        foot.addWidget(self._split)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(4)
        self._which.setVisible(len(self._merges) > 1)
        self.body.addLayout(head)
        for part in (self._which, self._what, self._heading, self._later, self._more):
            self.body.addSpacing(GAP)
            self.body.addWidget(part)
        self.body.addWidget(self._problem)
        self.body.addSpacing(_FOOT_GAP)
        self.body.addLayout(foot)

    def _connect(self) -> None:
        self._context.actions.cover(self)
        self._which.chosen.connect(self._show)
        self._cancel.clicked.connect(self.close_sheet)
        self._split.clicked.connect(self._do)
        self.submitted.connect(self._do)
        self.closed.connect(self.deleteLater)

    def _say_merge(self, merge: MergeRow) -> str:
        if merge.at is None:
            return merge.gone_name
        return f"{merge.gone_name} · {self._context.formats.moment(merge.at)}"

    def _show(self, number: int) -> None:
        merge = self._merges[number]
        self._preview = preview_split(self._context.workspace.store, merge.id)
        sentence = _(
            "{gone} was merged into {kept} ({day}) and becomes a {client} of their own again, "
            "with all that was theirs. What was changed since stays as it is."
        )
        self._what.set_text(
            self._context.words.fill(
                sentence,
                gone=merge.gone_name,
                kept=merge.kept.name,
                day=self._context.formats.moment(merge.at) if merge.at else "?",
            )
        )
        self._show_later(merge, self._preview.later)
        self._say_problem(self._preview.merge.why_not)
        self._split.setEnabled(merge.can_be_split)

    def _show_later(self, merge: MergeRow, later: Sequence[LaterRow]) -> None:
        for _row, box in self._boxes:
            self._rows.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._boxes = [(row, self._box(row)) for row in later[:_MOST]]
        for _row, box in self._boxes:
            self._rows.addWidget(box)
        sentence = _("Written since. Tick what belongs to {gone}:")
        self._heading.set_text(sentence.format(gone=merge.gone_name))
        for part in (self._heading, self._later):
            part.setVisible(bool(later))
        left = len(later) - len(self._boxes)
        sentence = _("{count} more stay with {kept}.")
        self._more.set_text(sentence.format(count=f"{left:,}", kept=merge.kept.name))
        self._more.setVisible(left > 0)

    def _box(self, row: LaterRow) -> CheckEditor:
        day = self._context.formats.day(row.day) if row.day else ""
        text = " · ".join(filter(None, (row.label, day, " ".join(row.text.split())[:_TEXT])))
        box = CheckEditor(self._context.theme, text)
        box.call(f"split.{row.table}.{row.id}", text)
        return box

    def _say_problem(self, sentence: str) -> None:
        self._problem.set_text(sentence)
        self._problem.setVisible(bool(sentence))

    def _do(self) -> None:
        if self._preview is None or not self._preview.merge.can_be_split:
            return
        moves = [(row.table, row.id) for row, box in self._boxes if box.value()]
        store, merge_id = self._context.workspace.store, self._preview.merge.id

        def split() -> SplitOutcome:
            return split_merge(store, merge_id, moves, not_the_same=True)

        self._split.setEnabled(False)
        self._context.tasks.write(split, done=self._on_split, failed=self._on_failed)

    def _on_split(self, outcome: SplitOutcome) -> None:
        if not outcome.spared:
            self.close_sheet()
            return
        # What stays as it is has to be read: the sheet waits for that, the split is done.
        self._what.set_text(_("They are two again. This stays as it is:"))
        self._say_problem("\n".join(outcome.spared))
        for part in (self._which, self._heading, self._later, self._more, self._split):
            part.hide()
        self._cancel.set_label(_("Close"))
        self._cancel.setFocus()

    def _on_failed(self, error: CrmError) -> None:
        self._split.setEnabled(True)
        self._say_problem(str(error))
