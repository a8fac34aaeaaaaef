"""Every part of the settings, declared once: what it is called and what builds it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Final

from PySide6.QtWidgets import QWidget

from ui.context import Context
from ui.i18n import mark
from ui.pages.settings.part import SettingsPart


@dataclass(frozen=True, slots=True)
class PartSpec:
    """A part; ``factory`` names what builds it ("module:class"), when it is first looked at."""

    key: str
    text: str
    icon: str
    factory: str

    def build(self, context: Context, over: QWidget) -> SettingsPart:
        """A new part for ``context``, whose sheets are laid over ``over``."""
        module, name = self.factory.split(":")
        make: Callable[[Context, QWidget], SettingsPart] = getattr(import_module(module), name)
        return make(context, over)


PARTS: Final = (
    PartSpec("shop", mark("The shop"), "store", "ui.pages.settings.shop:ShopPart"),
    PartSpec(
        "own_fields", mark("Own fields"), "list", "ui.pages.settings.own_fields:OwnFieldsPart"
    ),
    PartSpec(
        "sections", mark("Profile sections"), "user", "ui.pages.settings.sections:SectionsPart"
    ),
    PartSpec("file", mark("The data file"), "archive", "ui.pages.settings.file:FilePart"),
)
