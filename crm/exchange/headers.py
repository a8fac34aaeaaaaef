"""The names other programs give their columns, in eight languages: tables to add a line to."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from crm.clients.drafts import ADDRESS_PARTS
from crm.text import words

# field = names, as crm.text.words leaves them: no accents, no marks, small letters.
_NAMES: Final = """
client.key = customer id | client id | contact id | record id | user id | member id | id number
    | account number | kundennummer | kunden nr | kundennr | numero client | n client
    | numero de cliente | codice cliente | klantnummer | numer klienta | leid
client.name = name | full name | display name | client name | customer name | contact name
    | customer | client | file as | vollstandiger name | anzeigename | kunde | nom complet
    | nom affiche | client nom | nombre completo | cliente | nome completo | nome visualizzato
    | volledige naam | weergavenaam | naam | klant | imie i nazwisko | klient
    | nazwa wyswietlana | nome cliente | beguenstigter zahlungspflichtiger
    | auftraggeber empfanger
client.title = name prefix | prefix | salutation | anrede | titel | civilite | tratamiento
    | titolo | aanhef | tytul | tratamento
client.given = first name | given name | firstname | forename | contact first name | vorname
    | prenom | nombre | nombre de pila | nome | nome di battesimo | voornaam | imie
    | primeiro nome | nome proprio
client.middle = middle name | middle names | additional name | second name | middlename
    | zweiter vorname | weitere vornamen | deuxieme prenom | segundo nombre | secondo nome
    | tweede voornaam | drugie imie | nome do meio
client.family = last name | family name | surname | lastname | contact last name | nachname
    | familienname | nom | nom de famille | apellido | apellidos | cognome | achternaam
    | nazwisko | sobrenome | apelido
client.suffix = name suffix | suffix | namenssuffix | suffixe | sufijo | suffisso | achtervoegsel
    | przyrostek | sufixo
client.called = nickname | nick name | nick | preferred name | known as | short name | spitzname
    | rufname | surnom | pseudo | apodo | soprannome | bijnaam | roepnaam | pseudonim | apelido
client.former = maiden name | former name | geburtsname | madchenname | nom de jeune fille
    | apellido de soltera | cognome da nubile | meisjesnaam | nazwisko panienskie
    | nome de solteira
client.born = birthday | birth date | date of birth | dob | born | birthdate | geburtstag
    | geburtsdatum | date de naissance | anniversaire | fecha de nacimiento | cumpleanos
    | data di nascita | compleanno | geboortedatum | verjaardag | data urodzenia | urodziny
    | data de nascimento | aniversario
client.born.year = birth year | geburtsjahr
client.born.month = birth month | geburtsmonat
client.born.day = birth day | geburtstag tag
client.date@anniversary = anniversary | jahrestag | hochzeitstag
client.date@died = deceased date | date of death | todestag
client.phone = phone | phone number | telephone | tel | telephone number | contact number
    | primary phone | telefon | telefonnummer | rufnummer | telephone fixe | numero de telephone
    | telefono | numero di telefono | telefoon | telefoonnummer | numer telefonu | telefone
client.phone@mobile = mobile | mobile phone | mobile number | cell | cell phone | cellphone
    | mobilephone | handy | handynummer | mobil | mobilnummer | mobiltelefon | portable
    | telephone portable | movil | celular | telefono movil | cellulare | mobiel
    | mobiel nummer | komorka | telefon komorkowy | telemovel
client.phone@fax = fax | fax number | fax phone | telefax | faxnummer
client.phone@pager = pager | pager number
client.phone@toll free = toll free
client.phone@callback = callback
client.phone@radio = radio phone
client.phone@telex = telex
client.phone@ISDN = isdn
client.phone@tty = tty tdd phone
client.phone@car = car phone
client.phone@assistant = assistant s phone | assistants phone
client.phone@company main = company main phone
client.email = email | e mail | email address | e mail address | primary email | secondary email
    | emailid | mail | e mail adresse | email adresse | courriel | adresse e mail | adresse mail
    | correo | correo electronico | email indirizzo | indirizzo email | posta elettronica
    | e mailadres | emailadres | adres e mail | adres email | endereco de email | billing email
client.link = website | web page | web site | url | homepage | home page | webseite | site web
    | pagina web | sito web | sito | strona www | site | web page 1 | web page 2
client.link@skype = skype | skype identity
client.link@facebook = facebook
client.link@twitter = twitter
client.link@instagram = instagram
client.link@chat = screen name
client.address = address formatted | formatted address | full address | mailing address
client.street = street | street address | address | address1 | address2 | address 1 | address 2
    | address line 1 | address line 2 | address line1 | address line2 | street2 | street 2
    | street 3 | street1 | apt suite | extended address | po box | address po box
    | street number
    | strasse | strasse und hausnummer | strasse hausnummer | hausnummer | anschrift | adresse
    | postfach | rue | adresse 1 | adresse 2 | calle | direccion | domicilio | via | indirizzo
    | straat | straat en huisnummer | adres | ulica | rua | endereco | morada
client.postcode = postcode | post code | postal code | zip | zip code | zipcode | code
    | postal code zip code | plz | postleitzahl | code postal | cp | codigo postal | cap
    | codice postale | kod pocztowy | cep
client.town = town | city | suburb | suburb city | ort | stadt | wohnort | ville | commune | ciudad
    | poblacion | localidad | citta | comune | plaats | woonplaats | stad | miasto | miejscowosc
    | cidade | localidade
client.region = state | province | region | county | state province | province state
    | province code | province name | bundesland | kanton | departement | provincia | estado
    | regione | provincie | wojewodztwo | distrito
client.country = country | country region | country code | land | staat | pays | pais | paese
    | kraj
client.company = company | organization | organisation | company name | organization name
    | organisation name | business name | firm | associated company | firma | unternehmen
    | firmenname | societe | entreprise | raison sociale | empresa | razon social | azienda
    | societa | ditta | ragione sociale | bedrijf | bedrijfsnaam | nazwa firmy | organizacja
client.job = job title | title at work | designation | occupation | profession | organization title
    | beruf | position | poste | fonction | cargo | puesto | professione | mansione | functie
    | beroep | stanowisko | zawod | profissao
client.relation@spouse = spouse | partner | ehepartner | conjoint | conyuge | coniuge | echtgenoot
client.relation@child = children | child | kinder | enfants | hijos | figli | kinderen | dzieci
client.relation@manager = manager s name | manager
client.relation@assistant = assistant s name | assistant
client.relation@referred by = referred by
client.tag = tags | tag | labels | categories | category list | group membership | groups
    | group | keywords | kategorien | schlagworter | gruppen | etiquettes | groupes | etiquetas
    | grupos | etichette | gruppi | labels groepen | groepen | etykiety | grupy
client.note = notes | note | comments | comment | remarks | memo | public notes | private notes
    | notizen | notiz | bemerkung | bemerkungen | anmerkungen | remarque | remarques
    | commentaire | commentaires | notas | nota | comentarios | observaciones | commenti
    | opmerking | opmerkingen | notities | notatka | notatki | uwagi | observacoes
visit.key = order id | order number | order no | invoice number | invoice no | receipt number
    | receipt no | transaction id | bestellnummer | rechnungsnummer | belegnummer | bonnummer
    | numero de commande | numero de facture | numero de factura | numero de pedido
    | numero fattura | numero ordine | factuurnummer | bestelnummer | numer faktury
    | numer zamowienia | numero da fatura
visit.day = date | order date | invoice date | transaction date | sale date | purchase date
    | visit date | created at | paid at | datum | rechnungsdatum | bestelldatum | kaufdatum
    | buchungstag | date de commande | date de facture | date d achat | fecha | fecha de compra
    | fecha de factura | data | data acquisto | data fattura | factuurdatum | besteldatum
    | data zakupu | data faktury | data da compra
visit.time = time | uhrzeit | zeit | heure | hora | ora | tijd | czas | godzina
purchase.what = item | item name | product | product name | description | service | article
    | lineitem name | line item | transaction line description | artikel | produkt
    | bezeichnung | leistung | verwendungszweck | buchungstext | beschreibung | produit
    | designation article | libelle | articulo
    | producto | descripcion | articolo | prodotto | descrizione | omschrijving | produto
    | descricao | usluga | nazwa produktu | what
purchase.quantity = quantity | qty | lineitem quantity | units | menge | anzahl | stuck
    | stuckzahl | quantite | cantidad | quantita | aantal | ilosc | quantidade | number of cds
purchase.amount = amount | total | line total | sum | total amount | gross | paid | net amount
    | dollar value | amount one column | betrag | summe | gesamt | gesamtbetrag | umsatz
    | montant | total ttc | importe | monto | importo | totale | bedrag | totaal | kwota | suma
    | wartosc | valor | valor total
purchase.price = price | unit price | lineitem price | each | rate | preis | einzelpreis
    | stuckpreis | prix | prix unitaire | precio | precio unitario | prezzo | prezzo unitario
    | prijs | stukprijs | cena | cena jednostkowa | preco | preco unitario
purchase.category = category | product category | type of product | kategorie | warengruppe
    | categorie | categoria | kategoria
purchase.currency = currency | currency code | customer currency | wahrung | waehrung | devise
    | moneda | divisa | valuta | waluta | moeda
purchase.refund = refund | refunded | refunded amount | returned | erstattung | remboursement
    | reembolso | rimborso | terugbetaling | zwrot
"""

_PLACES: Final = """
home = home | private | privat | personal
work = work | business | office | geschaftlich | arbeit | travail | bureau | trabajo | lavoro
    | werk | praca | trabalho
other = other
billing = billing | rechnung | facturation
shipping = shipping | ship to | delivery | liefer | livraison
 = default address | default | primary | secondary | contact | customer | mailing | main | client
"""


def _table(source: str) -> dict[str, str]:
    lines = source.strip("\n").replace("\n    ", " ").split("\n")
    pairs = (line.partition("=") for line in lines)
    return {
        " ".join(name.split()): field.strip()
        for field, _equals, names in reversed([*pairs])
        for name in names.split("|")
    }


_PLACED: Final = frozenset(
    f"client.{part}"
    for part in (*ADDRESS_PARTS, "address", "phone", "email", "link", "company", "job")
)
"""Fields of which a client has one at home and one at work; nobody has two first names."""

_FIELD_BY_NAME: Final = _table(_NAMES)
_LABEL_BY_PLACE: Final = _table(_PLACES)


def folded_header(header: str) -> str:
    """``header`` as the tables write names: words without accents, capitals and marks."""
    return " ".join(words(header[:200].replace("'", " ").replace("_", " ")))


@lru_cache(maxsize=1024)
def known_field(header: str) -> tuple[str, str, str] | None:
    """The field a column of this name is, its label, and the address it is part of.

    None for a name no table has. "Business Postal Code" is the postcode of the work address,
    "Home Fax" a phone labelled "home fax".
    """
    name = folded_header(header)
    place, rest = _without_place(name)
    for candidate, label in ((name, ""), (rest, place), (_without_numbers(rest), place)):
        found = _FIELD_BY_NAME.get(candidate)
        field, _at, own = found.partition("@") if found else ("", "", "")
        if field and (candidate == name or not label or field in _PLACED):
            return field, " ".join(part for part in (label, own) if part), label
    return None


def _without_place(name: str) -> tuple[str, str]:
    for length in (2, 1):
        first, rest = _cut_words(name, length)
        if rest and first in _LABEL_BY_PLACE:
            return _LABEL_BY_PLACE[first], rest
    return "", name


def _cut_words(name: str, count: int) -> tuple[str, str]:
    parts = name.split()
    return " ".join(parts[:count]), " ".join(parts[count:])


def _without_numbers(name: str) -> str:
    return " ".join(part for part in name.split() if not part.isdigit())
