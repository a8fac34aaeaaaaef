"""Writing the words a shop sorts its clients by."""

from __future__ import annotations

from crm.clients.checks import Checks
from crm.clients.models import ClientTag, Tag
from crm.clients.queries import get_name
from crm.errors import NotFoundError
from crm.i18n import _
from crm.store.step import Step
from crm.store.store import Store
from crm.text import fold


def add_tag(store: Store, name: str) -> int:
    """A tag that nobody has to wear yet; returns its id, also where there is one already.

    Raises ValidationError.
    """
    checks = Checks()
    name = checked_tag(checks, name)
    checks.done()
    with store.write("tag.add", about=name) as step:
        return _tag_id(store, step, name)


def tag_client(store: Store, client_id: int, name: str) -> int:
    """Put a tag on a client, made where it is new; returns the tag's id.

    The same word in other letters is the same tag. Raises ValidationError.
    """
    checks = Checks()
    name = checked_tag(checks, name)
    checks.done()
    with store.write("client.tag", about=get_name(store, client_id)) as step:
        tag_id = write_tag(store, step, client_id, name)
        if not step.is_empty:
            step.retell(client_id)
    return tag_id


def untag_client(store: Store, client_id: int, tag_id: int) -> None:
    """Take a tag off a client; the tag itself stays for others. Raises NotFoundError."""
    sql = "SELECT id FROM client_tag WHERE client_id = ? AND tag_id = ?"
    row_id = store.scalar(sql, [client_id, tag_id])
    if row_id is None:
        raise NotFoundError(_("This tag is not there any more."))
    with store.write("client.untag", about=get_name(store, client_id)) as step:
        step.delete(ClientTag, row_id)
        step.retell(client_id)


def checked_tag(checks: Checks, name: str) -> str:
    """A tag as it is kept, without a leading number sign."""
    return checks.line("tag", name.strip().lstrip("#"), needed=_("A tag needs a word."))


def write_tag(store: Store, step: Step, client_id: int, name: str) -> int:
    """Put the checked tag ``name`` on a client in a step under way; returns the tag's id."""
    tag_id = _tag_id(store, step, name)
    worn = "SELECT 1 FROM client_tag WHERE client_id = ? AND tag_id = ?"
    if store.scalar(worn, [client_id, tag_id]) is None:
        step.insert(ClientTag, client_id=client_id, tag_id=tag_id)
    return tag_id


def _tag_id(store: Store, step: Step, name: str) -> int:
    """The tag of this name, whatever its letters, made where it is new."""
    tag_id: int | None = store.scalar("SELECT id FROM tag WHERE folded = ?", [fold(name)])
    return step.insert(Tag, name=name, folded=fold(name)) if tag_id is None else tag_id
