"""Knowing somebody: what the profile keeps, shown and changed where it stands."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QLineEdit, QWidget

from crm.clients.drafts import ClientDraft
from crm.clients.queries import get_client, get_photo
from crm.clients.services import add_client
from crm.dates import PartialDate
from crm.story.drafts import NoteDraft, OccasionDraft, PreferenceDraft, VisitDraft
from crm.story.lines import LineDraft
from crm.story.remember import add_note, add_occasion, add_preference
from crm.story.services import log_visit
from tests.flows.conftest import Start
from tests.flows.driver import Driver
from ui.widgets.ribbon import RibbonWidget

pytestmark = pytest.mark.flow

TODAY = date(2026, 11, 21)
FORMS = (
    ("Ctrl+E", "name"), ("Ctrl+Return", "visit"), ("Alt+N", "note"), ("Alt+P", "promise"),
    ("Alt+W", "wish"), ("Alt+L", "preference"), ("Alt+O", "occasion"), ("Alt+R", "relation"),
    ("Alt+C", "contact"), ("Alt+H", "household"), ("Alt+T", "tag"), ("Alt+G", "photo"),
)  # fmt: skip


def write_field(run: Driver, link: str, typed: str) -> None:
    """Write into a place of the profile that is empty yet."""
    run.click(link)
    run.write(typed)
    run.press("Return")


def visits(run: Driver, client_id: int, count: int, gap: int = 30, last: date = TODAY) -> None:
    for number in range(count):
        lines = (LineDraft("Winter service", 1000, 6500),)
        day = last - timedelta(days=gap * number)
        log_visit(run.workspace.store, VisitDraft(client_id, lines, currency="GBP", day=day))


def test_the_face_is_initials_until_a_picture_is_one_click_away(start: Start) -> None:
    run = start()
    ann = add_client(run.workspace.store, ClientDraft("Ann Lee"))
    run.open("ann lee")
    initials = run.see(QWidget, "profile.photo").grab().toImage()
    colours = {initials.pixelColor(x, y).name() for x in range(72) for y in range(72)}
    assert len(colours) > 3  # a disc, with letters on it
    picture = QImage(64, 64, QImage.Format.Format_RGB32)
    picture.fill(QColor("seagreen"))
    QGuiApplication.clipboard().setImage(picture)
    run.click("profile.photo")
    run.press("Ctrl+V")
    run.save()
    run = start()
    photo = get_photo(run.workspace.store, ann)
    assert photo is not None
    middle = QImage.fromData(photo).pixelColor(32, 32)
    assert middle.green() > 2 * middle.red()
    run.open("ann lee")
    shown = run.see(QWidget, "profile.photo").grab().toImage().pixelColor(36, 36)
    assert shown.green() > 2 * shown.red()


def test_one_screen_says_what_to_know_before_they_are_here(start: Start) -> None:
    run = start()
    store = run.workspace.store
    draft = ClientDraft(
        "Siobhan Brennan", called="Shiv", pronunciation="shi-VAWN", born=PartialDate(1968, 11, 24)
    )
    shiv = add_client(store, draft)
    visits(run, shiv, 5, last=date(2026, 11, 12))
    add_preference(store, PreferenceDraft(shiv, "latex", kind="allergy"))
    add_preference(store, PreferenceDraft(shiv, "oat milk", category="coffee"))
    add_note(store, NoteDraft(shiv, "Finn is off to Leeds", ask_next=True))
    run.press("Ctrl+1")
    run.write("shiv")
    run.press("Return")
    for key, typed in (("Alt+P", "Ring about the saddle"), ("Alt+W", "Touring bike")):
        run.press(key)
        run.fill(what=typed)
        run.save()
    run = start()
    run.press("Ctrl+1")
    run.write("shiv")
    run.press("Return")
    card = run.texts("counter.card")
    for known in (
        "Siobhan Brennan", "shi-VAWN", "Shiv", "Allergic to latex", "Birthday Tuesday, 58",
        "In rhythm", "Finn is off to Leeds", "oat milk", "Ring about the saddle", "Touring bike",
        "Winter service",
    ):  # fmt: skip
        assert known in card, known


def test_short_facts_have_their_own_places(start: Start) -> None:
    run = start()
    ann = add_client(run.workspace.store, ClientDraft("Ann Lee"))
    run.open("ann lee")
    facts = {
        "from_place": "Galway",
        "lives": "Ilkley, since 2009",
        "work": "Teaches chemistry",
        "how_met": "At the market",
    }
    for key, typed in facts.items():
        write_field(run, f"profile.add.{key}", typed)
    run = start()
    kept = get_client(run.workspace.store, ann)
    assert {key: getattr(kept, key) for key in facts} == facts
    run.open("galway")
    told = run.texts("profile.remember")
    assert all(each in told for each in (*facts.values(), "From", "Lives", "Work", "How we met"))


def test_likes_dislikes_and_allergies_are_kept_apart_by_what_they_are_about(start: Start) -> None:
    run = start()
    add_client(run.workspace.store, ClientDraft("Ann Lee"))
    run.open("ann lee")
    for text, moves, category in (
        ("oat milk", "", "coffee"), ("vanilla", ">", "coffee"), ("peanuts", ">>", "cakes"),
    ):  # fmt: skip
        run.press("Alt+L")
        run.fill(text=text)
        if moves:
            run.fill(kind=moves)
        run.fill(category=category)
        run.save()
    run = start()
    run.open("ann lee")
    assert run.texts("profile.preferences").split("\n") == [
        "Allergy", "peanuts", "Coffee", "oat milk", "not vanilla",
    ]  # fmt: skip
    assert "Allergic to peanuts" in run.texts("profile.head")


def test_sizes_and_formulas_stand_before_what_is_liked(start: Start) -> None:
    run = start()
    add_client(run.workspace.store, ClientDraft("Ann Lee"))
    run.open("ann lee")
    for text, moves, category in (
        ("grey", "", "colour"),
        ("30 ml 20 vol + 30 ml 5N", ">>>>", "roots"),
        ("54 cm", ">>>", "frame"),
    ):
        run.press("Alt+L")
        run.fill(text=text)
        if moves:
            run.fill(kind=moves)
        run.fill(category=category)
        run.save()
    run = start()
    run.open("ann lee")
    assert run.texts("profile.preferences").split("\n") == [
        "Frame", "54 cm", "Roots", "30 ml 20 vol + 30 ml 5N", "Colour", "grey",
    ]  # fmt: skip


def test_numbers_and_addresses_have_labels_and_one_is_used_first(start: Start) -> None:
    run = start()
    ann = add_client(run.workspace.store, ClientDraft("Ann Lee"))
    run.open("ann lee")
    for label, value, first in (("home", "01632 960001", ""), ("mobile", "07700 900417", " ")):
        run.click("profile.add.contact")
        run.fill(value=value, label=label)
        if first:
            run.fill(is_primary=first)
        run.save()
    for moves, value in ((">", "ann@home.example"), (">", "ann@work.example")):
        run.click("profile.add.contact")
        run.fill(kind=moves)
        run.fill(value=value)
        run.save()
    run.click("profile.add.contact")
    run.fill(kind=">>")
    run.fill(street="2 Mill Lane", town="Otley", label="holiday")
    run.save()
    run = start()
    contacts = get_client(run.workspace.store, ann).contacts
    assert len(contacts) == 5
    for kind in ("phone", "email", "address"):
        assert sum(each.is_primary for each in contacts if each.kind == kind) == 1
    run.open("ann lee")
    head = run.texts("profile.head")
    assert "07700 900417" in head
    assert "01632 960001" not in head
    told = run.texts("profile.remember")
    assert all(each in told for each in ("Home", "Mobile", "Holiday", "ann@work.example"))


def test_an_address_they_moved_out_of_is_kept_as_past(start: Start) -> None:
    run = start()
    ann = add_client(run.workspace.store, ClientDraft("Ann Lee"))
    run.open("ann lee")
    for street, town in (("2 Mill Lane", "Otley"), ("9 High Street", "Ilkley")):
        run.click("profile.add.contact")
        run.fill(kind=">>")
        run.fill(street=street, town=town, label="home")
        run.save()
    old = next(e.id for e in get_client(run.workspace.store, ann).contacts if e.town == "Otley")
    run.choose_from_menu(f"profile.contact.{old}", "No longer in use")
    run = start()
    run.open("mill lane")
    told = run.texts("profile.places")
    assert told.index("9 High Street") < told.index("Home, past") < told.index("2 Mill Lane")
    assert "Ilkley" in run.texts("profile.head")
    assert "Otley" not in run.texts("profile.head")


@pytest.mark.parametrize(
    ("typed", "told"),
    [("24 Nov", "24 Nov"), ("Nov 1968", "Nov 1968"), ("about 35", "about 1991")],
)
def test_of_a_birthday_some_parts_may_be_unknown(start: Start, typed: str, told: str) -> None:
    run = start()
    ann = add_client(run.workspace.store, ClientDraft("Ann Lee"))
    run.open("ann lee")
    assert "Birthday" not in run.texts("profile.remember").replace("+ Birthday", "")
    write_field(run, "profile.add.born", typed)
    run = start()
    born = get_client(run.workspace.store, ann).born
    assert born is not None
    assert born.as_date() is None
    run.open("ann lee")
    assert told in run.texts("profile.dates")


def test_how_to_say_the_name_is_a_field_and_stands_under_it(start: Start) -> None:
    run = start()
    add_client(run.workspace.store, ClientDraft("Siobhan Brennan"))
    run.open("siobhan")
    write_field(run, "profile.add.pronunciation", "shi-VAWN")
    run = start()
    run.open("siobhan")
    assert run.texts("profile.spoken").startswith("say\nshi-VAWN")


def test_of_one_who_has_died_it_is_said_and_nothing_more_is_expected(start: Start) -> None:
    run = start()
    store = run.workspace.store
    draft = ClientDraft("Ann Lee", born=PartialDate(1940, 11, 23))
    ann = add_client(store, draft)
    add_occasion(store, OccasionDraft(ann, "wedding day", PartialDate(1965, 11, 25)))
    visits(run, ann, 5, gap=14, last=TODAY - timedelta(days=60))
    run.open("ann lee")
    assert "Monday" in run.texts("profile.dates")
    assert "away, usually every" in run.see(RibbonWidget, "profile.ribbon").accessibleDescription()
    run.press("Ctrl+E")
    run.fill(has_died=" ")
    run.fill(died="Oct 2026")
    run.save()
    run = start()
    run.press("Ctrl+1")
    run.write("ann lee")
    assert run.spoken_rows("counter.list")[0].startswith("Ann Lee, Has died")
    run.press("Return")
    card = run.texts("counter.card")
    assert "has died" in card
    for reminder in ("Birthday", "wedding", "usually", "rhythm"):
        assert reminder not in card, reminder
    run.press("Return")
    run.wait_for(run.is_profile_whole)
    assert "died Oct 2026" in run.texts("profile.head")
    assert "usually" not in run.see(RibbonWidget, "profile.ribbon").accessibleDescription()
    dates = run.texts("profile.dates")
    assert "25 Nov 1965" in dates  # remembered, but not as near
    assert not any(each in dates for each in ("Monday", "Wednesday", "in 4 days", "Today"))


def test_the_owners_word_for_the_people_served_stands_everywhere(start: Start) -> None:
    run = start()
    run.go_to("settings")
    run.tab_to("shop.word")
    run.press("Left")
    run.see(QLineEdit, "shop.word_one").setFocus()
    run.write("pupil")
    run.see(QLineEdit, "shop.word_many").setFocus()
    run.write("pupils")
    run.see_button("settings.save").click()
    run.settle()
    add_client(run.workspace.store, ClientDraft("Ann Lee"))
    run = start()
    said = [run.texts("page.counter")]
    run.write("ann")
    said += [run.texts("page.counter"), *run.spoken_rows("counter.list")]
    run.press("?")
    run.press("Esc")
    run.press("Shift+F1")
    said.append(" ".join(run.spoken_rows("keys.rows")))
    run.press("Esc")
    run.press("Ctrl+K")
    said.append(" ".join(run.spoken_rows("palette.rows")))
    run.press("Esc")
    run.press("Ctrl+N")
    said.append(run.texts("new_client"))
    run.press("Esc")
    run.open("ann lee")
    said.append(run.texts("page.profile"))
    said.append(run.see(RibbonWidget, "profile.ribbon").accessibleDescription())
    for key, form in FORMS:
        run.press(key)
        said.append(run.texts(form))
        run.press("Esc")
    run.press("Alt+S")
    said += run.toasts()
    run.press("Ctrl+1")
    run.write("nobody")
    said.append(run.texts("page.counter"))
    run.go_to("bring_in")
    said.append(run.texts("page.bring_in"))
    said.append(run.app.window.windowTitle())
    everything = "\n".join(said).casefold()
    assert everything.count("pupil") > 5
    assert "new pupil" in everything
    assert "pupils" in everything
    assert "client" not in everything


def test_one_list_holds_every_kind_of_people_told_apart(start: Start) -> None:
    run = start()
    kinds = (
        ("Ann Lee", "", ""), ("Lee Family", ">", ""), ("Lee & Sons", ">>", ""),
        ("Bo Lee", "", ">"), ("Cy Lee", "", ">>"), ("Di Lee", "", ">>>"), ("Ed Lee", "", ">>>>"),
    )  # fmt: skip
    for name, kind, standing in kinds:
        run.press("Ctrl+N")
        run.fill(name=name)
        if kind:
            run.fill(kind=kind)
        if standing:
            run.fill(standing=standing)
        run.save()
        run.wait_for(run.is_profile_whole)
    run = start()
    run.press("Ctrl+1")
    run.write("lee")
    told = {row.split(",")[0]: row for row in run.spoken_rows("counter.list")}
    wanted = {
        "Ann Lee": "Client, not here yet",
        "Lee Family": "0 people",
        "Lee & Sons": "Organisation",
        "Bo Lee": "Not yet a client",
        "Cy Lee": "No longer comes",
        "Di Lee": "Colleague",
        "Ed Lee": "Supplier",
    }
    assert told.keys() == wanted.keys()
    assert {name: wanted[name] in row for name, row in told.items()} == dict.fromkeys(wanted, True)
