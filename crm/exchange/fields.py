"""What a column of a table can be: the one list that mappings, guesses and rows go by."""

from __future__ import annotations

from typing import Final

FIELDS: Final[dict[str, str]] = {
    "client.key": "what the other program calls the client",
    "client.name": "the whole name",
    "client.title": "title before the name",
    "client.given": "first name",
    "client.middle": "middle names",
    "client.family": "last name",
    "client.suffix": "what follows the name",
    "client.called": "nickname",
    "client.former": "former name",
    "client.pronunciation": "how the name is said",
    "client.kind": "person, household or organisation",
    "client.standing": "prospect, client, past, colleague or supplier",
    "client.born": "birthday",
    "client.born.year": "year of birth",
    "client.born.month": "month of birth",
    "client.born.day": "day of the birthday",
    "client.date": "another day that matters, named by its label",
    "client.phone": "phone number",
    "client.email": "e-mail address",
    "client.link": "web page or chat name",
    "client.address": "a whole address in one cell",
    "client.street": "street and number",
    "client.postcode": "postcode",
    "client.town": "town",
    "client.region": "state, province or county",
    "client.country": "country",
    "client.company": "company or organisation",
    "client.job": "job title",
    "client.relation": "somebody the client is tied to, as the label says",
    "client.tag": "tags or groups",
    "client.note": "note",
    "visit.key": "what tells two visits of one day apart",
    "visit.day": "day of the visit, its time may follow",
    "visit.time": "time of the visit",
    "visit.note": "note about the visit",
    "purchase.what": "what was bought",
    "purchase.quantity": "how many",
    "purchase.amount": "money for the whole line",
    "purchase.price": "money for one",
    "purchase.category": "category",
    "purchase.currency": "currency",
    "purchase.refund": "money given back, or a yes where the whole line was",
    "extra": "kept with the client under the column's own name",
    "ignore": "left out",
}
"""Each field and what it is, in the words of the guide."""

CONSTANT_FIELDS: Final = frozenset(FIELDS) - {"ignore", "extra", "client.key", "visit.key"}


def is_of_visit(field: str) -> bool:
    """Whether a column of this field makes the rows of a table visits."""
    return field.startswith("purchase.") or field in {"visit.day", "visit.key"}
