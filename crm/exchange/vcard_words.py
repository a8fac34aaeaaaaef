"""The words vCards use for numbers, relations and dates, and ours for them: only tables."""

from __future__ import annotations

import re

LABELS = {
    "cell": "mobile",
    "iphone": "mobile",
    "msg": "",
    "voice": "",
    "pref": "",
    "internet": "",
    "x400": "",
    "text": "",
    "textphone": "text phone",
    "postal": "",
    "parcel": "",
    "dom": "",
    "intl": "",
    "uri": "",
    "homepage": "home page",
    "x-irmc-n": "",
    "isdn": "ISDN",
    "personal": "home",
    "business": "work",
}
"""Types with another word, or none, on the screen; every other type is its own label."""

JOINED = frozenset({"fax", "pager", "modem", "tty"})
"""What a number is for; where it is ("home", "work") comes before it: "work fax"."""

PHONES = {"TEL": "", "X-MS-TEL": "", "X-PHONE": ""}
LINKS = {
    "URL": "",
    "X-URL": "",
    "IMPP": "",
    "X-SIP": "sip",
    "X-AIM": "aim",
    "X-ICQ": "icq",
    "X-MSN": "msn",
    "X-MS-IMADDRESS": "chat",
    "X-YAHOO": "yahoo",
    "X-JABBER": "jabber",
    "X-QQ": "qq",
    "X-SKYPE": "skype",
    "X-SKYPE-USERNAME": "skype",
    "X-SKYPE-PSTNNUMBER": "skype",
    "X-GTALK": "google talk",
    "X-GOOGLE-TALK": "google talk",
    "X-GADUGADU": "gadu-gadu",
    "X-GROUPWISE": "groupwise",
    "X-TWITTER": "twitter",
    "X-SOCIALPROFILE": "",
    "X-FACEBOOK": "facebook",
    "X-INSTAGRAM": "instagram",
    "X-WHATSAPP": "whatsapp",
}
"""Properties that are links or chat names, with the label they bring."""

RELATIONS = {
    "X-SPOUSE": "spouse",
    "X-EVOLUTION-SPOUSE": "spouse",
    "X-MS-SPOUSE": "spouse",
    "X-KADDRESSBOOK-X-SPOUSESNAME": "spouse",
    "X-MANAGER": "manager",
    "X-EVOLUTION-MANAGER": "manager",
    "X-MS-MANAGER": "manager",
    "X-KADDRESSBOOK-X-MANAGERSNAME": "manager",
    "X-ASSISTANT": "assistant",
    "X-EVOLUTION-ASSISTANT": "assistant",
    "X-MS-ASSISTANT": "assistant",
    "X-KADDRESSBOOK-X-ASSISTANTSNAME": "assistant",
    "X-CHILD": "child",
    "X-MS-CHILD": "child",
    "X-CHILDREN": "child",
    "X-ABRELATEDNAMES": "",
    "RELATED": "",
    "AGENT": "agent",
    "MEMBER": "member",
    "X-ADDRESSBOOKSERVER-MEMBER": "member",
}

DATES = {
    "ANNIVERSARY": "anniversary",
    "X-ANNIVERSARY": "anniversary",
    "X-EVOLUTION-ANNIVERSARY": "anniversary",
    "X-MS-ANNIVERSARY": "anniversary",
    "X-KADDRESSBOOK-X-ANNIVERSARY": "anniversary",
    "DEATHDATE": "died",
    "X-DEATHDATE": "died",
    "X-ABDATE": "",
}

PRONUNCIATION = {
    "X-PHONETIC-FIRST-NAME": 0,
    "X-PHONETIC-MIDDLE-NAME": 1,
    "X-PHONETIC-LAST-NAME": 2,
}
"""Parts of how a name is said, in the order they are spoken."""

FORMER_NAMES = frozenset({"X-MAIDENNAME", "X-MAIDEN-NAME"})

ANDROID_RELATIONS = (
    "", "assistant", "brother", "child", "partner", "father", "friend", "manager", "mother",
    "parent", "partner", "referred by", "relative", "sister", "spouse",
)  # fmt: skip
"""By the number Android gives a relation; 0 is one in the owner's own word."""

ANDROID_DATES = ("", "anniversary", "other", "birthday")

EXTRA = {
    "ROLE": "Role",
    "GENDER": "Gender",
    "X-GENDER": "Gender",
    "BIRTHPLACE": "Birthplace",
    "DEATHPLACE": "Place of death",
    "LANG": "Language",
    "GEO": "Position",
    "TZ": "Time zone",
    "PHOTO": "Photo",
    "LOGO": "Logo",
    "SOUND": "Sound",
    "KEY": "Key",
    "FBURL": "Calendar",
    "CALURI": "Calendar",
    "CALADRURI": "Calendar address",
}
"""What fits nowhere, by a name people know; any other property keeps its own."""

MACHINE_ONLY = frozenset({
    "BEGIN", "END", "VERSION", "PRODID", "REV", "PROFILE", "MAILER", "CLASS", "X-CLASS",
    "UID", "SORT-STRING", "X-ABLABEL", "X-ABADR", "X-ABUID", "X-ABSHOWAS", "X-ABORDER",
    "KIND", "X-ADDRESSBOOKSERVER-KIND", "CLIENTPIDMAP", "XML", "SOURCE", "NAME",
    "X-EVOLUTION-FILE-AS", "X-COUCHDB-APPLICATION-ANNOTATIONS", "X-MS-OL-DESIGN",
    "X-MS-OL-DEFAULT-POSTAL-ADDRESS", "X-REDUCTION", "X-NO", "X-GENERATOR", "X-ID", "X-ETAG",
    "X-FC-TAGS", "X-FC-LIST-ID", "X-IMAGETYPE", "X-IMAGEHASH", "X-SHARED-PHOTO-DISPLAY-PREF",
    "X-GNO", "X-DCM-TEL-ORIGINALLABEL",
})  # fmt: skip
"""Properties that say something to programs and nothing about a person."""

_APPLE = re.compile(r"_\$!<(.*)>!\$_", re.DOTALL)
_VENDOR = re.compile(r"^x-(?:nec-)?")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def spoken_label(written: str) -> str:
    """A label as people write one: ``_$!<HomePage>!$_`` is "home page"; own words stay."""
    apple = _APPLE.fullmatch(written)
    if apple:
        return _CAMEL.sub(" ", apple[1]).lower()
    if "_" in written and written.upper() == written:
        return written.replace("_", " ").lower()
    return written


def type_label(types: tuple[str, ...]) -> str:
    """The label that TYPE= and the bare words make, such as "work fax" or "mobile"."""
    words = [LABELS.get(word, _VENDOR.sub("", word)) for word in types]
    words = list(dict.fromkeys(word for word in words if word))
    use = next((word for word in words if word.lower() in JOINED), "")
    place = next((word for word in words if word in {"home", "work"}), "")
    if use:
        return f"{place} {use}".strip()
    if "mobile" in words:
        return "work mobile" if place == "work" else "mobile"
    return place or next(iter(words), "")
