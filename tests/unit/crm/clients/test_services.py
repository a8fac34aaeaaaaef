"""Who clients are is written whole, refused with a sentence, and undone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crm.changes import Change
from crm.clients.contacts import (
    add_contact,
    change_contact,
    make_primary,
    move_out,
    remove_contact,
)
from crm.clients.drafts import ClientChanges, ClientDraft, ContactDraft
from crm.clients.households import add_to_household, create_household
from crm.clients.names import NameParts
from crm.clients.photos import LARGEST_IMAGE, remove_photo, set_photo
from crm.clients.queries import get_client, get_photo, list_tags
from crm.clients.rows import ContactRow
from crm.clients.services import (
    add_client,
    add_former_name,
    archive_client,
    change_client,
    mark_died,
    remove_former_name,
    restore_client,
    set_sent_by,
    star_client,
    unmark_died,
)
from crm.clients.tags import add_tag, tag_client, untag_client
from crm.clock import FixedClock
from crm.dates import PartialDate
from crm.errors import ConflictError, NotFoundError, ValidationError
from crm.shop.services import begin_shop
from crm.shop.settings import ShopDraft
from crm.store.store import Store
from tests.undoing import dump, undoable

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
WEBP = b"RIFF\x10\0\0\0WEBPVP8 " + bytes(40)

SHIV = ClientDraft(
    name="Brennan, Siobhan",
    called="Shiv",
    pronunciation="shi-VAWN",
    born=PartialDate(1968, 11, 24),
    from_place="Galway",
    lives="Ilkley, since 2009",
    work="Teaches chemistry",
    how_met="a puncture",
    met_on=PartialDate(2010, 7, None),
    contacts=(
        ContactDraft("phone", "07700 900417", "mobile"),
        ContactDraft("phone", "01943 555010", "work", is_primary=True),
        ContactDraft("email", "Shiv@Brennan.example"),
        ContactDraft("address", street="4 Wells Road", town="Ilkley", postcode="LS29 9JB"),
    ),
    former_names=("Siobhan Walsh",),
    tags=("teacher", "#Teacher", "club"),
    starred=True,
)


@pytest.fixture
def shiv(store: Store) -> int:
    begin_shop(store, ShopDraft("Maple Street Bicycles", "GBP"))
    return undoable(store, lambda: add_client(store, SHIV))


def rev(store: Store, client_id: int) -> int:
    return get_client(store, client_id).rev


def phones(store: Store, client_id: int) -> list[ContactRow]:
    return [each for each in get_client(store, client_id).contacts if each.kind == "phone"]


def test_a_tag_is_there_before_anybody_wears_it(store: Store) -> None:
    tag = undoable(store, lambda: add_tag(store, "#Race day"))
    assert [(row.name, row.clients) for row in list_tags(store)] == [("Race day", 0)]
    assert add_tag(store, "race DAY") == tag
    with pytest.raises(ValidationError):
        add_tag(store, " # ")


def test_everything_known_of_a_new_client_is_written_in_one_step(store: Store, shiv: int) -> None:
    client = get_client(store, shiv)
    assert (client.name, client.given, client.family) == ("Siobhan Brennan", "Siobhan", "Brennan")
    assert (client.sort_name, client.greeting) == ("brennan siobhan", "Shiv")
    assert (client.born, client.met_on) == (PartialDate(1968, 11, 24), PartialDate(2010, 7, None))
    assert (client.kind, client.standing, client.starred) == ("person", "client", True)
    assert [each.name for each in client.former_names] == ["Siobhan Walsh"]
    assert [each.name for each in client.tags] == ["club", "teacher"]
    assert client.created_at == client.changed_at == datetime(2026, 11, 21, 11, 52, tzinfo=UTC)
    assert (client.summary.visits, client.summary.first_visit) == (0, None)
    assert (client.photo, client.sent_by, client.archived_at) == (None, None, None)


def test_contact_points_are_normalised_and_one_of_each_kind_is_primary(
    store: Store, shiv: int
) -> None:
    client = get_client(store, shiv)
    assert [(each.value, each.normal, each.is_primary) for each in client.contacts] == [
        ("4 Wells Road\nLS29 9JB\nIlkley", "", True),
        ("Shiv@Brennan.example", "shiv@brennan.example", True),
        ("01943 555010", "+441943555010", True),
        ("07700 900417", "+447700900417", False),
    ]
    primary = client.primary("phone")
    assert primary is not None
    assert primary.label == "work"


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (ClientDraft(), "name"),
        (ClientDraft("\u200b \n"), "name"),
        (ClientDraft("x" * 501), "name"),
        (ClientDraft("n " * 500_000), "name"),
        (ClientDraft(parts=NameParts()), "name"),
        (ClientDraft(parts=NameParts(family="x" * 501)), "family"),
        (ClientDraft("Ann", born=PartialDate(2027, None, None)), "born"),
        (ClientDraft("Ann", kind="robot"), "kind"),  # type: ignore[arg-type]
        (ClientDraft("Ann", standing="king"), "standing"),  # type: ignore[arg-type]
        (ClientDraft("Ann", contacts=(ContactDraft("phone", " "),)), "value"),
        (ClientDraft("Ann", contacts=(ContactDraft("phone", "none"),)), "value"),
        (ClientDraft("Ann", contacts=(ContactDraft("email", "ann at home"),)), "value"),
        (ClientDraft("Ann", contacts=(ContactDraft("address"),)), "value"),
        (ClientDraft("Ann", contacts=(ContactDraft("link"),)), "value"),
    ],
)
def test_a_client_that_cannot_be_is_refused_by_field(
    store: Store, draft: ClientDraft, field: str
) -> None:
    before = dump(store)
    with pytest.raises(ValidationError) as refused:
        add_client(store, draft)
    assert field in refused.value.fields
    assert str(refused.value).endswith(".")
    assert dump(store) == before


def test_an_organisation_keeps_its_name_as_it_is(store: Store) -> None:
    client_id = add_client(store, ClientDraft("Smith, Jones & Co", kind="organisation"))
    client = get_client(store, client_id)
    assert (client.name, client.family, client.greeting) == (
        "Smith, Jones & Co", "", "Smith, Jones & Co",
    )  # fmt: skip


def test_parts_of_a_name_win_over_the_name(store: Store) -> None:
    parts = NameParts(given="Mary Ann", family="Lee")
    client = get_client(store, add_client(store, ClientDraft("whatever", parts)))
    assert (client.name, client.given) == ("Mary Ann Lee", "Mary Ann")


def test_a_part_changed_makes_the_name_anew(store: Store, shiv: int) -> None:
    before = rev(store, shiv)
    undoable(store, lambda: change_client(store, shiv, before, {"family": "Byrne"}))
    client = get_client(store, shiv)
    assert (client.name, client.sort_name) == ("Siobhan Byrne", "byrne siobhan")
    assert client.rev > before


def test_a_name_changed_is_split_again(store: Store, shiv: int) -> None:
    change_client(store, shiv, None, {"name": "Dr. Ana de Souza"})
    client = get_client(store, shiv)
    assert (client.title, client.given, client.family) == ("Dr.", "Ana", "de Souza")


def test_only_the_named_fields_change(store: Store, shiv: int, clock: FixedClock) -> None:
    clock.moment = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    before = get_client(store, shiv)
    changes: ClientChanges = {"called": "  Shivvy ", "born": None, "standing": "past"}
    undoable(store, lambda: change_client(store, shiv, before.rev, changes))
    after = get_client(store, shiv)
    assert (after.called, after.born, after.standing) == ("Shivvy", None, "past")
    assert (after.name, after.lives) == (before.name, before.lives)
    assert after.changed_at == clock.moment


def test_changing_nothing_writes_nothing(store: Store, shiv: int) -> None:
    before = get_client(store, shiv)
    change_client(store, shiv, before.rev, {"called": "Shiv"})
    assert get_client(store, shiv) == before


def test_a_change_over_a_newer_one_is_refused(store: Store, shiv: int) -> None:
    old = rev(store, shiv)
    change_client(store, shiv, old, {"work": "Retired"})
    with pytest.raises(ConflictError, match="changed in the meantime"):
        change_client(store, shiv, old, {"work": "Teaches physics"})
    assert get_client(store, shiv).work == "Retired"


def test_a_name_cannot_be_emptied(store: Store, shiv: int) -> None:
    with pytest.raises(ValidationError, match="A name is needed"):
        change_client(store, shiv, None, {"given": "", "family": " "})


def test_a_field_that_is_not_edited_in_place_is_a_bug_of_the_caller(
    store: Store, shiv: int
) -> None:
    with pytest.raises(TypeError, match="sort_name"):
        change_client(store, shiv, None, {"sort_name": "a"})  # type: ignore[typeddict-unknown-key]


def test_becoming_an_organisation_keeps_the_name_and_drops_its_parts(
    store: Store, shiv: int
) -> None:
    change_client(store, shiv, None, {"kind": "organisation"})
    client = get_client(store, shiv)
    assert (client.name, client.given, client.sort_name) == (
        "Siobhan Brennan", "", "siobhan brennan",
    )  # fmt: skip
    change_client(store, shiv, None, {"kind": "person"})
    assert get_client(store, shiv).given == "Siobhan"


def test_starring_archiving_and_coming_back(store: Store, shiv: int) -> None:
    undoable(store, lambda: star_client(store, shiv, starred=False))
    undoable(store, lambda: archive_client(store, shiv))
    assert get_client(store, shiv).archived_at == store.clock.now()
    undoable(store, lambda: restore_client(store, shiv))
    assert get_client(store, shiv).archived_at is None


def test_a_death_is_written_down_and_taken_back(store: Store, shiv: int) -> None:
    day = PartialDate(2026, 3, None)
    undoable(store, lambda: mark_died(store, shiv, rev(store, shiv), day))
    client = get_client(store, shiv)
    assert (client.has_died, client.died) == (True, day)
    with pytest.raises(ValidationError, match="after they died"):
        change_client(store, shiv, None, {"born": PartialDate(2026, 4, 1)})
    undoable(store, lambda: unmark_died(store, shiv, None))
    assert (get_client(store, shiv).has_died, get_client(store, shiv).died) == (False, None)


@pytest.mark.parametrize("died", [PartialDate(1968, 11, 23), PartialDate(2026, 12, None)])
def test_nobody_dies_before_birth_or_tomorrow(store: Store, shiv: int, died: PartialDate) -> None:
    with pytest.raises(ValidationError):
        mark_died(store, shiv, None, died)


def test_who_sent_whom_shows_on_both(store: Store, shiv: int) -> None:
    dara = add_client(store, ClientDraft("Dara Quinn"))
    undoable(store, lambda: set_sent_by(store, dara, None, shiv))
    sender = get_client(store, dara).sent_by
    assert sender is not None
    assert sender.name == "Siobhan Brennan"
    assert [each.name for each in get_client(store, shiv).sent] == ["Dara Quinn"]
    undoable(store, lambda: set_sent_by(store, dara, None, None))
    assert get_client(store, shiv).sent == ()


def test_nobody_is_sent_by_those_they_sent(store: Store, shiv: int) -> None:
    dara = add_client(store, ClientDraft("Dara Quinn", sent_by_id=shiv))
    ben = add_client(store, ClientDraft("Ben Oak", sent_by_id=dara))
    with pytest.raises(ValidationError) as refused:
        set_sent_by(store, shiv, None, ben)
    assert str(refused.value) == (
        "Siobhan Brennan cannot be sent by Ben Oak, who came through Siobhan Brennan: "
        "Ben Oak ← Dara Quinn ← Siobhan Brennan."
    )
    with pytest.raises(ValidationError, match="Nobody sends themselves"):
        set_sent_by(store, shiv, None, shiv)


def test_a_sender_who_is_not_there_is_refused(store: Store, shiv: int) -> None:
    with pytest.raises(NotFoundError):
        set_sent_by(store, shiv, None, 999)
    with pytest.raises(NotFoundError):
        add_client(store, ClientDraft("Ann", sent_by_id=999))


def test_former_names_come_and_go(store: Store, shiv: int) -> None:
    name_id = undoable(store, lambda: add_former_name(store, shiv, " Siobhan  O’Neil "))
    assert [each.name for each in get_client(store, shiv).former_names] == [
        "Siobhan Walsh", "Siobhan O’Neil",
    ]  # fmt: skip
    undoable(store, lambda: remove_former_name(store, name_id))
    with pytest.raises(NotFoundError):
        remove_former_name(store, name_id)
    with pytest.raises(ValidationError, match="needs a word"):
        add_former_name(store, shiv, " ")


def test_a_tag_is_one_whatever_its_letters(store: Store, shiv: int) -> None:
    other = add_client(store, ClientDraft("Ann"))
    tag_id = undoable(store, lambda: tag_client(store, other, "CLUB"))
    assert [(each.name, each.clients) for each in list_tags(store)] == [("club", 2), ("teacher", 1)]
    before = dump(store)
    assert tag_client(store, other, "club") == tag_id
    assert dump(store) == before
    undoable(store, lambda: untag_client(store, other, tag_id))
    assert [each.clients for each in list_tags(store)] == [1, 1]
    with pytest.raises(NotFoundError):
        untag_client(store, other, tag_id)
    with pytest.raises(ValidationError, match="A tag needs a word"):
        tag_client(store, other, " # ")


def test_a_new_primary_takes_the_place_of_the_old(store: Store, shiv: int) -> None:
    draft = ContactDraft("phone", "+33 6 12 34 56 78", is_primary=True)
    contact_id = undoable(store, lambda: add_contact(store, shiv, draft))
    assert [each.id for each in phones(store, shiv) if each.is_primary] == [contact_id]
    first = next(each for each in phones(store, shiv) if each.label == "mobile")
    undoable(store, lambda: make_primary(store, first.id))
    assert [each.id for each in phones(store, shiv) if each.is_primary] == [first.id]


def test_without_the_primary_the_next_one_takes_its_place(store: Store, shiv: int) -> None:
    primary = next(each for each in phones(store, shiv) if each.is_primary)
    undoable(store, lambda: remove_contact(store, primary.id))
    assert [(each.label, each.is_primary) for each in phones(store, shiv)] == [("mobile", True)]


def test_an_address_they_left_stays_as_past(store: Store, shiv: int) -> None:
    old = get_client(store, shiv).primary("address")
    assert old is not None
    undoable(store, lambda: move_out(store, old.id))
    assert get_client(store, shiv).primary("address") is None
    new = add_contact(store, shiv, ContactDraft("address", "1 Grove Rd\r\nIlkley  "))
    points = [each for each in get_client(store, shiv).contacts if each.kind == "address"]
    assert [(each.id, each.is_past, each.is_primary) for each in points] == [
        (new, False, True), (old.id, True, False),
    ]  # fmt: skip
    assert points[0].value == "1 Grove Rd\nIlkley"


def test_a_contact_point_is_written_anew(store: Store, shiv: int) -> None:
    point = next(each for each in phones(store, shiv) if each.is_primary)
    draft = ContactDraft("phone", "07700 900999", "new", is_primary=True)
    undoable(store, lambda: change_contact(store, point.id, point.rev, draft))
    changed = next(each for each in phones(store, shiv) if each.id == point.id)
    assert (changed.normal, changed.label, changed.is_primary) == ("+447700900999", "new", True)
    with pytest.raises(ConflictError):
        change_contact(store, point.id, point.rev, draft)
    with pytest.raises(ValidationError, match="A phone number is needed"):
        change_contact(store, point.id, None, ContactDraft("phone"))
    with pytest.raises(NotFoundError):
        change_contact(store, 999, None, draft)


def test_a_contact_point_that_becomes_another_kind_leaves_each_kind_a_primary(
    store: Store, shiv: int
) -> None:
    point = next(each for each in phones(store, shiv) if each.is_primary)
    change_contact(store, point.id, None, ContactDraft("link", "https://brennan.example"))
    primaries = [each.kind for each in get_client(store, shiv).contacts if each.is_primary]
    assert sorted(primaries) == ["address", "email", "link", "phone"]


def test_a_households_address_is_everybodys(store: Store, shiv: int) -> None:
    finn = add_client(store, ClientDraft("Finn Brennan"))
    home = create_household(store, "", [shiv, finn])
    draft = ContactDraft("address", "4 Wells Road")
    contact_id = undoable(store, lambda: add_contact(store, home, draft))
    shared = get_client(store, finn).primary("address")
    assert shared is not None
    assert shared.shared_by is not None
    assert (shared.id, shared.shared_by.name) == (contact_id, "The Brennan household")
    changes: list[Change] = []
    store.changes.subscribe(changes.append)
    change_contact(store, contact_id, shared.rev, ContactDraft("address", "9 New Street"))
    assert changes[0].clients == {home, shiv, finn}
    assert [get_client(store, each).contacts[-1].value for each in (finn,)] == ["9 New Street"]
    own = get_client(store, shiv).primary("address")
    assert own is not None
    assert own.shared_by is None


def test_renaming_somebody_concerns_those_found_by_their_name(store: Store, shiv: int) -> None:
    finn = add_client(store, ClientDraft("Finn Brennan"))
    home = create_household(store, "", [shiv])
    add_to_household(store, home, finn)
    changes: list[Change] = []
    store.changes.subscribe(changes.append)
    change_client(store, home, None, {"name": "The Wells Road lot"})
    assert changes[0].clients == {home, shiv, finn}
    assert (changes[0].action, changes[0].about) == ("client.change", "The Wells Road lot")


def test_a_picture_is_kept_replaced_and_removed(store: Store, shiv: int) -> None:
    undoable(store, lambda: set_photo(store, shiv, PNG, WEBP))
    assert get_client(store, shiv).photo == WEBP
    undoable(store, lambda: set_photo(store, shiv, WEBP + b"2", PNG))
    assert get_photo(store, shiv) == WEBP + b"2"
    undoable(store, lambda: remove_photo(store, shiv))
    assert (get_photo(store, shiv), get_client(store, shiv).photo) == (None, None)
    with pytest.raises(NotFoundError, match="no picture"):
        remove_photo(store, shiv)


@pytest.mark.parametrize(
    ("image", "small", "field"),
    [
        (b"GIF89a", PNG, "image"),
        (b"", PNG, "image"),
        (PNG + bytes(LARGEST_IMAGE), PNG, "image"),
        (PNG, b"\xff\xd8\xff" + bytes(70_000), "small"),
    ],
)
def test_what_is_no_small_picture_is_refused(
    store: Store, shiv: int, image: bytes, small: bytes, field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        set_photo(store, shiv, image, small)
    assert [*refused.value.fields] == [field]


def test_what_is_gone_is_said_to_be_gone(store: Store) -> None:
    with pytest.raises(NotFoundError):
        get_client(store, 7)
    with pytest.raises(NotFoundError):
        star_client(store, 7, starred=True)
    with pytest.raises(NotFoundError):
        tag_client(store, 7, "club")
    with pytest.raises(NotFoundError):
        add_contact(store, 7, ContactDraft("link", "https://a.example"))
    assert store.scalar("SELECT COUNT(*) FROM undo_step") == 0
