"""Finding and pressing what a person sees on the profile."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from ui.delegates.ledger_list import LedgerList
from ui.pages.profile.page import ProfilePage
from ui.widgets.link_label import LinkLabel

AnyWidget = TypeVar("AnyWidget", bound=QWidget)


def show(page: ProfilePage, client_id: int, order: tuple[int, ...] = ()) -> None:
    """Show a client and wait until all of the page is there."""
    page.show_client(client_id, order)
    while not is_seen(page, "profile.add.preference"):
        QTest.qWait(5)
    QApplication.processEvents()


def seen(page: QWidget, name: str, kind: type[AnyWidget]) -> AnyWidget:
    """The visible widget of that name."""
    found = page.findChild(kind, name)
    assert found is not None, f"no {name}"
    assert found.isVisibleTo(page), f"{name} is hidden"
    return found


def is_seen(page: QWidget, name: str) -> bool:
    """Whether there is a visible widget of that name."""
    found = page.findChild(QWidget, name)
    return found is not None and found.isVisibleTo(page)


def press(widget: QWidget) -> None:
    """Click in the middle."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def texts(widget: QWidget) -> str:
    """Everything that labels and links say inside, a line each."""
    labels = [each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget)]
    links = [each.text() for each in widget.findChildren(LinkLabel) if each.isVisibleTo(widget)]
    return "\n".join([*labels, *links])


def story(page: ProfilePage) -> list[str]:
    """The rows of the story: when, and what."""
    rows = story_list(page).rows()
    return [" ".join(filter(None, (row.lead, row.chip, row.text))) for row in rows]


def story_list(page: ProfilePage) -> LedgerList:
    return seen(page, "profile.story.list", LedgerList)


def press_row(rows: LedgerList, key: Hashable) -> None:
    """Click the row with ``key`` of a list, scrolled into sight."""
    assert rows.show_row(key)
    place = rows.visualRect(rows.currentIndex()).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)


def focused() -> QWidget:
    """Where the keyboard is."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def editor(field: QWidget) -> QLineEdit:
    """The editor that is open at the place of a value."""
    found = field.findChild(QLineEdit)
    assert isinstance(found, QLineEdit)
    return found


def type_over(field: QWidget, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    """Click into a value that is edited where it stands, type another, and press ``key``."""
    press(field)
    assert focused() is editor(field)
    QTest.keyClicks(editor(field), text)
    QTest.keyClick(focused(), key)
