"""Where keys, links and buttons lead: it connects pages that do not know each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol, cast

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from crm.changes import Change
from crm.i18n import _
from crm.shop.queries import get_settings
from crm.shop.settings import ShopSettings
from ui.action_list import ACTIONS
from ui.actions import Scope
from ui.announcer import Announcer
from ui.context import Context
from ui.file_drops import FileDrops
from ui.main_window import MainWindow
from ui.theme.theme import Mode
from ui.trash_watch import TrashWatch
from ui.widgets.sheet import Sheet

# Sheets and dialogs are imported where they are first opened: no start waits for them.
if TYPE_CHECKING:
    from ui.dialogs.keys import KeysDialog
    from ui.dialogs.palette import CommandPalette, PersonEntry
    from ui.pages.bring_in.page import BringInPage
    from ui.pages.clients.page import ClientsPage
    from ui.pages.counter.page import CounterPage
    from ui.pages.letters.page import LettersPage
    from ui.pages.profile.page import ProfilePage
    from ui.pages.same_people.page import SamePeoplePage
    from ui.pages.settings.page import SettingsPage

_MOST_PEOPLE: Final = 6
_SCANS_AFTER_MS: Final = 200  # once the window is painted; nobody scans before
_PROFILE_ACTIONS: Final = ("client.previous", "client.next", "client.print", "client.split")
# Actions that open a form about the client in front: action -> kind of form.
_FORM_ACTIONS: Final = {
    spec.id: spec.id.removesuffix(".add") for spec in ACTIONS if spec.id.endswith(".add")
} | {"client.edit": "name"}


class _ClientPage(Protocol):
    """A page with a client in front."""

    def current_client(self) -> int | None: ...


class Place(NamedTuple):
    """Where somebody is, so that they are there again when the pages are built anew."""

    key: str = "counter"
    typed: str = ""
    client_id: int | None = None
    order: tuple[int, ...] = ()
    part: str = ""


class Navigator(QObject):
    """Connects one window with one context; a new context gets a new navigator.

    Signals:
        own_shop_requested: in the demo shop, that the real one is wanted.
        demo_requested: the demo shop is wanted.
    """

    own_shop_requested = Signal()
    demo_requested = Signal()

    def __init__(self, context: Context, window: MainWindow) -> None:
        super().__init__(window.content)
        self._context = context
        self._window = window
        self._palette: CommandPalette | None = None
        self._keys: KeysDialog | None = None
        self._announcer = Announcer(context.changes, window.toasts, self.undo_step, self)
        window.page_built.connect(self._on_window_page_built)
        window.entry_chosen.connect(self._on_window_entry_chosen)
        drops = FileDrops(context.theme, window, window.content, self)
        drops.files_dropped.connect(self.bring_in)
        self._bind_global()
        self._trash = TrashWatch(context, self)
        self._until_scans = QTimer(self, singleShot=True)
        self._until_scans.timeout.connect(self._hear_scans)
        self._until_scans.start(_SCANS_AFTER_MS)

    def stop(self) -> None:
        """Begin nothing more: the shop is being closed, and the window may stay."""
        self._trash.stop()
        self._until_scans.stop()

    # Going somewhere

    def go_to(self, key: str) -> None:
        """Show the page with ``key``, ready to be typed into."""
        page = self._window.show_page(key)
        if key == "counter":
            cast("CounterPage", page).focus_search()
        else:
            page.setFocus()

    def open_client(self, client_id: int) -> None:
        """Show the whole profile; previous and next follow the list one comes from."""
        listed = getattr(self._window.page(self._window.current_key()), "listed_clients", tuple)
        order: tuple[int, ...] = listed()
        profile = cast("ProfilePage", self._window.page("profile"))
        profile.show_client(client_id, order or self._profile_order())
        self._window.show_page("profile")

    def announce(self, change: Change) -> None:
        """Say what was written before this navigator was there to hear it."""
        self._announcer.tell(change)

    def place(self) -> Place:
        """Where one is now."""
        key = self._window.current_key()
        if key == "profile":
            profile = cast("ProfilePage", self._window.page(key))
            return Place(key, client_id=profile.current_client(), order=profile.order())
        if key == "counter":
            return Place(key, cast("CounterPage", self._window.page(key)).typed())
        if key == "settings":
            return Place(key, part=cast("SettingsPage", self._window.page(key)).current_part())
        return Place(key or "counter")

    def return_to(self, place: Place) -> None:
        """Go to where one was."""
        if place.client_id is not None:
            cast("ProfilePage", self._window.page("profile")).show_client(
                place.client_id, place.order
            )
            self._window.show_page("profile")
        elif place.typed:
            self.find(place.typed)
        else:
            self.go_to(place.key if place.key != "profile" else "counter")
        if place.part:
            cast("SettingsPage", self._window.page("settings")).show_part(place.part)

    def find(self, text: str) -> None:
        """Go on searching at the counter with what was typed elsewhere."""
        self.go_to("counter")
        cast("CounterPage", self._window.page("counter")).search_for(text)

    # Doing something

    def open_visit(self, client_id: int) -> None:
        """Open the sheet that logs a visit."""
        self.open_form("visit", client_id)

    def log_bare_visit(self, client_id: int) -> None:
        """Write down that a client was here, without asking anything."""
        from ui.sheets.visit import log_bare_visit

        log_bare_visit(self._context, client_id)

    def open_letters(self, client_ids: Sequence[int]) -> None:
        """Show labels, envelopes and letters for these clients."""
        page = cast("LettersPage", self._window.page("letters"))
        page.show_clients(client_ids)
        self._window.show_page("letters").setFocus()

    def open_take_out(self) -> None:
        """Offer to take everything out, or, from the list of clients, what is shown there."""
        if self._window.current_key() == "clients":
            page = cast("ClientsPage", self._window.page("clients"))
            self._take_out_of(page, page.listed_clients())
            return
        from ui.sheets.take_out import TakeOutSheet

        TakeOutSheet(self._context, self._window.content).open_sheet()

    def _take_out_of(self, page: ClientsPage, ids: Sequence[int]) -> None:
        from ui.sheets.take_out import ShownList, TakeOutSheet

        shown = ShownList(ids, page.shown_columns(), page.shown_title())
        TakeOutSheet(self._context, self._window.content, shown).open_sheet()

    def open_same_people(self, client_ids: Sequence[int]) -> None:
        """Show these clients side by side, to be made one."""
        page = cast("SamePeoplePage", self._window.page("same_people"))
        page.show_pairs(client_ids)
        self._window.show_page("same_people").setFocus()

    def bring_in(self, paths: Sequence[Path]) -> None:
        """Look at files and folders that may be brought in."""
        self.close_sheets()
        page = cast("BringInPage", self._window.show_page("bring_in"))
        page.take(paths)

    def open_split(self, client_id: int) -> None:
        """Offer to split whoever was merged with a client."""
        from crm.clients.merging.queries import list_merges
        from ui.sheets.split import SplitSheet

        merges = list_merges(self._context.workspace.store, client_id)
        if merges:
            SplitSheet(self._context, self._window.content, merges).open_sheet()
        else:
            self._window.toasts.show_toast(_("Nobody was merged with them."))

    def star_client(self, client_id: int) -> None:
        """Put a client among the starred ones, or take them out."""
        from crm.clients.services import turn_star

        self._context.tasks.write(turn_star, self._context.workspace.store, client_id)

    def archive_client(self, client_id: int) -> None:
        """Put a client away, or bring back one who is away."""
        from crm.clients.services import turn_archived

        self._context.tasks.write(turn_archived, self._context.workspace.store, client_id)

    def remove_client(self, client_id: int) -> None:
        """Put a client into the trash."""
        from crm.clients.trash import remove_clients

        self._context.tasks.write(remove_clients, self._context.workspace.store, [client_id])

    def open_new_client(self, typed: str = "") -> None:
        """Open the sheet that makes a client from what was typed."""
        from ui.sheets.new_client import NewClientSheet

        sheet = NewClientSheet(self._context, self._window.content, typed)
        sheet.client_made.connect(self._on_client_made)
        sheet.client_chosen.connect(self._on_client_made)
        sheet.open_sheet()

    def open_form(self, kind: str, client_id: int, row_id: int | None = None) -> None:
        """Open the form of ``kind`` about a client, for a new row or for the one named."""
        from ui.sheets.forms import open_form

        open_form(kind, self._context, self._window.content, client_id, row_id)

    def do(self, action: str) -> None:
        """Do an action as its key would, where it can be done now."""
        self._context.actions.trigger(action)

    def take_scan(self, code: str) -> bool:
        """Open whoever has the card with ``code``; whether the code is done with.

        At the counter nobody is made of a code that means nothing.
        """
        from crm.clients.cards import find_card
        from crm.clients.find import find_clients

        store = self._context.workspace.store
        client_id = find_card(store, code)
        if client_id is not None:
            self.close_sheets()
            self.open_client(client_id)
            return True
        at_counter = self._window.current_key() == "counter" and not self._sheets()
        if not at_counter or find_clients(store, code, limit=1).hits:
            return False
        sentence = _("Nobody has the card {code} yet. Find whose it is, then press Alt+B.")
        self._window.toasts.show_toast(sentence.format(code=code))
        return True

    def close_sheets(self) -> None:
        """Close whatever lies over the page; what was typed is kept."""
        for sheet in self._sheets():
            sheet.close_sheet()

    def undo_step(self, step_id: int | None = None) -> None:
        """Take the latest step back, or the one named."""
        self._context.tasks.write(self._context.workspace.undo, step_id)

    def redo_step(self) -> None:
        """Do again what was undone last."""
        self._context.tasks.write(self._context.workspace.redo)

    def switch_staff(self) -> None:
        """Let the next of the staff be at the till; without names, ask for them in Settings."""
        settings = get_settings(self._context.workspace.store)
        if not settings.staff:
            self.go_to("settings")
            self._window.toasts.show_toast(_("Write down who works here first."))
            return
        names = settings.staff
        turn = names.index(settings.current_staff) + 1 if settings.current_staff else 0
        wanted = replace(settings, current_staff=names[turn % len(names)])
        self._save_settings(wanted)

    def _close_window(self) -> None:
        self._window.close()

    def _save_settings(self, wanted: ShopSettings) -> None:
        from crm.shop.services import save_settings

        self._context.tasks.write(save_settings, self._context.workspace.store, wanted)

    # Connecting

    def _bind_global(self) -> None:
        bind = self._context.actions.bind
        for key in ("counter", "clients", "settings"):
            bind(f"page.{key}", partial(self.go_to, key))
        bind("clients.find_same", lambda: self.go_to("same_people"))
        bind("import.open", lambda: self.go_to("bring_in"))
        bind("export.open", self.open_take_out)
        bind("client.new", self.open_new_client)
        bind("history.undo", self.undo_step)
        bind("history.redo", self.redo_step)
        bind("palette.open", self._open_palette)
        bind("keys.show", self._show_keys)
        bind("staff.switch", self.switch_staff)
        bind("theme.toggle", self._toggle_theme)
        bind("window.close", self._close_window)
        self._context.actions.announce(*_PROFILE_ACTIONS, "client.open")
        if self._context.settings.is_demo:
            bind("shop.own", self.own_shop_requested.emit)
        else:
            bind("demo.open", self.demo_requested.emit)

    @Slot(str, QWidget)
    def _on_window_page_built(self, key: str, page: QWidget) -> None:
        connect: dict[str, Callable[[QWidget], None]] = {
            "counter": self._connect_counter,
            "profile": self._connect_profile,
            "bring_in": self._connect_bring_in,
            "letters": self._connect_letters,
            "clients": self._connect_clients,
            "same_people": self._connect_same_people,
        }
        if key in connect:
            connect[key](page)

    def _connect_counter(self, widget: QWidget) -> None:
        page = cast("CounterPage", widget)
        self._context.actions.attach(Scope.COUNTER, page)
        self._bind_client_actions(page, page)
        page.client_opened.connect(self.open_client)
        page.visit_requested.connect(self.open_visit)
        page.form_requested.connect(self.open_form)
        page.new_client_requested.connect(self.open_new_client)

    def _connect_clients(self, widget: QWidget) -> None:
        page = cast("ClientsPage", widget)
        actions = self._context.actions
        actions.attach(Scope.CLIENTS, page)
        self._bind_client_actions(page, page)
        for action, do in (
            ("clients.search", page.focus_search),
            ("clients.filter", page.add_filter),
            ("clients.keep", page.keep_list),
            ("clients.columns", page.open_columns),
            ("clients.tag", partial(page.do_to_selected, "tag")),
            ("clients.set", partial(page.do_to_selected, "set")),
            ("clients.archive", partial(page.do_to_selected, "archive")),
            ("clients.remove", partial(page.do_to_selected, "remove")),
            ("clients.print", page.print_shown),
        ):
            actions.bind(action, do, page)
        page.client_opened.connect(self.open_client)
        page.visit_requested.connect(self.open_visit)
        page.new_client_requested.connect(self.open_new_client)
        page.labels_asked.connect(self.open_letters)
        page.export_asked.connect(lambda ids: self._take_out_of(page, ids))
        page.merge_asked.connect(self.open_same_people)

    def _connect_same_people(self, widget: QWidget) -> None:
        page = cast("SamePeoplePage", widget)
        actions = self._context.actions
        actions.attach(Scope.SAME, page)
        for action, do in (
            ("same.merge", page.merge),
            ("same.refuse", page.refuse),
            ("same.later", page.put_off),
        ):
            actions.bind(action, do, page)
        page.left.connect(self._window.show_page_before)
        page.client_opened.connect(self.open_client)

    def _connect_profile(self, widget: QWidget) -> None:
        page = cast("ProfilePage", widget)
        actions = self._context.actions
        actions.attach(Scope.PROFILE, page)
        self._bind_client_actions(page, page)
        asked: tuple[Callable[[], None], ...] = (
            page.show_previous, page.show_next, page.print_card, partial(self._split, page),
        )  # fmt: skip
        for action, do in zip(_PROFILE_ACTIONS, asked, strict=True):
            actions.bind(action, do, page)
        page.client_opened.connect(self.open_client)
        page.visit_requested.connect(self.open_visit)
        page.form_requested.connect(self.open_form)
        page.edit_requested.connect(lambda kind, client, row: self.open_form(kind, client, row))
        page.search_requested.connect(self.find)
        page.left.connect(self._window.show_page_before)

    def _split(self, page: ProfilePage) -> None:
        client_id = page.current_client()
        if client_id is not None:
            self.open_split(client_id)

    def _connect_letters(self, widget: QWidget) -> None:
        page = cast("LettersPage", widget)
        actions = self._context.actions
        actions.attach(Scope.LETTERS, page)
        actions.bind("letters.print", page.print_pages, page)
        actions.bind("letters.save", page.save_pages, page)
        page.left.connect(self._window.show_page_before)
        page.client_opened.connect(self.open_client)

    def _connect_bring_in(self, widget: QWidget) -> None:
        page = cast("BringInPage", widget)
        page.finished.connect(lambda: self.go_to("counter"))
        self._window.closing.connect(page.stop_reading)

    def _bind_client_actions(self, page: QWidget, clients: _ClientPage) -> None:
        def bind(action: str, do: Callable[[int], None]) -> None:
            def with_client() -> None:
                client_id = clients.current_client()
                if client_id is not None:
                    do(client_id)

            self._context.actions.bind(action, with_client, page)

        self._context.actions.attach(Scope.CLIENT, page)
        bind("visit.log", self.open_visit)
        bind("visit.log_bare", self.log_bare_visit)
        bind("client.star", self.star_client)
        bind("client.archive", self.archive_client)
        bind("client.remove", self.remove_client)
        bind("client.letter", lambda client_id: self.open_letters([client_id]))
        for action, kind in _FORM_ACTIONS.items():
            bind(action, partial(self.open_form, kind))

    # Slots

    @Slot(str)
    def _on_window_entry_chosen(self, key: str) -> None:
        if key == "staff":
            self.switch_staff()
        else:
            self.go_to(key)

    @Slot(int)
    def _on_client_made(self, client_id: int) -> None:
        self.open_client(client_id)

    def _open_palette(self) -> None:
        from ui.dialogs.palette import CommandPalette

        if self._palette is None:
            actions = self._context.actions
            self._palette = CommandPalette(
                self._context.theme, self._window.content, self._find_people, actions.rows
            )
            actions.cover(self._palette)
            self._palette.person_chosen.connect(self.open_client)
            self._palette.action_chosen.connect(actions.trigger)
        self._palette.open_palette()

    def _show_keys(self) -> None:
        from ui.dialogs.keys import KeysDialog

        if self._keys is None:
            actions = self._context.actions
            self._keys = KeysDialog(self._context.theme, self._window.content, actions.rows)
            actions.cover(self._keys)
            self._keys.action_chosen.connect(actions.trigger)
        self._keys.open_keys()

    def _find_people(self, text: str, take: Callable[[Sequence[PersonEntry]], None]) -> None:
        from crm.clients.find import find_clients
        from ui.dialogs.palette import PersonEntry

        found = find_clients(self._context.workspace.store, text, limit=_MOST_PEOPLE)
        take([PersonEntry(hit.id, hit.name, hit.matched_text or hit.town) for hit in found.hits])

    def _sheets(self) -> list[Sheet]:
        found = self._window.content.findChildren(Sheet)
        return [sheet for sheet in found if sheet.isVisible()]

    def _hear_scans(self) -> None:
        from ui.scanner import Scanner

        self._window.winId()  # a window of the system comes with its number
        Scanner(self._window.windowHandle(), self.take_scan, self)

    def _toggle_theme(self) -> None:
        mode: Mode = "light" if self._context.theme.tokens.dark else "dark"
        wanted = replace(get_settings(self._context.workspace.store), theme=mode)
        self._save_settings(wanted)

    def _profile_order(self) -> tuple[int, ...]:
        return cast("ProfilePage", self._window.page("profile")).order()
