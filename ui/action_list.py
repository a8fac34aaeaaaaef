"""Every action of the program, declared once: what it is called, its keys, and where it counts."""

from __future__ import annotations

from ui.actions import ActionSpec, Scope
from ui.i18n import mark

# {client}, {clients}, {Client} and {Clients} are the shop's own words for the people it serves.
ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("page.counter", mark("Counter"), ("Ctrl+1",), "store"),
    ActionSpec("page.clients", mark("{Clients}"), ("Ctrl+3",), "users"),
    ActionSpec("page.settings", mark("Settings"), ("Ctrl+9", "Ctrl+,"), "settings"),
    ActionSpec(
        "client.new",
        mark("New {client}"),
        ("Ctrl+N",),
        "user-plus",
        also=mark("add create person household organisation"),
    ),
    ActionSpec(
        "import.open",
        mark("Bring something in…"),
        ("Ctrl+I",),
        "file-spreadsheet",
        also=mark("import spreadsheet csv address book vcard"),
    ),
    ActionSpec("demo.open", mark("Look at the demo shop"), (), "sparkles", also=mark("example")),
    ActionSpec("shop.own", mark("To my own shop"), (), "store", also=mark("leave the demo")),
    ActionSpec("history.undo", mark("Undo"), ("Ctrl+Z",), "undo-2"),
    ActionSpec("history.redo", mark("Redo"), ("Ctrl+Y", "Ctrl+Shift+Z"), "redo-2"),
    ActionSpec(
        "palette.open",
        mark("Find people and actions"),
        ("Ctrl+K",),
        "search",
        in_palette=False,
    ),
    ActionSpec(
        "keys.show",
        mark("All keys"),
        ("?", "Shift+F1"),
        "keyboard",
        also=mark("shortcuts keyboard help"),
    ),
    ActionSpec(
        "curtain.toggle",
        mark("Draw or open the curtain"),
        ("F9",),
        "eye-off",
        also=mark("hide private"),
    ),
    ActionSpec(
        "staff.switch",
        mark("Someone else is at the till"),
        ("F12",),
        "user",
        also=mark("staff sign in PIN lock"),
    ),
    ActionSpec(
        "theme.toggle",
        mark("Light or dark"),
        ("Ctrl+Shift+L",),
        "moon",
        also=mark("theme night colours"),
    ),
    ActionSpec("window.close", mark("Close Regulars"), ("Ctrl+Q",), "x", also=mark("quit exit")),
    ActionSpec(
        "client.open",
        mark("Open the {client}"),
        ("Return",),
        "arrow-right",
        Scope.COUNTER,
        widget_keys=True,
    ),
    ActionSpec(
        "visit.log",
        mark("Log a visit"),
        ("Ctrl+Return", "Ctrl+Enter"),
        "shopping-bag",
        Scope.CLIENT,
        also=mark("purchase sale bought paid refund"),
    ),
    ActionSpec(
        "visit.log_bare",
        mark("Here, without buying"),
        ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"),
        "check",
        Scope.CLIENT,
        also=mark("visit chat came in"),
    ),
    ActionSpec(
        "note.add",
        mark("Add a note"),
        ("Alt+N",),
        "sticky-note",
        Scope.CLIENT,
        also=mark("remember ask about alert"),
    ),
    ActionSpec("promise.add", mark("Add a promise"), ("Alt+P",), "handshake", Scope.CLIENT),
    ActionSpec(
        "wish.add",
        mark("Add a wish"),
        ("Alt+W",),
        "gift",
        Scope.CLIENT,
        also=mark("would like next"),
    ),
    ActionSpec(
        "preference.add",
        mark("Add a like, dislike or allergy"),
        ("Alt+L",),
        "heart",
        Scope.CLIENT,
        also=mark("preference size formula"),
    ),
    ActionSpec(
        "occasion.add",
        mark("Add an occasion"),
        ("Alt+O",),
        "cake",
        Scope.CLIENT,
        also=mark("birthday anniversary date"),
    ),
    ActionSpec(
        "relation.add",
        mark("Add a relation"),
        ("Alt+R",),
        "users",
        Scope.CLIENT,
        also=mark("family pet friend sent us"),
    ),
    ActionSpec("photo.add", mark("Add a photo"), ("Alt+G",), "camera", Scope.CLIENT),
    ActionSpec("client.edit", mark("Edit the {client}"), ("Ctrl+E", "F2"), "pencil", Scope.CLIENT),
    ActionSpec("client.print", mark("Print the card"), ("Ctrl+P",), "printer", Scope.CLIENT),
    ActionSpec(
        "client.previous", mark("Previous in the list"), ("Alt+Up",), "arrow-up", Scope.PROFILE
    ),
    ActionSpec("client.next", mark("Next in the list"), ("Alt+Down",), "arrow-down", Scope.PROFILE),
)
