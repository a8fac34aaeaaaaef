"""Icons come from the program's own files, tinted and sharp."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from ui.resources import list_icons, read_icon
from ui.theme import Theme
from ui.theme.icons import program_icon


def colours(image: QImage) -> set[str]:
    """The colours of all pixels that are not see-through."""
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


@pytest.mark.parametrize("name", list_icons())
def test_every_icon_draws_something(qapp: QApplication, name: str) -> None:
    image = Theme("light").pixmap(name, "ink", 24).toImage()
    assert any(
        image.pixelColor(x, y).alpha() for x in range(image.width()) for y in range(image.height())
    )


def test_an_icon_has_the_colour_of_its_token(qapp: QApplication) -> None:
    theme = Theme("dark")
    drawn = theme.pixmap("plus", "rose", 48).toImage()
    assert colours(drawn) == {QColor(theme.tokens.rose).name()}


def test_an_icon_is_sharp_on_a_fine_screen(qapp: QApplication) -> None:
    pixmap = Theme("light").pixmap("user", "ink", 18, 2.0)
    assert (pixmap.width(), pixmap.devicePixelRatio()) == (36, 2.0)


def test_an_icon_is_drawn_once(qapp: QApplication) -> None:
    theme = Theme("light")
    assert theme.pixmap("user").cacheKey() == theme.pixmap("user").cacheKey()


def test_an_icon_that_is_not_there_is_an_error(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        Theme("light").pixmap("unicorn")


def test_every_lucide_icon_takes_its_colour_from_the_theme() -> None:
    untinted = [name for name in list_icons() if b"currentColor" not in read_icon(name)]
    assert untinted == ["regulars"]


def test_the_program_icon_comes_in_all_sizes(qapp: QApplication) -> None:
    assert {size.width() for size in program_icon().availableSizes()} == {16, 32, 48, 128, 256}
