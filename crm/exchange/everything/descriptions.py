"""What every table and column holds, in a sentence each: written into what is taken out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

COMMON: Final[Mapping[str, str]] = {
    "id": "The number of the row in this shop; other rows point at it.",
    "uuid": "A name for the row that no other row anywhere has, as 32 hexadecimal digits.",
    "rev": "How many times the row was saved; it only grows.",
    "client_id": "The client this is about (client.id).",
    "visit_id": "The visit this belongs to (visit.id).",
    "at": "The moment it was written, in UTC.",
    "folded": "The name without case and accents, for comparing.",
    "position": "The order in which it is shown, the lowest first.",
    "note": "What was written about it.",
    "currency": "The currency of the amounts (ISO 4217).",
    "key": "What the program it came from called it.",
}
"""Columns that mean the same wherever they stand."""

_TABLES: Final = """
attachment: A file kept with a client, or with one visit or purchase of theirs.
  purchase_id: The purchase it belongs to (purchase.id), if it does.
  name: Its name, with its suffix.
  media_type: What kind of file it is (RFC 6838).
  size: How many bytes it has.
  small: A picture as it is shown small, in base64.
  content: The file itself, in this archive.
client: Anyone served: a person, a household or an organisation.
  kind: person, household or organisation.
  standing: prospect, client, past, colleague or supplier.
  name: The name as shown.
  title: The title before the name.
  given: The given name.
  middle: Further given names.
  family: The family name.
  suffix: What stands behind the name.
  sort_name: The name as it is sorted by.
  called: What they like to be called.
  pronunciation: How the name is said.
  born: The birthday as far as it is known (1968-11-24, 1968-11, --11-24, ~1968).
  died: The day of death as far as it is known.
  has_died: 1 if they have died.
  from_place: Where they are from.
  lives: Where they live, in a word.
  work: What they work.
  how_met: How we met.
  met_on: When we met, as far as it is known.
  sent_by_id: Who sent them to us (client.id).
  starred: 1 if they have a star.
  created_at: When they were written down, in UTC.
  changed_at: When anything of that was last changed, in UTC.
  archived_at: Since when they are put away, in UTC.
  removed_at: Since when they are in the trash, in UTC.
client_key: What another program calls a client, or the code of a card (source "card").
  source: The program, or "card".
client_tag: A tag on a client.
  tag_id: The tag (tag.id).
consent: Whether a client agreed to be written to or called in one way.
  channel: email, phone, sms or post.
  given: 1 for yes, 0 for no.
  on_day: The day they said so.
  source: Where they said so.
contact_point: One way to reach a client.
  kind: phone, email, address or link.
  label: home, work, mobile and the like.
  value: The number, e-mail, address or link as it was typed.
  normal: The number as E.164, or the folded e-mail: for comparing.
  street: Of an address: the street.
  postcode: Of an address: the postcode.
  town: Of an address: the town.
  region: Of an address: the region.
  country: Of an address: the country.
  is_primary: 1 if it is the one of its kind to use first.
  is_past: 1 if it is no longer in use.
custom_field: A field the shop made up.
  name: What it is called.
  type: text, number, day, yes_no or choice.
  choices: Of a choice: what can be chosen, a line each.
  tag_id: Only clients with this tag have it (tag.id).
custom_value: What stands in a field of the shop's own for one client.
  field_id: The field (custom_field.id).
  value: Its value: a text, 12.5, 2026-11-24, yes or no.
former_name: A name a client had before.
  name: The name.
household_member: A client who lives in a household.
  household_id: The household, a client too (client.id).
  role: What they are in it.
import: A file that was brought in.
  file_name: Its name.
  sha256: The SHA-256 of it and of how it was read.
  step_id: The undo step that wrote it (undo_step.id).
  clients_new: How many clients it brought.
  clients_matched: How many of its clients were there already.
  visits: How many visits it brought.
  purchases: How many purchases it brought.
  rows_rejected: How many of its rows could not be read.
  taken_back_at: When it was taken back, in UTC.
item: Something the shop sells or does.
  name: What it is called.
  category: What kind of thing it is.
  last_price: What one was last sold for, in minor units.
  last_currency: The currency of that (ISO 4217).
  last_sold: The day it was last sold.
  times_sold: On how many lines it was sold.
known_mapping: What a person said the columns of a file are, for the next one like it.
  source: The shape of the file, as a fingerprint of its columns.
  name: The file it was said of.
  mapping: What each column is, as JSON.
letter: A letter with fields that are filled in for each client.
  name: What it is called.
  text: The letter.
merge: Two clients who turned out to be one.
  kept_id: The one that stayed (client.id).
  gone_id: The number the other one had.
  gone_name: The name the other one had.
  step_id: The undo step that joined them (undo_step.id).
  split_at: When they were parted again, in UTC.
note: Something written about a client.
  author: Who wrote it.
  label: What kind of note it is.
  text: The note.
  is_pinned: 1 if it stands above the others.
  is_alert: 1 if it is shown before anything is opened.
  ask_next: 1 if it is to be asked about next time.
  asked_at: When it was asked about, in UTC.
occasion: A date that matters every year.
  what: What it is.
  on: The date as far as it is known.
own_sheet: A sheet of labels the shop measured itself, in millimetres.
  name: What it is called.
  page: A4 or Letter.
  columns: Labels across.
  rows: Labels down.
  width: Width of a label.
  height: Height of a label.
  left: Left margin to the first label.
  top: Top margin to the first label.
  step_x: From edge to edge of neighbours, across.
  step_y: From edge to edge of neighbours, down.
pair_answer: A question about two clients that was answered with no.
  question: same (one person?) or family (one household?).
  first_id: One of them (client.id).
  second_id: The other (client.id).
photo: The picture of a client.
  image: The picture, in this archive.
  small: The picture as it is shown small, in base64.
preference: A like, dislike or allergy, a size or a formula.
  kind: like, dislike, allergy, size or formula.
  category: What it is about.
  text: What it is.
promise: What we said we would do.
  what: What was promised.
  who: Who keeps it.
  made_on: The day it was made.
  due: The day it is due.
  state: open, kept or withdrawn.
  kept_on: The day it was kept.
purchase: A line of a visit; a refund is negative.
  item_id: What was bought (item.id).
  quantity: How much of it, in thousandths.
  amount: For how much, the whole line, in minor units of the visit's currency.
relation: A tie between a client and another, or somebody known by name only.
  type_id: What kind of tie (relation_type.id).
  other_id: The other one (client.id), if they are a client.
  other_name: The other one's name, if they are not.
  born: The other one's birthday, if they are not.
relation_type: A kind of tie.
  name: The other is the client's ...
  reverse: The client is the other's ...
setting: One choice of the shop.
  name: Which.
  value: What was chosen, as JSON.
smart_list: A filter over the clients that is kept under a name.
  name: What it is called.
  filter: The filter, as JSON.
  columns: The columns that are shown, as JSON.
  sort: The column it is sorted by.
tag: A word the shop sorts clients by.
  name: The word.
undo_row: What is needed to take one change of a row back.
  step_id: The step it is part of (undo_step.id).
  target: The table.
  operation: insert, update or delete.
  first_id: The row, or the first of a run of rows.
  last_id: The last of a run of rows.
  before: The row as it was, as JSON.
  after: The row as it became, as JSON, or rows that were taken out, packed, in base64.
undo_step: One thing a person did, which can be taken back.
  action: What was done.
  about: To whom or what.
  undone: Empty unless it was taken back.
  clients: The clients it concerned, as JSON.
  everything: 1 if it concerned everybody.
visit: One time a client was here, called, wrote or ordered.
  day: The day.
  at: The moment, in UTC, if it is known.
  channel: visit, call, order or mail.
  staff: Who served them.
  total: The sum of its purchases in minor units.
wish: What a client would like next.
  what: What it is.
  when: When they want it, as they said it.
  remind_on: The day to come back to it.
  budget: What it may cost, in minor units.
  state: open, waiting, here, fulfilled or dropped.
  asked_on: The day they said so.
  closed_on: The day it was fulfilled or dropped.
"""


def _read(source: str) -> dict[str, tuple[str, dict[str, str]]]:
    tables: dict[str, tuple[str, dict[str, str]]] = {}
    columns: dict[str, str] = {}
    for line in source.strip().splitlines():
        name, told = line.strip().split(": ", 1)
        if line[0] == " ":
            columns[name] = told
        else:
            columns = {}
            tables[name] = (told, columns)
    return tables


_DESCRIBED: Final = _read(_TABLES)


def describe_table(table: str) -> str:
    """What a row of ``table`` is; empty for a table nobody described."""
    return _DESCRIBED.get(table, ("", {}))[0]


def describe_column(table: str, column: str) -> str:
    """What ``column`` of ``table`` holds; empty for a column nobody described."""
    own = _DESCRIBED.get(table, ("", {}))[1]
    return own.get(column) or COMMON.get(column, "")
