"""The people of the demo shop who are told one by one, so that every screen has its example."""

from __future__ import annotations

from crm.clients.names import NameParts
from crm.dates import PartialDate
from crm.demo.hero import HERO, hero_household
from crm.demo.people import (
    Days,
    Liked,
    Marked,
    Person,
    Place,
    Plan,
    Promised,
    Reach,
    Said,
    Tie,
    Wished,
)
from crm.story.drafts import MOMENT_LABEL

_YEAR = 365


def list_cast(days: Days) -> tuple[Person, ...]:
    """Everybody, those who are referred to before those who refer to them as senders."""
    return (
        *_oldest(days),
        *hero_household(days),
        *_sent_by_siobhan(days),
        *_found_beside_her(days),
        *_of_today(days),
        *_drifting(days),
        *_families(days),
        *_namesakes(days),
        *_from_elsewhere(days),
        *_organisations(days),
        *_by_habit(days),
        *_by_state(days),
    )


def _oldest(days: Days) -> tuple[Person, ...]:
    return (
        Person(
            "Petra Sioli",
            born=days.born(71, 190),
            from_place="Trieste",
            lives="Ilkley, above the old bakery",
            work="Bookbinder",
            how_met="The week the shop opened",
            starred=True,
            tags=("touring", "club"),
            reached=(
                Reach("phone", "07700 900 233", "mobile"),
                Reach("email", "petra@sioli.example"),
            ),
            places=(Place("3 Cobbler's Yard", "LS29 8MC", "Ilkley"),),
            ties=(Tie("brother", "Ilario", "often at home until five"), Tie("cat", "Bora")),
            notes=(
                Said(
                    "The first to buy from us, and has told the whole town since.",
                    2500,
                    pinned=True,
                ),
                Said("Case: the front wheel moved under braking on the way home.", 2, ask=True),
                Said("Wheel put right", 3020, author="Marek", label=MOMENT_LABEL),
            ),
            likes=(
                Liked("57 cm", "Frame", "size"),
                Liked("Steel, lugged, nothing welded", "Parts"),
                Liked("Espresso, standing", "Coffee"),
            ),
            wishes=(
                Wished("New panniers, the green ones", 240, "when they come in", 12000, "here"),
            ),
            promises=(Promised("Keep a stand free for Sunday’s ride", 2, due=-1),),
            plan=Plan(22 * _YEAR + 5, 245, 62, "tourer", total=1_490_600),
        ),
        Person(
            "Gwen Aldous",
            born=days.born(66, 77),
            lives="Addingham",
            work="Retired headteacher",
            sent_by="Petra Sioli",
            reached=(Reach("phone", "07700 900 129", "mobile"),),
            notes=(Said("Moved in with her sister for a while; asked us to keep her hook.", 400),),
            likes=(Liked("Letters, not e-mail", "Contact"),),
            plan=Plan(19 * _YEAR, 425, 182, "tourer", total=680_000),
        ),
        Person(
            "Tobias Lund",
            sent_by="Petra Sioli",
            work="Organ builder",
            born=PartialDate(None, 2, 29),
            reached=(Reach("email", "tobias@lund.example"),),
            tags=("touring",),
            plan=Plan(12 * _YEAR, 520, 365, "service", total=214_000),
        ),
        Person(
            "Rukhsana Mir",
            sent_by="Petra Sioli",
            work="Pharmacist",
            pronunciation="rukh-SAH-na",
            reached=(Reach("phone", "07700 900 356", "mobile"),),
            tags=("commuter", "e-bike"),
            likes=(Liked("A text, evenings", "Contact"), Liked("Teal", "Colour")),
            plan=Plan(8 * _YEAR, 71, 31, total=312_800),
        ),
    )


def _sent_by_siobhan(days: Days) -> tuple[Person, ...]:
    return (
        Person(
            "Dara Quinn",
            sent_by=HERO,
            work="Sound engineer",
            called="Dara",
            tags=("touring", "gravel"),
            reached=(Reach("phone", "07700 900 612", "mobile"),),
            likes=(Liked("56 cm", "Frame", "size"), Liked("Wide tyres", "Parts")),
            wishes=(Wished("Gravel bike for the Dales", 90, "next autumn", 190000),),
            plan=Plan(2010, 33, 48, "tourer", total=291_500),
        ),
        Person(
            "Orla Keane",
            sent_by=HERO,
            work="Teaches art, same school as Siobhan",
            ties=(Tie("colleague", HERO),),
            tags=("school run",),
            plan=Plan(1260, 20, 41, "family", total=186_000),
        ),
        Person(
            "Benedikt Hahn",
            called="Ben",
            sent_by=HERO,
            born=days.born(39, 12),
            work="Physiotherapist",
            plan=Plan(610, 58, 63, total=125_500),
        ),
    )


def _found_beside_her(days: Days) -> tuple[Person, ...]:
    return (
        Person(
            "Sione Latu",
            pronunciation="see-OH-neh LAH-too",
            from_place="Nuku'alofa",
            lives="Burley in Wharfedale",
            work="Coaches the under-twelves",
            born=days.born(34, 64),
            tags=("racing", "club"),
            reached=(Reach("phone", "07700 900 501", "mobile"),),
            likes=(Liked("61 cm", "Frame", "size"), Liked("Red, always red", "Colour")),
            notes=(Said("The new baby, a girl", 77, ask=True),),
            plan=Plan(4 * _YEAR + 30, 77, 42, "racer", total=214_000),
        ),
        Person(
            "Siobhán Murphy",
            called="Shiv M",
            work="Locum vet",
            born=PartialDate(1991, 5, None),
            tags=("commuter",),
            reached=(Reach("phone", "07700 900 733", "mobile"),),
            notes=(
                Said("How the first winter on the moor road goes", 1, author="Priya", ask=True),
            ),
            plan=Plan(212, 1, 30),
        ),
        Person(
            "Northwheel Ltd",
            kind="organisation",
            standing="supplier",
            reached=(
                Reach("phone", "0113 496 0180", "orders"),
                Reach("email", "orders@northwheel.example", "orders"),
                Reach("link", "https://northwheel.example"),
            ),
            places=(Place("Unit 6, Canal Works", "LS12 4MV", "Leeds"),),
            notes=(Said("Order by Tuesday noon for Thursday’s van.", 300, pinned=True),),
        ),
        Person(
            "Marek Sioda",
            standing="supplier",
            pronunciation="SHYO-da",
            work="Sales, Northwheel",
            reached=(
                Reach("phone", "07700 900 864", "mobile"),
                Reach("email", "marek.sioda@northwheel.example"),
            ),
            ties=(Tie("works at", "Northwheel Ltd", "our contact since 2019"),),
            notes=(Said("Visits on Thursdays, about eleven. Likes to be offered tea.", 60),),
            promises=(Promised("Tell Northwheel about the cracked rims", 12, due=-5, who="Marek"),),
        ),
    )


def _of_today(days: Days) -> tuple[Person, ...]:
    return (
        Person(
            "Tunde Okafor",
            born=days.born(45, 210),
            work="Delivers flowers by bike",
            pronunciation="TOON-deh",
            tags=("cargo", "e-bike"),
            reached=(
                Reach("phone", "07700 900 290", "mobile"),
                Reach("email", "tunde@okafor.example"),
            ),
            likes=(Liked("Quotes in writing", "Contact"),),
            wishes=(Wished("A second e-bike for the shop", 9, "before Christmas", 260000),),
            promises=(Promised("Quote for the second e-bike", 9, due=-1, who="Jo"),),
            notes=(Said("Which charger fits the 2019 hub?", 1, author="Priya", ask=True),),
            plan=Plan(3 * _YEAR + 20, 9, 26, total=190_400),
        ),
        Person(
            "Maya Hirsch",
            work="Illustrator",
            ties=(
                Tie("daughter", "Ida", "rides in the front box", days.born(6, 4)),
                Tie("son", "Levi", "", days.born(4, 150)),
            ),
            tags=("cargo", "school run"),
            reached=(Reach("phone", "07700 900 518", "mobile"),),
            likes=(Liked("Her own saddle, bring nothing else", "Saddle"),),
            notes=(
                Said(
                    "Brings both children to every fitting; keep the train set out.",
                    40,
                    pinned=True,
                ),
            ),
            plan=Plan(9 * _YEAR, 15, 39, "family"),
        ),
        Person(
            "Leo Castellan",
            born=days.born(52, 0),
            ties=(Tie("son", "Nico", "will be home, side door"),),
            reached=(Reach("phone", "07700 900 947", "mobile"),),
            plan=Plan(400, 4, 45),
        ),
        Person(
            "Ana Ferreira",
            ties=(Tie("husband", "Tom Ferreira"),),
            occasions=(Marked("Wedding anniversary", days.yearly(8, years=25)),),
            tags=("weekend",),
            plan=Plan(7 * _YEAR, 25, 73, "tourer"),
        ),
        Person("Tom Ferreira", work="Fire officer", plan=Plan(7 * _YEAR, 130, 140)),
    )


def _drifting(days: Days) -> tuple[Person, ...]:
    return (
        Person(
            "Hill Street School",
            kind="organisation",
            tags=("school run", "fleet"),
            reached=(
                Reach("phone", "01632 960 555", "office"),
                Reach("email", "office@hillstreet.example", "office"),
            ),
            places=(Place("Hill Street", "LS29 9KC", "Ilkley"),),
            notes=(
                Said("Invoices to the county, not to the school.", 30, alert=True),
                Said("Case: the last invoice is in the wrong name.", 3, author="Priya"),
            ),
            plan=Plan(6 * _YEAR, 170, 91, "fleet", total=322_000),
        ),
        Person(
            "Miriam Sobel",
            standing="past",
            notes=(Said("Moved to Bristol in spring; left with a cake.", 560),),
            places=(
                Place("9 Larch Avenue", "LS29 7OM", "Ilkley", is_past=True),
                Place("22 Harbour Steps", "BS1 6CV", "Bristol"),
            ),
            reached=(Reach("phone", "07700 900 071", "mobile"),),
            plan=Plan(11 * _YEAR, 565, 60),
        ),
        Person(
            "Kwame Asante",
            born=days.born(29, 27),
            tags=("racing",),
            notes=(Said("The wait in August, which was too long", 190, ask=True),),
            plan=Plan(5 * _YEAR, 188, 24, "racer"),
        ),
    )


def _families(days: Days) -> tuple[Person, ...]:
    return (
        Person(
            "Pat Oldroyd",
            parts=NameParts(given="Patricia", family="Oldroyd"),
            called="Pat",
            born=PartialDate(days.today.year - 63, None, None, about=True),
            ties=(
                Tie("dog", "Marmalade", "a terrier, has her own basket; biscuits under the till"),
                Tie("neighbour", "Hyacinth Bell"),
            ),
            tags=("e-bike", "weekend"),
            reached=(Reach("phone", "01632 960 212", "home"),),
            likes=(Liked("Basket at the front, for the dog", "Bags"),),
            plan=Plan(10 * _YEAR, 17, 28),
        ),
        Person(
            "Hyacinth Bell",
            born=PartialDate(1948, 11, None),
            from_place="Montego Bay",
            work="Retired midwife",
            likes=(Liked("Wasp stings", "", "allergy"), Liked("Step-through, always", "Frame")),
            notes=(
                Said(
                    "Half the town was born into her hands. Knows every family.", 1200, pinned=True
                ),
            ),
            plan=Plan(17 * _YEAR, 44, 88, "service"),
        ),
        Person(
            "Imran Qureshi",
            ties=(Tie("wife", "Saima Qureshi"), Tie("daughter", "Zoya", "", days.born(9, 33))),
            tags=("commuter", "bike to work"),
            reached=(Reach("phone", "07700 900 660", "mobile"),),
            plan=Plan(6 * _YEAR, 6, 21),
        ),
        Person(
            "Saima Qureshi",
            work="Architect",
            ties=(Tie("mother", "Nasreen Qureshi", "lives with them"),),
            plan=Plan(5 * _YEAR, 51, 77, "family"),
        ),
        Person(
            "Nasreen Qureshi",
            born=PartialDate(1951, None, None),
            plan=Plan(900, 190, 300, "presents"),
        ),
        Person(
            "The Qureshi household",
            kind="household",
            reached=(Reach("phone", "01632 960 318", "home"),),
            places=(Place("41 Hawthorn Way", "LS29 7VK", "Menston"),),
            members=(
                ("Imran Qureshi", ""),
                ("Saima Qureshi", ""),
                ("Nasreen Qureshi", "grandmother"),
            ),
        ),
        Person(
            "Lottie Wadsworth",
            parts=NameParts(given="Charlotte", middle="Rose", family="Wadsworth"),
            called="Lottie",
            former_names=("Charlotte Pickering",),
            born=days.born(33, 41),
            ties=(Tie("partner", "Sam Illingworth"), Tie("friend", "Maya Hirsch")),
            notes=(Said("New name since the wedding; the old one is still on the e-mail.", 210),),
            reached=(Reach("email", "charlotte@pickering.example"),),
            plan=Plan(6 * _YEAR, 30, 44, "family"),
        ),
        Person("Sam Illingworth", work="Cheesemaker", plan=Plan(4 * _YEAR, 82, 96, "racer")),
    )


def _namesakes(days: Days) -> tuple[Person, ...]:
    return (
        Person(
            "John Smith",
            key="John Smith of Otley",
            work="Postman",
            reached=(Reach("phone", "07700 900 318", "mobile"),),
            places=(Place("7 Boroughgate", "LS21 3KM", "Otley"),),
            notes=(Said("There is a second John Smith, in Skipton. This one has the beard.", 800),),
            plan=Plan(13 * _YEAR, 12, 33),
        ),
        Person(
            "John Smith",
            key="John Smith of Skipton",
            work="Auctioneer",
            born=days.born(58, 119),
            reached=(Reach("phone", "07700 900 845", "mobile"),),
            places=(Place("19 Bridge Lane", "BD23 1CV", "Skipton"),),
            likes=(Liked("Ring the office, never the house", "Contact"),),
            notes=(Said("Pays late, ask for a deposit", 320, alert=True),),
            plan=Plan(9 * _YEAR, 150, 120, "racer"),
        ),
    )


def _from_elsewhere(days: Days) -> tuple[Person, ...]:
    return (
        Person(
            "Łukasz Żak",
            pronunciation="WOO-kash ZHAK",
            from_place="Wrocław",
            work="Welder",
            reached=(Reach("phone", "07700 900 404", "mobile"),),
            likes=(
                Liked("58 cm", "Frame", "size"),
                Liked("2.1 bar, for the mud", "Tyres", "formula"),
            ),
            tags=("gravel",),
            plan=Plan(8 * _YEAR, 11, 18, "racer"),
        ),
        Person(
            "Søren Møller",
            from_place="Aarhus",
            pronunciation="SUR-en",
            wishes=(
                Wished(
                    "Cargo bike like the one at home",
                    300,
                    "when the twins come",
                    390000,
                    "fulfilled",
                    120,
                ),
            ),
            plan=Plan(3 * _YEAR, 120, 70, "family"),
        ),
        Person(
            "José Álvarez Peña",
            called="Pepe",
            from_place="Oviedo",
            work="Chef at the Riverside",
            likes=(
                Liked("A call after four, kitchen before", "Contact"),
                Liked("Carbon", "Parts", "dislike"),
            ),
            plan=Plan(2 * _YEAR, 8, 14),
        ),
        Person(
            "Heike Straub",
            from_place="Freiburg",
            reached=(Reach("phone", "+44 7700 900 575", "mobile"),),
            places=(
                Place("11 Ropewalk", "LS21 1VO", "Otley"),
                Place("Lange Straße 4", "79117", "Freiburg", is_past=True),
            ),
            plan=Plan(5 * _YEAR, 61, 61, "tourer"),
        ),
        Person(
            "王小明",
            called="Ming",
            pronunciation="wahng shyow-MING",
            work="Plays second violin",
            reached=(Reach("email", "ming@wang.example"),),
            likes=(Liked("50 cm", "Frame", "size"),),
            plan=Plan(700, 22, 37),
        ),
        Person("ليلى حداد", called="Layla", work="Translator", plan=Plan(500, 19, 52, "family")),
        Person("Олена Шевченко", called="Olena", from_place="Lviv", plan=Plan(3 * _YEAR, 5, 16)),
        Person("সুমাইয়া চৌধুরী", called="Sumaiya", work="GP", plan=Plan(6 * _YEAR, 90, 110, "service")),
        Person(
            "Nguyễn Thị Hoa",
            parts=NameParts(given="Hoa", middle="Thị", family="Nguyễn"),
            pronunciation="hwa WIN",
            plan=Plan(1100, 48, 60, "family"),
        ),
        Person(
            "Bríd Ní Chonaill",
            called="Bridie",
            pronunciation="BREED nee KHUN-ill",
            born=PartialDate(None, 2, 1),
            plan=Plan(14 * _YEAR, 37, 66, "tourer"),
        ),
    )


def _organisations(days: Days) -> tuple[Person, ...]:
    return (
        Person(
            "Ilkley Wheelers",
            kind="organisation",
            tags=("club", "racing"),
            occasions=(Marked("Hill climb", days.yearly(21)),),
            reached=(Reach("email", "secretary@wheelers.example"),),
            notes=(Said("Ten in the hundred off for members, show the card.", 700, pinned=True),),
            plan=Plan(15 * _YEAR, 40, 93, "fleet"),
        ),
        Person(
            "Imogen Thackray",
            standing="colleague",
            work="Accountant",
            ties=(Tie("works at", "Thackray & Daughter"),),
            reached=(Reach("phone", "01632 960 701", "office"),),
        ),
        Person(
            "Thackray & Daughter",
            kind="organisation",
            standing="supplier",
            reached=(Reach("email", "books@thackray.example"),),
            places=(Place("2 Westgate", "LS21 3OK", "Otley"),),
        ),
        Person(
            "Moorside Surgery",
            kind="organisation",
            standing="prospect",
            how_met="Asked for an offer for six e-bikes",
            wishes=(Wished("Six e-bikes for home visits", 25, "new budget in April", 1300000),),
            promises=(Promised("Send the offer for six e-bikes", 25, due=3, who="Priya"),),
            reached=(Reach("phone", "01632 960 822", "desk"),),
        ),
    )


def _by_habit(days: Days) -> tuple[Person, ...]:
    return (
        Person(
            "Arthur Holdsworth",
            born=days.born(84, 60),
            called="Mr H",
            lives="Two doors down",
            work="Retired engine driver",
            starred=True,
            notes=(
                Said("The chair by the window is his.", 3000, pinned=True),
                Said("Came in out of the snow once, and every week since.", 1700),
                Said("Gave us the station clock", 2600, label=MOMENT_LABEL),
            ),
            tags=("commuter",),
            plan=Plan(20 * _YEAR, 3, 12),
        ),
        Person(
            "Giulia Marchetti",
            from_place="Bergamo",
            work="Opens the bakery at five",
            likes=(Liked("Coffee, black, no lid", "Coffee"),),
            notes=(Said("How the baking show went", 2, author="Priya", ask=True),),
            plan=Plan(3 * _YEAR, 1, 1, "coffee"),
        ),
        Person(
            "Winifred Crabtree",
            called="Win",
            born=days.born(78, 17),
            ties=(Tie("grandchild", "Otis", "", days.born(5, 26)), Tie("grandchild", "Wren")),
            notes=(Said("Comes before Christmas only; wrap everything.", 330, pinned=True),),
            plan=Plan(12 * _YEAR, 20, 365, "presents", december=True),
        ),
        Person(
            "Neil Farquhar",
            work="Winds the town clock",
            likes=(Liked("Every year on the same day", "Service"),),
            plan=Plan(15 * _YEAR, 351, 365, "service"),
        ),
    )


def _by_state(days: Days) -> tuple[Person, ...]:
    return (
        Person(
            "Douglas Priestley",
            has_died=True,
            born=PartialDate(1939, 3, 8),
            died=PartialDate.from_date(days.ago(480)),
            notes=(
                Said("His bike hangs in our window. Ring Audrey on the day.", 470, pinned=True),
            ),
            ties=(Tie("wife", "Audrey Priestley"),),
            plan=Plan(18 * _YEAR, 520, 58, "tourer"),
        ),
        Person(
            "Audrey Priestley",
            born=PartialDate(1942, 9, None),
            notes=(Said("Douglas’s tandem is to go to somebody who will ride it.", 300, ask=True),),
            plan=Plan(16 * _YEAR, 66, 150, "service"),
        ),
        Person(
            "Craig Bottomley",
            archived=700,
            notes=(Said("Asked us to forget the old e-mail address.", 705),),
            plan=Plan(9 * _YEAR, 1100, 50),
        ),
        Person("Verity Dale", archived=90, standing="past", plan=Plan(1500, 800, 70, "family")),
        Person(
            "Noor Siddiqui",
            standing="prospect",
            how_met="Test rode the folding bike at the market",
            reached=(Reach("phone", "07700 900 156", "mobile"),),
            wishes=(Wished("Folding bike for the Leeds train", 6, "January", 130000, remind=-40),),
            promises=(Promised("Keep the blue demo bike until Saturday", 6, due=-4),),
        ),
        Person(
            "Gethin Prosser",
            standing="prospect",
            how_met="Repair class",
            wishes=(Wished("Wheel building class", 45, "spring", 9000, "dropped", 20),),
        ),
        Person(
            "Ros Whitaker",
            standing="colleague",
            work="Saturday help in the café",
            ties=(Tie("friend", "Giulia Marchetti"),),
            born=days.born(19, 29),
        ),
        Person(
            "Alan Bickerdike",
            notes=(Said("Pays late, ask for a deposit", 150, alert=True),),
            promises=(
                Promised(
                    "Wait for the rest until the end of the month", 160, due=130, withdrawn=True
                ),
                Promised("Find a second-hand frame, 60 cm", 60),
                Promised("Ring about the old tourer", 33, due=6, who="Priya"),
            ),
            plan=Plan(4 * _YEAR, 33, 55),
        ),
    )
