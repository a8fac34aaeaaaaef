"""Sentences in the user's language, through gettext."""

from __future__ import annotations

import gettext as _gettext
from importlib.resources import files

_DOMAIN = "regulars"
_translations: _gettext.NullTranslations = _gettext.NullTranslations()


def use_language(code: str) -> None:
    """Speak ``code`` (such as ``de``) from now on; English where no catalogue is shipped."""
    global _translations
    catalogue = str(files("resources") / "i18n")
    _translations = _gettext.translation(_DOMAIN, catalogue, languages=[code], fallback=True)


def _(text: str) -> str:
    """``text`` in the user's language."""
    return _translations.gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    """The right plural for ``count``; the caller fills in the ``{count}`` placeholder."""
    return _translations.ngettext(one, many, count)


def mark(text: str) -> str:
    """``text`` itself, declared as data and translated only where it is shown."""
    return text
