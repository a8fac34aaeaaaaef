"""The one stylesheet: properties such as ``kind``, ``role`` and ``tone`` get their look here."""

from __future__ import annotations

from string import Template

from ui.theme import tokens as scale
from ui.theme.tokens import FONT_FAMILY, TONES, TYPE_SCALE, Tokens, TypeStyle

_INKS = ("ink", "ink2", "ink3", "on_accent")

_SHEET = Template("""
QMainWindow, QDialog { background: $canvas; }
QToolTip { background: $surface; color: $ink; border: 1px solid $line; padding: 4px 6px; }

QFrame[kind="card"] { background: $surface; border: 1px solid $line;
    border-radius: ${card_radius}px; }
QFrame[kind="panel"] { background: $canvas; border: none; border-radius: ${panel_radius}px; }
QFrame[kind="divider"] { background: $line; border: none; }
QFrame[kind="nav"] { background: $sunken; border: none; border-right: 1px solid $line; }
QFrame[kind="bare"], QScrollArea[kind="bare"] { background: transparent; border: none; }

QLabel[kind="key"] { color: $ink3; background: $surface; border: 1px solid $line;
    border-radius: ${key_radius}px; padding: 0 5px; }

QLineEdit, QPlainTextEdit, QTextEdit { background: $surface; color: $ink;
    border: 1px solid $line; border-radius: ${control_radius}px; padding: 6px 10px;
    selection-background-color: $accent_line; selection-color: $ink; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $accent;
    padding: 5px 9px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled { color: $ink3;
    background: $canvas; }
QLineEdit[kind="bare"], QLineEdit[kind="bare"]:focus,
QPlainTextEdit[kind="bare"], QPlainTextEdit[kind="bare"]:focus { border: none; padding: 0;
    background: transparent; }

QComboBox, QAbstractSpinBox { min-height: 34px; }

QTableCornerButton::section { background: $surface; border: none; }
QAbstractItemView { background: $surface; color: $ink; border: none; outline: none;
    selection-background-color: $accent_soft; selection-color: $ink; }
QHeaderView::section { background: $surface; color: $ink3; border: none;
    border-bottom: 1px solid $line; padding: 8px 10px; }
QListWidget[kind="completion"] { background: $surface; border: 1px solid $line;
    border-radius: ${control_radius}px; padding: 4px; }

QMenuBar { background: $canvas; color: $ink; }
QMenuBar::item { background: transparent; padding: 4px 10px; border-radius: 6px; }
QMenuBar::item:selected { background: $sunken; }
QMenu { background: $surface; color: $ink; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 6px; }
QMenu::item:selected { background: $accent_soft; }
QMenu::item:disabled { color: $ink3; }
QMenu::separator { background: $line; height: 1px; margin: 4px 8px; }

QDialogButtonBox QPushButton, QMessageBox QPushButton { background: $surface; color: $ink;
    border: 1px solid $line; border-radius: ${control_radius}px; padding: 8px 14px; }
QDialogButtonBox QPushButton:hover, QMessageBox QPushButton:hover { background: $hover; }
QDialogButtonBox QPushButton:focus, QMessageBox QPushButton:focus { border: 2px solid $accent;
    padding: 7px 13px; }

QProgressBar { background: $sunken; border: none; border-radius: 3px; min-height: 6px;
    max-height: 6px; color: transparent; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }

QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: $line; border-radius: 4px; margin: 1px; }
QScrollBar::handle:hover { background: $ink3; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")


def build_stylesheet(tokens: Tokens, text_scale: float = 1.0) -> str:
    """The stylesheet of the whole program, letters ``text_scale`` times their size."""
    colours = tokens._asdict()
    sheet = _SHEET.substitute(
        colours,
        key_radius=scale.RADIUS_KEY,
        control_radius=scale.RADIUS_CONTROL,
        panel_radius=scale.RADIUS_PANEL,
        card_radius=scale.RADIUS_CARD,
    )
    return sheet + _letters(text_scale) + _tones(tokens)


def _letters(text_scale: float) -> str:
    return "".join(
        f'*[role="{role}"] {{ {_font(style, text_scale)} }}\n' for role, style in TYPE_SCALE.items()
    )


def _font(style: TypeStyle, text_scale: float) -> str:
    pixels = round(style.size * text_scale)
    return (
        f'font: {style.weight} {pixels}px "{FONT_FAMILY}"; '
        f"letter-spacing: {style.tracking * text_scale}px;"
    )


def _tones(tokens: Tokens) -> str:
    inks = [f'QLabel[tone="{ink}"] {{ color: {getattr(tokens, ink)}; }}' for ink in _INKS]
    for tone, pair in TONES.items():
        text, ground = getattr(tokens, pair.text), getattr(tokens, pair.ground)
        inks.append(f'QLabel[tone="{tone}"] {{ color: {text}; }}')
        inks.append(f'QFrame[kind="panel"][tone="{tone}"] {{ background: {ground}; }}')
    return "\n".join(inks)
