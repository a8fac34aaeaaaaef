"""The loyalty cards and barcodes that a client is known by at a scanner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from crm.clients.checks import Checks
from crm.clients.models import ClientKey
from crm.clients.queries import get_name
from crm.errors import NotFoundError, ValidationError
from crm.i18n import _
from crm.store.fields import read_text
from crm.store.store import Store
from crm.text import clean

CARD: Final = "card"
"""The source under which a card stands among the keys of other programs."""

LONGEST_CODE: Final = 80
_EAN_DIGITS: Final = 13


@dataclass(frozen=True, slots=True)
class CardRow:
    """One card of a client, with the code that is scanned."""

    id: int
    code: str


def add_card(store: Store, client_id: int, code: str) -> int:
    """Give a client the card with ``code``; returns its id.

    Raises ValidationError for a code that no scanner sends, and for a card that is somebody's
    already; NotFoundError where the client is gone.
    """
    name = get_name(store, client_id)
    code = _checked(code)
    holder = find_card(store, code)
    if holder is not None:
        raise ValidationError({"code": _taken(store, holder, client_id)}, code="card.taken")
    with store.write("card.add", about=name) as step:
        card_id = step.insert(ClientKey, client_id=client_id, source=CARD, key=code)
        step.retell(client_id)
    return card_id


def remove_card(store: Store, card_id: int) -> None:
    """Take a card from its client; raises NotFoundError where it is gone."""
    sql = "SELECT client_id FROM client_key WHERE id = ? AND source = ?"
    client_id = store.scalar(sql, [card_id, CARD])
    if client_id is None:
        raise NotFoundError(_("This card is not there any more."))
    with store.write("card.remove", about=get_name(store, client_id)) as step:
        step.delete(ClientKey, card_id)
        step.retell(client_id)


def find_card(store: Store, code: str) -> int | None:
    """Whose card has ``code``; None where it is nobody's.

    A code of twelve digits (UPC-A) is the same as that of thirteen with a zero before it (EAN-13):
    some scanners send the one, some the other (GS1 General Specifications, 2.1).
    """
    sql = "SELECT client_id FROM client_key WHERE source = ? AND key IN (?, ?) ORDER BY id LIMIT 1"
    client_id: int | None = store.scalar(sql, [CARD, *_spellings(clean(code))])
    return client_id


def list_cards(store: Store, client_id: int) -> tuple[CardRow, ...]:
    """The cards of a client, the oldest first."""
    sql = "SELECT id, key FROM client_key WHERE client_id = ? AND source = ? ORDER BY id"
    return tuple(CardRow(id, read_text(code)) for id, code in store.rows(sql, [client_id, CARD]))


def _checked(code: str) -> str:
    checks = Checks()
    code = checks.line("code", code, needed=_("Scan the card, or type what stands on it."))
    if len(code) > LONGEST_CODE:
        sentence = _("A code has at most {count} characters.")
        checks.refuse("code", sentence.format(count=LONGEST_CODE))
    checks.done()
    return code


def _taken(store: Store, holder: int, client_id: int) -> str:
    if holder == client_id:
        return _("This card is theirs already.")
    return _("This is the card of {name}.").format(name=get_name(store, holder))


def _spellings(code: str) -> tuple[str, str]:
    digits = code.isascii() and code.isdigit()
    if digits and len(code) == _EAN_DIGITS - 1:
        return code, f"0{code}"
    if digits and len(code) == _EAN_DIGITS and code[0] == "0":
        return code, code[1:]
    return code, code
