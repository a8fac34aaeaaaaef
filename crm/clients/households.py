"""Writing who lives together: a household is a client whose address and phone its people share."""

from __future__ import annotations

from collections.abc import Sequence

from crm.clients.checks import Checks
from crm.clients.models import Client, HouseholdMember
from crm.clients.queries import get_name
from crm.errors import NotFoundError, ValidationError
from crm.i18n import _
from crm.store.step import Step
from crm.store.store import Store
from crm.text import fold


def create_household(store: Store, name: str, member_ids: Sequence[int]) -> int:
    """Make a household of clients; without a name it takes the first one's family name.

    Returns its id as a client. Raises ValidationError, NotFoundError.
    """
    checks = Checks()
    name = checks.line("name", name)
    if not name:
        name = _family_name(store, member_ids[0]) if member_ids else ""
    if not name:
        checks.refuse("name", _("A household needs a name."))
    checks.done()
    for client_id in member_ids:
        _refuse_household(store, client_id)
    now = store.clock.now()
    with store.write("household.create", about=name) as step:
        household_id = step.insert(
            Client,
            kind="household",
            name=name,
            sort_name=fold(name),
            created_at=now,
            changed_at=now,
        )
        for client_id in dict.fromkeys(member_ids):
            step.insert(HouseholdMember, household_id=household_id, client_id=client_id)
        step.retell(household_id, *member_ids)
    return household_id


def add_to_household(store: Store, household_id: int, client_id: int, role: str = "") -> None:
    """Let a client live in a household, or change what they are in it ("the eldest").

    Raises ValidationError where either is not what it has to be.
    """
    checks = Checks()
    role = checks.line("role", role)
    if _kind(store, household_id) != "household":
        checks.refuse("household", _("This is not a household."))
    checks.done()
    _refuse_household(store, client_id)
    member_id = _member_id(store, household_id, client_id)
    with store.write("household.add", about=get_name(store, client_id)) as step:
        if member_id is None:
            values = {"household_id": household_id, "client_id": client_id, "role": role}
            step.insert(HouseholdMember, **values)
        else:
            step.update(HouseholdMember, member_id, role=role)
        _retell(store, step, household_id, client_id)


def leave_household(store: Store, household_id: int, client_id: int) -> None:
    """Let a client leave a household; raises NotFoundError where they do not live there."""
    member_id = _member_id(store, household_id, client_id)
    if member_id is None:
        raise NotFoundError(_("They do not live in this household any more."))
    with store.write("household.leave", about=get_name(store, client_id)) as step:
        step.delete(HouseholdMember, member_id)
        _retell(store, step, household_id, client_id)


def _retell(store: Store, step: Step, household_id: int, client_id: int) -> None:
    sql = "SELECT client_id FROM household_member WHERE household_id = ?"
    others = (row[0] for row in store.rows(sql, [household_id]))
    step.retell(household_id, client_id, *others)


def _family_name(store: Store, client_id: int) -> str:
    rows = store.rows("SELECT family, name FROM client WHERE id = ?", [client_id])
    if not rows:
        return ""
    family, name = rows[0]
    return _("The {name} household").format(name=family or name)


def _kind(store: Store, client_id: int) -> str:
    get_name(store, client_id)
    return str(store.scalar("SELECT kind FROM client WHERE id = ?", [client_id]))


def _refuse_household(store: Store, client_id: int) -> None:
    if _kind(store, client_id) == "household":
        sentence = _("A household cannot live in another one.")
        raise ValidationError({"member": sentence}, code="household.nested")


def _member_id(store: Store, household_id: int, client_id: int) -> int | None:
    found: int | None = store.scalar(
        "SELECT id FROM household_member WHERE household_id = ? AND client_id = ?",
        [household_id, client_id],
    )
    return found
