"""The profile as a person uses it."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from crm.clients.contacts import move_out
from crm.clients.drafts import ClientDraft, RelationDraft
from crm.clients.households import create_household
from crm.clients.queries import get_client
from crm.clients.relations import add_relation
from crm.clients.services import add_client, archive_client, change_client, mark_died
from crm.clients.tags import tag_client
from crm.dates import PartialDate
from crm.errors import NotFoundError
from crm.store.store import Store
from crm.story.drafts import VisitDraft
from crm.story.lines import LineDraft
from crm.story.queries import count_promises, list_notes, list_promises, list_wishes
from crm.story.remember import remove_promise
from crm.story.services import log_visit
from tests.unit.ui.pages.profile.seeing import (
    editor,
    focused,
    is_seen,
    press,
    press_row,
    seen,
    show,
    story,
    story_list,
    texts,
    type_over,
)
from ui.context import Context
from ui.delegates.ledger_list import LedgerList
from ui.pages.profile.page import ProfilePage
from ui.theme import Theme
from ui.widgets.chip import Chip
from ui.widgets.editable_text import EditableText
from ui.widgets.link_label import LinkLabel
from ui.widgets.search_field import SearchField
from ui.widgets.text import PlainLabel

FIGURES = ("together", "lifetime", "rhythm")

# The head


def test_the_head_says_who_it_is_and_what_to_watch_out_for(page: ProfilePage, shiv: int) -> None:
    show(page, shiv)
    assert seen(page, "profile.field.name", EditableText).text() == "Siobhan Brennan"
    assert seen(page, "profile.alert.1", QWidget).accessibleName() == "Allergic to latex"
    assert [seen(page, f"profile.figure.{key}", QWidget).accessibleName() for key in FIGURES] == [
        "6 years with us, 72 visits",
        "£504 lifetime, £7 a visit",
        "5 weeks rhythm, 3 weeks ago",
    ]


def test_somebody_unknown_leaves_the_page_as_it_was(page: ProfilePage, shiv: int) -> None:
    show(page, shiv)
    with pytest.raises(NotFoundError):
        page.show_client(999)
    assert page.current_client() == shiv


def test_a_number_is_copied_by_pressing_it(page: ProfilePage, shiv: int) -> None:
    show(page, shiv)
    press(seen(page, "profile.primary.phone", QWidget))
    assert QGuiApplication.clipboard().text() == "07700 900417"


def test_the_star_is_kept(page: ProfilePage, store: Store, shiv: int) -> None:
    show(page, shiv)
    press(seen(page, "profile.star", QWidget))
    assert get_client(store, shiv).starred


def test_a_client_with_only_a_name_is_asked_about(page: ProfilePage, store: Store) -> None:
    ann = add_client(store, ClientDraft(name="Ann"))
    show(page, ann)
    assert not is_seen(page, "profile.figure.together")
    assert is_seen(page, "profile.story.empty")
    for name in ("relation", "preference", "lives", "called", "primary"):
        assert is_seen(page, f"profile.add.{name}")


def test_markup_in_a_name_is_a_name(page: ProfilePage, store: Store) -> None:
    name = "<img src=x> & <b>Co</b>"
    show(page, add_client(store, ClientDraft(name=name, kind="organisation")))
    assert seen(page, "profile.field.name", EditableText).text() == name
    assert name in texts(seen(page, "profile.field.name", EditableText))


def test_one_who_has_died_is_expected_no_more(page: ProfilePage, store: Store, shiv: int) -> None:
    mark_died(store, shiv, None, None)
    show(page, shiv)
    assert "has died" in _chip_words(page)
    ribbon = seen(page, "profile.ribbon", QWidget)
    assert "next" not in ribbon.accessibleDescription()
    assert "due" not in ribbon.accessibleDescription()


def test_one_put_away_can_be_brought_back(page: ProfilePage, store: Store, shiv: int) -> None:
    archive_client(store, shiv)
    show(page, shiv)
    assert "is archived" in seen(page, "profile.away.said", PlainLabel).text()
    press(seen(page, "profile.restore", QWidget))
    assert get_client(store, shiv).archived_at is None
    assert not is_seen(page, "profile.restore")


def _chip_words(page: ProfilePage) -> list[str]:
    chips = seen(page, "profile.chips", QWidget).findChildren(QWidget)
    return [each.accessibleName() for each in chips]


# Editing where it stands


def test_a_value_is_changed_where_it_stands(page: ProfilePage, store: Store, shiv: int) -> None:
    show(page, shiv)
    type_over(seen(page, "profile.field.from_place", EditableText), "Cork")
    assert get_client(store, shiv).from_place == "Cork"
    assert seen(page, "profile.field.from_place", EditableText).text() == "Cork"


def test_a_name_changed_is_taken_apart_again(page: ProfilePage, store: Store, shiv: int) -> None:
    show(page, shiv)
    type_over(seen(page, "profile.field.name", EditableText), "Dr Siobhan Quinn")
    client = get_client(store, shiv)
    assert (client.title, client.family) == ("Dr", "Quinn")


def test_escape_leaves_a_value_as_it_was(page: ProfilePage, store: Store, shiv: int) -> None:
    show(page, shiv)
    left: list[bool] = []
    page.left.connect(lambda: left.append(True))
    type_over(seen(page, "profile.field.called", EditableText), "Nobody", Qt.Key.Key_Escape)
    assert get_client(store, shiv).called == "Shiv"
    assert seen(page, "profile.field.called", EditableText).text() == "Shiv"
    assert left == []


def test_a_birthday_is_read_as_it_is_typed(page: ProfilePage, store: Store, shiv: int) -> None:
    show(page, shiv)
    type_over(seen(page, "profile.field.born", EditableText), "3 Feb")
    born = get_client(store, shiv).born
    assert born is not None
    assert (born.year, born.month, born.day) == (None, 2, 3)


def test_a_date_that_is_none_is_said_and_the_typed_text_stays(
    page: ProfilePage, store: Store, shiv: int, said: list[str]
) -> None:
    show(page, shiv)
    type_over(seen(page, "profile.field.born", EditableText), "soon")
    field = seen(page, "profile.field.born", EditableText)
    assert field.is_editing()
    assert editor(field).text() == "soon"
    assert said == ["“soon” is not a date."]
    QTest.keyClick(editor(field), Qt.Key.Key_Escape)
    assert seen(page, "profile.field.born", EditableText).text() == "24 Nov 1968"


def test_somebody_elses_newer_change_is_never_overwritten(
    page: ProfilePage, context: Context, store: Store, shiv: int, said: list[str]
) -> None:
    show(page, shiv)
    context.changes.close()  # as on a second till, which has not heard yet
    change_client(store, shiv, None, {"from_place": "Mayo"})
    type_over(seen(page, "profile.field.from_place", EditableText), "Cork")
    assert get_client(store, shiv).from_place == "Mayo"
    assert len(said) == 1
    field = seen(page, "profile.field.from_place", EditableText)
    assert editor(field).text() == "Cork"
    QTest.keyClick(editor(field), Qt.Key.Key_Escape)
    assert seen(page, "profile.field.from_place", EditableText).text() == "Mayo"


def test_a_field_without_a_value_is_offered_and_opened(
    page: ProfilePage, store: Store, shiv: int
) -> None:
    show(page, shiv)
    assert not is_seen(page, "profile.field.lives")
    press(seen(page, "profile.add.lives", QWidget))
    QTest.keyClicks(focused(), "Ilkley")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    QTest.qWait(1)
    assert get_client(store, shiv).lives == "Ilkley"
    assert seen(page, "profile.field.lives", EditableText).text() == "Ilkley"
    assert not is_seen(page, "profile.add.lives")


def test_a_field_left_empty_is_offered_again(page: ProfilePage, shiv: int, qtbot: QtBot) -> None:
    show(page, shiv)
    press(seen(page, "profile.add.work", QWidget))
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not is_seen(page, "profile.field.work"))
    assert is_seen(page, "profile.add.work")


def test_a_change_from_elsewhere_does_not_take_what_is_being_typed(
    page: ProfilePage, store: Store, shiv: int, qtbot: QtBot
) -> None:
    show(page, shiv)
    field = seen(page, "profile.field.from_place", EditableText)
    press(field)
    QTest.keyClicks(editor(field), "Cor")
    change_client(store, shiv, None, {"lives": "Ilkley"})
    assert field.is_editing()
    assert editor(field).text() == "Cor"
    QTest.keyClick(editor(field), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: is_seen(page, "profile.field.lives"))


def test_what_is_typed_is_saved_at_the_client_it_was_typed_at(
    page: ProfilePage, store: Store, shiv: int, dara: int
) -> None:
    show(page, shiv, (shiv, dara))
    press(seen(page, "profile.field.name", EditableText))
    QTest.keyClicks(focused(), "Siobhan Kelly")
    page.show_next()
    assert get_client(store, shiv).name == "Siobhan Kelly"
    assert get_client(store, dara).name == "Dara Quinn"
    assert seen(page, "profile.field.name", EditableText).text() == "Dara Quinn"


# Remember and Likes


def test_a_household_tells_its_members_and_what_they_brought_together(
    page: ProfilePage, store: Store, shiv: int, dara: int
) -> None:
    home = create_household(store, "The Brennans", (shiv, dara))
    show(page, home)
    people = seen(page, "profile.people", QWidget)
    assert "£1,104.00" in texts(people)
    assert is_seen(people, f"profile.client.{dara}")


def test_the_family_is_told_by_given_names(page: ProfilePage, store: Store, shiv: int) -> None:
    aoife = add_client(store, ClientDraft(name="Aoife Brennan", born=PartialDate(2012, 5, 2)))
    add_relation(store, RelationDraft(shiv, "daughter", aoife))
    show(page, shiv)
    link = seen(page, f"profile.client.{aoife}", LinkLabel)
    assert (link.text(), link.accessibleName()) == ("Aoife 14", "Aoife Brennan 14")


def test_a_birthday_within_the_week_wears_its_day(page: ProfilePage, shiv: int) -> None:
    show(page, shiv)
    chips = [chip.text() for chip in seen(page, "profile.dates", QWidget).findChildren(Chip)]
    assert chips == ["Tuesday"]


def test_a_number_no_longer_in_use_stays_but_is_not_the_first(
    page: ProfilePage, store: Store, shiv: int
) -> None:
    move_out(store, 1)
    show(page, shiv)
    assert not is_seen(page, "profile.primary.phone")
    assert seen(page, "profile.contact.1", QWidget).accessibleName().startswith("Mobile, past")


def test_who_is_a_client_too_can_be_gone_to(page: ProfilePage, shiv: int, dara: int) -> None:
    show(page, shiv)
    opened: list[int] = []
    page.client_opened.connect(opened.append)
    press(seen(page, f"profile.client.{dara}", QWidget))
    assert opened == [dara]


def test_who_is_known_by_name_only_can_be_changed(page: ProfilePage, shiv: int) -> None:
    show(page, shiv)
    asked: list[tuple[str, int, int]] = []
    page.edit_requested.connect(lambda *args: asked.append(args))
    press(seen(page, "profile.relation.1", QWidget))
    assert asked == [("relation", shiv, 1)]


def test_links_ask_for_the_form_they_name(page: ProfilePage, shiv: int) -> None:
    show(page, shiv)
    asked: list[tuple[str, int]] = []
    page.form_requested.connect(lambda *args: asked.append(args))
    for kind in ("relation", "wish"):
        press(seen(page, f"profile.add.{kind}", QWidget))
    assert asked == [("relation", shiv), ("wish", shiv)]


def test_a_promise_is_kept_by_its_box(page: ProfilePage, store: Store, shiv: int) -> None:
    show(page, shiv)
    press(seen(page, "profile.promise.1.tick", QWidget))
    assert count_promises(store, shiv).kept == 1
    assert list_promises(store, shiv, only_open=True) == ()
    assert "1 promise kept" in texts(seen(page, "profile.promises", QWidget))
    assert not is_seen(page, "profile.promise.1")


def test_a_box_that_could_not_be_ticked_is_empty_again(
    page: ProfilePage, context: Context, store: Store, shiv: int, said: list[str]
) -> None:
    show(page, shiv)
    context.changes.close()  # as on a second till, which has not heard yet
    remove_promise(store, 1)
    press(seen(page, "profile.promise.1.tick", QWidget))
    assert len(said) == 1
    assert not is_seen(page, "profile.promise.1")


def test_a_wish_is_fulfilled_by_its_box(page: ProfilePage, store: Store, shiv: int) -> None:
    show(page, shiv)
    press(seen(page, "profile.wish.1.tick", QWidget))
    assert list_wishes(store, shiv)[0].state == "fulfilled"
    assert any("wish fulfilled Touring bike" in row for row in story(page))


def test_what_was_asked_about_is_ticked_off(page: ProfilePage, store: Store, shiv: int) -> None:
    show(page, shiv)
    note = next(each for each in list_notes(store, shiv) if each.ask_next)
    press(seen(page, f"profile.ask.{note.id}.tick", QWidget))
    assert not any(each.ask_next for each in list_notes(store, shiv))
    assert not is_seen(page, "profile.ask")


def test_a_tag_is_taken_off_with_delete(page: ProfilePage, store: Store, shiv: int) -> None:
    tag_id = tag_client(store, shiv, "commuter")
    show(page, shiv)
    chip = seen(page, f"profile.tag.{tag_id}", QWidget)
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    assert get_client(store, shiv).tags == ()


def test_the_usual_tells_how_often_and_for_how_much(page: ProfilePage, shiv: int) -> None:
    show(page, shiv)
    assert "Chain oil · 72× · £7.00" in texts(seen(page, "profile.usual", QWidget))


# The story


def test_the_newest_year_is_open_and_older_ones_are_one_line(page: ProfilePage, shiv: int) -> None:
    show(page, shiv)
    rows = story(page)
    assert rows[0].startswith("2026 ")
    assert rows[1] == "26 Oct Chain oil"
    assert rows[4].startswith("earlier ")
    assert rows[5].startswith("2025 ")
    assert rows[-1] == "2020 11 visits · First visit, 6 Jan, Chain oil"


def test_a_year_opens_and_folds_by_pressing_it(page: ProfilePage, shiv: int) -> None:
    show(page, shiv)
    folded = story(page)
    press_row(story_list(page), ("year", 2022))
    assert "2 Apr note Finn off to Leeds" in story(page)
    press_row(story_list(page), ("year", 2022))
    assert story(page) == folded


def test_an_opened_year_stays_open_when_something_is_written(
    page: ProfilePage, store: Store, shiv: int
) -> None:
    show(page, shiv)
    press_row(story_list(page), ("year", 2022))
    log_visit(store, VisitDraft(shiv, (LineDraft("Bell", 1000, 900),), day=date(2026, 11, 20)))
    assert story(page)[1] == "20 Nov Bell"
    assert "2 Apr note Finn off to Leeds" in story(page)
    assert story_list(page).current_key() == ("year", 2022)


def test_notes_alone_can_be_read(page: ProfilePage, shiv: int) -> None:
    show(page, shiv)
    press(seen(page, "profile.story.notes", QWidget))
    assert all("Chain oil" not in row for row in story(page))
    assert any("note Finn off to Leeds" in row for row in story(page))


def test_typing_into_the_story_finds_in_all_years(page: ProfilePage, shiv: int) -> None:
    show(page, shiv)
    before = story(page)
    rows = story_list(page)
    rows.setFocus()
    QTest.keyClicks(rows, "l")
    line = seen(page, "profile.story.find", QLineEdit)
    QTest.keyClicks(line, "eeds")
    assert story(page) == ["2022", "2 Apr note Finn off to Leeds"]
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert story(page) == before


def test_a_visit_is_changed_by_enter_and_removed_by_delete(
    page: ProfilePage, store: Store, shiv: int
) -> None:
    show(page, shiv)
    asked: list[tuple[str, int, int]] = []
    page.edit_requested.connect(lambda *args: asked.append(args))
    rows = story_list(page)
    key = rows.rows()[1].key
    assert isinstance(key, tuple)
    rows.show_row(key)
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert asked == [("visit", shiv, key[1])]
    QTest.keyClick(rows, Qt.Key.Key_Delete)
    assert get_client(store, shiv).summary.visits == 71
    assert story(page)[1] == "21 Sep Chain oil"


def test_a_bar_of_the_ribbon_leads_to_its_day(page: ProfilePage, shiv: int) -> None:
    show(page, shiv)
    page._ribbon.mark_activated.emit(date(2021, 1, 25))
    assert "25 Jan Chain oil" in story(page)
    row = story_list(page).currentIndex().data()
    assert row == "Chain oil"


def test_the_ribbon_names_amounts_of_both_currencies(
    page: ProfilePage, store: Store, shiv: int
) -> None:
    lines = (LineDraft("Bell", 1000, 1500),)
    log_visit(store, VisitDraft(shiv, lines, currency="EUR", day=date(2026, 10, 26)))
    show(page, shiv)
    ribbon = seen(page, "profile.ribbon", QWidget)
    ribbon.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(ribbon, Qt.Key.Key_End)
    while "26 Oct 2026" not in page._ribbon.told:
        before = page._ribbon.told
        QTest.keyClick(ribbon, Qt.Key.Key_Left)
        assert page._ribbon.told != before
    assert "£7.00 + €15.00" in page._ribbon.told


# Figures


@pytest.mark.parametrize(
    ("key", "sentence", "row"),
    [
        ("lifetime", "72 visits, £504.00 in all, refunds deducted.", "26 Oct Chain oil £7.00"),
        ("rhythm", "Half of the gaps are shorter than 35 days", "21 Sep to 26 Oct 35 days"),
        ("together", "First visit on Monday, 6 Jan 2020", "2020 11 visits £77.00"),
    ],
)
def test_every_figure_opens_what_it_was_counted_from(
    page: ProfilePage, shiv: int, key: str, sentence: str, row: str
) -> None:
    show(page, shiv)
    press(seen(page, f"profile.figure.{key}", QWidget))
    sheet = seen(page, "profile.counting", QWidget)
    assert sentence in texts(sheet)
    rows = seen(sheet, "profile.counting.list", LedgerList).rows()
    assert any(row in f"{each.lead} {each.text} {each.amount}" for each in rows)
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert not is_seen(page, "profile.counting")


def test_those_they_sent_lead_on_to_their_own_profile(
    page: ProfilePage, shiv: int, dara: int
) -> None:
    show(page, shiv)
    opened: list[int] = []
    page.client_opened.connect(opened.append)
    press(seen(page, "profile.figure.sent", QWidget))
    rows = seen(page, "profile.counting.list", LedgerList)
    assert rows.rows()[0].amount == "£600.00"
    press_row(rows, ("client", dara))
    assert opened == [dara]


# Going on


def test_next_and_previous_follow_the_list_one_came_from(
    page: ProfilePage, store: Store, shiv: int, dara: int
) -> None:
    ann = add_client(store, ClientDraft(name="Ann Abel"))
    show(page, shiv, (shiv, ann, dara))
    page.show_next()
    assert page.current_client() == ann
    page.show_next()
    page.show_next()
    assert page.current_client() == dara
    page.show_previous()
    assert page.current_client() == ann


def test_without_a_list_next_is_the_next_name(
    page: ProfilePage, store: Store, shiv: int, dara: int
) -> None:
    show(page, shiv)
    page.show_next()
    assert page.current_client() == dara  # Brennan, then Quinn
    page.show_previous()
    assert page.current_client() == shiv


def test_escape_goes_back(page: ProfilePage, shiv: int) -> None:
    show(page, shiv)
    left: list[bool] = []
    page.left.connect(lambda: left.append(True))
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    press(seen(page, "profile.back", QWidget))
    assert left == [True, True]


def test_typing_looks_for_somebody_else(page: ProfilePage, shiv: int) -> None:
    show(page, shiv)
    wanted: list[str] = []
    page.search_requested.connect(wanted.append)
    page.setFocus()
    QTest.keyClicks(page, "d")
    field = seen(page, "profile.search", SearchField)
    field.setFocus()
    QTest.keyClicks(focused(), "7")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert wanted == ["d", "7", ""]


def test_a_write_about_somebody_else_leaves_the_page_alone(
    page: ProfilePage, context: Context, store: Store, shiv: int
) -> None:
    show(page, shiv)
    before = story_list(page).rows()
    ann = add_client(store, ClientDraft(name="Ann Abel"))
    log_visit(store, VisitDraft(ann, day=date(2026, 11, 20)))
    assert story_list(page).rows() is before or story_list(page).rows() == before


# Every size


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("width", [828, 1084, 1600])
def test_nothing_is_wider_than_its_place(
    page: ProfilePage, theme: Theme, window: QWidget, shiv: int, scale: float, width: int
) -> None:
    theme.set_text_scale(scale)
    window.resize(width, 640)
    show(page, shiv)
    assert window.width() == width
    assert seen(page, "profile.story", QWidget).width() >= 300
    for area in page.findChildren(QScrollArea):
        content = area.widget()
        if content is not None and area.isVisibleTo(page):
            assert content.width() <= area.viewport().width()
