"""Everything the profile shows of a client at first sight, read at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from crm.clients.consent import ConsentRow, list_consents
from crm.clients.custom_fields import CustomValueRow, list_custom_values
from crm.clients.custom_values import ValueStyle
from crm.clients.merging.queries import list_merges
from crm.clients.merging.rows import MergeRow
from crm.clients.queries import get_client
from crm.clients.rows import ClientDetails
from crm.lifetime.brought import BroughtRow, list_brought
from crm.shop.queries import get_settings
from crm.shop.sections import Arrangement, get_arrangement
from crm.story.attachments import AttachmentRow, list_attachments
from crm.story.goods import list_usual
from crm.story.queries import count_promises, get_card, list_occasions
from crm.story.rows import (
    CardDetails,
    MomentRow,
    OccasionRow,
    PromiseCounts,
    RibbonDay,
    StoryEntry,
    StoryFilter,
    UsualRow,
)
from crm.story.timeline import list_moments, list_ribbon, list_story, list_year
from crm.workspace import Workspace

USUAL = 5


@dataclass(frozen=True, slots=True)
class Profile:
    """A client with all that stands on the profile, and how the shop arranged it for their kind.

    ``members`` bring what a household brings; ``own_values`` are written in ``value_style``.
    """

    client: ClientDetails
    card: CardDetails
    ribbon: tuple[RibbonDay, ...]
    moments: tuple[MomentRow, ...]
    occasions: tuple[OccasionRow, ...]
    promises: PromiseCounts
    usual: tuple[UsualRow, ...]
    members: tuple[BroughtRow, ...]
    own_values: tuple[CustomValueRow, ...]
    value_style: ValueStyle
    consents: tuple[ConsentRow, ...]
    files: tuple[AttachmentRow, ...]
    merges: tuple[MergeRow, ...]
    arrangement: Arrangement

    @property
    def since(self) -> date | None:
        """The day it began: when we met, or the first visit where that was before."""
        client = self.client
        met = client.met_on.as_date() if client.met_on else None
        days = [day for day in (met, client.summary.first_visit) if day is not None]
        return min(days, default=None)

    @property
    def named(self) -> frozenset[int]:
        """Everybody of whom something stands here: a write about any of them may show."""
        client = self.client
        ids = {client.id, *(each.id for each in client.sent)}
        ids.update(each.other_id for each in client.relations if each.other_id is not None)
        ids.update(each.client_id for each in client.members)
        for household in client.households:
            ids.update((household.id, *(each.client_id for each in household.members)))
        if client.sent_by is not None:
            ids.add(client.sent_by.id)
        return frozenset(ids)


def read_profile(workspace: Workspace, client_id: int) -> Profile:
    """The profile of a client; raises NotFoundError."""
    store = workspace.store
    client = get_client(store, client_id)
    members = [member.client_id for member in client.members]
    return Profile(
        client=client,
        card=get_card(store, client_id),
        ribbon=list_ribbon(store, client_id),
        moments=list_moments(store, client_id),
        occasions=list_occasions(store, client_id),
        promises=count_promises(store, client_id),
        usual=list_usual(store, client_id, USUAL),
        members=list_brought(store, members) if members else (),
        own_values=list_custom_values(store, client_id),
        value_style=ValueStyle.of(get_settings(store), workspace.clock.today()),
        consents=list_consents(store, client_id),
        files=list_attachments(store, client_id),
        merges=list_merges(store, client_id, with_obstacles=False),
        arrangement=get_arrangement(store, client.kind),
    )


def read_whole_story(
    workspace: Workspace, client_id: int, filter: StoryFilter
) -> tuple[StoryEntry, ...]:
    """Every entry of a client's story, the latest first."""
    store = workspace.store
    years = list_story(store, client_id, filter)
    return tuple(
        entry for each in years for entry in list_year(store, client_id, each.year, filter)
    )
