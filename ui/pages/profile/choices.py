"""What can be done with any row that was written down: change it in its form, or remove it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from crm.i18n import _
from ui.pages.profile.requests import Requests
from ui.widgets.menu import Choice


def row_choices(
    requests: Requests, kind: str, row_id: int, remove: Callable[..., object]
) -> list[Choice]:
    """For a menu; ``kind`` names the form, ``remove`` is the service that takes the row away."""
    return [
        Choice(_("Change…"), partial(requests.edit_requested.emit, kind, row_id)),
        Choice(_("Remove"), partial(requests.write, remove, row_id)),
    ]
