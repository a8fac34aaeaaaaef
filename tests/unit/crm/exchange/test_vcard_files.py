"""Every real address book at hand: what a person can read in it is in the records."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm.dates import PartialDate
from crm.exchange.records import ClientRecord, Problem
from crm.exchange.vcard import read_vcards

COUNTS = {
    "android-opt-vcard/v21_android_custom_prop.vcf": 0,
    "android-opt-vcard/v21_multiple_entry.vcf": 3,
    "android-opt-vcard/v21_nest.vcf": 3,
    "ez-vcard/John_Doe_ANDROID.vcf": 6,
    "ez-vcard/gmail-list.vcf": 3,
    "ez-vcard/rfc2426-example.vcf": 2,
    "thunderbird/emptylines_vcard_addressbook.vcf": 2,
}
"""Cards that tell of somebody; every other file has one."""

SAYS = {
    "android-opt-vcard/v21_adr_multiple_line.vcf": (
        "bogus", "http://bogus.com/", "Grindelberg 999", "Hermann v. Brevern", "9999999",
        "Packstation 999", "Hamburg", "99999", "Deutschland", "2008-12-03",
    ),
    "android-opt-vcard/v21_backslash.vcf": ("A;B\\", "C\\;", "D", ":E"),
    "android-opt-vcard/v21_base64_no_2_crlf.vcf": ("name", "fullname"),
    "android-opt-vcard/v21_blackberry_photo.vcf": (
        "boogie", "+5555555", "+5555556", "forrestgump@walladalla.com",
    ),
    "android-opt-vcard/v21_complicated.vcf": (
        "Joe Due", "Forrest", "Gump", "Hoge", "Pos", "Tao", "Gump Shrimp Co.",
        "Sales Dept.;Manager, Fish keeper", "Shrimp Man", "Fish Cake Keeper!", "(111) 555-1212",
        "(404) 555-1212", "0311111111", "0322222222", "0333333333", "100 Waters Edge",
        "42 Plantation St.", "forrestgump@walladalla.com", "cell@example.com", "1980-01-01",
        "The following note is the example from RFC 2045.",
        "Now's the time for all folk to come to the aid of their country.",
        "http://www.example.com/",
    ),
    "android-opt-vcard/v21_im.vcf": ("Nick", "hhh@gmail.com"),
    "android-opt-vcard/v21_invalid_comment_line.vcf": (
        "Conference Call",
        "This is an (sharp ->#<- sharp) example. This message must NOT be ignored.",
    ),
    "android-opt-vcard/v21_invalid_multiple_line.vcf": ("Omega", "omega@example.com"),
    "android-opt-vcard/v21_japanese_1.vcf": ("安藤ロイド", "ｱﾝﾄﾞｳﾛｲﾄﾞ", "0300000000"),
    "android-opt-vcard/v21_japanese_2.vcf": (
        "安藤 ロイド 1", "安藤", "ロイド1", "150-8512", "メモ",
        "東京都渋谷区桜丘町26-1セルリアンタワー6階",
    ),
    "android-opt-vcard/v21_japanese_3.vcf": ("伊能", "圭一", "伊予"),
    "android-opt-vcard/v21_malformed_photo.vcf": ("name", "fullname"),
    "android-opt-vcard/v21_multiple_entry.vcf": (
        "安藤ロイド3", "安藤ロイド4", "安藤ロイド5", *map(str, range(9, 21)),
    ),
    "android-opt-vcard/v21_nest.vcf": ("parent", "nest1", "nest2", "1"),
    "android-opt-vcard/v21_org_before_title.vcf": (
        "Normal Guy", "Company", "Organization, Devision, Room, Sheet No.", "Excellent Janitor",
    ),
    "android-opt-vcard/v21_pref_handling.vcf": (
        "Smith", "1", "2", "3", "test@example.com", "test2@examination.com", "Company",
        "Engineer", "Mystery", "Blogger", "Poetry", "Poet",
    ),
    "android-opt-vcard/v21_simple_1.vcf": ("Ando", "Roid"),
    "android-opt-vcard/v21_simple_2.vcf": ("Ando Roid",),
    "android-opt-vcard/v21_simple_3.vcf": ("Ando", "Roid", "Ando Roid"),
    "android-opt-vcard/v21_sip.vcf": ("Android", "888", "sip:90-180-360"),
    "android-opt-vcard/v21_title_before_org.vcf": ("Nice Guy", "Cool Title", "Marverous"),
    "android-opt-vcard/v21_winmo_65.vcf": (
        "Example", "2009-10-10", "Invalid line which must be handled correctly.",
    ),
    "android-opt-vcard/v21_x_android_custom_after_photo.vcf": (
        "Ando", "Roid", "1999-07-10", "1975-08-20",
    ),
    "android-opt-vcard/v21_x_param.vcf": (
        "pobox", "street", "1", "2", "email@example.com", "email2@example.com",
    ),
    "android-opt-vcard/v30_comma_separated.vcf": ("F", "G", "M", "1"),
    "android-opt-vcard/v30_ios_613_multiline.vcf": (
        "Bob Smith", "Smith Auto Repair", "bob@smithauto.com", "(650) 555-1212",
        "www.smithauto.com",
    ),
    "android-opt-vcard/v30_japanese.vcf": ("伊能", "圭一", "伊予"),
    "android-opt-vcard/v30_multibyte_param.vcf": ("F", "G", "M", "1"),
    "android-opt-vcard/v30_pager.vcf": ("F", "6101231234@pagersample.com"),
    "android-opt-vcard/v30_pause_wait.vcf": ("Pause", "Wait", "p1234p5678w9"),
    "android-opt-vcard/v30_simple.vcf": ("And Roid", "Open", "Handset, Alliance", "0300000000"),
    "android-opt-vcard/v30_sip.vcf": ("Android", "sip:android@android.example.com"),
    "android-opt-vcard/v40_sip.vcf": ("安藤 ロイド", "1", "sip:example@example.com"),
    "android-opt-vcard/v40_sort_as.vcf": ("安藤 ロイド", "あんどう ろいど"),
    "ez-vcard/John_Doe_ANDROID.vcf": (
        "john.doe@company.com", "jane.doe@company.com", "Ñ Ñ Ñ Ñ Ñ", "123456789", "123456",
        "234567", "3456789", "45678901", "bob@company.com", "ÑÑÑÑÑÑÑÑÑÑÑÑÑÑ", "www.company.com",
        "http://www.company.com", "55556666", "henry@company.com", "ÑÑÑÑ",
        "Ñ Ñ Ñ Ñ Ñ Ñ Ñ ÑÑ Ñ Ñ Ñ Ñ Ñ Ñ ÑÑ Ñ Ñ Ñ Ñ",
    ),
    "ez-vcard/John_Doe_BLACK_BERRY.vcf": ("John Doe", "Acme Solutions", "+96123456789"),
    "ez-vcard/John_Doe_EVOLUTION.vcf": (
        "Mr. John Richter, James Doe Sr.", "Johny", "Maria", "IBM", "Accounting, Dungeon",
        "Money Counter", "Big Blue", "Little Red", "VIP", "john.doe@ibm.com", "johnny5@aol.com",
        "905-666-1234", "905-555-1234", "ASB-123", "15 Crescent moon drive", "1980-03-22",
    ),
    "ez-vcard/John_Doe_GMAIL.vcf": (
        "Mr. John Richter, James Doe Sr.", "Jon Dow", "john.doe@ibm.com", "905-555-1234",
        "905-666-1234", "Crescent moon drive", "1980-03-22", "1975-03-01", "Jenny",
        "http://www.ibm.com",
    ),
    "ez-vcard/John_Doe_IPHONE.vcf": (
        "Mr. John Richter James Doe Sr.", "905-555-1234", "905-666-1234", "905-777-1234",
        "905-888-1234", "905-999-1234", "905-111-1234", "905-222-1234", "assistant phone",
        "Silicon Alley 5", "Street4", "Building 6", "Floor 8", "2012-06-06", "Johny",
    ),
    "ez-vcard/John_Doe_LOTUS_NOTES.vcf": (
        "Mr. Doe John I Johny", "Johny", "JayJay", "IBM", "SUN", "Generic Accountant",
        "billy_bob@gmail.com", "+1 (212) 204-34456", "00-1-212-555-7777", "1980-05-21",
        "South cresent drive, Building 5, 3rd floo r", "Counting Money",
    ),
    "ez-vcard/John_Doe_MAC_ADDRESS_BOOK.vcf": (
        "Jon Dow", "905-777-1234", "905-222-1234", "Jenny", "2012-06-06", "Silicon Alley 5,",
    ),
    "ez-vcard/John_Doe_MS_OUTLOOK.vcf": (
        "(905) 555-1234", "(905) 666-1234", "Cresent moon drive", "2011-01-13", "Big Blue",
        "Jenny", "johny5@aol.com", "1980-03-22", "john.doe@ibm.cm",
    ),
    "ez-vcard/fullcontact.vcf": (
        "Prefix FirstName MiddleName LastName Suffix",
        *(f"555-555-111{last}" for last in range(1, 10)), "custom@example.com", "Organization1",
        "Organization2", "Department1", "Department2", "Title1", "Title2", "2016-08-01",
        "Mother", "Assistant", "Custom", "2016-08-02", "2016-08-03", "2016-08-04", "NickName",
        "xmpp:gtalk", "HomeStreet", "CustomCountry", "Tag",
    ),
    "ez-vcard/gmail-list.vcf": (
        "Arnold Smith", "Chris Beatle", "Doug White", "asmithk@gmail.com", "dwhite@gmail.com",
    ),
    "ez-vcard/gmail-single.vcf": (
        "Greg Dartmouth", "Gman", "Grregg Dart-mowth", "123456789", "555 555 2222",
        "grand central", "321 Custom St", "CustomAdrType", "1960-09-10", "1970-06-02", "MySpouse",
        "MyCustom", "CustomRelationship", "http://TheProfile.com",
    ),
    "ez-vcard/gmail-single2.vcf": (
        *(f"IM{number}" for number in range(2, 10)),
        *(f"55555511{last}" for last in range(11, 22)),
        *(f"Name{number}" for number in range(1, 17)),
        *(f"http://www.example{number}.com" for number in range(1, 7)), "1776-07-04",
        "2000-09-12", "115 Main St", "customcategory@example.com", "TheNickname",
    ),
    "ez-vcard/issue114.vcf": (
        "Dummy, Dummy", "+49 1234 56789", "+49 9876 54321", "dummy.dummy@dummy.com",
        "Dummy-Dummy-Strasse 1", "Bad Homburg", "61352", "Germany",
    ),
    "ez-vcard/outlook-2003.vcf": (
        "John Doe III", "Joey", "Company, The", "BusinessPhone", "HomePhone", "MobilePhone",
        "BusinessFaxPhone", "TheOffice", "1980-03-21", "jdoe@hotmail.com", "Second line",
        "Third line is empty", "TheProfession",
    ),
    "ez-vcard/outlook-2007.vcf": (
        "Mr. Michael Angstadt Jr.", "(111) 555-4444", "222 Broadway", "1922-03-10", "2012-08-01",
        "TheManagerName", "TheAssistantName", "TheSpouse", "im@aim.com",
        "I assume it encodes this text inside a NOTE vCard type.",
    ),
    "ez-vcard/rfc2426-example.vcf": (
        "Frank Dawson", "Tim Howes", "+1-919-676-9515", "+1-415-528-4164", "94043",
        "howes@netscape.com", "6544 Battleford Drive",
    ),
    "ez-vcard/rfc6350-example.vcf": (
        "Simon Perreault", "ing. jr, M.Sc.", "--02-03", "2009-08-08", "+1-418-656-9254 x102",
        "+1-418-262-6501", "simon.perreault@viagenie.ca", "Suite D2-630", "http://nomis80.org",
    ),
    "ez-vcard/thunderbird-MoreFunctionsForAddressBook-extension.vcf": (
        "John Doe", "Johnny", "555-555-3333", "555-555-4444", "additional-email3@company.com",
        "category1", "category3", "TheSpouse", "1970-09-21", "1990-04-30", "Fourth Line",
    ),
    "thunderbird/emptylines_vcard_addressbook.vcf": (
        "John Doe", "Jane Doe", "jane.doe@genericemail.invalid",
    ),
    "vobject/vcard40_full.vcf": (
        "Dr. John Q. Public, III", "John Q. Public", "Johnny", "JQP", "1985-04-15", "2010-06-12",
        "+1-555-555-5555", "+1-555-123-4567", "johnny@personal.example.org", "456 Oak Lane",
        "xmpp:john@jabber.example.com", "Executive", "NETWORKING", "He likes vCards.",
        "b8767877-b4a1-4c70-9acc-505d3819e519",
    ),
    "vobject/vcard40_multilang.vcf": ("Yamada Taro", "山田太郎"),
}  # fmt: skip
"""What a person reading the file with patience finds in it."""

WITH_PHOTO = {
    "android-opt-vcard/v21_base64_no_2_crlf.vcf",
    "android-opt-vcard/v21_blackberry_photo.vcf",
    "android-opt-vcard/v21_complicated.vcf",
    "android-opt-vcard/v21_x_android_custom_after_photo.vcf",
    "android-opt-vcard/v30_ios_613_multiline.vcf",
    "ez-vcard/John_Doe_ANDROID.vcf",
    "ez-vcard/John_Doe_BLACK_BERRY.vcf",
    "ez-vcard/John_Doe_IPHONE.vcf",
    "ez-vcard/John_Doe_LOTUS_NOTES.vcf",
    "ez-vcard/John_Doe_MAC_ADDRESS_BOOK.vcf",
    "ez-vcard/John_Doe_MS_OUTLOOK.vcf",
    "ez-vcard/outlook-2007.vcf",
    "ez-vcard/thunderbird-MoreFunctionsForAddressBook-extension.vcf",
}


def texts_of(record: ClientRecord) -> set[str]:
    """Every text of the record, those of several lines also line by line."""
    found = {
        record.key, record.title, record.given, record.middle, record.family, record.suffix,
        record.display_name, record.called, record.pronunciation, record.organisation, record.work,
        record.born.text if record.born else "", *record.former_names, *record.tags, *record.notes,
    }  # fmt: skip
    for contact in record.contacts:
        found |= {contact.value, contact.label, contact.street, contact.postcode, contact.town}
        found |= {contact.region, contact.country}
    for dated in record.dates:
        found |= {dated.when.text, dated.label}
    for relation in record.relations:
        found |= {relation.name, relation.label, relation.key}
    found |= {value for _name, value in record.extra}
    return found | {line.strip() for text in found for line in text.split("\n")}


def read(path: Path) -> list[ClientRecord | Problem]:
    with path.open("rb") as source:
        return list(read_vcards(source))


@pytest.mark.parametrize("name", sorted(SAYS))
def test_what_can_be_read_in_a_file_is_kept(shared_data: Path, name: str) -> None:
    records = [r for r in read(shared_data / "vcards" / name) if isinstance(r, ClientRecord)]
    kept = set().union(*map(texts_of, records))
    missing = [text for text in SAYS[name] if text not in kept]
    assert not missing
    assert len(records) == COUNTS.get(name, 1)
    assert any(record.photo for record in records) is (name in WITH_PHOTO)


def test_no_file_was_forgotten(shared_data: Path) -> None:
    folder = shared_data / "vcards"
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*.vcf")}
    assert names == SAYS.keys() | {"android-opt-vcard/v21_android_custom_prop.vcf"}


def test_each_kind_of_contact_has_one_primary(shared_data: Path) -> None:
    for path in sorted((shared_data / "vcards").rglob("*.vcf")):
        for record in read(path):
            if isinstance(record, ClientRecord):
                kinds = [contact.kind for contact in record.contacts if contact.primary]
                assert sorted(kinds) == sorted({contact.kind for contact in record.contacts})


def test_a_damaged_photo_is_said_and_the_card_kept(shared_data: Path) -> None:
    found = read(shared_data / "vcards/android-opt-vcard/v21_malformed_photo.vcf")
    problem, record = found
    assert isinstance(problem, Problem)
    assert (problem.row, problem.column, problem.rejected) == (5, "PHOTO", False)
    assert isinstance(record, ClientRecord)
    assert record.display_name == "fullname"


def test_types_make_labels_and_preference_makes_the_primary(shared_data: Path) -> None:
    _first, *_rest = read(shared_data / "vcards/android-opt-vcard/v21_pref_handling.vcf")
    assert isinstance(_first, ClientRecord)
    phones = [(c.value, c.label, c.primary) for c in _first.contacts if c.kind == "phone"]
    assert phones == [("1", "home", False), ("2", "work", True), ("3", "ISDN", False)]


def test_a_birthday_may_have_no_year(shared_data: Path) -> None:
    (record,) = read(shared_data / "vcards/ez-vcard/rfc6350-example.vcf")
    assert isinstance(record, ClientRecord)
    assert record.born == PartialDate(None, 2, 3)
