"""What a form is: declared as data, with functions that load it and say what to write."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from crm.clients.rows import ClientDetails
from crm.dates import PartialDate, parse_partial
from crm.dates_typed import parse_typed_day
from crm.errors import CrmError, NotFoundError, ValidationError
from crm.i18n import _
from crm.money import parse_minor
from ui.context import Context
from ui.i18n import mark
from ui.sheets.editors import (
    BlockEditor,
    CheckEditor,
    ChoiceEditor,
    ClientEditor,
    ClientPick,
    CompletedEditor,
    Editor,
    LineEditor,
)
from ui.widgets.completion_popup import Completion

T = TypeVar("T")

DAY_EXAMPLE = mark("Friday, in 2 weeks, 12 Dec")
PARTIAL_EXAMPLE = mark("24 Nov 1968, Nov 1968, about 58")


@dataclass(frozen=True, slots=True)
class Loaded:
    """A row as it stands: what its fields show, and its revision."""

    values: Mapping[str, object]
    rev: int | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """A service to run with the store first."""

    fn: Callable[..., object]
    args: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a form is about, and the row it changes; None for a new one."""

    context: Context
    client: ClientDetails
    row_id: int | None = None

    @property
    def store(self) -> Any:
        """What every read takes first."""
        return self.context.workspace.store

    @property
    def is_new(self) -> bool:
        """Whether something is written for the first time."""
        return self.row_id is None

    def call(
        self,
        add: Callable[..., object],
        change: Callable[..., object],
        loaded: Loaded,
        draft: object,
    ) -> Call:
        """``add`` the draft, or ``change`` the row where it still is what was loaded."""
        if self.is_new:
            return Call(add, (draft,))
        return Call(change, (self.row_id, loaded.rev, draft))

    def removal(self, remove: Callable[..., object]) -> Call | None:
        """``remove`` the row; nothing for a new one."""
        return None if self.is_new else Call(remove, (self.row_id,))


Maker = Callable[[Subject], Editor]
Shown = Callable[[Subject, Mapping[str, object]], bool]


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name, its label, what makes it, and when it is there at all.

    ``also`` are other names under which services refuse what is in it.
    """

    name: str
    label: str
    make: Maker
    hint: str = ""
    beside: bool = False
    stretch: int = 1
    shown: Shown | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormSpec:
    """A kind of form. ``{name}`` in the titles is what the client is called.

    ``load`` gives the row named, or what a new one begins with; ``save`` what to call for what
    was typed; ``remove`` what takes the row away, None where there is nothing to take. ``noun`` is
    what several calls write as one, where that is not the kind of form.
    """

    title: str
    edit_title: str
    fields: tuple[Field, ...]
    load: Callable[[Subject], Loaded]
    save: Callable[[Subject, Typed, Loaded], Sequence[Call]]
    remove: Callable[[Subject, Loaded], Call | None] = lambda _subject, _loaded: None
    width: int = 560
    noun: str = ""


@dataclass(slots=True)
class Typed:
    """What was typed, read field by field; ``done`` tells of all that cannot be read."""

    subject: Subject
    values: Mapping[str, object]
    problems: dict[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The text as typed."""
        return str(self.values.get(name) or "")

    def flag(self, name: str) -> bool:
        """Whether it is ticked."""
        return bool(self.values.get(name))

    def choice(self, name: str) -> Any:
        """The value of the chip that holds."""
        return self.values.get(name)

    def client(self, name: str) -> ClientPick:
        """The client chosen, or named only."""
        pick = self.values.get(name)
        return pick if isinstance(pick, ClientPick) else ClientPick()

    def day(self, name: str) -> date | None:
        """The day to come that was typed."""
        settings = self.subject.context.settings
        return self._read(
            name,
            lambda text: parse_typed_day(text, self._today(), day_first=settings.day_first),
        )

    def partial(self, name: str) -> PartialDate | None:
        """The date with parts unknown that was typed."""
        settings = self.subject.context.settings
        return self._read(
            name, lambda text: parse_partial(text, self._today(), day_first=settings.day_first)
        )

    def minor(self, name: str, currency: str) -> int | None:
        """The amount typed, in minor units."""
        return self._read(name, lambda text: parse_minor(text, currency))

    def refuse(self, name: str, sentence: str) -> None:
        """Say what is wrong with a field."""
        self.problems.setdefault(name, sentence)

    def done(self) -> None:
        """Raise ValidationError where anything could not be read."""
        if self.problems:
            raise ValidationError(self.problems)

    def _today(self) -> date:
        return self.subject.context.workspace.clock.today()

    def _read(self, name: str, parse: Callable[[str], T]) -> T | None:
        text = self.text(name)
        if not text.strip():
            return None
        try:
            return parse(text)
        except CrmError as error:
            self.refuse(name, str(error))
            return None


def line(placeholder: str = "") -> Maker:
    """A field of one line."""
    return lambda _subject: LineEditor(_(placeholder) if placeholder else "")


def block(placeholder: str = "", *, least: int = 2) -> Maker:
    """A field of several lines."""
    return lambda _subject: BlockEditor(_(placeholder) if placeholder else "", least=least)


def check(text: str) -> Maker:
    """A box to tick."""
    return lambda subject: CheckEditor(subject.context.theme, _fill(subject, text))


def choice(*choices: tuple[object, str]) -> Maker:
    """Chips of which one holds."""
    return lambda subject: ChoiceEditor(
        subject.context.theme, [(value, _fill(subject, text)) for value, text in choices]
    )


def completed(
    complete: Callable[[Subject, str], Sequence[Completion]], placeholder: str = ""
) -> Maker:
    """A line with completions."""

    def make(subject: Subject) -> Editor:
        example = _(placeholder) if placeholder else ""
        return CompletedEditor(subject.context.theme, lambda text: complete(subject, text), example)

    return make


def client(placeholder: str = "", *, kind: str = "") -> Maker:
    """A line that finds clients."""

    def make(subject: Subject) -> Editor:
        example = _(placeholder) if placeholder else ""
        return ClientEditor(subject.context, kind=kind, placeholder=example)

    return make


def row_of(rows: Sequence[Any], row_id: int | None) -> Any:
    """The row with this id; raises NotFoundError where it is gone."""
    found = next((row for row in rows if row.id == row_id), None)
    if found is None:
        raise NotFoundError(_("This is not there any more. Somebody may have removed it."))
    return found


def _fill(subject: Subject, text: str) -> str:
    return subject.context.words.fill(_(text))
