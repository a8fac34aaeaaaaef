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
    "client.card": "number of the client's card at the till",
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
    "client.household": "household the client lives in",
    "client.relation": "somebody the client is tied to, as the label says",
    "client.tag": "tags or groups",
    "client.note": "note",
    "client.photo": "picture, packed as text (base64)",
    "consent.email": "whether, or since when, the client agreed to e-mails",
    "consent.phone": "whether, or since when, the client agreed to calls",
    "consent.sms": "whether, or since when, the client agreed to text messages",
    "consent.post": "whether, or since when, the client agreed to letters",
    "visit.key": "what tells two visits of one day apart",
    "visit.day": "day of the visit, its time may follow",
    "visit.time": "time of the visit",
    "visit.channel": "whether they came, called, wrote or ordered",
    "visit.staff": "who served them",
    "visit.note": "note about the visit",
    "visit.total": "money for the whole visit, where its lines say theirs as well",
    "visit.extra": "kept in the note of the visit under the column's own name",
    "purchase.what": "what was bought",
    "purchase.quantity": "how many",
    "purchase.amount": "money for the whole line",
    "purchase.price": "money for one",
    "purchase.discount": "money taken off the line",
    "purchase.category": "category",
    "purchase.currency": "currency",
    "purchase.refund": "money given back, or a yes where the whole line was",
    "extra": "kept with the client as a field of the column's own name",
    "ignore": "left out",
}
"""Each field and what it is, in the words of the guide."""

NAMES: Final[dict[str, str]] = {
    "client.key": "Number of the client",
    "client.name": "Name",
    "client.title": "Title",
    "client.given": "First name",
    "client.middle": "Middle name",
    "client.family": "Last name",
    "client.suffix": "After the name",
    "client.called": "Nickname",
    "client.former": "Former name",
    "client.pronunciation": "How it is said",
    "client.kind": "Person or company",
    "client.standing": "Standing",
    "client.card": "Card number",
    "client.born": "Birthday",
    "client.born.year": "Year of birth",
    "client.born.month": "Month of birth",
    "client.born.day": "Day of the birthday",
    "client.date": "Day that matters",
    "client.phone": "Phone",
    "client.email": "E-mail",
    "client.link": "Web page",
    "client.address": "Whole address",
    "client.street": "Street",
    "client.postcode": "Postcode",
    "client.town": "Town",
    "client.region": "Region",
    "client.country": "Country",
    "client.company": "Company",
    "client.job": "Job",
    "client.household": "Household",
    "client.relation": "Somebody they know",
    "client.tag": "Tags",
    "client.note": "Note",
    "client.photo": "Picture",
    "consent.email": "May we e-mail?",
    "consent.phone": "May we call?",
    "consent.sms": "May we text?",
    "consent.post": "May we write letters?",
    "visit.key": "Number of the receipt",
    "visit.day": "Day of a visit",
    "visit.time": "Time of a visit",
    "visit.channel": "How they came",
    "visit.staff": "Who served them",
    "visit.note": "Note about a visit",
    "visit.total": "Total of a visit",
    "visit.extra": "Into the note of the visit",
    "purchase.what": "What was bought",
    "purchase.quantity": "How many",
    "purchase.amount": "Amount of a visit",
    "purchase.price": "Price of one",
    "purchase.discount": "Discount",
    "purchase.category": "Category",
    "purchase.currency": "Currency",
    "purchase.refund": "Given back",
    "extra": "Own field",
    "ignore": "Leave out",
}
"""Each field in the few words a list to choose from has room for."""

CHOICES: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    (
        "Name",
        (
            "client.name", "client.given", "client.family", "client.middle", "client.title",
            "client.suffix", "client.called", "client.former", "client.pronunciation",
        ),
    ),
    (
        "Contact",
        (
            "client.phone", "client.email", "client.link", "client.street", "client.postcode",
            "client.town", "client.region", "client.country", "client.address",
        ),
    ),
    (
        "About them",
        (
            "client.born", "client.born.day", "client.born.month", "client.born.year",
            "client.date", "client.company", "client.job", "client.household", "client.relation",
            "client.tag", "client.note", "client.kind", "client.standing", "client.key",
            "client.card", "client.photo",
        ),
    ),
    ("May we?", ("consent.email", "consent.phone", "consent.sms", "consent.post")),
    (
        "Visits",
        (
            "visit.day", "visit.time", "purchase.what", "purchase.quantity", "purchase.price",
            "purchase.amount", "purchase.discount", "purchase.refund", "purchase.category",
            "purchase.currency", "visit.total", "visit.key", "visit.staff", "visit.channel",
            "visit.note", "visit.extra",
        ),
    ),
    ("Otherwise", ("extra", "ignore")),
)  # fmt: skip
"""The fields in groups, as a list to choose from shows them; the titles are English."""

DATES: Final = frozenset({"client.born", "client.date", "visit.day"})
MONEY: Final = frozenset({"purchase.amount", "purchase.price", "purchase.discount", "visit.total"})

CONSTANT_FIELDS: Final = frozenset(FIELDS) - {
    "ignore", "extra", "client.key", "visit.key", "visit.extra", "visit.total",
}  # fmt: skip


def is_of_visit(field: str) -> bool:
    """Whether a column of this field makes the rows of a table visits."""
    return field.startswith("purchase.") or field in {"visit.day", "visit.key"}


def is_of_client(field: str) -> bool:
    """Whether a column of this field tells of the client, in a table of any kind."""
    return not field.startswith(("visit.", "purchase.")) and field not in {"ignore", "client.key"}
