"""The names other programs give their columns, in eight languages: tables to add a line to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from crm.clients.drafts import ADDRESS_PARTS
from crm.text import words

OWN_ID: Final = "Regulars ID"
"""What stands over the numbers of clients in tables that this program wrote."""

# field = names, as crm.text.words leaves them: no accents, no marks, small letters.
_NAMES: Final = """
client.key = regulars id | customer id | client id | contact id | record id | user id | member id
    | id number | account number | kundennummer | kunden nr | kundennr | numero client | n client
    | numero de cliente | codice cliente | klantnummer | numer klienta | leid | customer number
    | client number | customer no | client no | member number | member no | membership number
    | kundenid | kunden id | kdnr | kd nr | mitgliedsnummer | n de client | no client
    | code client | reference client | id client | id cliente | numero cliente | n cliente
    | num cliente | id del cliente | codigo de cliente | codigo cliente | codigo do cliente
    | numero do cliente | id klienta | nr klienta | klantnr | klant id | relatienummer
    | cliente id | square customer id | customer code | client code | kundencode
client.name = name | full name | display name | client name | customer name | contact name
    | customer | client | file as | vollstandiger name | anzeigename | kunde | nom complet
    | nom affiche | client nom | nombre completo | cliente | nome completo | nome visualizzato
    | volledige naam | weergavenaam | naam | klant | imie i nazwisko | klient
    | nazwa wyswietlana | nome cliente | beguenstigter zahlungspflichtiger
    | auftraggeber empfanger | guest | guest name | patient | patient name | member
    | member name | student | person | who | kundenname | name des kunden | gast | mitglied
    | patientin | person name | vor und nachname | vorname und nachname | name vorname
    | nachname vorname | nom et prenom | nom prenom | prenom nom | nom du client
    | nombre y apellidos | apellidos y nombre | nombre del cliente | nombre cliente
    | cognome e nome | nome e cognome | nominativo | klantnaam
    | naam klant | voor en achternaam | nazwisko i imie | nazwa klienta | nazwa
    | nome do cliente | nome e sobrenome | last name first name
client.title = name prefix | prefix | salutation | anrede | titel | civilite | tratamiento
    | titolo | aanhef | tytul | tratamento | title | courtesy title | honorific | anredetitel
    | akademischer titel | civilite titre | titre | titulo | tytul naukowy
client.given = first name | given name | firstname | forename | contact first name | vorname
    | prenom | nombre | nombre de pila | nome | nome di battesimo | voornaam | imie
    | primeiro nome | nome proprio | given | first | fname | first names | forenames
    | christian name | primer nombre | prenoms | nombres | imiona
client.middle = middle name | middle names | additional name | second name | middlename
    | zweiter vorname | weitere vornamen | deuxieme prenom | segundo nombre | secondo nome
    | tweede voornaam | drugie imie | nome do meio
client.family = last name | family name | surname | lastname | contact last name | nachname
    | familienname | nom | nom de famille | apellido | apellidos | cognome | achternaam
    | nazwisko | sobrenome | apelido | last | lname | family
    | zuname | familiennamen | nom famille | primer apellido | apellido s
    | familienaam | ultimo nome | nome de familia
client.suffix = name suffix | suffix | namenssuffix | suffixe | sufijo | suffisso | achtervoegsel
    | przyrostek | sufixo
client.called = nickname | nick name | nick | preferred name | known as | short name | spitzname
    | rufname | surnom | pseudo | apodo | soprannome | bijnaam | roepnaam | pseudonim | apelido
client.former = maiden name | former name | geburtsname | madchenname | nom de jeune fille
    | apellido de soltera | cognome da nubile | meisjesnaam | nazwisko panienskie
    | nome de solteira
client.pronunciation = pronunciation | phonetic first name | phonetic middle name
    | phonetic last name | phonetic name | yomi name | given name yomi | additional name yomi
    | family name yomi | aussprache | prononciation | pronunciacion | pronuncia | uitspraak
    | wymowa
client.kind = client type | customer type | contact type | kundentyp | kundenart
    | type de client | tipo de cliente | tipo cliente | klanttype | typ klienta
client.standing = standing
client.card = loyalty card | loyalty number | loyalty card number | loyalty id | card number
    | customer card | membership card | kundenkarte | kundenkartennummer | kartennummer
    | carte de fidelite | numero de carte | tarjeta de fidelidad | carta fedelta | tessera
    | numero tessera | klantenkaart | klantenkaartnummer | karta lojalnosciowa | numer karty
    | cartao de fidelidade | cartao fidelidade
client.born = birthday | birth date | date of birth | dob | born | birthdate | geburtstag
    | geburtsdatum | date de naissance | anniversaire | fecha de nacimiento | cumpleanos
    | data di nascita | compleanno | geboortedatum | verjaardag | data urodzenia | urodziny
    | data de nascimento | aniversario | bday | birthday date | geb | geb datum
    | geboren | geboren am | ne le | nee le | date naissance | nacimiento
    | f nacimiento | fecha nacimiento | nato il | nata il | data nascita | geboren op
    | geboorte datum | ur | data ur | nascimento | dt nascimento | nascido em
client.born.year = birth year | geburtsjahr | annee de naissance | ano de nacimiento
    | anno di nascita | geboortejaar | rok urodzenia | ano de nascimento | year of birth
client.born.month = birth month | geburtsmonat | month of birth | mois de naissance
    | mes de nacimiento | mese di nascita | geboortemaand | miesiac urodzenia
    | mes de nascimento
client.born.day = birth day | geburtstag tag
client.date@anniversary = anniversary | jahrestag | hochzeitstag | wedding anniversary
    | wedding day | anniversaire de mariage | aniversario de boda | anniversario
    | anniversario di matrimonio | trouwdag | rocznica | rocznica slubu
    | aniversario de casamento
client.date@died = deceased date | date of death | todestag | died | date died | verstorben
    | gestorben | deces | date de deces | fallecimiento | deceduto | overleden | data zgonu
    | falecimento
client.phone = phone | phone number | telephone | tel | telephone number | contact number
    | primary phone | telefon | telefonnummer | rufnummer | telephone fixe | numero de telephone
    | telefono | numero di telefono | telefoon | telefoonnummer | numer telefonu | telefone
    | phone no | phone nr | phone numbers | telephone no | tel no | tel nr | tel number
    | contact phone | telnr | tel nummer | telefonnr | telefon nr | fon
    | rufnr | ruf | tel fixe | numero telephone | n de telephone | tel fijo | telefono fijo
    | numero de telefono | n telefono | numero telefono | recapito telefonico | telefono fisso
    | telefoonnr | nr telefonu | nr tel | telefon stacjonarny | telefone fixo
    | numero de telefone | n telefone
client.phone@mobile = mobile | mobile phone | mobile number | cell | cell phone | cellphone
    | mobilephone | handy | handynummer | mobil | mobilnummer | mobiltelefon | portable
    | telephone portable | movil | celular | telefono movil | cellulare | mobiel | mobiel nummer
    | komorka | telefon komorkowy | telemovel | mob | mobile no | cell number
    | cellular | cell phone number | mobilnr | handynr | natel | gsm | tel portable
    | numero de portable | numero mobile | mobile telephone | tel movil | telefono celular
    | numero de movil | numero cellulare | telefono cellulare | mobiele telefoon | 06 nummer
    | gsm nummer | nr komorkowy | tel komorkowy | telefon kom
    | numero de telemovel | numero de celular | whatsapp
client.phone@fax = fax | fax number | fax phone | telefax | faxnummer | fax nr | fax no
    | telecopie | numero de fax | numero fax | faxnr
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
    | e mail address 1 | email 1 | email 2 | e mail 1 | e mail 2 | mail address | mailadresse
    | mail adresse | emailadresse | adresse electronique | adresse email
    | direccion de correo | direccion de correo electronico | direccion email | correo e | posta
    | indirizzo mail | mailadres | email adres | poczta | poczta e mail | adres poczty
    | correio eletronico | correio electronico | endereco email | email do cliente
    | email principal | contact email
client.link = website | web page | web site | url | homepage | home page | webseite | site web
    | pagina web | sito web | sito | strona www | site | web page 1 | web page 2 | web
    | internet | internetseite | www | website url | sitio web | paginas web | sito internet
    | webadres | strona internetowa | witryna | pagina de internet
client.link@skype = skype | skype identity
client.link@facebook = facebook
client.link@twitter = twitter
client.link@instagram = instagram
client.link@chat = screen name
client.address = address formatted | formatted address | full address | mailing address
    | adresse complete | anschrift komplett | indirizzo completo | direccion completa
    | volledig adres | pelny adres | endereco completo | full postal address | address complete
client.street = street | street address | address | address1 | address2 | address 1 | address 2
    | address line 1 | address line 2 | address line1 | address line2 | street2 | street 2
    | street 3 | street1 | apt suite | extended address | po box | address po box
    | street number | strasse | strasse und hausnummer | strasse hausnummer | hausnummer
    | anschrift | adresse | postfach | rue | adresse 1 | adresse 2 | calle | direccion
    | domicilio | via | indirizzo | straat | straat en huisnummer | adres | ulica | rua
    | endereco | morada | street name | street and number | street address 1 | street address 2
    | street address line 1 | street address line 2 | addr | addr1 | addr2 | house number
    | house no | str | strasse nr | strasse und nr | str nr | hausnr
    | adresszusatz | zusatz | adresse postale | voie | numero et rue | numero de rue
    | complement d adresse | complement adresse | calle y numero | via e numero
    | numero civico | civico | piazza | straatnaam | straat en nummer | huisnummer | huisnr
    | toevoeging | ulica i numer | nr domu | numer domu | logradouro
    | endereco linha 1 | complemento
client.postcode = postcode | post code | postal code | zip | zip code | zipcode | code
    | postal code zip code | plz | postleitzahl | code postal | cp | codigo postal | cap
    | codice postale | kod pocztowy | cep | p code | pcode | zip postal code | zip postcode
    | code post | c p | cod postal | kod | kod poczt
client.town = town | plz ort | city | suburb | suburb city | ort | stadt | wohnort | ville | commune
    | ciudad | poblacion | localidad | citta | comune | plaats | woonplaats | stad | miasto
    | miejscowosc | cidade | localidade | town city | city town | place | village | locality
    | gemeinde | localite | municipio | pueblo | localita | gemeente
    | vestigingsplaats | concelho | suburb town
client.region = state | province | region | county | state province | province state
    | province code | province name | bundesland | kanton | departement | provincia | estado
    | regione | provincie | wojewodztwo | distrito | state region | state county | kreis
    | region name | comunidad | comunidad autonoma | prov | uf
client.country = country | country region | country code | land | staat | pays | pais | paese
    | kraj | country name | nation | nazione | stato
    | land code | landcode | landercode
client.company = company | organization | organisation | company name | organization name
    | organisation name | business name | firm | associated company | firma | unternehmen
    | firmenname | societe | entreprise | raison sociale | empresa | razon social | azienda
    | societa | ditta | ragione sociale | bedrijf | bedrijfsnaam | nazwa firmy | organizacja
    | employer | workplace | works at | business | account name | arbeitgeber
    | betrieb | nom de l entreprise | nom entreprise | nom de la societe | employeur | compania
    | nombre de la empresa | nombre empresa | nome azienda | datore di lavoro | organisatie
    | naam bedrijf | werkgever | przedsiebiorstwo | pracodawca | nome da empresa | companhia
    | organizacao | organizzazione | organizacion
client.job = job title | title at work | designation | occupation | profession
    | organization title | beruf | position | poste | fonction | cargo | puesto | professione
    | mansione | functie | beroep | stanowisko | zawod | profissao | role | job
    | berufsbezeichnung | stellung | funktion | metier | emploi | titre du poste | profesion
    | ocupacion | puesto de trabajo | occupazione | ruolo | functietitel
    | funkcja | ocupacao | funcao
client.household = household | household name | haushalt | familie | foyer | hogar
    | nucleo familiare | huishouden | gospodarstwo domowe | agregado familiar
client.relation@spouse = spouse | partner | ehepartner | conjoint | conyuge | coniuge
    | echtgenoot | husband | wife | spouse name | spouse s name | partner name | ehefrau
    | ehemann | ehegatte | lebenspartner | epoux | epouse | esposo | esposa | marido | moglie
    | marito | partner naam | echtgenote | malzonek | maz | zona | conjuge
client.relation@child = children | child | kinder | enfants | hijos | figli | kinderen | dzieci
    | child name | children names | kids | kind | enfant | hijo | hija
    | figlio | figlia | dziecko | filhos | filho | filha
client.relation@parent = parent | parents | mother | father | mum | mom | dad | mutter | vater
    | eltern | mere | pere | madre | padre | moeder | vader | matka | ojciec | mae | pai
client.relation@pet = pet | pet name | dog | cat | hund | haustier | animal | mascota | animale
    | huisdier | zwierze
client.relation@manager = manager s name | manager | vorgesetzter | responsable hierarchique
    | jefe | superiore
client.relation@assistant = assistant s name | assistant | assistentin | assistent | secretaire
    | asistente | assistente
client.relation@referred by = referred by | referrer | introduced by | recommended by
    | empfohlen von | geworben von | recommande par | recomendado por | consigliato da
    | aanbevolen door | polecony przez | referred from
client.tag = tags | tag | labels | categories | category list | group membership | groups
    | group | keywords | kategorien | schlagworter | gruppen | etiquettes | groupes | etiquetas
    | grupos | etichette | gruppi | labels groepen | groepen | etykiety | grupy
    | customer group | client group | customer groups | segments | segment | kundengruppe
    | kundengruppen | gruppe | schlagworte | groupe | groupe de clients | grupo
    | grupo de clientes | gruppo | gruppo clienti | klantgroep | klantengroep | trefwoorden
    | grupa | grupa klientow | tagi | marcadores
client.note = notes | note | comments | comment | remarks | memo | public notes | private notes
    | notizen | notiz | bemerkung | bemerkungen | anmerkungen | remarque | remarques
    | commentaire | commentaires | notas | nota | comentarios | observaciones | commenti
    | opmerking | opmerkingen | notities | notatka | notatki | uwagi | observacoes
    | internal notes | customer notes | customer note | client notes | info
    | information | bemerk | kommentar | kommentare | hinweis | hinweise
    | observations | observacion | comentario | note cliente | commento
    | osservazioni | notitie | opm | toelichting | komentarz | observacao
    | anotacoes | obs
client.photo = photo | picture | image | foto | bild | image base64 | photo base64 | zdjecie
consent.email = accepts email marketing | accepts marketing | email consent | email opt in
    | e mail opt in | email marketing | email marketing consent | marketing consent | newsletter
    | newsletter opt in | subscribed | subscribed to newsletter | email subscription status
    | email subscriber status | mailing list | opt in | optin | optin time | confirm time
    | marketing | gdpr consent | consent | e mail werbung | werbung per e mail
    | newsletter anmeldung | einwilligung | einwilligung e mail | werbeeinwilligung
    | accepte les e mails | accepte la newsletter | consentement | consentement e mail
    | inscrit a la newsletter | acepta correos | acepta marketing | acepta publicidad
    | consentimiento | boletin | consenso | consenso email | consenso marketing
    | iscritto alla newsletter | nieuwsbrief | toestemming | toestemming e mail | zgoda
    | zgoda marketingowa | zgoda na e mail | zgoda na newsletter | biuletyn | aceita marketing
    | aceita e mails | consentimento | aceita newsletter | may email | may we email
consent.email@no = unsubscribed | unsubscribed from all email | unsubscribed from all emails
    | opted out | email opt out | opt out | do not email | no email | no emails | unsub time
    | unsubscribe time | abgemeldet | keine e mails | keine werbung | desinscrit | dado de baja
    | disiscritto | uitgeschreven | wypisany
consent.sms = accepts sms marketing | sms consent | sms opt in | text consent | sms marketing
    | sms subscription status | may text | sms werbung | consentement sms | acepta sms
    | consenso sms | toestemming sms | zgoda na sms | aceita sms
consent.sms@no = sms opt out | do not text | no sms | keine sms
consent.phone = phone consent | call consent | accepts calls | may call | telefonische werbung
    | einwilligung telefon | consentement telephone | acepta llamadas | consenso telefono
    | toestemming telefoon | zgoda na telefon | zgoda na kontakt telefoniczny | aceita chamadas
consent.phone@no = do not call | do not phone | no calls | keine anrufe
consent.post = post consent | mail consent | postal consent | accepts post | accepts mail
    | may post | post werbung | briefwerbung | einwilligung post | consentement courrier
    | acepta correo postal | consenso posta | toestemming post | zgoda na poczte
    | aceita correio
consent.post@no = do not mail | do not post | no mail | keine post
visit.key = order id | order number | order no | invoice number | invoice no | receipt number
    | receipt no | transaction id | bestellnummer | rechnungsnummer | belegnummer | bonnummer
    | numero de commande | numero de facture | numero de factura | numero de pedido
    | numero fattura | numero ordine | factuurnummer | bestelnummer | numer faktury
    | numer zamowienia | numero da fatura | order | order nr | order name | order ref
    | order reference | bill number | bill no | invoice | invoice id | invoice nr | receipt
    | receipt id | receipt nr | sale id | sale number | ticket | ticket number | booking id
    | booking number | transaction number | transaction no | transaction | document number
    | doc no | beleg | beleg nr | belegnr | bestellung | bestellnr | bestell nr | auftragsnummer
    | auftrag | rechnung | rechnungsnr | rechnung nr | re nr | vorgang | quittung | kassenbon
    | n de commande | commande | numero commande | n facture | n de facture | facture
    | numero facture | ticket de caisse | n ticket | numero de ticket | pedido | n pedido
    | numero pedido | factura | n factura | numero factura | recibo | ordine | n ordine
    | fattura | n fattura | scontrino | numero scontrino | bestelling | bestelnr | ordernummer
    | factuur | factuurnr | kassabon | zamowienie | nr zamowienia | faktura | nr faktury
    | paragon | numer paragonu | nr paragonu | numero do pedido | n do pedido | fatura
    | talao
visit.day = date | order date | invoice date | transaction date | sale date | purchase date
    | visit date | created at | paid at | datum | rechnungsdatum | bestelldatum | kaufdatum
    | buchungstag | date de commande | date de facture | date d achat | fecha | fecha de compra
    | fecha de factura | data | data acquisto | data fattura | factuurdatum | besteldatum
    | data zakupu | data faktury | data da compra | day | sold on | sale day | order day | visit
    | visited | visited on | date time | datetime | date of sale | date of purchase
    | date of visit | date of order | date of invoice | time stamp | timestamp | booking date
    | posting date | appointment date | invoice issue date | date created | completed at
    | datum uhrzeit | datum und uhrzeit | tag | verkaufsdatum | belegdatum | besuchsdatum
    | besuch | bestellt am | gekauft am | buchungsdatum | auftragsdatum | jour
    | date et heure | date de vente | date de visite | date vente | date achat | date commande
    | date facture | dia | fecha y hora | fecha de venta | fecha venta | fecha compra
    | fecha pedido | fecha de pedido | fecha factura | fecha de visita | giorno | data e ora
    | data vendita | data di vendita | data di acquisto | data ordine | data visita | dag
    | datum tijd | datum en tijd | verkoopdatum | aankoopdatum | bezoekdatum | dzien
    | data sprzedazy | data zamowienia | data i godzina | data wizyty | data wystawienia
    | data da venda | data venda | data do pedido | data e hora | data compra | data da visita
visit.time = time | uhrzeit | zeit | heure | hora | ora | tijd | czas | godzina | time of day
    | sale time | order time | hour | heure de vente | hora de venta | ora vendita
    | tijdstip | hora da venda | visit time
visit.channel = channel | sales channel | order channel | kanal | vertriebskanal | verkaufskanal
    | canal | canal de vente | canal de venta | canale | canale di vendita | kanaal
    | verkoopkanaal | kanal sprzedazy | canal de venda
visit.staff = staff | employee | staff member | staff name | served by | salesperson
    | sales person | sales rep | sold by | cashier | clerk | technician | stylist | team member
    | user | mitarbeiter | mitarbeiterin | verkaufer | verkauferin | bediener | bedienung
    | kassierer | bearbeiter | vendeur | vendeuse | employe | caissier | collaborateur
    | servi par | empleado | empleada | vendedor | vendedora | cajero | atendido por
    | dipendente | venditore | commesso | operatore | cassiere | medewerker | verkoper
    | kassamedewerker | pracownik | sprzedawca | kasjer | obsluga | funcionario | atendente
    | colaborador | operador
visit.note = visit note | visit notes | order note | order notes | sale note | receipt note
    | besuchsnotiz | bestellnotiz | note de commande | nota del pedido | nota ordine
    | bestelnotitie | uwagi do zamowienia | nota do pedido
purchase.what = item | item name | product | product name | description | service | article
    | lineitem name | line item | transaction line description | artikel | produkt | bezeichnung
    | leistung | verwendungszweck | buchungstext | beschreibung | produit | designation article
    | libelle | articulo | producto | descripcion | articolo | prodotto | descrizione
    | omschrijving | produto | descricao | usluga | nazwa produktu | what | items
    | product title | product s | sold item | goods | service name | treatment | treatment name
    | menu item | artikelname | artikelbezeichnung | artikeltext | produktname
    | produktbezeichnung | ware | positionstext | behandlung | dienstleistung | text
    | nom du produit | nom produit | nom de l article | prestation
    | designation | produit service | nombre del producto | nombre producto
    | concepto | servicio | nome prodotto | nome articolo | servizio | trattamento | voce
    | productnaam | artikelnaam | dienst | behandeling | towar | nazwa towaru | nazwa
    | nazwa artykulu | opis | nome do produto | nome produto
    | servico | artigo
purchase.quantity = quantity | qty | lineitem quantity | units | menge | anzahl | stuck
    | stuckzahl | quantite | cantidad | quantita | aantal | ilosc | quantidade | number of cds
    | count | pieces | pcs | quantity sold | item quantity | qty sold | stk | anz
    | verkaufte menge | qte | quantites | nombre d articles | cant | uds
    | unidades | numero di pezzi | qta | q ta | pezzi | hoeveelheid | stuks | szt | sztuk
    | liczba | qtd | qtde | quant
purchase.amount = amount | total | line total | sum | total amount | gross | paid | net amount
    | dollar value | amount one column | betrag | summe | gesamt | gesamtbetrag | umsatz
    | montant | total ttc | importe | monto | importo | totale | bedrag | totaal | kwota | suma
    | wartosc | valor | valor total | line amount | net | net total | net sales | gross amount
    | gross total | gross sales | sales | revenue | amount paid | total price | value | subtotal
    | item total | total incl tax | total inc tax | brutto | netto | bruttobetrag | nettobetrag
    | gesamtpreis | gesamtsumme | zeilensumme | endbetrag | rechnungsbetrag | zahlbetrag | wert
    | summe eur | betrag eur | total ht | montant total | montant ttc | montant ht | prix total
    | chiffre d affaires | total eur | importe total | precio total | total linea | neto | bruto
    | importo totale | prezzo totale | totale riga | netto totale | lordo | totaalbedrag
    | totaalprijs | bedrag incl btw | regeltotaal | omzet | kwota brutto | kwota netto
    | wartosc brutto | wartosc netto | cena calkowita | razem | lacznie | montante | preco total
    | total linha | valor liquido | valor bruto | quantia
purchase.price = price | unit price | lineitem price | each | rate | preis | einzelpreis
    | stuckpreis | prix | prix unitaire | precio | precio unitario | prezzo | prezzo unitario
    | prijs | stukprijs | cena | cena jednostkowa | preco | preco unitario | price each
    | price per unit | price per item | item price | cost per item | sale price | price eur
    | preis eur | stk preis | preis pro stuck | vk | vk preis | verkaufspreis | pu | p u
    | prix de vente | prix par unite | precio unidad | precio por unidad | p unitario | p unit
    | prezzo unita | prezzo di vendita | stuksprijs | eenheidsprijs | prijs per stuk
    | verkoopprijs | cena sprzedazy | cena za sztuke | cena szt | valor unitario
    | preco de venda | preco unit
purchase.discount = discount | discounts | discount amount | line discount | lineitem discount
    | item discount | rabatt | nachlass | rabattbetrag | remise | reduction
    | montant de la remise | descuento | importe descuento | sconto | importo sconto | korting
    | kortingsbedrag | rabat | znizka | kwota rabatu | desconto | valor do desconto
purchase.category = category | product category | type of product | kategorie | warengruppe
    | categorie | categoria | kategoria | item category | product group
    | product type | item group | artikelgruppe | produktgruppe | produktkategorie | sparte
    | groupe de produits | rayon | famille de produits | categorie de produit | familia
    | categoria de producto | tipo de producto | categoria prodotto | reparto
    | gruppo merceologico | productgroep | artikelgroep | rubriek | grupa towarowa
    | kategoria produktu | categoria do produto | grupo de produtos
purchase.currency = currency | currency code | customer currency | wahrung | waehrung | devise
    | moneda | divisa | valuta | waluta | moeda | wahrungscode | code devise | codigo de moneda
    | codice valuta | valutacode | kod waluty | codigo da moeda | ccy
purchase.refund = refund | refunded | refunded amount | returned | erstattung | remboursement
    | reembolso | rimborso | terugbetaling | zwrot | refund amount | amount refunded | is refund
    | gutschrift | retoure | ruckerstattung | erstattungsbetrag | storno | montant rembourse
    | rembourse | avoir | devolucion | importe reembolsado | reso | importo rimborsato | retour
    | terugbetaald bedrag | kwota zwrotu | devolucao | valor reembolsado
"""

_PLACES: Final = """
home = home | private | privat | personal | domicile | casa | thuis | dom | residencial
    | personnel
work = work | business | office | geschaftlich | dienstlich | arbeit | buro | travail | bureau
    | professionnel | pro | trabajo | oficina | lavoro | ufficio | werk | kantoor | praca
    | sluzbowy | trabalho | escritorio
other = other | andere | autre | otro | altro | overig | inny | outro
billing = billing | invoice | rechnung | rechnungs | facturation | facturacion | fatturazione
    | factuur
shipping = shipping | ship to | delivery | liefer | lieferung | livraison | envio | entrega
    | spedizione | verzend | wysylka
 = default address | default | primary | secondary | contact | customer | mailing | main | client
    | physical | postal | kunden | kunde | principale | principal | alternative | alternate
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

_BRACKETS: Final = re.compile(r"\([^)]*\)|\[[^\]]*\]")

_FIELD_BY_NAME: Final = _table(_NAMES)
_LABEL_BY_PLACE: Final = _table(_PLACES)


def folded_header(header: str) -> str:
    """``header`` as the tables write names: words without accents, capitals and marks."""
    return " ".join(words(header[:200].replace("'", " ").replace("_", " ")))


@lru_cache(maxsize=4096)
def known_field(header: str) -> tuple[str, str, str] | None:
    """The field a column of this name is, its label, and the address it is part of.

    None for a name no table has. "Business Postal Code" is the postcode of the work address,
    "Home Fax" and "Fax (home)" a phone labelled "home fax".
    """
    for text in dict.fromkeys((header, _BRACKETS.sub(" ", header))):
        name = folded_header(text)
        for candidate, label in _candidates(name):
            found = _found(candidate)
            if found and (not label or found[0] in _PLACED or candidate == name):
                field, own = found
                place = label if candidate != name else ""
                return field, " ".join(part for part in (place, own) if part), place
    return None


def _candidates(name: str) -> Iterator[tuple[str, str]]:
    """The name, then what is left of it without its place and numbers, each with the place."""
    yield name, ""
    for place, rest in (_without_place(name), _without_last_place(name)):
        yield rest, place
        yield _without_numbers(rest), place
    parts = name.split()
    if len(parts) > 1 and len({_found(part) for part in parts}) == 1:
        yield parts[0], ""


def _found(name: str) -> tuple[str, str] | None:
    field, _at, own = _FIELD_BY_NAME.get(name, "").partition("@")
    return (field, own) if field else None


def _without_place(name: str) -> tuple[str, str]:
    for length in (2, 1):
        first, rest = _cut_words(name, length)
        if rest and first in _LABEL_BY_PLACE:
            return _LABEL_BY_PLACE[first], rest
    return "", name


def _without_last_place(name: str) -> tuple[str, str]:
    """What "Telefon privat" without its place, as of "Fax (home)"."""
    rest, _space, last = name.rpartition(" ")
    for use in ("mobile", "mobil"):
        if last == use and _found(rest) == ("client.phone", ""):
            return "mobile", rest
    return (_LABEL_BY_PLACE[last], rest) if rest and last in _LABEL_BY_PLACE else ("", name)


def _cut_words(name: str, count: int) -> tuple[str, str]:
    parts = name.split()
    return " ".join(parts[:count]), " ".join(parts[count:])


def _without_numbers(name: str) -> str:
    return " ".join(part for part in name.split() if not part.isdigit())
