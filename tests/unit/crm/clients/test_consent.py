"""What a client agreed to is kept with its day, and forgotten when it was never said."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from crm.clients.consent import ConsentRow, list_consents, set_consent
from crm.clients.drafts import ClientDraft
from crm.clients.services import add_client
from crm.clock import FixedClock
from crm.errors import NotFoundError, ValidationError
from crm.store.store import Store
from tests.undoing import undoable

DAY = date(2025, 3, 1)


@pytest.fixture
def ada(store: Store) -> int:
    return add_client(store, ClientDraft("Ada Lovelace"))


def test_nobody_agreed_to_anything_before_they_were_asked(store: Store, ada: int) -> None:
    assert list_consents(store, ada) == tuple(
        ConsentRow(None, channel, None, None, "") for channel in ("email", "phone", "sms", "post")
    )


def test_a_yes_and_a_no_are_kept_with_day_and_source(store: Store, ada: int) -> None:
    undoable(store, lambda: set_consent(store, ada, "email", True, DAY, "signed form"))
    undoable(store, lambda: set_consent(store, ada, "sms", False))
    email, phone, sms, _post = list_consents(store, ada)
    assert email == ConsentRow(1, "email", True, DAY, "signed form")
    assert (phone.given, sms.given, sms.on_day) == (None, False, None)
    undoable(store, lambda: set_consent(store, ada, "email", False, None, ""))
    assert list_consents(store, ada)[0] == ConsentRow(1, "email", False, None, "")


def test_that_they_were_asked_can_be_forgotten(store: Store, ada: int) -> None:
    set_consent(store, ada, "post", True, DAY)
    undoable(store, lambda: set_consent(store, ada, "post", None))
    assert list_consents(store, ada)[3].given is None
    steps = store.scalar("SELECT COUNT(*) FROM undo_step")
    set_consent(store, ada, "post", None)
    assert store.scalar("SELECT COUNT(*) FROM undo_step") == steps


def test_what_cannot_be_is_refused(store: Store, ada: int, clock: FixedClock) -> None:
    with pytest.raises(ValidationError, match="has not come yet"):
        set_consent(store, ada, "email", True, clock.today() + timedelta(days=1))
    with pytest.raises(ValidationError, match="is none of"):
        set_consent(store, ada, "pigeon", True)  # type: ignore[arg-type]
    with pytest.raises(NotFoundError):
        set_consent(store, ada + 1, "email", True)
