"""``find``, ``show`` and ``summary``: reading beside a running window."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from typing import Any

from crm.cli.output import Outcome, plain
from crm.clients.consent import list_consents
from crm.clients.custom_fields import CustomValueRow, list_custom_values
from crm.clients.custom_values import ValueStyle, format_value
from crm.clients.find import find_clients
from crm.clients.hits import ClientHit
from crm.clients.queries import get_client
from crm.clients.rows import ClientDetails
from crm.i18n import _, ngettext
from crm.lifetime.totals import ShopTotals, get_totals
from crm.money import Money, MoneyFormat, format_money
from crm.shop.queries import get_settings
from crm.shop.words import Words, words_of
from crm.store.store import Store
from crm.story.attachments import list_attachments
from crm.story.queries import (
    list_notes,
    list_occasions,
    list_preferences,
    list_promises,
    list_visits,
    list_wishes,
)
from crm.workspace import Workspace


def find(workspace: Workspace, arguments: argparse.Namespace) -> Outcome:
    """Clients by any text, with what matched."""
    result = find_clients(workspace.store, arguments.text, limit=arguments.limit)
    lines = tuple(map(_hit_line, result.hits)) or (_("Nobody was found."),)
    return Outcome(list(result.hits), lines)


def show(workspace: Workspace, arguments: argparse.Namespace) -> Outcome:
    """Everything about one client."""
    store, client_id = workspace.store, arguments.id
    client = get_client(store, client_id)
    settings = get_settings(store)
    own = [each for each in list_custom_values(store, client_id) if each.value]
    consents = [each for each in list_consents(store, client_id) if each.given is not None]
    also = {"own_fields": own, "consents": consents, "files": list_attachments(store, client_id)}
    data = plain(client) | also | _story(store, client_id)
    style = ValueStyle.of(settings, store.clock.today())
    lines = [*_client_lines(client, data, settings.money_format), *_own_lines(own, style)]
    return Outcome(data, tuple(lines))


def summarize(workspace: Workspace, arguments: argparse.Namespace) -> Outcome:
    """How much the shop holds."""
    del arguments
    totals = get_totals(workspace.store)
    settings = get_settings(workspace.store)
    lines = tuple(_total_lines(totals, words_of(settings), settings.money_format))
    return Outcome(totals, lines)


def _story(store: Store, client_id: int) -> dict[str, Any]:
    return {
        "story": {
            "visits": list_visits(store, client_id),
            "notes": list_notes(store, client_id),
            "promises": list_promises(store, client_id),
            "wishes": list_wishes(store, client_id),
            "preferences": list_preferences(store, client_id),
            "occasions": list_occasions(store, client_id),
        }
    }


def _hit_line(hit: ClientHit) -> str:
    matched = "" if hit.matched in ("", "name") else f"{hit.matched}: {hit.matched_text}"
    told = (str(hit.id), hit.name, hit.town, hit.phone_tail, matched)
    return "  ".join(each for each in told if each)


def _client_lines(client: ClientDetails, data: dict[str, Any], style: MoneyFormat) -> Iterator[str]:
    yield client.name
    for contact in client.contacts:
        yield f"  {contact.label or contact.kind}: {', '.join(contact.value.splitlines())}"
    for relation in client.relations:
        yield f"  {relation.word}: {relation.name}"
    summary = client.summary
    if summary.last_visit is not None:
        said = ngettext(
            "{count} visit from {first} to {last}",
            "{count} visits from {first} to {last}",
            summary.visits,
        )
        yield "  " + said.format(
            count=summary.visits, first=summary.first_visit, last=summary.last_visit
        )
    for spend in summary.spend:
        yield f"  {format_money(spend.money, style)}"
    for note in data["story"]["notes"]:
        yield f"  {note.day}: {note.text}"


def _own_lines(own: Sequence[CustomValueRow], style: ValueStyle) -> Iterator[str]:
    for each in own:
        said = ", ".join(format_value(each.value, each.type, style).splitlines())
        yield f"  {each.name}: {said}"


def _total_lines(totals: ShopTotals, words: Words, style: MoneyFormat) -> Iterator[str]:
    yield f"{totals.clients:,} {words.of(totals.clients)}"
    visits = ngettext("{count} visit", "{count} visits", totals.visits)
    yield visits.format(count=f"{totals.visits:,}")
    purchases = ngettext("{count} purchase", "{count} purchases", totals.purchases)
    yield purchases.format(count=f"{totals.purchases:,}")
    for currency, minor in totals.totals.items():
        yield format_money(Money(minor, currency), style)
    if totals.first_visit is not None:
        yield _("from {first} to {last}").format(first=totals.first_visit, last=totals.last_visit)
