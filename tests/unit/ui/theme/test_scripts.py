"""Letters that no font has are not searched for."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from ui.theme.scripts import fitted

WritingSystem = QFontDatabase.WritingSystem
ALONE = QFont.StyleStrategy.NoFontMerging


@pytest.mark.parametrize("text", ["", "Ada", "Zoë Ångström", "Αθηνά", "Юлия", "↵ ★ 3 ‘x’"])
def test_what_the_own_font_has_needs_no_question(qapp: QApplication, text: str) -> None:
    font = QFont("Inter")

    assert fitted(font, text) is font


@pytest.mark.parametrize(
    ("text", "systems"),
    [
        ("আরিফ", [WritingSystem.Bengali]),
        ("Ada শর্মা", [WritingSystem.Bengali]),
        ("محمد", [WritingSystem.Arabic]),
        ("ไพลิน", [WritingSystem.Thai]),
        ("한지민", [WritingSystem.Korean]),
        (
            "王小明",
            [
                WritingSystem.SimplifiedChinese,
                WritingSystem.TraditionalChinese,
                WritingSystem.Japanese,
                WritingSystem.Korean,
            ],
        ),
    ],
)
def test_other_fonts_are_looked_through_where_one_of_them_has_the_script(
    qapp: QApplication, text: str, systems: list[QFontDatabase.WritingSystem]
) -> None:
    found = any(QFontDatabase.families(system) for system in systems)

    strategy = fitted(QFont("Inter"), text).styleStrategy()

    assert bool(strategy & ALONE) is not found


def test_a_script_qt_does_not_know_by_name_is_left_to_qt(qapp: QApplication) -> None:
    font = QFont("Inter")

    assert fitted(font, "አበበ") is font
