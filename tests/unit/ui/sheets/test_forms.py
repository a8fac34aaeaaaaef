"""Every form saves with Ctrl+Enter, changes and removes its row, and says what is wrong where."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from crm.clients.contacts import add_contact
from crm.clients.drafts import ClientDraft, ContactDraft, RelationDraft
from crm.clients.households import create_household
from crm.clients.queries import get_client, list_relations
from crm.clients.relations import add_relation
from crm.clients.services import add_client
from crm.clients.tags import tag_client
from crm.dates import PartialDate
from crm.money import Money
from crm.store.store import Store
from crm.story.drafts import (
    NoteDraft,
    OccasionDraft,
    PreferenceDraft,
    PromiseDraft,
    WishDraft,
)
from crm.story.queries import (
    list_notes,
    list_occasions,
    list_preferences,
    list_promises,
    list_wishes,
)
from crm.story.remember import (
    add_note,
    add_occasion,
    add_preference,
    add_promise,
    add_wish,
    change_note,
)
from tests.unit.ui.sheets.driving import (
    assert_nothing_is_cut,
    block,
    escape,
    find,
    line,
    press,
    submit,
    type_into,
)
from ui.context import Context
from ui.sheets.editors import ClientPick
from ui.sheets.form_sheet import FormSheet
from ui.sheets.forms import FORMS, open_form
from ui.widgets.sheet import Sheet
from ui.widgets.text import PlainLabel

NEW = [kind for kind in FORMS if kind != "attachment"]  # a new file is chosen, not filled in


def open_(context: Context, page: QWidget, kind: str, id: int, row: int | None = None) -> FormSheet:
    sheet = open_form(kind, context, page, id, row)
    assert isinstance(sheet, FormSheet)
    return sheet


def choose(sheet: FormSheet, name: str, value: object) -> None:
    """Choose a chip as its click would."""
    editor = sheet._editors[name]
    editor.set_value(value)
    editor.edited.emit()


@pytest.mark.parametrize("kind", NEW)
def test_every_form_opens_with_the_keyboard_in_its_first_field(
    kind: str, context: Context, page: QWidget, shiv: int
) -> None:
    sheet = open_(context, page, kind, shiv)
    focused = QApplication.focusWidget()
    first = next(iter(sheet._editors.values()))
    assert focused is not None
    assert first.isAncestorOf(focused)
    escape(sheet)
    assert sheet.isHidden()
    again = open_(context, page, kind, shiv)
    assert again._again.isHidden()


@pytest.mark.parametrize("kind", NEW)
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_every_form_has_room_in_a_small_window(
    scale: float, kind: str, context: Context, window: QWidget, page: QWidget, shiv: int
) -> None:
    window.resize(1024, 640)
    context.theme.set_text_scale(scale)
    sheet = open_(context, page, kind, shiv)
    QApplication.processEvents()
    assert_nothing_is_cut(sheet)


def test_a_field_with_a_problem_is_scrolled_to(
    context: Context, window: QWidget, page: QWidget, shiv: int
) -> None:
    window.resize(1024, 640)
    sheet = open_(context, page, "name", shiv)
    press(sheet, "name.has_died")
    died = line(sheet, "name.died")
    died.setText("Oct 2027")
    submit(sheet)
    QApplication.processEvents()
    QApplication.processEvents()
    assert died.hasFocus()
    assert not died.visibleRegion().isEmpty()


def test_a_note_is_written_changed_and_removed(
    context: Context, page: QWidget, shiv: int, store: Store
) -> None:
    sheet = open_(context, page, "note", shiv)
    type_into(block(sheet, "note.text"), "daughter starts school\nin September")
    press(sheet, "note.ask_next")
    press(sheet, "note.is_alert")
    submit(sheet)
    (note,) = list_notes(store, shiv)
    assert note.text == "daughter starts school\nin September"
    assert (note.ask_next, note.is_alert, note.is_pinned, note.author) == (True, True, False, "Jo")
    sheet = open_(context, page, "note", shiv, note.id)
    block(sheet, "note.text").setPlainText("starts school")
    submit(sheet)
    (changed,) = list_notes(store, shiv)
    assert (changed.text, changed.at, changed.is_alert) == ("starts school", note.at, True)
    press(open_(context, page, "note", shiv, note.id), "note.remove")
    assert list_notes(store, shiv) == ()
    store.undo()
    assert [replace(note, rev=0) for note in list_notes(store, shiv)] == [replace(changed, rev=0)]


def test_an_empty_note_is_refused_at_its_field(
    context: Context, page: QWidget, shiv: int, store: Store
) -> None:
    sheet = open_(context, page, "note", shiv)
    submit(sheet)
    assert block(sheet, "note.text").hasFocus()
    assert block(sheet, "note.text").accessibleDescription() == "A note needs a word."
    assert sheet.isVisible()


def test_a_promise_is_due_on_the_day_typed(
    context: Context, page: QWidget, shiv: int, store: Store
) -> None:
    sheet = open_(context, page, "promise", shiv)
    type_into(line(sheet, "promise.what"), "ring")
    type_into(line(sheet, "promise.due"), "in 2 weeks")
    submit(sheet)
    (promise,) = list_promises(store, shiv)
    assert (promise.due, promise.who) == (date(2026, 12, 5), "Jo")
    sheet = open_(context, page, "promise", shiv, promise.id)
    assert line(sheet, "promise.due").text() == "05/12/2026"
    submit(sheet)
    assert list_promises(store, shiv)[0].due == date(2026, 12, 5)


def test_a_day_that_is_none_is_said_at_its_field_and_the_text_stays(
    context: Context, page: QWidget, shiv: int, store: Store
) -> None:
    sheet = open_(context, page, "promise", shiv)
    type_into(line(sheet, "promise.what"), "ring")
    type_into(line(sheet, "promise.due"), "soonish")
    submit(sheet)
    due = line(sheet, "promise.due")
    assert due.hasFocus()
    assert "soonish" in due.accessibleDescription()
    assert line(sheet, "promise.what").text() == "ring"
    due.setText("Friday")
    submit(sheet)
    assert list_promises(store, shiv)[0].due == date(2026, 11, 27)


def test_a_wish_keeps_its_budget_and_its_state(
    context: Context, page: QWidget, shiv: int, store: Store
) -> None:
    sheet = open_(context, page, "wish", shiv)
    type_into(line(sheet, "wish.what"), "wheels")
    type_into(line(sheet, "wish.budget"), "1,250")
    submit(sheet)
    (wish,) = list_wishes(store, shiv)
    assert wish.budget == Money(125_000, "GBP")
    sheet = open_(context, page, "wish", shiv, wish.id)
    assert line(sheet, "wish.budget").text() == "£1,250.00"
    choose(sheet, "state", "waiting")
    submit(sheet)
    (wish,) = list_wishes(store, shiv)
    assert (wish.budget, wish.state) == (Money(125_000, "GBP"), "waiting")


def test_a_budget_in_words_is_refused_at_its_field(
    context: Context, page: QWidget, shiv: int
) -> None:
    sheet = open_(context, page, "wish", shiv)
    type_into(line(sheet, "wish.what"), "wheels")
    type_into(line(sheet, "wish.budget"), "a lot")
    submit(sheet)
    assert "a lot" in line(sheet, "wish.budget").accessibleDescription()


def test_a_preference_completes_the_categories_in_use(
    context: Context, page: QWidget, shiv: int, store: Store
) -> None:
    add_preference(store, PreferenceDraft(shiv, "oat milk", category="Coffee"))
    sheet = open_(context, page, "preference", shiv)
    type_into(line(sheet, "preference.text"), "nuts")
    choose(sheet, "kind", "allergy")
    type_into(line(sheet, "preference.category"), "co")
    QTest.keyClick(line(sheet, "preference.category"), Qt.Key.Key_Tab)
    submit(sheet)
    assert [(row.kind, row.category) for row in list_preferences(store, shiv)] == [
        ("allergy", "Coffee"),
        ("like", "Coffee"),
    ]


def test_an_occasion_may_leave_the_year_open(
    context: Context, page: QWidget, shiv: int, store: Store
) -> None:
    sheet = open_(context, page, "occasion", shiv)
    type_into(line(sheet, "occasion.what"), "wedding day")
    submit(sheet)
    assert line(sheet, "occasion.on").hasFocus()
    type_into(line(sheet, "occasion.on"), "14 June")
    submit(sheet)
    assert list_occasions(store, shiv)[0].on == PartialDate(None, 6, 14)


def test_the_birthday_is_changed_and_removed_on_the_client(
    context: Context, page: QWidget, store: Store
) -> None:
    ann = add_client(store, ClientDraft(name="Ann", born=PartialDate(1968, 11, 24)))
    sheet = open_(context, page, "occasion", ann, 0)
    assert not line(sheet, "occasion.what").isVisible()
    assert line(sheet, "occasion.on").text() == "24 Nov 1968"
    line(sheet, "occasion.on").setText("25 Nov 1968")
    submit(sheet)
    assert get_client(store, ann).born == PartialDate(1968, 11, 25)
    press(open_(context, page, "occasion", ann, 0), "occasion.remove")
    assert get_client(store, ann).born is None


def test_a_relation_to_a_client_is_found_while_typing(
    context: Context, page: QWidget, shiv: int, store: Store
) -> None:
    tom = add_client(store, ClientDraft(name="Tom Brennan"))
    sheet = open_(context, page, "relation", shiv)
    type_into(line(sheet, "relation.word"), "husb")
    QTest.keyClick(line(sheet, "relation.word"), Qt.Key.Key_Tab)
    assert line(sheet, "relation.word").text() == "husband"
    type_into(line(sheet, "relation.other"), "tom")
    QTest.keyClick(line(sheet, "relation.other"), Qt.Key.Key_Tab)
    assert sheet.values()["other"] == ClientPick(tom, "Tom Brennan")
    assert not line(sheet, "relation.born").isVisible()
    submit(sheet)
    (tie,) = list_relations(store, shiv)
    assert (tie.word, tie.other_id) == ("husband", tom)
    assert list_relations(store, tom)[0].word == "wife"


def test_somebody_known_by_name_only_may_have_a_new_kind_of_tie(
    context: Context, page: QWidget, shiv: int, store: Store
) -> None:
    sheet = open_(context, page, "relation", shiv)
    assert not line(sheet, "relation.reverse").isVisible()
    type_into(line(sheet, "relation.word"), "godmother")
    assert line(sheet, "relation.reverse").isVisible()
    type_into(line(sheet, "relation.reverse"), "godchild")
    type_into(line(sheet, "relation.other"), "Nora")
    type_into(line(sheet, "relation.born"), "1950")
    submit(sheet)
    (tie,) = list_relations(store, shiv)
    assert (tie.word, tie.name, tie.born) == ("godmother", "Nora", PartialDate(1950, None, None))
    sheet = open_(context, page, "relation", shiv, tie.id)
    line(sheet, "relation.note").setText("moved to Cork")
    submit(sheet)
    assert list_relations(store, shiv)[0].note == "moved to Cork"
    press(open_(context, page, "relation", shiv, tie.id), "relation.remove")
    assert list_relations(store, shiv) == ()


def test_a_relation_to_nobody_is_refused_at_the_name(
    context: Context, page: QWidget, shiv: int
) -> None:
    sheet = open_(context, page, "relation", shiv)
    type_into(line(sheet, "relation.word"), "dog")
    submit(sheet)
    assert line(sheet, "relation.other").hasFocus()


def test_a_phone_number_is_added_and_kept_as_past(
    context: Context, page: QWidget, shiv: int, store: Store
) -> None:
    sheet = open_(context, page, "contact", shiv)
    type_into(line(sheet, "contact.value"), "07700 900123")
    submit(sheet)
    (point,) = get_client(store, shiv).contacts
    assert point.is_primary
    sheet = open_(context, page, "contact", shiv, point.id)
    press(sheet, "contact.is_past")
    submit(sheet)
    assert get_client(store, shiv).contacts[0].is_past


def test_an_address_is_typed_in_its_parts(
    context: Context, page: QWidget, shiv: int, store: Store
) -> None:
    sheet = open_(context, page, "contact", shiv)
    choose(sheet, "kind", "address")
    submit(sheet)
    assert block(sheet, "contact.street").hasFocus()
    type_into(block(sheet, "contact.street"), "4 Maple Street")
    type_into(line(sheet, "contact.town"), "Kilkenny")
    submit(sheet)
    (point,) = get_client(store, shiv).contacts
    assert (point.street, point.town) == ("4 Maple Street", "Kilkenny")
    sheet = open_(context, page, "contact", shiv, point.id)
    line(sheet, "contact.town").setText("Cork")
    submit(sheet)
    assert get_client(store, shiv).contacts[0].value == "4 Maple Street\nCork"


def test_an_address_as_it_came_in_stays_as_it_was_written(
    context: Context, page: QWidget, shiv: int, store: Store
) -> None:
    point = add_contact(store, shiv, ContactDraft("address", "The Old Mill\nby the river"))
    sheet = open_(context, page, "contact", shiv, point)
    line(sheet, "contact.label").setText("home")
    submit(sheet)
    (row,) = get_client(store, shiv).contacts
    assert (row.value, row.label) == ("The Old Mill\nby the river", "home")


def test_a_tag_is_put_on_renamed_and_taken_off(
    context: Context, page: QWidget, shiv: int, store: Store
) -> None:
    sheet = open_(context, page, "tag", shiv)
    submit(sheet)
    assert line(sheet, "tag.name").accessibleDescription() == "A tag needs a word."
    type_into(line(sheet, "tag.name"), "Club")
    submit(sheet)
    (tag,) = get_client(store, shiv).tags
    sheet = open_(context, page, "tag", shiv, tag.id)
    line(sheet, "tag.name").setText("club")
    submit(sheet)
    assert len(get_client(store, shiv).tags) == 1
    sheet = open_(context, page, "tag", shiv, tag.id)
    line(sheet, "tag.name").setText("wholesale")
    submit(sheet)
    (tag,) = get_client(store, shiv).tags
    assert tag.name == "wholesale"
    press(open_(context, page, "tag", shiv, tag.id), "tag.remove")
    assert get_client(store, shiv).tags == ()


def test_a_household_is_made_joined_and_left(
    context: Context, page: QWidget, shiv: int, store: Store
) -> None:
    submit(open_(context, page, "household", shiv))
    (household,) = get_client(store, shiv).households
    assert household.name == "The Brennan household"
    tom = add_client(store, ClientDraft(name="Tom"))
    sheet = open_(context, page, "household", tom)
    type_into(line(sheet, "household.household"), "brenn")
    QTest.keyClick(line(sheet, "household.household"), Qt.Key.Key_Tab)
    type_into(line(sheet, "household.role"), "the eldest")
    submit(sheet)
    (joined,) = get_client(store, tom).households
    assert [(each.name, each.role) for each in joined.members] == [
        ("Siobhan Brennan", ""),
        ("Tom", "the eldest"),
    ]
    press(open_(context, page, "household", tom, household.id), "household.remove")
    assert get_client(store, tom).households == ()


def test_a_household_takes_people_in(
    context: Context, page: QWidget, shiv: int, store: Store
) -> None:
    home = create_household(store, "Number 4", [])
    sheet = open_(context, page, "household", home)
    submit(sheet)
    assert line(sheet, "household.member").hasFocus()
    type_into(line(sheet, "household.member"), "siob")
    QTest.keyClick(line(sheet, "household.member"), Qt.Key.Key_Tab)
    submit(sheet)
    assert [each.client_id for each in get_client(store, home).members] == [shiv]


def test_the_name_form_writes_what_was_changed_and_nothing_else(
    context: Context, page: QWidget, shiv: int, store: Store
) -> None:
    steps = store.scalar("SELECT COUNT(*) FROM undo_step")
    submit(open_(context, page, "name", shiv))
    assert store.scalar("SELECT COUNT(*) FROM undo_step") == steps
    sender = add_client(store, ClientDraft(name="Ann Kelly"))
    sheet = open_(context, page, "name", shiv)
    line(sheet, "name.family").setText("Byrne")
    block(sheet, "name.former").setPlainText("Brennan")
    type_into(line(sheet, "name.sent_by"), "ann")
    QTest.keyClick(line(sheet, "name.sent_by"), Qt.Key.Key_Tab)
    press(sheet, "name.starred")
    submit(sheet)
    client = get_client(store, shiv)
    assert (client.name, client.starred) == ("Siobhan Byrne", True)
    assert [each.name for each in client.former_names] == ["Brennan"]
    assert client.sent_by is not None
    assert client.sent_by.id == sender


def test_the_name_form_marks_the_dead_and_archives(
    context: Context, page: QWidget, shiv: int, store: Store
) -> None:
    sheet = open_(context, page, "name", shiv)
    assert not line(sheet, "name.died").isVisible()
    press(sheet, "name.has_died")
    type_into(line(sheet, "name.died"), "Oct 2027")
    press(sheet, "name.archived")
    submit(sheet)
    assert line(sheet, "name.died").hasFocus()
    line(sheet, "name.died").setText("Oct 2026")
    submit(sheet)
    client = get_client(store, shiv)
    assert (client.has_died, client.died) == (True, PartialDate(2026, 10, None))
    assert client.archived_at is not None


def test_half_of_a_name_form_that_was_written_is_not_written_twice(
    context: Context, page: QWidget, shiv: int, store: Store
) -> None:
    sheet = open_(context, page, "name", shiv)
    line(sheet, "name.called").setText("Sib")
    block(sheet, "name.former").setPlainText("Murphy")
    press(sheet, "name.has_died")
    line(sheet, "name.died").setText("Oct 2027")
    submit(sheet)
    assert sheet.isVisible()
    line(sheet, "name.died").setText("")
    submit(sheet)
    assert sheet.isHidden()
    client = get_client(store, shiv)
    assert (client.called, client.has_died) == ("Sib", True)
    assert [each.name for each in client.former_names] == ["Murphy"]


def test_a_person_without_any_name_is_refused_at_the_given_name(
    context: Context, page: QWidget, shiv: int
) -> None:
    sheet = open_(context, page, "name", shiv)
    line(sheet, "name.given").setText("")
    line(sheet, "name.family").setText("")
    submit(sheet)
    assert line(sheet, "name.given").hasFocus()
    assert not line(sheet, "name.name").isVisible()


def test_an_organisation_has_one_name(context: Context, page: QWidget, store: Store) -> None:
    mill = add_client(store, ClientDraft(name="The Mill", kind="organisation"))
    sheet = open_(context, page, "name", mill)
    assert not line(sheet, "name.given").isVisible()
    line(sheet, "name.name").setText("The Old Mill")
    submit(sheet)
    assert get_client(store, mill).name == "The Old Mill"


def test_typing_is_kept_for_each_form_and_row_alone(
    context: Context, page: QWidget, shiv: int, store: Store
) -> None:
    note_id = add_note(store, NoteDraft(shiv, "as it stands"))
    sheet = open_(context, page, "note", shiv)
    type_into(block(sheet, "note.text"), "half a thou")
    escape(sheet)
    assert block(open_(context, page, "note", shiv, note_id), "note.text").toPlainText() == (
        "as it stands"
    )
    again = open_(context, page, "note", shiv)
    assert block(again, "note.text").toPlainText() == "half a thou"
    assert again._again.isVisible()


def test_somebody_elses_newer_text_is_not_written_over(
    context: Context, page: QWidget, shiv: int, store: Store
) -> None:
    note_id = add_note(store, NoteDraft(shiv, "old"))
    sheet = open_(context, page, "note", shiv, note_id)
    change_note(store, note_id, None, NoteDraft(shiv, "newer"))
    said: list[str] = []
    context.errors.show_in(page.window(), said.append)
    block(sheet, "note.text").setPlainText("mine")
    for _again in range(2):
        submit(sheet)
    assert len(said) == 2
    assert sheet.isVisible()
    assert list_notes(store, shiv)[0].text == "newer"


def test_a_row_that_is_gone_is_said_and_no_sheet_opens(
    context: Context, page: QWidget, shiv: int
) -> None:
    said: list[str] = []
    context.errors.show_in(page.window(), said.append)
    assert open_form("note", context, page, shiv, 99) is None
    assert open_form("wish", context, page, 99) is None
    assert open_form("visit", context, page, shiv, 99) is None
    assert len(said) == 3
    assert page.findChildren(Sheet) == []


@pytest.mark.parametrize("text", ["<img src=x>", "👩‍🌾 seeds", "caf\0é", "\u202eevil"])
def test_hostile_text_is_kept_as_words(
    text: str, context: Context, page: QWidget, shiv: int, store: Store
) -> None:
    sheet = open_(context, page, "note", shiv)
    block(sheet, "note.text").setPlainText(text)
    submit(sheet)
    (note,) = list_notes(store, shiv)
    again = open_(context, page, "note", shiv, note.id)
    assert block(again, "note.text").toPlainText() == note.text


@pytest.mark.slow
def test_a_megabyte_is_refused_where_it_was_pasted(
    context: Context, page: QWidget, shiv: int, store: Store
) -> None:
    sheet = open_(context, page, "promise", shiv)
    line(sheet, "promise.what").insert("word " * 200_000)
    submit(sheet)
    assert line(sheet, "promise.what").accessibleDescription()
    assert list_promises(store, shiv) == ()


def test_a_name_that_looks_like_markup_is_shown_as_it_is(
    context: Context, page: QWidget, store: Store
) -> None:
    odd = add_client(store, ClientDraft(name="<b>Bob</b>", kind="organisation"))
    sheet = open_(context, page, "note", odd)
    assert sheet.accessibleName() == "A note about <b>Bob</b>"
    assert any("<b>Bob</b>" in each.text() for each in sheet.findChildren(PlainLabel))


@pytest.mark.parametrize(
    ("kind", "add"),
    [
        ("promise", lambda store, id: add_promise(store, PromiseDraft(id, "ring"))),
        ("wish", lambda store, id: add_wish(store, WishDraft(id, "wheels"))),
        ("preference", lambda store, id: add_preference(store, PreferenceDraft(id, "oat"))),
        ("occasion", lambda store, id: add_occasion(
            store, OccasionDraft(id, "wedding", PartialDate(None, 6, 14)))),
        ("contact", lambda store, id: add_contact(store, id, ContactDraft("link", "x.org"))),
        ("relation", lambda store, id: add_relation(
            store, RelationDraft(id, "dog", other_name="Rex"))),
        ("tag", lambda store, id: tag_client(store, id, "club")),
    ],
)  # fmt: skip
def test_what_is_removed_comes_back_by_undo(
    kind: str,
    add: object,
    context: Context,
    page: QWidget,
    shiv: int,
    store: Store,
) -> None:
    assert callable(add)
    row_id = add(store, shiv)
    press(open_(context, page, kind, shiv, row_id), f"{kind}.remove")
    store.undo()
    sheet = open_(context, page, kind, shiv, row_id)
    assert find(QWidget, f"{kind}.remove", sheet).isVisible()
