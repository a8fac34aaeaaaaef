"""Tables as somebody's program may write them: any language, encoding, delimiter and dialect."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

_HEADERS: Final[dict[str, dict[str, str]]] = {
    "en": {
        "given": "First name", "family": "Last name", "phone": "Phone", "email": "Email",
        "street": "Street", "postcode": "Postcode", "town": "City", "born": "Date of birth",
        "note": "Notes", "what": "Item", "amount": "Amount", "day": "Date", "name": "Customer",
    },
    "de": {
        "given": "Vorname", "family": "Nachname", "phone": "Telefon", "email": "E-Mail",
        "street": "Straße", "postcode": "PLZ", "town": "Ort", "born": "Geburtsdatum",
        "note": "Bemerkung", "what": "Artikel", "amount": "Betrag", "day": "Datum", "name": "Kunde",
    },
    "fr": {
        "given": "Prénom", "family": "Nom", "phone": "Téléphone", "email": "Adresse e-mail",
        "street": "Rue", "postcode": "Code postal", "town": "Ville", "born": "Date de naissance",
        "note": "Remarques", "what": "Produit", "amount": "Montant", "day": "Date de vente",
        "name": "Nom du client",
    },
    "es": {
        "given": "Nombre", "family": "Apellidos", "phone": "Teléfono",
        "email": "Correo electrónico", "street": "Dirección", "postcode": "Código postal",
        "town": "Ciudad", "born": "Fecha de nacimiento", "note": "Observaciones",
        "what": "Producto",
        "amount": "Importe", "day": "Fecha", "name": "Cliente",
    },
    "it": {
        "given": "Nome", "family": "Cognome", "phone": "Telefono", "email": "Email",
        "street": "Indirizzo", "postcode": "CAP", "town": "Città", "born": "Data di nascita",
        "note": "Note", "what": "Articolo", "amount": "Importo", "day": "Data", "name": "Cliente",
    },
    "nl": {
        "given": "Voornaam", "family": "Achternaam", "phone": "Telefoon", "email": "E-mailadres",
        "street": "Straat", "postcode": "Postcode", "town": "Plaats", "born": "Geboortedatum",
        "note": "Opmerkingen", "what": "Omschrijving", "amount": "Bedrag", "day": "Datum",
        "name": "Klant",
    },
    "pl": {
        "given": "Imię", "family": "Nazwisko", "phone": "Telefon", "email": "Adres e-mail",
        "street": "Ulica", "postcode": "Kod pocztowy", "town": "Miasto", "born": "Data urodzenia",
        "note": "Uwagi", "what": "Produkt", "amount": "Kwota", "day": "Data sprzedaży",
        "name": "Klient",
    },
    "pt": {
        "given": "Primeiro nome", "family": "Sobrenome", "phone": "Telefone", "email": "E-mail",
        "street": "Endereço", "postcode": "CEP", "town": "Cidade", "born": "Data de nascimento",
        "note": "Observações", "what": "Produto", "amount": "Valor", "day": "Data da venda",
        "name": "Nome do cliente",
    },
    "sv": {
        "given": "Förnamn", "family": "Efternamn", "phone": "Ringa", "email": "E-postadress",
        "street": "Gatuadress", "postcode": "Postnummer", "town": "Postort", "born": "Född den",
        "note": "Anteckningar", "what": "Vara", "amount": "Belopp", "day": "Såld den",
        "name": "Kundens namn",
    },
}  # fmt: skip
UNKNOWN_LANGUAGES: Final = frozenset({"sv"})
"""Languages whose names of columns the program does not know."""

_PEOPLE: Final[dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]]] = {
    "en": (("Siobhan", "Zoë", "Oliver", "Renée"), ("O'Neil", "Brennan", "Smith-Jones", "Ward"),
           ("Leeds", "York", "Bath", "Hull")),
    "de": (("Jürgen", "Käthe", "Björn", "Uwe"), ("Müller", "Groß", "Öztürk", "von der Heide"),
           ("Köln", "München", "Nürnberg", "Düren")),
    "fr": (("Hélène", "François", "Noël", "Chloé"), ("Lefèvre", "Côté", "D'Aubigné", "Petit"),
           ("Orléans", "Besançon", "Nîmes", "Sète")),
    "es": (("José", "Íñigo", "Begoña", "María"), ("Muñoz Peña", "García", "Ibáñez", "Núñez"),
           ("Málaga", "Cádiz", "León", "Jaén")),
    "it": (("Niccolò", "Giosuè", "Anna", "Marco"), ("D'Alò", "Rossi", "Papà", "Cucù"),
           ("Forlì", "Cantù", "Roma", "Bari")),
    "nl": (("Daniël", "Zoë", "Sjoerd", "Anouk"), ("van der Veen", "Vliët", "Bakker", "de Boër"),
           ("Haarlem", "Heerenveen", "Oss", "Brielle")),
    "pl": (("Łucja", "Zdzisław", "Małgorzata", "Agnieszka"), ("Wiśniewska", "Żółć", "Dąbrowski",
           "Święty"), ("Łódź", "Kraków", "Poznań", "Gdańsk")),
    "pt": (("João", "Conceição", "Inês", "Antônio"), ("Gonçalves", "Magalhães", "Simões", "Araújo"),
           ("São Paulo", "Évora", "Guimarães", "Belém")),
    "sv": (("Åsa", "Björn", "Märta", "Örjan"), ("Öberg", "Sjöström", "Ågren", "Lindqvist"),
           ("Malmö", "Göteborg", "Västerås", "Umeå")),
}  # fmt: skip
_ENCODINGS: Final = {
    "pl": ("utf-8", "utf-8-sig", "utf-16", "cp1250"),
    "": ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac_roman", "cp850"),
}
_SHAPES: Final = (
    ("given", "family", "phone", "email", "street", "postcode", "town", "born", "note"),
    ("name", "phone", "email", "town"),
    ("given", "family", "email"),
    ("family", "given", "phone", "born", "note"),
    ("name", "day", "what", "amount"),
    ("day", "name", "email", "what", "amount", "note"),
)
_TITLES: Final = (
    "Export", "Customers 2026", "Bericht vom 12.11.2026", "Liste des clients;", "Shop, Main Street",
    "", "Report: sales",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WrittenTable:
    """A table as bytes, and what a reader should find out about it."""

    data: bytes
    encoding: str
    delimiter: str
    header: int | None
    fields: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    order: str
    mark: str
    language: str


def write_table(seed: int) -> WrittenTable:
    """The table of this number, always the same."""
    chance = random.Random(seed)
    language = chance.choice(list(_HEADERS))
    fields = _shuffled(chance, chance.choice(_SHAPES))
    order, day_text = _day_writer(chance)
    mark, amount_text = _amount_writer(chance)
    rows = tuple(
        tuple(_cell(chance, language, field, day_text, amount_text) for field in fields)
        for _row in range(chance.choice((3, 8, 40)))
    )
    has_header = chance.random() < 0.85 or "day" in fields
    titles = [chance.choice(_TITLES) for _title in range(chance.choice((0, 0, 0, 1, 2, 3)))]
    titles = titles if has_header else []
    delimiter = chance.choice(",;\t|")
    names = [_HEADERS[language][field] for field in fields]
    lines: list[Sequence[str]] = [*([names] if has_header else []), *rows]
    text = _title_lines(chance, titles, delimiter, len(fields)) + _lines(chance, lines, delimiter)
    encoding = _encoding(chance, language, text)
    header = len(titles) + 1 if has_header else None
    return WrittenTable(
        text.encode(encoding), encoding, delimiter, header, fields, rows, order, mark, language
    )


def _shuffled(chance: random.Random, fields: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(chance.sample(fields, len(fields))) if chance.random() < 0.3 else fields


def _day_writer(chance: random.Random) -> tuple[str, Callable[[date], str]]:
    shapes = (
        ("dmy", "{d:02}.{m:02}.{y}"), ("dmy", "{d:02}/{m:02}/{y}"), ("dmy", "{d}-{m}-{y}"),
        ("mdy", "{m:02}/{d:02}/{y}"), ("ymd", "{y}-{m:02}-{d:02}"), ("dmy", "{d:02}.{m:02}.{s:02}"),
        ("ymd", "{y}-{m:02}-{d:02} 10:30:00"), ("ymd", "{y}{m:02}{d:02}"),
    )  # fmt: skip
    order, shape = chance.choice(shapes)
    return order, lambda day: shape.format(d=day.day, m=day.month, y=day.year, s=day.year % 100)


def _amount_writer(chance: random.Random) -> tuple[str, Callable[[int], str]]:
    mark, group = chance.choice(((".", ","), (",", "."), (".", ""), (",", ""), (".", "'")))
    sign = chance.choice(("{}", "{}", "{} €", "€{}", "{} EUR"))

    def text(cents: int) -> str:
        whole = f"{abs(cents) // 100:,}".replace(",", group)
        number = f"{'-' if cents < 0 else ''}{whole}{mark}{abs(cents) % 100:02}"
        return sign.format(number)

    return mark, text


def _cell(
    chance: random.Random,
    language: str,
    field: str,
    day_text: Callable[[date], str],
    amount_text: Callable[[int], str],
) -> str:
    given, family, town = (chance.choice(each) for each in _PEOPLE[language])
    if chance.random() < 0.1 and field not in {"given", "family", "name", "day", "amount"}:
        return ""
    match field:
        case "given":
            return given
        case "family":
            return family
        case "name":
            return f"{given} {family}"
        case "phone":
            return f"0{chance.randrange(100, 999)} {chance.randrange(10**5, 10**6)}"
        case "email":
            return f"client{chance.randrange(10**6)}@shop.test"
        case "street":
            return f"{family} {chance.randrange(1, 200)}, {chance.randrange(9)}"
        case "postcode":
            return f"{chance.randrange(10000, 99999)}"
        case "town":
            return town
        case "born":
            return day_text(date(1940, 1, 1) + timedelta(days=chance.randrange(25_000)))
        case "day":
            return day_text(date(2015, 1, 1) + timedelta(days=chance.randrange(4_300)))
        case "amount":
            return amount_text(chance.randrange(-5_000, 300_000))
        case "what":
            return chance.choice(("Tea", "Cut; wash", 'The "best" one', "Café", 'Wheel, 28"'))
    return chance.choice(("", "likes tea", "two\nlines", "; , \t |", f"met {given} in {town}"))


def _title_lines(chance: random.Random, titles: list[str], delimiter: str, width: int) -> str:
    padded = chance.random() < 0.5
    lines = []
    for title in titles:
        quoted = f'"{title}"' if set(title) & set(",;\t|") else title
        lines.append(quoted + (delimiter * (width - 1) if padded else ""))
    return "".join(f"{line}\r\n" for line in lines)


def _lines(chance: random.Random, lines: Sequence[Sequence[str]], delimiter: str) -> str:
    target = io.StringIO()
    writer = csv.writer(
        target,
        delimiter=delimiter,
        quoting=chance.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)),
        lineterminator=chance.choice(("\r\n", "\n")),
    )
    writer.writerows(lines)
    return target.getvalue()


def _encoding(chance: random.Random, language: str, text: str) -> str:
    encodings = [each for each in _ENCODINGS.get(language, _ENCODINGS[""]) if _fits(text, each)]
    return chance.choice(encodings)


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
