"""The look of Regulars: tokens by meaning, and palette, stylesheet, fonts and icons from them."""

from ui.theme.theme import Mode, Theme
from ui.theme.tokens import Role, Tokens, Tone

__all__ = ["Mode", "Role", "Theme", "Tokens", "Tone"]
