"""Every table of the data file, in one list."""

from __future__ import annotations

from peewee import Model

from crm.clients import models as clients
from crm.exchange import models as exchange
from crm.letters import models as letters
from crm.shop import models as shop
from crm.store import models as store
from crm.story import models as story

MODELS: tuple[type[Model], ...] = (
    store.UndoStep,
    store.UndoRow,
    shop.Setting,
    clients.Client,
    clients.ClientKey,
    clients.FormerName,
    clients.Photo,
    clients.ContactPoint,
    clients.RelationType,
    clients.Relation,
    clients.HouseholdMember,
    clients.Tag,
    clients.ClientTag,
    clients.CustomField,
    clients.CustomValue,
    clients.Consent,
    clients.PairAnswer,
    clients.Merge,
    clients.SmartList,
    clients.ClientSummary,
    clients.ClientSpend,
    story.Item,
    story.Visit,
    story.Purchase,
    story.Note,
    story.Promise,
    story.Wish,
    story.Preference,
    story.Occasion,
    story.Attachment,
    exchange.Import,
    exchange.KnownMapping,
    letters.Letter,
    letters.OwnSheet,
)
