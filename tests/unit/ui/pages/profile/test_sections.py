"""Sections are declared, chosen and set in order, and filled again for whoever is shown next."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from crm.clients.drafts import ClientDraft
from crm.clients.services import add_client
from crm.shop.sections import arrange_sections
from crm.store.store import Store
from tests.unit.ui.pages.profile.seeing import is_seen, press, seen, show, texts
from ui.pages.profile.page import ProfilePage
from ui.pages.profile.sections import ALL_SECTIONS, SECTIONS
from ui.widgets.link_label import LinkLabel


def test_every_section_has_a_name_of_its_own_and_a_title() -> None:
    assert len(set(ALL_SECTIONS)) == len(SECTIONS)
    assert {spec.name for spec in SECTIONS} == set(ALL_SECTIONS)


def test_sections_stand_in_the_order_chosen(page: ProfilePage, store: Store, shiv: int) -> None:
    shown = ("contact", "promises", "dates", "wishes")
    arrange_sections(store, "person", shown, set(ALL_SECTIONS) - set(shown))
    show(page, shiv)
    assert _top(page, "contact") < _top(page, "dates")
    assert _top(page, "promises") < _top(page, "wishes")
    for name in ("people", "usual", "preferences"):
        assert not is_seen(page, f"profile.{name}")


def test_what_was_hidden_is_shown_when_it_is_chosen_again(
    page: ProfilePage, store: Store, shiv: int
) -> None:
    arrange_sections(store, "person", (), set(ALL_SECTIONS) - {"contact"})
    show(page, shiv)
    assert not is_seen(page, "profile.add.work")
    arrange_sections(store, "person", (), ())
    show(page, shiv)
    assert _top(page, "people") < _top(page, "dates") < _top(page, "contact")
    assert is_seen(page, "profile.promise.1")


def test_nothing_of_one_client_is_left_at_the_next(
    page: ProfilePage, store: Store, shiv: int
) -> None:
    show(page, shiv)
    before = set(texts(page).splitlines())
    ann = add_client(store, ClientDraft(name="Ann Abel"))
    show(page, ann)
    told = {text for text in texts(page).splitlines() if text not in before}
    assert told >= {"Ann Abel"}
    assert not {"Galway", "Declan", "Chain oil · 72× · £7.00"} & set(texts(page).splitlines())
    assert page.findChild(QWidget, "profile.promise.1") is None or not is_seen(
        page, "profile.promise.1"
    )


def test_lines_are_filled_again_instead_of_made_anew(
    page: ProfilePage, shiv: int, dara: int
) -> None:
    show(page, shiv)
    count = len(page.findChildren(QWidget))
    for client_id in (dara, shiv, dara, shiv):
        show(page, client_id)
    assert len(page.findChildren(QWidget)) <= count + 30  # what only the other one has


def test_a_box_ticked_at_one_client_is_empty_at_the_next(
    page: ProfilePage, shiv: int, dara: int
) -> None:
    show(page, shiv)
    press(seen(page, "profile.promise.1.tick", QWidget))
    show(page, dara)
    show(page, shiv)
    assert not is_seen(page, "profile.promise.1")
    for row in (seen(page, "profile.wish.1.tick", QWidget),):
        assert row.isEnabled()


def test_the_keyboard_is_at_the_page_when_somebody_else_is_shown(
    page: ProfilePage, shiv: int, dara: int
) -> None:
    show(page, shiv)
    seen(page, f"profile.client.{dara}", LinkLabel).setFocus()
    show(page, dara)
    assert QApplication.focusWidget() is page


def _top(page: ProfilePage, name: str) -> int:
    section = seen(page, f"profile.{name}", QWidget)
    return section.mapTo(page, section.rect().topLeft()).y()
