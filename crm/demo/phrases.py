"""What is said across the counter of the demo shop, for those whose story is not told one by one.

No sentence says he or she: any of them fits anybody.
"""

from __future__ import annotations

from typing import Final

from crm.story.drafts import PreferenceKind

NOTES_OF_VISITS: Final = (
    "ran over glass again, checked the tyres", "squeak was the saddle, not the brakes",
    "in a hurry, train at ten", "brought biscuits for the workshop", "asked how the shop is doing",
    "chain was stretched, showed the gauge", "rode here through the rain",
    "wheel out of true, fixed",
    "back from two weeks in Wales", "wants the old parts back next time",
    "paid with the last voucher",
    "spoke broken on the drive side", "test rode the gravel bike, smiled a lot",
    "tubes for the whole street", "battery holds less in the cold, explained",
    "mudguard rattle gone",
    "fitted while waiting", "told us about the new job", "left the lock key here, rang about it",
    "cable frayed, changed before it snapped", "collected for a neighbour",
    "baby seat fits the rack",
    "needs it by Saturday for the club ride", "bar tape in blue this time",
)  # fmt: skip
NOTES_OF_CHATS: Final = (
    "came in for a chat", "looked at the touring bikes", "only air for the tyres",
    "borrowed the pump",
    "asked about the bike to work scheme", "dropped off a thank-you card", "showed holiday photos",
    "wanted to know the opening hours at Christmas", "measured for a frame",
    "brought back the loan bike",
    "no repair needed, tightened one bolt", "looked for a present, will think about it",
)  # fmt: skip
NOTES_OF_CALLS: Final = (
    "rang to ask whether the bike is ready", "rang about the rattle, talked it through",
    "we rang: the part is here", "rang to move the service to next week",
    "we rang to say thank you", "rang for the size of the tyre",
)  # fmt: skip
NOTES: Final = (
    "Rides in with the eight o'clock lot, always first at the lights.",
    "Learnt to ride at forty and tells everybody.",
    "Keeps the bike in the hall, so clean tyres matter.",
    "Photographs every canal in the county.",
    "Built the garden shed around the cargo bike.",
    "Sings in the choir at St Margaret's, Thursdays are out.",
    "Grew up above a bicycle shop in Rotterdam.",
    "Rode from Whitby to Morecambe for the hospice.",
    "Runs the allotment swap, brings rhubarb in May.",
    "Does the school run on the tandem.",
    "Restores old three-speed hubs at the kitchen table.",
    "Bad shoulder, lift the bike onto the stand for them.",
    "Prefers to be told the price before anything is opened up.",
    "Drinks tea, never coffee.",
    "Has keys for the community workshop.",
    "Reads the meter for the whole lane, knows everyone.",
    "Moved here for the moor and stayed for the people.",
    "Commutes to Leeds by train, folding bike under the seat.",
    "Won the hill climb in the over-sixties.",
    "Deaf in the left ear, stand on the right.",
    "Writes the walking column in the parish paper.",
    "Plays the cello, so no vibration in the wrists, please.",
    "Bakes for the café now and then.",
    "Was a nurse for thirty years, nights are still for reading.",
    "Sold the car last year and has not missed it.",
)  # fmt: skip
ASK_ABOUT: Final = (
    "How the half marathon went", "The new kitten", "The exam results", "The move to the new house",
    "Their mother's hip", "The holiday on Skye", "The new job in Bradford", "The allotment prize",
    "How the tandem ride to Whitby was", "The wedding in June", "The broken wrist",
    "The choir's concert", "The first day at school", "The kitchen that never gets finished",
    "The driving test", "The night shifts", "The swimming club", "The trip to the Hook of Holland",
)  # fmt: skip
PINNED: Final = (
    "Text rather than ring, works nights.", "Bike is always on the same hook, number 12.",
    "Ask before any work over £50.", "Leave the saddle height alone.",
    "Invoice goes to the office, not the house.", "Use the side door, the bell is broken.",
)  # fmt: skip
ALERTS: Final = (
    "Pays late, ask for a deposit", "Frame recalled, check before riding",
    "Never leave the dog alone",
    "E-bike battery bulged once, look at it first", "Carbon fork, torque wrench only",
    "Wants no photos of the children",
)  # fmt: skip
MOMENTS: Final = (
    "First hundred miles", "New touring bike", "Rode to Whitby", "Moved to the Grove",
    "Won the hill climb", "Twins arrived", "Wheel put right", "Coast to coast",
    "Retired", "First e-bike", "Back on the bike",
)  # fmt: skip
PROMISES: Final = (
    "Ring when the rack is here", "Keep the last calendar", "Find a second-hand child seat",
    "Quote for new wheels", "Order the tyres in 28 inch", "Lend the bike box for the weekend",
    "Look for a bell like the old one", "Send the photos of the frame", "Swap the pedals for free",
    "Check the headset after 100 miles", "Put the old saddle aside", "Bring the map of the canal",
    "Ask the maker about the warranty", "Save a place in the repair class",
)  # fmt: skip
WISHES: Final[tuple[tuple[str, str, int | None], ...]] = (
    ("Touring bike with low gears", "next spring", 160_000),
    ("E-bike for the hill to Cowling", "when the old one goes", 250_000),
    ("Balance bike for a grandchild", "before the birthday", 13_000),
    ("Leather saddle in brown", "some day", 12_000), ("Dynamo lights", "before winter", 15_000),
    ("Cargo bike to share with the neighbours", "next year", 400_000), ("Wide tyres", "", 9_000),
    ("A quieter freewheel", "", None), ("Pannier in mustard yellow", "if it ever comes", 10_000),
    ("Helmet with a light in it", "autumn", 9_000), ("Folding bike for the train", "summer",
    130_000),
    ("Second-hand road bike to try racing", "spring", 50_000), ("Bell that sounds like the old one",
     "", 2_000), ("Tandem for two not quite equal riders", "when the children have left", 200_000),
)  # fmt: skip
LIKES: Final[tuple[tuple[PreferenceKind, str, str], ...]] = (
    ("size", "Frame", "52 cm"), ("size", "Frame", "56 cm"), ("size", "Frame", "58 cm"),
    ("size", "Frame", "54 cm"), ("size", "Tyres", "28 x 1.6"), ("size", "Tyres", "700 x 32"),
    ("size", "Helmet", "M, 55 to 59 cm"), ("size", "Gloves", "8"), ("size", "Inseam", "81 cm"),
    ("formula", "Tyre pressure", "4.2 bar front, 4.6 rear"), ("formula", "Saddle height",
    "73.5 cm"),
    ("formula", "Chain", "hot wax, never oil"), ("formula", "Gearing", "34 by 32, for the moor"),
    ("like", "Colour", "Dark red"), ("like", "Colour", "Sky blue"), ("like", "Colour",
    "Anything but black"),
    ("like", "Contact", "A text, evenings"), ("like", "Contact", "E-mail only"),
    ("like", "Contact", "A call, mornings"), ("like", "Parts", "Steel, repairable"),
    ("like", "Coffee", "Flat white, one sugar"), ("like", "Coffee", "Tea, strong"),
    ("like", "Saddle", "Leather, broken in"), ("like", "Bars", "Swept back"),
    ("dislike", "Parts", "Carbon"), ("dislike", "Smell", "Rubber, air the bike first"),
    ("dislike", "Colour", "Neon"), ("dislike", "Contact", "Newsletters"),
    ("dislike", "Saddle", "Gel covers"), ("allergy", "", "Nickel"), ("allergy", "",
    "Nuts, no flapjack"),
    ("allergy", "", "Wasp stings"), ("allergy", "", "Lactose"),
)  # fmt: skip
OCCASIONS: Final = (
    "Wedding anniversary", "Club ride", "Name day", "The day they sold the car", "School fete",
    "Charity ride", "Moved in",
)  # fmt: skip
WORK: Final = (
    "Teaches maths", "Nurse at Airedale", "Joiner", "Retired postman", "Software developer",
    "Baker",
    "Solicitor's clerk", "Vet", "Runs the bookshop", "Gardener", "Dentist", "Bus driver", "Student",
    "Midwife", "Stonemason", "Accountant", "Drives the mobile library", "Potter", "Plays the cello",
    "Physiotherapist", "Train guard", "Farmer", "Primary school teacher", "Weaver", "Retired",
    "Café owner", "Surveyor", "Paramedic", "Translator", "Works from home",
)  # fmt: skip
FROM: Final = (
    "Bradford", "Hull", "Whitby", "Cork", "Gdańsk", "Lahore", "Sylhet", "Utrecht", "Kingston",
    "Swansea", "Glasgow", "Lagos", "Porto", "Kyiv", "Cape Town", "Leeds", "Carlisle", "Aarhus",
    "Naples", "Dundee", "Truro", "Norwich", "Jaipur", "Guangzhou",
)  # fmt: skip
HOW_MET: Final = (
    "Puncture outside the door", "Saw the window", "Club ride", "Bike to work scheme",
    "School bike day", "Found us on the map", "Moved in next door", "Repair class",
    "Market stall", "Christmas shopping",
)  # fmt: skip
TAGS: Final = (
    "commuter", "racing", "touring", "cargo", "school run", "e-bike", "club", "weekend", "gravel",
    "newsletter", "bike to work", "student", "volunteer",
)  # fmt: skip
PETS: Final = (
    ("dog", "Bramble"), ("dog", "Pickle"), ("dog", "Otis"), ("dog", "Haggis"), ("cat", "Mog"),
    ("cat", "Tinker"), ("dog", "Biscuit"), ("dog", "Fen"), ("cat", "Pepper"), ("dog", "Tess"),
)  # fmt: skip
CHILDREN: Final = (
    "Alfie", "Amara", "Ava", "Ben", "Clara", "Dylan", "Edie", "Esme", "Faris", "Freddie", "George",
    "Hana", "Ida", "Idris", "Jonah", "Juno", "Kit", "Leila", "Lottie", "Mabel", "Max", "Mila",
    "Nadia", "Noah", "Otto", "Poppy", "Rafi", "Reuben", "Rosa", "Seth", "Tilly", "Wren", "Yusuf",
)  # fmt: skip
SAY_CALLED: Final = {
    "Elizabeth": "Libby", "Margaret": "Peggy", "Robert": "Bob", "William": "Bill", "James": "Jim",
    "Katherine": "Kit", "Catherine": "Cath", "Thomas": "Tom", "Susan": "Sue", "Edward": "Ted",
    "Patricia": "Pat", "Richard": "Rick", "Dorothy": "Dot", "Michael": "Mick", "Victoria": "Vicky",
    "Joseph": "Joe", "Charles": "Chas", "Jennifer": "Jen", "Christine": "Chris", "Anthony": "Tony",
    "Rebecca": "Becky", "Samantha": "Sam", "Małgorzata": "Gosia", "Katarzyna": "Kasia",
    "Stanisław": "Staszek", "Alexandru": "Sandu", "Francesca": "Franca", "Guadalupe": "Lupe",
    "José": "Pepe",
}  # fmt: skip
SAID: Final = {
    "Siobhan": "shi-VAWN", "Niamh": "NEEV", "Aoife": "EE-fa", "Sinéad": "shi-NAYD", "Tadhg": "TIGE",
    "Oisín": "USH-een", "Gráinne": "GRAWN-ya", "Caoimhe": "KEE-va", "Eilidh": "AY-lee",
    "Wojciech": "VOY-chekh", "Łukasz": "WOO-kash", "Małgorzata": "maw-go-ZHAH-ta",
    "Krzysztof": "KSHISH-tof", "Ngọc": "NGOP", "Nguyễn": "WIN", "Xin": "SHIN", "Qiang": "CHYANG",
    "Søren": "SUR-en", "Håkon": "HAW-kon", "Íñigo": "EE-nyee-go", "Ifeoma": "ih-FAY-oh-ma",
    "Chiamaka": "chee-ah-MAH-ka", "Gökhan": "GURK-han", "Angharad": "ang-HAR-ad",
    "Ffion": "FEE-on", "Gwyneth": "GWIN-eth", "Morag": "MOR-ag", "Mairi": "MAH-ree",
}  # fmt: skip
