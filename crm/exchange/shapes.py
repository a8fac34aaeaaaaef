"""The exports of known programs: told by some of their columns, some meant as nobody guesses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from crm.exchange.headers import folded_header

FAMILY_FIRST: Final = "family first"
"""The label of a column of names that are written "Last, First"."""

WITHDRAWN: Final = "no"
"""The label of a column of consents whose yes means no: "Unsubscribed"."""


@dataclass(frozen=True, slots=True)
class KnownShape:
    """The export of a known program, told by columns that it alone has together.

    ``overrides`` pairs headers with the fields they are, and ``@`` with a label; ``machine`` are
    columns that say nothing of people or sales; ``only`` is as in a mapping. All headers but
    those of ``only`` are written as :func:`folded_header` leaves them.
    """

    name: str
    told_by: frozenset[str]
    overrides: dict[str, tuple[str, ...]]
    machine: frozenset[str] = frozenset()
    only: tuple[tuple[str, tuple[str, ...]], ...] = ()


def known_shape(headers: Iterable[str]) -> KnownShape | None:
    """The program that writes these columns, or None."""
    folded = {folded_header(header) for header in headers}
    return next((shape for shape in KNOWN_SHAPES if shape.told_by <= folded), None)


def known_card_shape(beginning: str) -> str:
    """The program an address book (vCard) says it is from, empty where it says none known."""
    found = _PRODUCT.search(beginning)
    product = found[1].lower() if found else ""
    return next((name for part, name in _PRODUCTS if part in product), "")


_PRODUCT: Final = re.compile(r"^PRODID[^:\n]*:(.+)$", re.IGNORECASE | re.MULTILINE)
_PRODUCTS: Final = (
    ("apple", "Apple Contacts"), ("icloud", "Apple Contacts"), ("mac os", "Apple Contacts"),
    ("iphone", "Apple Contacts"), ("thunderbird", "Thunderbird"), ("mozilla", "Thunderbird"),
    ("outlook", "Outlook contacts"), ("microsoft", "Outlook contacts"),
    ("google", "Google contacts"), ("regulars", "Regulars"),
    ("evolution", "Evolution"), ("kaddressbook", "KAddressBook"), ("nextcloud", "Nextcloud"),
    ("sabre", "Nextcloud"), ("lotus", "Lotus Notes"), ("blackberry", "BlackBerry"),
)  # fmt: skip


def _shape(
    name: str,
    told_by: str,
    overrides: str,
    machine: str = "",
    only: tuple[tuple[str, tuple[str, ...]], ...] = (),
) -> KnownShape:
    pairs = (line.split("=", 1) for line in overrides.strip().splitlines())
    fields = {" ".join(header.split()): tuple(meant.split()) for header, meant in pairs}
    return KnownShape(name, _headers(told_by), fields, _headers(machine), only)


def _headers(text: str) -> frozenset[str]:
    return frozenset(" ".join(name.split()) for name in text.split("|") if name.strip())


KNOWN_SHAPES: Final = (
    _shape(
        "Regulars, clients",
        "regulars id | client type | standing",
        "",
        # What follows from visits, which come with the visits.
        "first visit | last visit | visits",
    ),
    _shape("Regulars, visits", "regulars id | receipt number | visit note", ""),
    _shape(
        "Shopify orders",
        "name | email | created at | lineitem name",
        """
        name = visit.key
        email = client.key client.email
        created at = visit.day
        paid at = visit.extra
        billing name = client.name
        billing phone = client.phone
        billing company = client.company
        billing street = extra
        shipping name = extra
        phone = client.phone
        employee = visit.staff
        source = visit.channel
        total = visit.total
        subtotal = ignore
        shipping = ignore
        taxes = ignore
        discount amount = ignore
        discount code = visit.extra
        lineitem discount = purchase.discount
        notes = visit.note
        note attributes = visit.note
        tags = visit.extra
        receipt number = visit.extra
        """,
        """id | fulfillment status | fulfilled at | lineitem requires shipping | lineitem taxable
        | lineitem fulfillment status | lineitem compare at price | device id | payment reference
        | payment references | payment id | risk level | checkout id | duties | outstanding balance
        | tax 1 name | tax 1 value | tax 2 name | tax 2 value | tax 3 name | tax 3 value
        | tax 4 name | tax 4 value | tax 5 name | tax 5 value | payment terms name
        | next payment due at | cancelled at | shipping province name | billing province name""",
    ),
    _shape(
        "Shopify customers",
        "email | total spent | total orders | tax exempt",
        """
        customer id = client.key
        accepts email marketing = consent.email
        accepts marketing = consent.email
        accepts sms marketing = consent.sms
        default address company = client.company
        default address phone = client.phone
        province = client.region
        province code = extra
        country code = extra
        default address province code = client.region
        default address country code = client.country
        total spent = extra
        total orders = extra
        """,
    ),
    _shape(
        "WooCommerce customers",
        "username | last active | aov",
        """
        name = client.name
        username = client.key
        sign up = extra
        last active = extra
        orders = extra
        total spend = extra
        aov = extra
        region = client.region
        """,
    ),
    _shape(
        "WooCommerce orders",
        "date | order | customer | customer type | product s",
        """
        date = visit.day
        order = visit.key
        customer = client.name
        customer type = ignore
        product s = purchase.what
        items sold = visit.extra
        coupon s = visit.extra
        net sales = purchase.amount
        n revenue = ignore
        status = visit.extra
        attribution = visit.extra
        """,
    ),
    _shape(
        "WooCommerce orders",
        "order number | order date | billing first name | item name",
        """
        order id = ignore
        order number = visit.key
        order date = visit.day
        customer id = extra
        customer user = extra
        billing first name = client.given
        billing last name = client.family
        billing email = client.key client.email
        customer note = visit.note
        item name = purchase.what
        item quantity = purchase.quantity
        quantity = purchase.quantity
        item total = purchase.amount
        item cost = purchase.price
        order total = visit.total
        order currency = purchase.currency
        """,
        "shipping first name | shipping last name | cart discount | order key",
    ),
    _shape(
        "Square customers",
        "square customer id",
        """
        square customer id = client.key
        reference id = extra
        memo = client.note
        first visit = extra
        last visit = extra
        transaction count = extra
        lifetime spend = extra
        email subscription status = consent.email
        creation source = extra
        """,
    ),
    _shape(
        "Square sales",
        "date | item | gross sales | net sales | transaction id",
        """
        date = visit.day
        time = visit.time
        item = purchase.what
        qty = purchase.quantity
        category = purchase.category
        net sales = purchase.amount
        gross sales = ignore
        discounts = ignore
        tax = ignore
        transaction id = visit.key
        customer id = client.key
        customer name = client.name
        customer reference id = extra
        notes = visit.note
        channel = visit.channel
        """,
        """time zone | payment id | device name | pan suffix | token | card brand | count | sku
        | event type | details | itemization type | commission | employee id | unit""",
    ),
    _shape(
        "Lightspeed customers",
        "customer code | customer group | first name",
        """
        customer code = client.key
        customer group = client.tag
        loyalty balance = extra
        account balance = extra
        year to date = extra
        do not email = consent.email@no
        gender = extra
        """,
        "physical country id | postal country id",
    ),
    _shape(
        "Lightspeed sales",
        "date | receipt number | customer code | line type",
        """
        date = visit.day
        receipt number = visit.key
        customer code = client.key
        customer name = client.name
        details = purchase.what
        quantity = purchase.quantity
        total = purchase.amount
        subtotal = ignore
        sales tax = ignore
        discount = ignore
        user = visit.staff
        note = visit.note
        """,
        "loyalty | paid | register | sku | accountcodesale | accountcodepurchase | status",
        only=(("Line Type", ("Sale Line",)),),
    ),
    _shape(
        "Wave transactions",
        "transaction id | customer | account group | amount one column",
        """
        customer = client.key client.name
        transaction id = visit.key
        transaction date = visit.day
        transaction line description = purchase.what
        transaction description = ignore
        amount one column = purchase.amount
        account name = purchase.category
        invoice number = visit.extra
        notes memo = visit.note
        vendor = ignore
        """,
        """debit amount two column approach | credit amount two column approach | account group
        | other accounts for this transaction | account type | account id | bill number
        | transaction date added | transaction date last modified | amount before sales tax
        | sales tax amount | sales tax name""",
        only=(("Account Group", ("Income",)),),
    ),
    _shape(
        "Sparkasse account",
        "auftragskonto | buchungstag | verwendungszweck | beguenstigter zahlungspflichtiger",
        """
        buchungstag = visit.day
        verwendungszweck = purchase.what
        buchungstext = visit.extra
        beguenstigter zahlungspflichtiger = client.name
        betrag = purchase.amount
        info = ignore
        """,
        "auftragskonto | valutadatum | kontonummer | blz",
    ),
    _shape(
        "Commerzbank account",
        "buchungstag | umsatzart | buchungstext | bankleitzahl auftraggeberkonto",
        """
        buchungstag = visit.day
        buchungstext = purchase.what
        betrag = purchase.amount
        umsatzart = visit.extra
        """,
        """wertstellung | auftraggeberkonto | bankleitzahl auftraggeberkonto
        | iban auftraggeberkonto""",
    ),
    _shape(
        "bunq account",
        "datum | bedrag | rekening | tegenrekening | naam",
        """
        datum = visit.day
        bedrag = purchase.amount
        naam = client.name
        omschrijving = purchase.what
        """,
        "rekening | tegenrekening",
    ),
    _shape(
        "Wave customers",
        "customer name | ship to contact",
        """
        shipping address = ignore
        customer currency = extra
        """,
    ),
    _shape(
        "Invoice Ninja clients",
        "name | balance | paid to date | vat number",
        """
        id number = client.key
        paid to date = extra
        balance = extra
        """,
    ),
    _shape(
        "FreshBooks clients",
        "organization | first name | last name | province state",
        "organization = client.company",
    ),
    _shape(
        "Invoicely clients",
        "client name | email | phone | country",
        "client name = client.name",
    ),
    _shape(
        "Zoho contacts",
        "display name | customer sub type",
        """
        status = extra
        customer name = ignore
        designation = client.job
        reference id = extra
        billing attention = extra
        shipping attention = extra
        customer sub type = extra
        contact type = extra
        """,
        "last sync time | customer address id | last modified time",
    ),
    _shape(
        "Mailchimp audience",
        "email address | member rating",
        """
        leid = client.key
        optin time = consent.email
        confirm time = consent.email
        unsub time = consent.email@no
        member rating = extra
        region = client.region
        cc = client.country
        """,
        """optin ip | confirm ip | latitude | longitude | gmtoff | dstoff | timezone | euid
        | last changed""",
    ),
    _shape(
        "HubSpot contacts",
        "record id | first name | email",
        """
        record id = client.key
        associated company = client.company
        company name = client.company
        unsubscribed from all email = consent.email@no
        marketing contact status = extra
        lead status = extra
        lifecycle stage = extra
        contact owner = extra
        create date = extra
        last activity date = extra
        """,
        "associated company ids",
    ),
    _shape(
        "Google contacts",
        "phonetic first name | labels | organization title",
        f"""
        file as = client.name@{FAMILY_FIRST.replace(" ", "_")}
        photo = extra
        """,
    ),
    _shape(
        "Google contacts (old)",
        "given name yomi | group membership",
        """
        name = client.name
        gender = extra
        """,
    ),
    _shape(
        "Thunderbird",
        "display name | primary email | screen name",
        "display name = client.name",
    ),
    _shape(
        "Outlook.com contacts",
        "first name | last name | e mail address | title | internet free busy | spouse",
        """
        title = client.title
        location = extra
        account = extra
        language = extra
        """,
        "internet free busy",
    ),
    _shape(
        "Outlook contacts",
        "first name | last name | e mail address | title",
        """
        title = client.title
        location = extra
        account = extra
        language = extra
        e mail type = ignore
        e mail 2 type = ignore
        e mail 3 type = ignore
        """,
        "internet free busy | private | sensitivity | priority",
    ),
)
"""Where a file has the columns of two, the one named first is taken."""
