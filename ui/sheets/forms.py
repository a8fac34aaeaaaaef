"""Every form there is, by its kind, and the door that opens one."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from PySide6.QtWidgets import QWidget

from crm.errors import CrmError
from ui.context import Context
from ui.sheets.attachment_form import ATTACHMENT_FORM
from ui.sheets.card_form import CARD_FORM
from ui.sheets.client_forms import CLIENT_FORMS
from ui.sheets.consent_form import CONSENT_FORM
from ui.sheets.form_sheet import FormSheet
from ui.sheets.form_spec import FormSpec
from ui.sheets.kept_files import KeptFiles
from ui.sheets.name_form import NAME_FORM
from ui.sheets.own_field import OwnFieldSheet
from ui.sheets.own_values import OwnValuesSheet
from ui.sheets.story_forms import STORY_FORMS
from ui.sheets.visit import VisitSheet
from ui.widgets.sheet import Sheet

FORMS: Final[Mapping[str, FormSpec]] = MappingProxyType(
    {
        **STORY_FORMS,
        **CLIENT_FORMS,
        "attachment": ATTACHMENT_FORM,
        "card": CARD_FORM,
        "consent": CONSENT_FORM,
        "name": NAME_FORM,
    }
)


def open_form(
    kind: str, context: Context, over: QWidget, client_id: int, row_id: int | None = None
) -> Sheet | None:
    """Open the form of ``kind`` over ``over``, for a new row or for the one named.

    ``visit`` opens the visit ``row_id``, ``own_field`` the field, which is no client's. None where
    client or row are gone, which is said, and for a new ``attachment``, which is a file to choose.
    """
    if kind == "attachment" and row_id is None:
        KeptFiles(context).ask_to_add(over, client_id)
        return None
    try:
        sheet = _build(kind, context, over, client_id, row_id)
    except CrmError as error:
        context.errors.present(error)
        return None
    sheet.open_sheet()
    return sheet


def _build(kind: str, context: Context, over: QWidget, client_id: int, row_id: int | None) -> Sheet:
    if kind == "visit":
        return VisitSheet(context, over, client_id, row_id)
    if kind == "own_values":
        return OwnValuesSheet(context, over, client_id)
    if kind == "own_field":
        return OwnFieldSheet(context, over, row_id)
    if kind == "name":
        row_id = client_id  # always about the client themselves
    return FormSheet(context, over, kind, FORMS[kind], client_id, row_id)
