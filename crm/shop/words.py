"""The owner's own word for the people served, in every form a sentence needs."""

from __future__ import annotations

from typing import NamedTuple

from crm.i18n import _
from crm.shop.settings import ShopSettings
from crm.text import capital


class Words(NamedTuple):
    """What one of them is called, and many: "client" and "clients", or the shop's own."""

    one: str
    many: str

    def of(self, count: int) -> str:
        """The word beside a number."""
        return self.one if count == 1 else self.many

    def fill(self, sentence: str, **values: object) -> str:
        """``sentence`` with ``{client}``, ``{clients}``, ``{Client}`` and ``{Clients}`` filled in.

        ``values`` fill its other placeholders.
        """
        return sentence.format(
            client=self.one,
            clients=self.many,
            Client=capital(self.one),
            Clients=capital(self.many),
            **values,
        )


def words_of(settings: ShopSettings) -> Words:
    """The words of a shop; the program's own where it chose none."""
    own = list_words()[0]
    return Words(settings.word_one or own.one, settings.word_many or settings.word_one or own.many)


def list_words() -> tuple[Words, ...]:
    """The words that are offered, the program's own first."""
    return (
        Words(_("client"), _("clients")),
        Words(_("customer"), _("customers")),
        Words(_("patient"), _("patients")),
        Words(_("member"), _("members")),
        Words(_("guest"), _("guests")),
    )
