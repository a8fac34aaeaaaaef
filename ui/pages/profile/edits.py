"""Saves a field that was edited where it stands, and gives the typed text back if it cannot."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, cast

from PySide6.QtCore import QObject
from shiboken6 import isValid

from crm.clients.custom_fields import set_custom_value
from crm.clients.drafts import ClientChanges
from crm.clients.rows import ClientDetails
from crm.clients.services import change_client
from crm.dates import parse_partial
from crm.errors import ConflictError, CrmError, ValidationError
from ui.context import Context
from ui.pages.profile.own_fields import own_field_of

_DATES: Final = frozenset({"born", "met_on"})


class FieldEdits:
    """Writes one field of a client at a time.

    ``look_again`` brings what ``owner`` shows up to date; ``reopen`` opens the editor of a field
    with the text a person typed, so that it is never lost.
    """

    def __init__(
        self,
        owner: QObject,
        context: Context,
        look_again: Callable[[], None],
        reopen: Callable[[int, str, str], None],
    ) -> None:
        self._owner = owner
        self._context = context
        self._look_again = look_again
        self._reopen = reopen

    def save(self, client: ClientDetails, key: str, typed: str) -> None:
        """Write ``typed`` into the field ``key`` of the client as it was last read."""
        try:
            service, *args = self._call(client, key, typed)
        except ValidationError as error:
            self._refuse(client.id, key, typed, error)
            return
        self._context.tasks.write(
            service,
            self._context.workspace.store,
            *args,
            failed=lambda error: self._refuse(client.id, key, typed, error),
        )

    def _call(self, client: ClientDetails, key: str, typed: str) -> tuple[Any, ...]:
        """The service that keeps ``typed``, and what it is given after the store."""
        field_id = own_field_of(key)
        if field_id is not None:
            return set_custom_value, client.id, field_id, typed
        return change_client, client.id, client.rev, self._changes(key, typed)

    def _changes(self, key: str, typed: str) -> ClientChanges:
        value: Any = typed.strip()
        if key in _DATES:
            today = self._context.workspace.clock.today()
            first = self._context.settings.day_first
            value = parse_partial(value, today, day_first=first) if value else None
        return cast(ClientChanges, {key: value})

    def _refuse(self, client_id: int, key: str, typed: str, error: CrmError) -> None:
        if isValid(self._owner):
            if isinstance(error, ConflictError):
                self._look_again()
            self._reopen(client_id, key, typed)
        self._context.errors.present(error)
