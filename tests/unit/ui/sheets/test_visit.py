"""A visit is logged by keyboard from one line of plain typing, and nothing typed is lost."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from crm.clients.drafts import ClientDraft
from crm.clients.services import add_client
from crm.errors import NotFoundError
from crm.money import Money
from crm.store.store import Store
from crm.story.drafts import VisitDraft
from crm.story.lines import LineDraft
from crm.story.queries import (
    get_visit,
    list_preferences,
    list_promises,
    list_visits,
    list_wishes,
)
from crm.story.services import log_visit
from tests.unit.ui.sheets.driving import (
    ALT,
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
from ui.sheets.visit import VisitSheet, log_bare_visit
from ui.widgets.chip import Chip
from ui.widgets.completion_popup import CompletionPopup
from ui.widgets.sum_table import SumTable
from ui.widgets.text import PlainLabel


def open_visit(
    context: Context, page: QWidget, client_id: int, visit_id: int | None = None
) -> VisitSheet:
    sheet = VisitSheet(context, page, client_id, visit_id)
    sheet.open_sheet()
    return sheet


def table(sheet: QWidget) -> SumTable:
    return find(SumTable, "visit.table", sheet)


def problem(sheet: QWidget) -> str:
    label = find(PlainLabel, "visit.lines.problem", sheet)
    return "" if label.isHidden() else label.text()


def shown(sheet: QWidget) -> list[tuple[str, str, str]]:
    return [(row.text, row.count, row.amount) for row in table(sheet).rows]


def sell(store: Store, client_id: int, *lines: LineDraft, day: int = 9, currency: str = "") -> int:
    at = datetime(2026, 11, day, 9, 30, tzinfo=UTC)
    return log_visit(store, VisitDraft(client_id, lines, currency=currency, at=at, staff="Jo"))


LATTE = LineDraft("Latte", 1000, 320)
CAKE = LineDraft("Almond cake", 1000, 400)


def test_the_line_is_read_into_the_table_while_one_types(
    context: Context, page: QWidget, shiv: int
) -> None:
    sheet = open_visit(context, page, shiv)
    assert line(sheet, "visit.line").hasFocus()
    type_into(line(sheet, "visit.line"), "winter service 65, brake pads 2x10.50")
    assert shown(sheet) == [("Winter service", "1 ×", "£65.00"), ("Brake pads", "2 ×", "£21.00")]
    assert table(sheet).total.amount == "£86.00"


def test_control_enter_in_any_field_saves_the_visit_as_one_step(
    context: Context, page: QWidget, shiv: int, store: Store
) -> None:
    sheet = open_visit(context, page, shiv)
    type_into(line(sheet, "visit.line"), "latte 3,20")
    type_into(block(sheet, "visit.note"), "ran over glass")
    submit(sheet)
    (visit,) = list_visits(store, shiv)
    assert visit.money == Money(320, "GBP")
    assert (visit.note, visit.staff) == ("ran over glass", "Jo")
    assert visit.at == datetime(2026, 11, 21, 11, 52, tzinfo=UTC)
    assert not page.findChildren(VisitSheet) or sheet.isHidden()
    store.undo()
    assert list_visits(store, shiv) == ()


def test_a_visit_without_purchases_is_control_enter_at_once(
    context: Context, page: QWidget, shiv: int, store: Store
) -> None:
    submit(open_visit(context, page, shiv))
    (visit,) = list_visits(store, shiv)
    assert visit.money is None


def test_a_bare_visit_needs_no_sheet(context: Context, shiv: int, store: Store) -> None:
    log_bare_visit(context, shiv)
    (visit,) = list_visits(store, shiv)
    assert (visit.lines, visit.staff) == ((), "Jo")


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Right])
def test_a_completion_brings_the_last_price(
    key: Qt.Key, context: Context, page: QWidget, shiv: int, store: Store
) -> None:
    sell(store, shiv, LATTE)
    sheet = open_visit(context, page, shiv)
    typing = line(sheet, "visit.line")
    type_into(typing, "cake 4, 2x la")
    QTest.keyClick(typing, key)
    assert typing.text() == "cake 4, 2x Latte 3.20"
    assert table(sheet).total.amount == "£10.40"
    assert typing.hasFocus()


def test_a_completion_after_a_refund_brings_the_price_as_well(
    context: Context, page: QWidget, shiv: int, store: Store
) -> None:
    sell(store, shiv, LineDraft("Helmet", 1000, 4000))
    sheet = open_visit(context, page, shiv)
    typing = line(sheet, "visit.line")
    type_into(typing, "refund hel")
    QTest.keyClick(typing, Qt.Key.Key_Down)
    QTest.keyClick(typing, Qt.Key.Key_Return)
    assert table(sheet).total.amount == "−£40.00"


def test_the_completions_never_steal_control_enter(
    context: Context, page: QWidget, window: QWidget, shiv: int, store: Store
) -> None:
    sell(store, shiv, LATTE)
    sheet = open_visit(context, page, shiv)
    typing = line(sheet, "visit.line")
    type_into(typing, "lat 2")
    typing.setCursorPosition(3)
    QTest.keyClick(typing, Qt.Key.Key_Backspace)
    type_into(typing, "t")
    assert any(popup.isVisible() for popup in window.findChildren(CompletionPopup))
    submit(sheet)
    assert len(list_visits(store, shiv)) == 2


def test_the_completions_go_with_their_sheet(
    context: Context, page: QWidget, window: QWidget, shiv: int, store: Store
) -> None:
    sell(store, shiv, LATTE)
    sheet = open_visit(context, page, shiv)
    type_into(line(sheet, "visit.line"), "lat")
    escape(sheet)  # the list
    escape(sheet)  # the sheet
    for _round in range(2):  # the sheet first, and with it what lies on the window
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert window.findChildren(CompletionPopup) == []


@pytest.mark.parametrize("by", ["key", "shortcut", "chip"])
def test_the_usual_is_one_key(
    by: str, context: Context, page: QWidget, shiv: int, store: Store
) -> None:
    for day in (3, 5, 9):
        sell(store, shiv, LATTE, CAKE, day=day)
    sell(store, shiv, LineDraft("Wheel", 1000, 9900), day=10)
    sheet = open_visit(context, page, shiv)
    typing = line(sheet, "visit.line")
    assert find(Chip, "visit.usual", sheet).text() == "The usual: Latte, Almond cake"
    if by == "key":
        QTest.keyClick(typing, Qt.Key.Key_Down)
    elif by == "shortcut":
        QTest.keyClick(typing, Qt.Key.Key_U, ALT)
    else:
        press(sheet, "visit.usual")
    assert typing.text() == "Latte 3.20, Almond cake 4.00"
    assert not find(Chip, "visit.usual", sheet).isVisible()
    submit(sheet)
    assert list_visits(store, shiv)[0].money == Money(720, "GBP")


def test_somebody_without_habits_is_offered_no_usual(
    context: Context, page: QWidget, shiv: int, store: Store
) -> None:
    sell(store, shiv, LATTE)
    sheet = open_visit(context, page, shiv)
    assert not find(Chip, "visit.usual", sheet).isVisible()


def test_an_unknown_price_is_asked_for_at_its_row(
    context: Context, page: QWidget, shiv: int, store: Store
) -> None:
    sheet = open_visit(context, page, shiv)
    typing = line(sheet, "visit.line")
    type_into(typing, "helmet, latte 3.20")
    assert [row.missing for row in table(sheet).rows] == [True, False]
    submit(sheet)
    assert "helmet" in problem(sheet)
    assert typing.cursorPosition() == len("helmet")
    assert typing.hasFocus()
    assert list_visits(store, shiv) == ()
    type_into(typing, " 40")
    assert problem(sheet) == ""
    submit(sheet)
    assert list_visits(store, shiv)[0].money == Money(4320, "GBP")


def test_what_cannot_be_read_is_named_and_nothing_is_written(
    context: Context, page: QWidget, shiv: int, store: Store
) -> None:
    sheet = open_visit(context, page, shiv)
    type_into(line(sheet, "visit.line"), "65, latte 3.20")
    assert "“65”" in problem(sheet)
    submit(sheet)
    assert "“65”" in problem(sheet)
    assert sheet.isVisible()
    assert list_visits(store, shiv) == ()


def test_what_is_said_beside_it_is_saved_in_the_same_step(
    context: Context, page: QWidget, shiv: int, store: Store
) -> None:
    sheet = open_visit(context, page, shiv)
    press(sheet, "visit.add.promise")
    assert line(sheet, "visit.promise").hasFocus()
    type_into(line(sheet, "visit.promise"), "ring when the lamp is in")
    type_into(line(sheet, "visit.due"), "Friday")
    QTest.keyClick(line(sheet, "visit.due"), Qt.Key.Key_W, ALT)
    type_into(line(sheet, "visit.wish"), "lighter wheels")
    QTest.keyClick(line(sheet, "visit.wish"), Qt.Key.Key_L, ALT)
    type_into(line(sheet, "visit.like"), "oat milk")
    submit(sheet)
    (promise,) = list_promises(store, shiv)
    assert (promise.what, promise.due) == ("ring when the lamp is in", date(2026, 11, 27))
    assert promise.who == "Jo"
    assert [wish.what for wish in list_wishes(store, shiv)] == ["lighter wheels"]
    assert [each.text for each in list_preferences(store, shiv)] == ["oat milk"]
    store.undo()
    assert (list_visits(store, shiv), list_promises(store, shiv)) == ((), ())


def test_a_day_that_cannot_be_read_is_said_at_its_field(
    context: Context, page: QWidget, shiv: int, store: Store
) -> None:
    sheet = open_visit(context, page, shiv)
    press(sheet, "visit.add.promise")
    type_into(line(sheet, "visit.promise"), "ring")
    type_into(line(sheet, "visit.due"), "soonish")
    submit(sheet)
    assert line(sheet, "visit.due").hasFocus()
    assert "soonish" in line(sheet, "visit.due").accessibleDescription()
    assert list_visits(store, shiv) == ()


def test_day_and_channel_are_changed_in_the_head(
    context: Context, page: QWidget, shiv: int, store: Store
) -> None:
    sheet = open_visit(context, page, shiv)
    head = sheet._subtitle
    assert head.text() == "today, 11:52 · with Jo"
    press(sheet, "visit.head")
    type_into(line(sheet, "visit.when"), "yesterday 14:30")
    focused = QApplication.focusWidget()
    assert focused is not None
    sheet._focus_next(forward=True)
    channel = QApplication.focusWidget()
    assert channel is not None
    QTest.keyClick(channel, Qt.Key.Key_Right)
    assert sheet.accessibleName() == "A call from Shiv"
    assert head.text() == "yesterday, 14:30 · call · with Jo"
    submit(sheet)
    (visit,) = list_visits(store, shiv)
    assert visit.at == datetime(2026, 11, 20, 14, 30, tzinfo=UTC)
    assert visit.channel == "call"


def test_only_a_day_leaves_the_moment_open(
    context: Context, page: QWidget, shiv: int, store: Store
) -> None:
    sheet = open_visit(context, page, shiv)
    press(sheet, "visit.head")
    type_into(line(sheet, "visit.when"), "12 Nov")
    submit(sheet)
    (visit,) = list_visits(store, shiv)
    assert (visit.day, visit.at) == (date(2026, 11, 12), None)


def test_a_day_to_come_is_refused_where_it_was_typed(
    context: Context, page: QWidget, shiv: int, store: Store
) -> None:
    sheet = open_visit(context, page, shiv)
    press(sheet, "visit.head")
    type_into(line(sheet, "visit.when"), "tomorrow")
    press(sheet, "visit.head")
    submit(sheet)
    assert line(sheet, "visit.when").isVisible()
    assert line(sheet, "visit.when").accessibleDescription()
    assert list_visits(store, shiv) == ()


def test_what_was_typed_comes_back_for_the_same_client_only(
    context: Context, page: QWidget, shiv: int, store: Store
) -> None:
    other = add_client(store, ClientDraft(name="Ann"))
    sheet = open_visit(context, page, shiv)
    type_into(line(sheet, "visit.line"), "latte 3.20")
    press(sheet, "visit.add.wish")
    type_into(line(sheet, "visit.wish"), "wheels")
    escape(sheet)
    assert sheet.isHidden()
    assert list_visits(store, shiv) == ()
    assert line(open_visit(context, page, other), "visit.line").text() == ""
    again = open_visit(context, page, shiv)
    assert line(again, "visit.line").text() == "latte 3.20"
    assert line(again, "visit.wish").isVisible()
    assert table(again).total.amount == "£3.20"
    submit(again)
    assert len(list_visits(store, shiv)) == 1
    assert line(open_visit(context, page, shiv), "visit.line").text() == ""


def test_kept_typing_can_be_thrown_away(context: Context, page: QWidget, shiv: int) -> None:
    sheet = open_visit(context, page, shiv)
    type_into(line(sheet, "visit.line"), "latte 3.20")
    escape(sheet)
    again = open_visit(context, page, shiv)
    press(again, "visit.anew")
    assert line(again, "visit.line").text() == ""
    assert line(again, "visit.line").hasFocus()
    escape(again)
    assert line(open_visit(context, page, shiv), "visit.line").text() == ""


def test_a_visit_is_changed_and_keeps_its_time(
    context: Context, page: QWidget, shiv: int, store: Store
) -> None:
    visit_id = sell(store, shiv, LineDraft("Latte", 1000, 320, "drinks"), CAKE)
    sheet = open_visit(context, page, shiv, visit_id)
    typing = line(sheet, "visit.line")
    assert typing.text() == "Latte 3.20, Almond cake 4.00"
    typing.setText("Latte 3.50, Almond cake 4.00")
    typing.textEdited.emit(typing.text())
    submit(sheet)
    visit = get_visit(store, visit_id).visit
    assert visit.money == Money(750, "GBP")
    assert visit.at == datetime(2026, 11, 9, 9, 30, tzinfo=UTC)
    assert [row.category for row in visit.lines] == ["drinks", ""]


def test_a_visit_in_other_money_keeps_it(
    context: Context, page: QWidget, shiv: int, store: Store
) -> None:
    visit_id = sell(store, shiv, LATTE, currency="EUR")
    sheet = open_visit(context, page, shiv, visit_id)
    assert table(sheet).total.amount == "€3.20"
    type_into(line(sheet, "visit.line"), ", cake 4")
    submit(sheet)
    assert get_visit(store, visit_id).visit.money == Money(720, "EUR")


def test_a_visit_is_removed_and_comes_back_by_undo(
    context: Context, page: QWidget, shiv: int, store: Store
) -> None:
    visit_id = sell(store, shiv, LATTE)
    press(open_visit(context, page, shiv, visit_id), "visit.remove")
    assert list_visits(store, shiv) == ()
    store.undo()
    assert len(list_visits(store, shiv)) == 1


def test_a_visit_that_is_gone_cannot_be_opened(context: Context, page: QWidget, shiv: int) -> None:
    with pytest.raises(NotFoundError):
        VisitSheet(context, page, shiv, 99)


def test_a_comma_shop_reads_and_writes_its_own_comma(
    euro_context: Context, page: QWidget, shiv: int, store: Store
) -> None:
    for day in (3, 5):
        sell(store, shiv, LATTE, day=day)
    sheet = open_visit(euro_context, page, shiv)
    press(sheet, "visit.usual")
    assert line(sheet, "visit.line").text() == "Latte 3,20"
    submit(sheet)
    assert list_visits(store, shiv)[0].money == Money(320, "EUR")


@pytest.mark.slow
@pytest.mark.parametrize(
    "text", ["<img src=x> 3", "🚲 12", "caf\0é 3", "a" * 1_000_000, "\n" * 500]
)
def test_hostile_text_is_shown_as_it_is_or_refused_in_a_sentence(
    text: str, context: Context, page: QWidget, shiv: int, store: Store
) -> None:
    sheet = open_visit(context, page, shiv)
    typing = line(sheet, "visit.line")
    typing.insert(text)
    typing.textEdited.emit(typing.text())
    submit(sheet)
    assert (len(list_visits(store, shiv)) == 1) != bool(problem(sheet))


@pytest.mark.slow
def test_a_note_of_a_megabyte_is_refused_and_kept_in_the_field(
    context: Context, page: QWidget, shiv: int, store: Store
) -> None:
    sheet = open_visit(context, page, shiv)
    block(sheet, "visit.note").setPlainText("word " * 200_000)
    submit(sheet)
    assert sheet.isVisible()
    assert not find(PlainLabel, "visit.problem", sheet).isHidden()
    assert list_visits(store, shiv) == ()


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_everything_has_room_in_a_small_window(
    scale: float, context: Context, window: QWidget, page: QWidget, shiv: int, store: Store
) -> None:
    for day in (3, 5):
        sell(store, shiv, LATTE, day=day)
    window.resize(1024, 640)
    context.theme.set_text_scale(scale)
    sheet = open_visit(context, page, shiv)
    for name in ("visit.head", "visit.add.promise", "visit.add.wish", "visit.add.like"):
        press(sheet, name)
    QApplication.processEvents()
    assert_nothing_is_cut(sheet)
    submit(sheet)
    assert len(list_visits(store, shiv)) == 3
