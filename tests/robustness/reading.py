"""Every read a screen makes, on whatever file there is."""

from __future__ import annotations

from crm.clients.cards import list_cards
from crm.clients.columns import list_columns
from crm.clients.consent import list_consents
from crm.clients.custom_fields import list_custom_fields, list_custom_values
from crm.clients.custom_values import ValueStyle, format_value, read_value
from crm.clients.filters import ClientFilter
from crm.clients.find import find_clients
from crm.clients.hits import list_lately, list_small_photos
from crm.clients.likely import list_likely_same
from crm.clients.listing import Sort, list_client_ids, list_client_rows
from crm.clients.merging.finding import find_same_and_families
from crm.clients.merging.queries import list_merges
from crm.clients.merging.splitting import preview_split
from crm.clients.queries import find_neighbours, get_client, get_photo, list_clients, list_tags
from crm.clients.relations import list_relation_types
from crm.clients.smart_lists import count_lists, list_smart_lists
from crm.exchange.queries import list_imports
from crm.exchange.taking_out.people import list_everybody, read_people
from crm.letters.addressees import list_addressees
from crm.letters.letter_values import list_letter_values
from crm.letters.letters import list_letters, list_own_sheets
from crm.progress import NoProgress
from crm.shop.queries import get_settings
from crm.shop.sections import get_arrangement
from crm.store.store import Store
from crm.story.attachments import get_attachment_content, list_attachments
from crm.story.goods import complete_items, list_items_bought, list_usual
from crm.story.queries import get_card, list_notes, list_promises, list_visits
from crm.story.timeline import list_moments, list_ribbon, list_story, list_year


def read_everything(store: Store) -> None:
    """Every read a screen makes, for every client there is."""
    get_settings(store)
    list_tags(store)
    list_relation_types(store)
    list_custom_fields(store)
    get_arrangement(store, "person")
    list_lately(store)
    for text in ("ada", "adx lovelace", "234", "finn ill", "rex", "engines"):
        find_clients(store, text)
    complete_items(store, "ca")
    list_likely_same(store, "Ada Lovelace 1")
    for client in list_clients(store):
        _read_client(store, client.id)
    _read_lists(store)
    _read_what_was_kept(store)


def _read_own_fields(store: Store, client_id: int) -> None:
    style = ValueStyle.of(get_settings(store), store.clock.today())
    for row in list_custom_values(store, client_id):
        if row.value:
            format_value(row.value, row.type, style)
            read_value(row.value, row.type)


def _read_client(store: Store, client_id: int) -> None:
    get_client(store, client_id)
    list_cards(store, client_id)
    for merge in list_merges(store, client_id):
        if merge.can_be_split:
            preview_split(store, merge.id)
    get_photo(store, client_id)
    _read_own_fields(store, client_id)
    list_consents(store, client_id)
    for row in list_attachments(store, client_id):
        get_attachment_content(store, row.id)
    list_small_photos(store, [client_id])
    find_neighbours(store, client_id)
    get_card(store, client_id)
    list_visits(store, client_id)
    list_notes(store, client_id)
    list_promises(store, client_id)
    list_usual(store, client_id)
    list_items_bought(store, client_id)
    list_ribbon(store, client_id)
    list_moments(store, client_id)
    for year in list_story(store, client_id):
        list_year(store, client_id, year.year)


def _read_lists(store: Store) -> None:
    """Every list with every column, who letters to it go to, and the same people in it."""
    columns = list_columns(store)
    lists = list_smart_lists(store)
    count_lists(store, lists)
    for each in lists:
        list_client_rows(store, list_client_ids(store, each.filter), tuple(columns))
    for key in columns:
        list_client_ids(store, ClientFilter(), Sort(key))
    everybody = list_client_ids(store, ClientFilter())
    for _values in list_letter_values(store, list_addressees(store, everybody).found):
        pass
    find_same_and_families(store)


def _read_what_was_kept(store: Store) -> None:
    list_letters(store)
    list_own_sheets(store)
    list_imports(store)
    for _person in read_people(store, list_everybody(store), NoProgress(), ""):
        pass
