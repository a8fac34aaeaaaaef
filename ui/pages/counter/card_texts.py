"""What the card says of a client, line by line, without any widget."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from crm.i18n import _
from crm.lifetime.absence import stays_away
from crm.shop.words import Words
from crm.text import capital
from ui.formats import Formats
from ui.pages.counter.row_texts import SOON_DAYS, say_birthday
from ui.theme import Tone
from ui.widgets.spans import Span

if TYPE_CHECKING:
    from crm.clients.rows import ClientDetails
    from crm.story.rows import (
        CardDetails,
        OccasionRow,
        PreferenceRow,
        PromiseRow,
        VisitRow,
        WishRow,
    )

_MOST_LINES: Final = 4
_MOST_ITEMS: Final = 4
_OCCASION_DAYS: Final = 30


class TextLine(NamedTuple):
    """A line of the card: ``lead`` stands before it, ``chip`` below, ``exact`` is told on hover."""

    text: str
    tone: Tone = "neutral"
    dim: bool = False
    lead: str = ""
    chip: str = ""
    exact: str = ""


def greeting_spans(client: ClientDetails) -> tuple[Span, ...]:
    """How to say the name, and what to call them."""
    parts: list[tuple[Span, ...]] = []
    if client.pronunciation:
        parts.append((Span(_("say") + " "), Span(client.pronunciation, italic=True)))
    if client.called:
        called = Span(client.called, bold=True, token="ink")
        parts.append((Span(_("likes to be called") + " "), called))
    return _joined(parts)


def since_spans(client: ClientDetails, formats: Formats, words: Words) -> tuple[Span, ...]:
    """How long they have been with us, and through whom."""
    parts: list[tuple[Span, ...]] = []
    first = client.summary.first_visit
    if client.has_died:
        parts.append((Span(_("has died")),))
    elif first is not None:
        together = Span(formats.together(first), bold=True, token="accent")
        parts.append((Span(words.fill(_("{Client} for")) + " "), together))
    else:
        parts.append((Span(words.fill(_("{Client}, not here yet"))),))
    if client.sent_by is not None:
        parts.append((Span(_("through {name}").format(name=client.sent_by.name)),))
    return _joined(parts)


def card_chips(client: ClientDetails, card: CardDetails, formats: Formats) -> tuple[TextLine, ...]:
    """Alerts first, then days that are near, then how they keep to their own rhythm."""
    chips = [TextLine(alert.said, "rose") for alert in card.alerts]
    chips += _occasion_chips(card.occasions, formats)
    rhythm = _rhythm_chip(client, formats)
    return (*chips, rhythm) if rhythm else tuple(chips)


def ask_lines(card: CardDetails, formats: Formats) -> tuple[TextLine, ...]:
    """What to ask about, each with the day it was said."""
    return tuple(
        TextLine(_("{text} (said {day})").format(text=note.text, day=formats.short_day(note.day)))
        for note in card.ask_about[:_MOST_LINES]
    )


def like_lines(card: CardDetails) -> tuple[TextLine, ...]:
    """Likes, sizes and dislikes; allergies stand among the alerts."""
    wanted = [each for each in card.preferences if each.kind != "allergy"]
    return tuple(TextLine(_say_preference(each)) for each in wanted[: _MOST_LINES + 1])


def promise_lines(card: CardDetails, formats: Formats) -> tuple[TextLine, ...]:
    """Open promises with the day they are due."""
    return tuple(_promise_line(each, formats) for each in card.promises[:_MOST_LINES])


def wish_lines(card: CardDetails, formats: Formats) -> tuple[TextLine, ...]:
    """Wishes, each with what was said of time and money."""
    lines: list[TextLine] = []
    for wish in card.wishes[:_MOST_LINES]:
        lines.append(TextLine(", ".join(filter(None, (wish.what, wish.when)))))
        lines += _wish_details(wish, formats)
    return tuple(lines)


def lately_lines(card: CardDetails, formats: Formats) -> tuple[TextLine, ...]:
    """The last visits, newest first."""
    return tuple(
        TextLine(
            say_visit(visit),
            lead=formats.short_day(visit.day),
            exact=formats.exact_moment(visit.at) if visit.at else formats.exact_day(visit.day),
        )
        for visit in card.lately
    )


def say_visit(visit: VisitRow) -> str:
    """What a visit was, and with whom."""
    said = capital(_say_items(visit) or visit.note) or _CAME[visit.channel]()
    return _("{what}, with {name}").format(what=said, name=visit.staff) if visit.staff else said


_CAME: Final = {
    "visit": lambda: _("Came in"),
    "call": lambda: _("Called"),
    "order": lambda: _("Ordered"),
    "mail": lambda: _("Wrote"),
}


def _say_items(visit: VisitRow) -> str:
    names = [line.what for line in visit.lines]
    if len(names) > _MOST_ITEMS:
        rest = len(names) - _MOST_ITEMS + 1
        names = [*names[: _MOST_ITEMS - 1], _("{count} more").format(count=rest)]
    return ", ".join(names)


def _occasion_chips(occasions: Iterable[OccasionRow], formats: Formats) -> list[TextLine]:
    today = formats.clock.today()
    chips = []
    for each in occasions:
        if each.next_day is None or each.next_day - today > timedelta(days=_OCCASION_DAYS):
            continue
        near = each.next_day - today <= timedelta(days=SOON_DAYS)
        said = _say_occasion(each, formats)
        chips.append(TextLine(said, "amber" if near else "neutral"))
    return chips


def _say_occasion(each: OccasionRow, formats: Formats) -> str:
    assert each.next_day is not None
    if each.is_birthday:
        said = say_birthday(each.next_day, formats)
    else:
        said = _("{what} {day}").format(what=each.what, day=formats.day(each.next_day))
    return f"{said}, {each.turns}" if each.turns else said


def _rhythm_chip(client: ClientDetails, formats: Formats) -> TextLine | None:
    summary = client.summary
    if summary.rhythm_days is None or summary.last_visit is None or client.has_died:
        return None
    usually = formats.span(summary.rhythm_days)
    away = (formats.clock.today() - summary.last_visit).days
    if stays_away(away, summary.rhythm_days):
        said = _("{away} away, usually every {span}")
        return TextLine(said.format(away=formats.span(away), span=usually), "rose")
    return TextLine(_("In rhythm: about every {span}").format(span=usually), "accent")


def _say_preference(each: PreferenceRow) -> str:
    text = _("not {what}").format(what=each.text) if each.kind == "dislike" else each.text
    return (
        _("{category}: {text}").format(category=each.category, text=text) if each.category else text
    )


def _promise_line(promise: PromiseRow, formats: Formats) -> TextLine:
    if promise.due is None:
        return TextLine(promise.what)
    today = formats.clock.today()
    due = _("due {day}").format(day=formats.day(promise.due))
    if promise.due < today:
        return TextLine(promise.what, "rose", chip=due)
    return TextLine(promise.what, "amber" if promise.due - today <= _WEEK else "neutral", chip=due)


_WEEK: Final = timedelta(days=7)


def _wish_details(wish: WishRow, formats: Formats) -> list[TextLine]:
    if wish.budget is None:
        return []
    budget = formats.money(wish.budget.minor, wish.budget.currency, cents=False)
    return [TextLine(_("up to about {money}").format(money=budget), dim=True)]


def _joined(parts: list[tuple[Span, ...]]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for part in parts:
        joined += [Span(" · "), *part] if joined else part
    return tuple(joined)
