"""A Change reaches the window in order; pages look again now or when they are shown."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from crm.changes import Change, ChangeFeed
from ui.changes import Changes, Refresher


@pytest.fixture
def feed() -> ChangeFeed:
    return ChangeFeed()


@pytest.fixture
def changes(feed: ChangeFeed, qtbot: QtBot) -> Iterator[Changes]:
    changes = Changes(feed)
    yield changes
    changes.close()


@pytest.fixture
def stack(qtbot: QtBot) -> QStackedWidget:
    """Two pages, the first one shown."""
    stack = QStackedWidget()
    stack.addWidget(QWidget())
    stack.addWidget(QWidget())
    qtbot.addWidget(stack)
    with qtbot.waitExposed(stack):
        stack.show()
    return stack


def _page(stack: QStackedWidget, number: int) -> QWidget:
    page = stack.widget(number)
    assert page is not None
    return page


def test_changes_of_another_thread_arrive_in_order_on_the_window_s(
    feed: ChangeFeed, changes: Changes, qtbot: QtBot
) -> None:
    heard: list[tuple[int, bool]] = []
    window = QThread.currentThread()
    changes.changed.connect(lambda each: heard.append((each.step_id, window.isCurrentThread())))

    def write_fifty() -> None:
        for number in range(50):
            feed.publish(Change(number, "visit.log"))

    writer = threading.Thread(target=write_fifty)
    writer.start()
    writer.join()
    assert heard == []
    qtbot.waitUntil(lambda: len(heard) == 50)
    assert heard == [(number, True) for number in range(50)]


def test_a_closed_changes_hears_nothing_more(feed: ChangeFeed, changes: Changes) -> None:
    heard: list[Change] = []
    changes.changed.connect(heard.append)
    changes.close()
    changes.close()
    feed.publish(Change(1, "visit.log"))
    assert heard == []


def test_a_visible_page_is_refreshed_at_once(
    feed: ChangeFeed, changes: Changes, stack: QStackedWidget
) -> None:
    refreshed: list[int] = []
    refresher = Refresher(changes)
    refresher.register(_page(stack, 0), lambda _: True, lambda: refreshed.append(0))
    feed.publish(Change(1, "visit.log"))
    assert refreshed == [0]


def test_a_hidden_page_is_refreshed_once_when_it_is_shown(
    feed: ChangeFeed, changes: Changes, stack: QStackedWidget
) -> None:
    refreshed: list[int] = []
    refresher = Refresher(changes)
    refresher.register(_page(stack, 1), lambda _: True, lambda: refreshed.append(1))
    feed.publish(Change(1, "visit.log"))
    feed.publish(Change(2, "note.add"))
    assert refreshed == []
    stack.setCurrentIndex(1)
    assert refreshed == [1]
    stack.setCurrentIndex(0)
    stack.setCurrentIndex(1)
    assert refreshed == [1]


def test_a_page_is_left_alone_by_what_does_not_concern_it(
    feed: ChangeFeed, changes: Changes, stack: QStackedWidget
) -> None:
    refreshed: list[int] = []
    refresher = Refresher(changes)
    refresher.register(
        _page(stack, 0), lambda change: change.concerns(7), lambda: refreshed.append(7)
    )
    feed.publish(Change(1, "visit.log", clients=frozenset({8})))
    assert refreshed == []
    feed.publish(Change(2, "visit.log", clients=frozenset({7, 8})))
    feed.publish(Change(3, "import.run", everything=True))
    assert refreshed == [7, 7]


def test_what_no_change_tells_can_be_said_by_hand(changes: Changes, stack: QStackedWidget) -> None:
    refreshed: list[int] = []
    refresher = Refresher(changes)
    refresher.register(_page(stack, 0), lambda _: False, lambda: refreshed.append(0))
    refresher.register(_page(stack, 1), lambda _: False, lambda: refreshed.append(1))
    refresher.mark_all_stale()
    assert refreshed == [0]
    stack.setCurrentIndex(1)
    assert refreshed == [0, 1]
    refresher.mark_all_stale()
    assert refreshed == [0, 1, 1]


def test_a_destroyed_page_is_forgotten(
    feed: ChangeFeed, changes: Changes, stack: QStackedWidget
) -> None:
    refreshed: list[int] = []
    refresher = Refresher(changes)
    page = QWidget()
    refresher.register(page, lambda _: True, lambda: refreshed.append(1))
    shiboken6.delete(page)
    feed.publish(Change(1, "visit.log"))
    refresher.mark_all_stale()
    assert refreshed == []
