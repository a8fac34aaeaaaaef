"""The letters and the sheets of labels that a shop keeps."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields

from crm.clients.checks import Checks
from crm.clients.custom_fields import list_custom_fields
from crm.errors import NotFoundError, ValidationError
from crm.i18n import _
from crm.letters.letter_text import check_letter
from crm.letters.models import Letter, OwnSheet
from crm.letters.sheets import LabelSheet, checked_sheet
from crm.store.store import Store
from crm.text import fold


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """A letter to keep: its name, and its text with fields such as ``{greeting}``."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter that is kept."""

    id: int
    rev: int
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class OwnSheetRow:
    """A sheet of labels that the shop measured itself."""

    id: int
    rev: int
    sheet: LabelSheet


def list_letters(store: Store) -> tuple[LetterRow, ...]:
    """Every letter that is kept, by name."""
    sql = "SELECT id, rev, name, text FROM letter ORDER BY folded, id"
    return tuple(LetterRow(*row) for row in store.rows(sql))


def add_letter(store: Store, draft: LetterDraft) -> int:
    """Keep a letter under its name; returns its id.

    Raises ValidationError for a name that is taken and for a field that nobody knows.
    """
    values = _checked_letter(store, draft)
    with store.write("letter.add", about=values["name"]) as step:
        return step.insert(Letter, **values)


def change_letter(store: Store, letter_id: int, rev: int | None, draft: LetterDraft) -> None:
    """Keep a letter as it is now.

    Raises ValidationError like :func:`add_letter`, NotFoundError, ConflictError.
    """
    values = _checked_letter(store, draft, letter_id)
    with store.write("letter.change", about=values["name"]) as step:
        step.update(Letter, letter_id, rev=rev, **values)


def remove_letter(store: Store, letter_id: int) -> None:
    """Keep a letter no longer; raises NotFoundError."""
    name = store.scalar("SELECT name FROM letter WHERE id = ?", [letter_id])
    if name is None:
        raise NotFoundError(_("This letter is not there any more."))
    with store.write("letter.remove", about=name) as step:
        step.delete(Letter, letter_id)


def list_own_sheets(store: Store) -> tuple[OwnSheetRow, ...]:
    """The sheets the shop measured itself, by name."""
    columns = ", ".join(f'"{field.name}"' for field in fields(LabelSheet))
    sql = f"SELECT id, rev, {columns} FROM own_sheet ORDER BY folded, id"
    return tuple(OwnSheetRow(id, rev, LabelSheet(*sheet)) for id, rev, *sheet in store.rows(sql))


def keep_own_sheet(store: Store, sheet: LabelSheet) -> int:
    """Keep a sheet under its name, in place of one that had it before; returns its id.

    Raises ValidationError where the labels do not fit their page.
    """
    checks = Checks()
    name = checks.line("name", sheet.name, needed=_("A sheet needs a name."))
    checks.done()
    values = {**asdict(checked_sheet(sheet)), "name": name, "folded": fold(name)}
    sheet_id: int | None = store.scalar("SELECT id FROM own_sheet WHERE folded = ?", [fold(name)])
    with store.write("sheet.keep", about=name) as step:
        if sheet_id is None:
            return step.insert(OwnSheet, **values)
        step.update(OwnSheet, sheet_id, **values)
    return sheet_id


def remove_own_sheet(store: Store, sheet_id: int) -> None:
    """Keep a sheet no longer; raises NotFoundError."""
    name = store.scalar("SELECT name FROM own_sheet WHERE id = ?", [sheet_id])
    if name is None:
        raise NotFoundError(_("This sheet is not there any more."))
    with store.write("sheet.remove", about=name) as step:
        step.delete(OwnSheet, sheet_id)


def _checked_letter(store: Store, draft: LetterDraft, own_id: int = 0) -> dict[str, str]:
    checks = Checks()
    name = checks.line("name", draft.name, needed=_("A letter needs a name."))
    text = checks.block("text", draft.text, needed=_("A letter needs some words."))
    taken = "SELECT 1 FROM letter WHERE folded = ? AND id <> ?"
    if store.scalar(taken, [fold(name), own_id]) is not None:
        checks.refuse("name", _("There is a letter of this name already."))
    try:
        check_letter(text, [field.name for field in list_custom_fields(store)])
    except ValidationError as error:
        checks.refuse("text", str(error))
    checks.done()
    return {"name": name, "folded": fold(name), "text": text}
