"""How a warning about somebody is said."""

from __future__ import annotations

from crm.i18n import _
from crm.text import fold


def say_allergy(text: str) -> str:
    """An allergy on one line; one that says so itself stays as it was written."""
    said = " ".join(text.split())
    return said if "allerg" in fold(said) else _("Allergic to {what}").format(what=said)
