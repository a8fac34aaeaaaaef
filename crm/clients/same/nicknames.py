"""Short forms of given names: which full names each may stand for, in eight languages.

General knowledge, gathered for this program: one line a full name, then its short forms and
spellings, folded. A short form may stand for several full names. No gender follows from a name.
"""

from __future__ import annotations

from typing import Final

_FORMS: Final = """
abigail abby abbie gail
adalbert bert
adelheid heidi adele
agnieszka aga agusia
aleksander olek alek aleks
aleksandra ola olenka
alessandra sandra ale
alessandro sandro ale
alexander alex alec al sandy xander sascha lex alick
alexandra alex sandra sandy lexi sascha alexa
alejandro alex jandro
alfonso alf poncho fonso
alfred alf alfie fred freddie
alison ali allie
amelia amy millie mia
andreas andi andy dreas
andrew andy drew
andrzej jedrek
angela angie
anna ann annie anni anke annika ania anka anita nan
annemarie anne marie
anneliese anne liese
anthony tony ant
antonio toni tonio tonino nino
antoinette toni nettie
archibald archie
arthur art artie
augustus gus august
barbara barb barbie babs basia bobbie
bartholomew bart
bartosz bartek
beatrice bea trixie bice
beatrix bea trixie
benedict ben
benjamin ben benny benji
bernard bernie bernd
bernhard bernd bernie
bettina betty tina
bridget biddy bridie
caroline carrie carol caro
catherine cathy cath cate kate katie kathy kitty cat
cecilia cissy celia
charles charlie chuck chas chaz
charlotte lottie charlie lotte lotta
christian chris christi
christine chris chrissie tina
christina chris chrissie tina
christopher chris kit topher kester
clemens clem
concepcion concha conchita
cornelia conny nelly
cornelius kees cor neil conny
cornelis kees cor
daniel dan danny dani
daniela dani
david dave davey dai
deborah deb debbie debby
dennis den denny
dieter didi
dietrich dieter dirk
dolores lola
donald don donnie
dorothea dorothy thea dora
dorothy dot dottie dolly dora thea
douglas doug dougie
edith edie
eduardo edu lalo
edward ed eddie ted teddy ned
edmund ed eddie ted ned
edwin ed eddie
eleanor ellie nell nora lennie elinor
elena lena nena
elisabeth elise lisa liesl else lisbeth betty sissi lilli elli beth liz lizzie
elizabeth liz lizzie beth betsy betty bess bessie eliza elsie libby lisa lily
elzbieta ela
emily em emmie millie
emmanuel manny manu
enrique quique kike
ernst erni
eugene gene
eva evi
ewa ewka
federico fede
felicity fliss flick
ferdinand ferdi
fernando nando fer
florence flo florrie flossie
frances fran franny fanny frankie
francesca franca cesca checca
francesco franco cecco checco
francis frank frankie
francisco paco pancho kiko curro
franciscus frans
franz franzl
franziska franzi sissi
frederick fred freddie freddy
frederik freek frits fred
friedrich fritz fried fiete
friederike rike fritzi
gabriel gabe gabi
gabriele gabi gaby
gabriella gabi gaby ella
geoffrey geoff jeff
georg schorsch jorg
george georgie geordie
gerald gerry jerry ged
gerard gerry ged
gerhard gerd gert hardy
gertrude gertie trudy trude
gillian gill gilly
giovanni gianni vanni nanni
giuseppe beppe peppe pino peppino
giuseppina pina
gregory greg
grzegorz grzesiek
guadalupe lupe
guillaume guillem
guillermo guille memo
gunther gunni
gwendolyn gwen
hannah hanna hanni
harold harry hal
harriet hattie harri
hedwig hedi hedy
heinrich heinz heiner heini
helen nell nellie lena
helena lena hela leni
helene leni lene
hendrik henk rik
henry harry hal hank
herbert herb bert bertie
hermann manni
hubert bert
ignacio nacho
ilse ilschen
irmgard irmi
isabel izzy bel belle isa
isabella izzy bella isa
jacob jake jack
jacobus jaap koos coos
jacek jacus
jacqueline jackie jacqui
jadwiga jadzia
jakub kuba
james jim jimmy jamie jem
jan janek jasiek jas
jane janie jenny
janet jan
janice jan
jennifer jen jenny jenni
jeremy jerry jem
jeremiah jerry
jerzy jurek
jessica jess jessie
jesus chus chuy
joachim jochen achim
joanna jo joey asia
joao joaozinho
joaquin quino
johanna hanna hanne jo joke
johann hans hannes
johannes hans hannes jan johan joop jo
john johnny jack jon
jonathan jon jonny jonty johnny
jorge jorgito
jose pepe ze
josef sepp jupp joschi
josefa pepa sefa
joseph joe joey jo
josephine jo josie
joshua josh
juan juanito
judith judy judi jude
julia julie jule
julian jules
julie jules
jurgen jorgen
karl kalle carl
karolina karo karola
katarzyna kasia kaska
katharina kathi kati katja kathe rina trina kate
katherine kathy kate katie kath kat kitty
kathleen kath kathy katie kay
kathryn kathy kate katie kath
kenneth ken kenny
kimberley kim
konrad conny conrad
krystyna krysia
krzysztof krzysiek
laurence larry laurie
lawrence larry laurie
leonard len lenny leo
leonardo leo nardo
leonhard leo hardy
leopold leo poldi
leslie les
letitia lettie
lewis lew
lodewijk lode
louis lou louie
louise lou
lucas luke
lucia lucy
ludwig luis lutz wiggerl
luis lucho
luisa lou
lukasz luki
madeleine maddie mads
magdalena magda lena leni madzia
malgorzata gosia malgosia
manuel manu manolo
manuela manu ela
marcus mark marc
margaret maggie meg peggy madge marge daisy greta margie mags peg
margarete grete gretel margret gretchen marga
margarita rita
margherita rita
maria mary mia mitzi ria maja mariechen marie
marian mary
marie mimi
martha patty
martin marty
martina tina
mary molly polly mae
mateusz mati
matilda tilly mattie tilda
mathilde tilda
matthew matt matty
matthias matze hias matz mathias
maureen mo
maurice mo maury
maximilian max maxi
melanie mel
mercedes merche
michael mike mick mickey mickie michi micha mitch
michal misiek
michele miki
michelle shelly
miguel migue
mildred millie
mohammed mo muhammad mohamed mohammad mohamad
natalie nat nattie
nathan nat nate
nathaniel nat nate
nicholas nick nicky nico
nicolas nico nick
nicola nicky nic
nikolaus klaus niko claus nick
norbert nobby bert
oliver ollie olly oli
olivia liv livvy ollie
otto otti
pamela pam
patricia pat patsy patty tricia trish
patrick pat paddy
paula pauli
pawel pawelek
penelope penny
peter pete
petrus piet peter
petronella nel nelly
philip phil pip
philippa pip pippa
philippe phil
pierre pierrot
piotr piotrek
prudence prue
rachel rach rae
raimund mundi
raymond ray
rebecca becky becca bex
reginald reg reggie
reinhard reini hardy
renate nate reni
ricardo richi rico
richard rick dick rich richie ricky dickie
rita ritchen
robert bob rob bobby robbie bert robin
roberto beto berto
roderick rod
rodney rod
roger rog
roland roly
ronald ron ronnie
rosario charo
rosemary rose rosie romy
rosemarie rosi romy
rudolf rudi dolf
rupert rupe
ryszard rysiek
salvatore toto turi
samantha sam sammy
samuel sam sammy
sarah sally sadie
sebastian basti seb bastian wastl
sebastiao tiao
sergio checho
sidney sid
siegfried siggi sigi
silvia silvi
simon si
solomon sol
sophia sophie
stanislaw staszek stas
stanley stan
stefan steffen
stefania stefi
stefanie steffi
stephanie steph stevie
stephen steve stevie ste
steven steve stevie
stuart stu
susan sue susie suzy
susanna sue susie suzy
susanne susi sanne suse
sylvia syl
tamara tammy
teresa tessa terry tere
theodor theo
theodore ted teddy theo
theresa tess tessa terry tracy
therese resi
theresia resi
thomas tom tommy
timothy tim timmy
tomasz tomek
ulrich uli ulli
ulrike uli rike ulli
ursula uschi ulla ursel ula
valentina vale
valerie val
vanessa nessa
veronica ronnie vera
vicente chente
victor vic
victoria vicky vicki tori vic
vincent vince vinnie vin
vincenzo enzo
violet vi
virginia ginny ginger
walter walt wally walti
wanda wandzia
wendy wen
wilfred wilf
wilhelm willi willy wim helmi
wilhelmina mina minna wil willy
willem wim pim
william bill billy will willie liam
winifred win winnie fred
wladyslaw wladek
wojciech wojtek
wolfgang wolf wolfi
yvonne vonnie
zbigniew zbyszek
zofia zosia
"""


def _read(table: str) -> tuple[dict[str, frozenset[str]], frozenset[str]]:
    meant: dict[str, set[str]] = {}
    for line in table.split("\n"):
        full, *shorter = line.split() or [""]
        for word in (full, *shorter):
            meant.setdefault(word, set()).add(full)
    meant.pop("")
    return {word: frozenset(full) for word, full in meant.items()}, frozenset(meant)


_MEANT, KNOWN_NAMES = _read(_FORMS)


def full_names(given: str) -> frozenset[str]:
    """The full names that a folded given name may stand for, itself where none is known."""
    return _MEANT.get(given) or frozenset((given,))


def said_for(given: str) -> list[str]:
    """Everything somebody with this folded given name may be called, itself first."""
    meant = full_names(given)
    return [given, *sorted(word for word, full in _MEANT.items() if not meant.isdisjoint(full))]


def is_short_for(one: str, other: str) -> bool:
    """Whether two different folded given names may be said of the same person."""
    return not full_names(one).isdisjoint(full_names(other))
