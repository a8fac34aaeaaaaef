"""The shop: its name, words and money, how days are written, who works here, the look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QMargins, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from crm.errors import CrmError
from crm.i18n import _
from crm.shop.services import save_settings
from crm.shop.settings import DAY_ORDERS, THEMES, ShopSettings
from ui.context import Context
from ui.dialogs.shop_form import ShopForm
from ui.pages.settings.part import SettingsPart
from ui.widgets.buttons import PlainButton, PrimaryButton
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.form import Form
from ui.widgets.key_events import has_control, is_enter
from ui.widgets.text import PlainLabel

_BELOW_FORM = 16
_ABOVE_BUTTON = 20


class ShopPart(SettingsPart):
    """One column of choices, saved together, undone together."""

    def __init__(self, context: Context, over: QWidget) -> None:
        super().__init__(context, over)
        settings = context.settings
        self._shop = ShopForm(context.theme, settings, settings.currency)
        self._region = QLineEdit(settings.region)
        self._staff = QLineEdit(", ".join(settings.staff))
        self._days = ChoiceRow(context.theme, _day_examples(), DAY_ORDERS.index(settings.day_order))
        self._look = ChoiceRow(
            context.theme,
            [_("as the system"), _("light"), _("dark")],
            THEMES.index(settings.theme),
        )
        self._more = Form()
        self._save = PrimaryButton(context.theme, _("Save"), keys="Ctrl+Return")
        self._build()
        self._save.clicked.connect(self.save)
        context.theme.changed.connect(self._on_theme_changed)

    def settings(self) -> ShopSettings:
        """The settings as they stand on the page, saved or not."""
        one, many = self._shop.words()
        names = tuple(filter(None, (name.strip() for name in self._staff.text().split(","))))
        current = self._context.current_staff()
        return replace(
            self._context.settings,
            name=self._shop.name(),
            word_one=one,
            word_many=many,
            currency=self._shop.currency(),
            region=self._region.text().strip().upper(),
            staff=names,
            current_staff=current if current in names else "",
            day_order=DAY_ORDERS[self._days.current()],
            theme=THEMES[self._look.current()],
        )

    def save(self) -> None:
        """Keep what stands on the page; what is wrong is said beside its field."""
        self._context.tasks.write(
            save_settings,
            self._context.workspace.store,
            self.settings(),
            failed=self._on_save_failed,
        )

    def show_field_errors(self, errors: Mapping[str, str]) -> dict[str, str]:
        """Say what is wrong beside the fields of both groups; see :class:`Form`."""
        return self._more.show_field_errors(self._shop.show_field_errors(errors))

    def _build(self) -> None:
        self._region.setMaxLength(2)
        for name, field in (
            ("region", self._region), ("staff", self._staff), ("days", self._days),
            ("look", self._look), ("save", self._save),
        ):  # fmt: skip
            field.setObjectName(f"settings.{name}")
        self._build_more()
        if self._context.settings.is_demo:
            self._add_demo_card()
        card = self.add_card(_("The shop"))
        card.body.addWidget(self._shop)
        card.body.addSpacing(_BELOW_FORM)
        card.body.addWidget(self._more)
        card.body.addSpacing(_ABOVE_BUTTON)
        card.body.addWidget(self._save, 0, Qt.AlignmentFlag.AlignLeft)
        self.end(self._shop)

    def _build_more(self) -> None:
        self._more.add_field(
            "region",
            _("In which country? (two letters)"),
            self._region,
            hint=_("For phone numbers that are written without a country code, such as GB."),
        )
        self._more.add_field("day_order", _("How are days written?"), self._days)
        self._more.add_field(
            "staff",
            _("Who works here?"),
            self._staff,
            hint=_("Names with commas between them. F12 switches who is at the till."),
        )
        self._more.add_field("theme", _("Light or dark?"), self._look)

    def _add_demo_card(self) -> None:
        card = self.add_card()
        row = QHBoxLayout()
        row.setContentsMargins(QMargins())
        text = _("This is the demo shop. Nothing in it is real, and your own shop is untouched.")
        row.addWidget(PlainLabel(text, wrap=True), 1)
        button = PlainButton(self._theme, _("To my own shop"), icon="store")
        button.setObjectName("settings.own_shop")
        button.clicked.connect(lambda: self._context.actions.trigger("shop.own"))
        row.addWidget(button)
        card.body.addLayout(row)

    def _on_theme_changed(self) -> None:
        self._look.choose(THEMES.index(self._theme.mode))

    def _on_save_failed(self, error: CrmError) -> None:
        self._context.errors.present(error, self)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event) and has_control(event):
            self.save()
            return
        super().keyPressEvent(event)


def _day_examples() -> list[str]:
    return [_("24/11/2026"), _("11/24/2026"), _("2026-11-24")]
