"""The theme in use: answers for colours, fonts and icons, and dresses the application."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPixmap
from PySide6.QtWidgets import QApplication

from ui.resources import read_font
from ui.theme.icons import IconDrawer
from ui.theme.palette import build_palette
from ui.theme.stylesheet import build_stylesheet
from ui.theme.tokens import DARK, FONT_FAMILY, LIGHT, TONES, TYPE_SCALE, Role, Tokens, Tone

Mode = Literal["light", "dark", "system"]

_TABULAR = QFont.Tag("tnum")


class Theme(QObject):
    """Light or dark, chosen or as the system has it.

    Signals:
        changed: colours or sizes are different now; painted widgets draw anew.
    """

    changed = Signal()

    def __init__(self, mode: Mode = "system", text_scale: float = 1.0) -> None:
        super().__init__()
        self._mode: Mode = mode
        self._text_scale = text_scale
        self._tokens = _tokens_for(mode)
        self._application: QApplication | None = None
        self._icons = IconDrawer()
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[Role, QFont] = {}

    @property
    def mode(self) -> Mode:
        """What was chosen; ``system`` may show as either."""
        return self._mode

    @property
    def tokens(self) -> Tokens:
        """The colours in use now."""
        return self._tokens

    @property
    def text_scale(self) -> float:
        """How many times their drawn size letters have; 1.0 as drawn."""
        return self._text_scale

    def apply(self, application: QApplication) -> None:
        """Dress ``application``, and keep it dressed when mode, size or system change."""
        self._application = application
        application.setStyle("Fusion")
        QFontDatabase.addApplicationFontFromData(read_font())
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_scheme_changed)
        self._dress()

    def set_mode(self, mode: Mode) -> None:
        """Show ``mode`` from now on."""
        self._mode = mode
        self._refresh(_tokens_for(mode), self._text_scale)

    def set_text_scale(self, text_scale: float) -> None:
        """Draw letters ``text_scale`` times their size from now on."""
        self._refresh(self._tokens, text_scale)

    def color(self, token: str) -> QColor:
        """The colour of ``token``, a field of Tokens; raises AttributeError for another name."""
        colour = self._colours.get(token)
        if colour is None:
            colour = self._colours[token] = QColor(getattr(self._tokens, token))
        return colour

    def tone_colors(self, tone: Tone) -> tuple[QColor, QColor]:
        """The colours of text and ground of ``tone``."""
        pair = TONES[tone]
        return self.color(pair.text), self.color(pair.ground)

    def font(self, role: Role, *, tabular: bool = False) -> QFont:
        """The font of ``role``; ``tabular`` gives all digits the same width, for columns."""
        font = self._fonts.get(role)
        if font is None:
            font = self._fonts[role] = _build_font(role, self._text_scale)
        font = QFont(font)
        if tabular:
            font.setFeature(_TABULAR, 1)
        return font

    def line_height(self, role: Role) -> int:
        """Pixels from one line of ``role`` to the next."""
        style = TYPE_SCALE[role]
        return round(style.line * self.font(role).pixelSize() / style.size)

    def icon(self, name: str, token: str = "ink2", size: int = 18) -> QIcon:
        """Icon ``name`` in the colour of ``token``; ask again after ``changed``."""
        return self._icons.icon(name, self.color(token), size)

    def pixmap(
        self, name: str, token: str = "ink2", size: int = 18, screen_scale: float = 1.0
    ) -> QPixmap:
        """Icon ``name`` for painting on a screen of ``screen_scale`` (devicePixelRatioF)."""
        return self._icons.pixmap(name, self.color(token), size, screen_scale)

    def _on_system_scheme_changed(self) -> None:
        if self._mode == "system":
            self._refresh(_tokens_for("system"), self._text_scale)

    def _refresh(self, tokens: Tokens, text_scale: float) -> None:
        if (tokens, text_scale) == (self._tokens, self._text_scale):
            return
        self._tokens, self._text_scale = tokens, text_scale
        self._colours.clear()
        self._fonts.clear()
        if self._application is not None:
            self._dress()
        self.changed.emit()

    def _dress(self) -> None:
        application = self._application
        assert application is not None
        application.setPalette(build_palette(self._tokens))
        application.setFont(self.font("body"))
        application.setStyleSheet(build_stylesheet(self._tokens, self._text_scale))


def _tokens_for(mode: Mode) -> Tokens:
    if mode == "system":
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return DARK if dark else LIGHT
    return DARK if mode == "dark" else LIGHT


def _build_font(role: Role, text_scale: float) -> QFont:
    style = TYPE_SCALE[role]
    font = QFont(FONT_FAMILY)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setPixelSize(round(style.size * text_scale))
    font.setWeight(QFont.Weight(style.weight))
    if style.tracking:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, style.tracking * text_scale)
    if style.tabular:
        font.setFeature(_TABULAR, 1)
    return font
