"""Says what was written, once it is on the disk, and offers to take it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Slot

from crm.changes import Change
from crm.i18n import _
from ui.changes import Changes
from ui.i18n import mark
from ui.widgets.toast import ToastHost

# What is said of each action of the services; {about} is the client's name.
SENTENCES: Final[dict[str, str]] = {
    "visit.log": mark("Visit of {about} saved."),
    "visit.change": mark("Visit of {about} changed."),
    "visit.remove": mark("Visit of {about} removed."),
    "client.add": mark("{about} added."),
    "client.change": mark("{about} changed."),
    "client.star": mark("{about} starred."),
    "client.unstar": mark("{about} no longer starred."),
    "client.archive": mark("{about} archived. Nothing was deleted."),
    "client.restore": mark("{about} is back."),
    "client.mark_died": mark("Saved that {about} has died."),
    "client.unmark_died": mark("Corrected: {about} has not died."),
    "client.set_sent_by": mark("Who sent {about}: saved."),
    "note.add": mark("Note about {about} saved."),
    "note.change": mark("Note about {about} changed."),
    "note.remove": mark("Note about {about} removed."),
    "note.asked": mark("{about} was asked."),
    "promise.add": mark("Promise to {about} saved."),
    "promise.change": mark("Promise to {about} changed."),
    "promise.keep": mark("Promise to {about} kept."),
    "promise.reopen": mark("Promise to {about} stands again."),
    "promise.withdraw": mark("Promise to {about} no longer needed."),
    "promise.remove": mark("Promise to {about} removed."),
    "wish.add": mark("Wish of {about} saved."),
    "wish.change": mark("Wish of {about} changed."),
    "wish.open": mark("Wish of {about} is open again."),
    "wish.waiting": mark("Wish of {about} ordered."),
    "wish.here": mark("Wish of {about} is here."),
    "wish.fulfilled": mark("Wish of {about} fulfilled."),
    "wish.dropped": mark("Wish of {about} dropped."),
    "wish.remove": mark("Wish of {about} removed."),
    "preference.add": mark("Saved what {about} likes."),
    "preference.change": mark("Changed what {about} likes."),
    "preference.remove": mark("Removed from what {about} likes."),
    "occasion.add": mark("Day of {about} saved."),
    "occasion.change": mark("Day of {about} changed."),
    "occasion.remove": mark("Day of {about} removed."),
    "relation.add": mark("Relation of {about} saved."),
    "relation.change": mark("Relation of {about} changed."),
    "relation.remove": mark("Relation of {about} removed."),
    "relation_type.add": mark("Kind of relation “{about}” saved."),
    "contact.add": mark("How to reach {about}: saved."),
    "contact.change": mark("How to reach {about}: changed."),
    "contact.remove": mark("How to reach {about}: removed."),
    "contact.make_primary": mark("How to reach {about} first: saved."),
    "contact.move_out": mark("How to reach {about}: no longer in use."),
    "client.tag": mark("Tag of {about} saved."),
    "client.untag": mark("Tag of {about} removed."),
    "card.add": mark("Card of {about} saved."),
    "card.remove": mark("Card of {about} removed."),
    "attachment.add": mark("File of {about} saved."),
    "attachment.change": mark("File of {about} changed."),
    "attachment.remove": mark("File of {about} removed."),
    "consent.add": mark("What {about} agreed to: saved."),
    "consent.change": mark("What {about} agreed to: changed."),
    "consent.remove": mark("What {about} agreed to is open again."),
    "custom_field.add": mark("Field {about} added."),
    "custom_field.change": mark("Field {about} changed."),
    "custom_field.remove": mark("{about} removed."),
    "custom_field.order": mark("Order of the fields saved."),
    "custom_value.set": mark("{about} saved."),
    "custom_value.fill": mark("Own fields of {about} saved."),
    "custom_value.clear": mark("{about} removed."),
    "client.tag_many": mark("{about} tagged."),
    "client.untag_many": mark("Tag taken off {about}."),
    "client.set_standing_many": mark("Standing of {about} changed."),
    "client.set_kind_many": mark("Kind of {about} changed."),
    "client.archive_many": mark("{about} archived. Nothing was deleted."),
    "client.restore_many": mark("{about} are back."),
    "client.remove": mark("{about} is in the trash."),
    "client.remove_many": mark("{about} are in the trash."),
    "client.erase": mark("{about} erased for good."),
    "client.erase_many": mark("{about} erased for good."),
    "client.bring_back": mark("{about} is back from the trash."),
    "client.bring_back_many": mark("{about} are back from the trash."),
    "consent.set_many": mark("What {about} agreed to: saved."),
    "custom_value.set_many": mark("Field of {about} saved."),
    "smart_list.add": mark("List “{about}” kept."),
    "smart_list.change": mark("List “{about}” changed."),
    "smart_list.rename": mark("List is called “{about}” now."),
    "smart_list.remove": mark("List “{about}” removed. Those in it stay."),
    "smart_list.order": mark("Order of the lists saved."),
    "tag.add": mark("Tag {about} added."),
    "former_name.add": mark("Former name of {about} saved."),
    "former_name.remove": mark("Former name of {about} removed."),
    "household.create": mark("Household {about} saved."),
    "household.add": mark("Where {about} lives: saved."),
    "household.leave": mark("{about} left the household."),
    "letter.add": mark("Letter “{about}” saved."),
    "letter.change": mark("Letter “{about}” saved."),
    "letter.remove": mark("Letter “{about}” removed."),
    "sheet.keep": mark("Sheet “{about}” saved."),
    "sheet.remove": mark("Sheet “{about}” removed."),
    "photo.set": mark("Photo of {about} saved."),
    "photo.remove": mark("Photo of {about} removed."),
    "import.everything": mark("{about} brought in, with everything as it was."),
    "import.run": mark("{about} brought in."),
    "import.take_back": mark("{about} taken back."),
    "client.merge": mark("{about} are one now."),
    "client.split": mark("{about} are two again."),
    "pair.answer": mark("{about}: this will not be asked again."),
    "settings.save": mark("Settings saved."),
    "sections.arrange": mark("Sections of the profile saved."),
}
_SAVED: Final = mark("Saved: {about}.")
_SAVED_ALONE: Final = mark("Saved.")


class Announcer(QObject):
    """Turns each Change into a toast; ``on_undo`` takes back the step it is given."""

    def __init__(
        self,
        changes: Changes,
        toasts: ToastHost,
        on_undo: Callable[[int], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._toasts = toasts
        self._on_undo = on_undo
        changes.changed.connect(self.tell)

    @Slot(object)
    def tell(self, change: Change) -> None:
        """Say what ``change`` did, in place of what was said before."""
        # The older message may offer to undo what is undone by now.
        self._toasts.clear()
        if change.undone:
            self._toasts.show_toast(_("Undone: {what}").format(what=say_change(change)))
        elif change.redone:
            self._toasts.show_toast(_("Done again: {what}").format(what=say_change(change)))
        elif not change.undoable:
            self._toasts.show_toast(say_change(change))
        else:
            self._toasts.show_toast(
                say_change(change), on_undo=lambda: self._on_undo(change.step_id)
            )


def say_change(change: Change) -> str:
    """What a Change did, as one sentence."""
    fallback = _SAVED if change.about else _SAVED_ALONE
    return _(SENTENCES.get(change.action, fallback)).format(about=change.about)
