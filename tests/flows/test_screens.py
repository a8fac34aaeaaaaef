"""Every screen is whole: light and dark, at the smallest size, with letters half as large again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from crm.clock import FixedClock
from crm.paths import Paths
from ui.app import App
from ui.main_window import SMALLEST
from ui.tour import SIZE, STOPS, make_tour, settle, walk
from ui.widgets.buttons import Button
from ui.widgets.chip import Chip
from ui.widgets.text import ElidedLabel, PlainLabel

pytestmark = [pytest.mark.flow, pytest.mark.slow]


@pytest.fixture
def demo(qapp: QApplication, tmp_path: Path, clock: FixedClock) -> Iterator[App]:
    """The demo shop in its window."""
    app = App(qapp, Paths(tmp_path / "shop.db"), clock)
    app.open_demo()
    app.window.show()
    settle(app)
    yield app
    app.theme.set_text_scale(1.0)
    app.window.close()
    app.close()
    app.window.deleteLater()


def cut_texts(window: QWidget) -> list[str]:
    """What is to be seen but has less room than it needs; elided labels tell the rest on hover."""
    found = []
    for label in window.findChildren(PlainLabel):
        if label.isVisible() and not isinstance(label, ElidedLabel) and label.text():
            found += _cut_label(label)
    for button in (*window.findChildren(Button), *window.findChildren(Chip)):
        if button.isVisible() and button.width() < button.sizeHint().width():
            found.append(f"{button.text()!r}: {button.width()} of {button.sizeHint().width()}")
    return found


def _cut_label(label: PlainLabel) -> list[str]:
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        if label.height() < needed:
            return [f"{label.text()[:40]!r}: {label.height()} of {needed} high"]
    elif label.width() < label.sizeHint().width():
        return [f"{label.text()[:40]!r}: {label.width()} of {label.sizeHint().width()} wide"]
    return []


@pytest.mark.parametrize(
    ("size", "text_scale"),
    [(SIZE, 1.0), (SMALLEST, 1.0), (SIZE, 1.5)],
    ids=["drawn", "small", "large"],
)
def test_nothing_is_cut(demo: App, size: QSize, text_scale: float) -> None:
    demo.theme.set_text_scale(text_scale)
    demo.window.resize(size)
    cut = {}
    for stop in STOPS:
        walk(demo, stop)
        if texts := cut_texts(demo.window):
            cut[stop.name] = texts
    assert cut == {}


def test_dark_screens_are_dark_and_light_ones_light(demo: App) -> None:
    demo.window.resize(SIZE)
    light = _brightnesses(demo)
    demo.theme.set_mode("dark")
    dark = _brightnesses(demo)
    assert min(light.values()) > 150
    assert max(dark.values()) < 90


def _brightnesses(app: App) -> dict[str, float]:
    found = {}
    for stop in STOPS:
        walk(app, stop)
        found[stop.name] = _brightness(app.window.grab().toImage())
    return found


def _brightness(image: QImage) -> float:
    small = image.scaled(32, 20)
    values = [small.pixelColor(x, y).lightness() for x in range(32) for y in range(20)]
    return sum(values) / len(values)


def test_the_tour_draws_every_screen_twice(tmp_path: Path, clock: FixedClock) -> None:
    files = make_tour(tmp_path / "tour", clock=clock)
    assert len(files) == 2 * (len(STOPS) + 1)
    assert {file.name for file in files} >= {"counter.png", "counter-dark.png", "profile.png"}
    assert all(QImage(str(file)).size() == SIZE for file in files)
