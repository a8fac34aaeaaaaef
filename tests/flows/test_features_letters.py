"""Labels, envelopes and letters come out of the printer, one for each household."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPlainTextEdit

from crm.clients.contacts import add_contact
from crm.clients.drafts import ClientDraft, ContactDraft
from crm.clients.households import create_household
from crm.clients.services import add_client
from crm.letters.letters import LetterDraft, add_letter
from crm.letters.sheets import SHEETS
from tests.flows.conftest import Start
from tests.flows.driver import Driver
from tests.pdf import list_pages, list_words
from ui.pages.letters.page import LettersPage
from ui.pages.letters.preview import PaperPreview
from ui.widgets.combo_box import ComboBox
from ui.widgets.text import PlainLabel

pytestmark = pytest.mark.flow


def people(run: Driver) -> tuple[int, ...]:
    """A couple with one address, a friend with another, and one with none."""
    store = run.workspace.store
    ann, ben = (add_client(store, ClientDraft(name)) for name in ("Ann Lee", "Ben Lee"))
    home = create_household(store, "The Lees", [ann, ben])
    add_contact(store, home, ContactDraft("address", street="3 Quay", town="Otley"))
    cleo = add_client(store, ClientDraft("Cleo Dee", called="Cleo"))
    add_contact(store, cleo, ContactDraft("address", street="9 Mill Lane", town="Leeds"))
    return ann, ben, cleo, add_client(store, ClientDraft("Dan Nowhere"))


def open_letters(run: Driver, ids: tuple[int, ...]) -> LettersPage:
    assert run.app.shop is not None
    assert run.app.shop.navigator is not None
    run.app.shop.navigator.open_letters(ids)
    run.wait_for(lambda: run.see_button("letters.save").isEnabled())
    return cast(LettersPage, run.app.window.page("letters"))


def facts(run: Driver) -> str:
    return run.see(PlainLabel, "letters.facts").text()


def save(run: Driver, page: LettersPage, path: Path) -> list[str]:
    """The words of every page that was saved."""
    page.save(path)
    run.wait_for(lambda: any(path.name in each for each in run.toasts()))
    return list_pages(path)


def test_labels_one_for_each_household_from_the_first_free_label(
    start: Start, tmp_path: Path
) -> None:
    run = start()
    page = open_letters(run, people(run))
    assert facts(run) == "4 clients · 2 addresses"
    run.wait_for(lambda: "Dan Nowhere: no address" in run.texts("page.letters"))
    printed = save(run, page, tmp_path / "labels.pdf")
    assert printed == ["Ann and Ben Lee 3 Quay Otley Cleo Dee 9 Mill Lane Leeds"]
    run.press_button("letters.together")
    run.wait_for(lambda: facts(run) == "4 clients · 3 addresses")
    assert save(run, page, tmp_path / "all.pdf") == [
        "Ann Lee 3 Quay Otley Ben Lee 3 Quay Otley Cleo Dee 9 Mill Lane Leeds"
    ]


def test_the_first_label_is_the_first_free_one_on_the_sheet(start: Start, tmp_path: Path) -> None:
    run = start()
    page = open_letters(run, people(run)[:3])
    run.see(PaperPreview, "letters.preview").setFocus()
    run.press("Right")
    run.press("Down")
    page.save(tmp_path / "labels.pdf")
    run.wait_for((tmp_path / "labels.pdf").exists)
    box = SHEETS[0].place(4)
    first = next(each for each in list_words(tmp_path / "labels.pdf")[0] if each.text == "Ann")
    assert first.left == pytest.approx((box.left + 3) * 72 / 25.4, abs=1.5)
    assert first.top > box.top * 72 / 25.4


def test_a_letter_is_written_once_kept_and_filled_in_for_each(start: Start, tmp_path: Path) -> None:
    run = start()
    ids = people(run)
    open_letters(run, ids)
    run.choose("letters.kind", "Letters")
    text = run.see(QPlainTextEdit, "letters.letter.text")
    text.setFocus()
    text.selectAll()
    run.write("Dear {greting}, see you soon")
    run.see(QLineEdit, "letters.letter.name").setFocus()
    run.write("Soon")
    run.press_button("letters.letter.keep")
    assert "Is {greeting} meant?" in run.texts("page.letters")
    text.setPlainText("Dear {greeting}, see you soon")
    run.press_button("letters.letter.keep")
    run.wait_for(lambda: any("Soon" in each for each in run.toasts()))
    run = start()
    page = open_letters(run, ids)
    run.choose("letters.kind", "Letters")
    run.see(ComboBox, "letters.letter.which").setFocus()
    run.press("Down")
    assert save(run, page, tmp_path / "letters.pdf") == [
        "Dear Ann and Ben, see you soon",
        "Dear Cleo, see you soon",
    ]


def test_an_envelope_is_one_key_away_from_a_profile(start: Start, tmp_path: Path) -> None:
    run = start()
    people(run)
    run.open("cleo")
    run.press("Alt+M")
    run.wait_for(lambda: run.see_button("letters.save").isEnabled())
    run.choose("letters.kind", "Envelopes")
    page = cast(LettersPage, run.app.window.page("letters"))
    (envelope,) = save(run, page, tmp_path / "envelope.pdf")
    assert envelope.endswith("Cleo Dee 9 Mill Lane Leeds")
    run.press_button("letters.back")
    assert run.sees("page.profile")


def test_what_cannot_be_printed_is_said_beside_it_and_nothing_is_saved(start: Start) -> None:
    run = start()
    open_letters(run, people(run))
    run.choose("letters.kind", "Letters")
    run.see(QPlainTextEdit, "letters.letter.text").setPlainText("Dear {greting}")
    run.press("Ctrl+S")
    assert run.app.window.findChildren(QFileDialog) == []
    assert "Is {greeting} meant?" in run.texts("page.letters")
    run.choose("letters.kind", "Labels")
    sheets = run.see(ComboBox, "letters.sheet")
    sheets.setFocus()
    run.press("End")
    for typed, said in (("inf", "This is no number."), ("2.5", "This has to be a whole number.")):
        run.see(QLineEdit, "letters.own.rows").selectAll()
        run.see(QLineEdit, "letters.own.rows").setFocus()
        run.write(typed)
        run.press("Ctrl+S")
        assert said in run.texts("page.letters")
    assert run.app.window.findChildren(QFileDialog) == []


def test_the_pages_are_saved_by_the_key_drawn_on_the_button_and_left_by_escape(
    start: Start,
) -> None:
    run = start()
    page = open_letters(run, people(run))
    run.press("Ctrl+S")
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    dialog.reject()
    run.settle()
    run.app.window.activateWindow()
    run.settle()
    run.press("Esc")
    assert not run.sees("page.letters")


def test_another_letter_takes_the_place_of_what_was_typed_until_it_is_undone(start: Start) -> None:
    run = start()
    add_letter(run.workspace.store, LetterDraft("Spring", "Dear {greeting}, spring is here"))
    open_letters(run, people(run))
    run.choose("letters.kind", "Letters")
    text = run.see(QPlainTextEdit, "letters.letter.text")
    text.setFocus()
    text.selectAll()
    run.write("An hour of typing")
    run.see(ComboBox, "letters.letter.which").setFocus()
    run.press("Down")
    assert "spring is here" in text.toPlainText()
    text.setFocus()
    text.undo()
    assert text.toPlainText() == "An hour of typing"


def test_of_many_letters_it_is_said_how_many_are_shown(start: Start, tmp_path: Path) -> None:
    run = start()
    store = run.workspace.store
    ids = [add_client(store, ClientDraft(f"Person {number}")) for number in range(15)]
    for number, client_id in enumerate(ids):
        add_contact(store, client_id, ContactDraft("address", street=f"{number} Quay"))
    page = open_letters(run, tuple(ids))
    run.choose("letters.kind", "Letters")
    run.settle()
    assert "The first 12 of 15 letters are shown" in run.see(PlainLabel, "letters.hint").text()
    assert len(save(run, page, tmp_path / "letters.pdf")) == 15


def test_a_sheet_of_ones_own_is_kept_and_removed(start: Start, tmp_path: Path) -> None:
    run = start()
    page = open_letters(run, people(run)[:3])
    sheets = run.see(ComboBox, "letters.sheet")
    sheets.setFocus()
    run.press("End")
    run.see(QLineEdit, "letters.own.name").setFocus()
    run.write("From the market")
    run.press_button("letters.keep_sheet")
    run.wait_for(lambda: sheets.currentText() == "From the market")
    assert save(run, page, tmp_path / "labels.pdf") == [
        "Ann and Ben Lee 3 Quay Otley Cleo Dee 9 Mill Lane Leeds"
    ]
    run.press_button("letters.remove_sheet")
    run.wait_for(lambda: sheets.findText("From the market") < 0)
    assert not run.sees("letters.remove_sheet")
