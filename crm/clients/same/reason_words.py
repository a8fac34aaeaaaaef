"""What was seen of a pair, in words."""

from __future__ import annotations

from crm.i18n import _


def say_reason(code: str) -> str:
    """The words for the code of an evidence, in the language of the program."""
    return _said()[code]


def _said() -> dict[str, str]:
    # Translated when it is asked for: the language is not known when this is imported.
    return _names() | _dates() | _contacts()


def _names() -> dict[str, str]:
    return {
        "name.same": _("same name"),
        "given.same": _("same given name"),
        "given.short": _("short form of the same given name"),
        "given.part": _("shares a given name"),
        "given.initial": _("same initial"),
        "given.one_letter": _("given name one letter apart"),
        "given.two_letters": _("given name two letters apart"),
        "given.letters": _("given name of nearly the same letters"),
        "given.known": _("two given names that are alike"),
        "given.other": _("different given name"),
        "middle.same": _("same middle name"),
        "middle.initial": _("same middle initial"),
        "middle.other": _("different middle name"),
        "family.same": _("same family name"),
        "family.one_letter": _("family name one letter apart"),
        "family.two_letters": _("family name two letters apart"),
        "family.letters": _("family name of nearly the same letters"),
        "family.part": _("shares a part of the family name"),
        "family.former": _("former family name"),
        "family.other": _("different family name"),
        "whole.same": _("same name"),
        "whole.part": _("one name holds the other"),
        "whole.near": _("name nearly the same"),
        "whole.other": _("different name"),
        "names.swapped": _("given and family name swapped"),
        "suffix.other": _("Jr and Sr"),
        "suffix.one": _("Jr or Sr on one only"),
        "title.other": _("Mr and Mrs"),
    }


def _dates() -> dict[str, str]:
    return {
        "born.same": _("same birthday"),
        "born.digit": _("birthday one digit different"),
        "born.swapped": _("day and month of the birthday swapped"),
        "born.day_month": _("same birthday in another year"),
        "born.month": _("born in the same month"),
        "born.year": _("born in the same year"),
        "born.near": _("born within a year"),
        "born.other": _("different birthday"),
        "born.generation": _("born a generation apart"),
        "born.part_year": _("same year of birth"),
        "born.part_month": _("same month of birth"),
        "born.part_day": _("same birthday, year unknown"),
        "born.part_other": _("different birthday"),
    }


def _contacts() -> dict[str, str]:
    return {
        "phone.same": _("same phone number"),
        "phone.digit": _("phone number one digit different"),
        "phone.other": _("different phone number"),
        "mail.same": _("same e-mail address"),
        "mail.shared": _("same e-mail address, of a desk"),
        "mail.before": _("same e-mail name at another provider"),
        "mail.near": _("e-mail address nearly the same"),
        "mail.letters": _("e-mail address of nearly the same letters"),
        "mail.named": _("different e-mail address, both made of the name"),
        "mail.other": _("different e-mail address"),
        "street.same": _("same street"),
        "street.near": _("street nearly the same"),
        "street.other": _("different street"),
        "number.same": _("same house number"),
        "number.other": _("different house number"),
        "place.same": _("same town"),
        "place.with_street": _("same town"),
        "place.near": _("town nearly the same"),
        "place.other": _("different town"),
        "paper.same": _("same card or number"),
        "paper.digit": _("card or number one digit different"),
    }
