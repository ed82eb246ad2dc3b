"""The 2,048 plain Finnish words of which passports are made.

Every word has 3–8 letters, and even without their diacritics any two are at least two typing
errors apart (a letter added, left out or replaced, or two neighbours swapped), so a word with one
error cannot become another. People keep these words on paper: none may change, go or come.
"""

from typing import Final

_TEXT: Final = """
aakkonen aallokko aalto aaltoilu aamu aamupala aamusumu aamutee aamuvalo aamuyö aarre agentti
agronomi ahkera ahkeruus ahma ahven aikaero aikainen aikomus aine airo aitaus aitta ajatella
ajatus ajoneuvo ajorata ajotunti aktiivi akvaario albumi alkaa alku allas aloite aloitus alpakka
ananas angervo ankka ankkuri annos antenni apila arkiaamu arkinen arkisto aromi aronia artisti
arvata arvaus arvella arvio arvoisa arvoitus arvokas asema asenne asentaja asettaa asfaltti askel
askelma asteikko asteri astia astiasto asua asunto asuste aukeama aukio aurinko autiomaa auto
autoilu autopesu autorata auttaa avain avara avaruus avoimuus avokado avulias avustaja
baletti bambu banaani banjo basilika basisti basso bataatti begonia betoni biisoni broileri bussi
chili curry
daalia delfiini diplomi domino donitsi
ehdottaa ehdotus eheä ehtiä eilinen eloisa eloisuus elokuu elokuva eläin elämä empatia emäntä
energia ennuste ennätys erämaa esikko esikoulu esine esirippu esitellä esittää esitys essu etana
eteinen etelä etsiä etunimi etuovi eväs
farmari filee filmi flamingo floristi folio fysiikka fööni
galleria gaselli gepardi golf greippi grilli
haalari haapa haarukka haaste haave haavikko hahmo haikara haitari hajuvesi hakea hakemus halaus
halko halli halva hame hamsteri hana hanavesi hanhi hanke harakka harava harjata harjaus harju
harkita harmaa harmonia harppi harraste hassu hattara hattu haukata hauki hauska hauskuus havainto
havu havupuu hedelmä hehkua heinikko heinä heinäkuu helistin helle hellesää helmikuu helppo
helppous henkari henkilö hepo herkkyys herne herukka heräte herätys hetkinen hevonen hiekka hieno
hietikko hihansuu hihna hiihto hiihtää hiiri hillo hillota hilpeys hilpeä hippa hirvi hissi
historia hiutale hohde hohtava hoitaja hoiva hopeinen horsma hotelli huhtikuu huilisti huilu
huippu huivi humina humppa hunaja huoltaja huomata huominen huomio huone huopa huppari huuhkaja
huumori huurre huvila huvimaja huvitus hylje hylly hyllykkö hymy hymyillä hyppy hyrrä hyräillä
hyvä hyytelö hyötyä höyhen höylä höyry
idea iguaani ihailla ihailu ihastua ihme ikioma ikkuna ilahtua ilmaisu ilmasto ilmiö ilmoitus ilo
iloinen iloita ilta iltapala iltapuku iltasatu iltatee iltatyö iltavalo ilves imuri imuroida
indigo innokas innostaa innostus istua istuin istunto istuttaa istutus isäntä itätuuli
jakso jalava jalokivi jalusta jarru jasmiini jatko jatkua jauho jazz jenkka jogurtti johdanto
johtaa johto jojo joki jokisuu jokivene jolla jooga joukko joukkue joulukuu jousi joustava joutsen
juhannus juhla juhlava juliste jumpata juna junarata juoksija juoksu juoma juoni juosta jutella
juttelu juttu juuri juusto jäinen jäkälä jälki jänis jännä järvi jäähalli jääkarhu jääkide
jäälyhty jääpala jäärata jäätee jäätelö jäävesi
kaakao kaali kaapeli kaapisto kaappi kaareva kaarna kaarros kahlata kahvi kahvila kaima kaisla
kaiutin kaivo kajakki kajuutta kakku kaktus kala kalamies kalastaa kalastus kalavesi kalkkuna
kallio kalusto kamera kampa kampaaja kampela kampus kanava kaneli kanerva kangas kanootti kansi
kantaa kantele kanto kappale kapris kapteeni karate karhu karibu karkki karpalo karsina kartano
kartio kartonki kartta kastanja kaste kastelu kastike kasvaa kasvimaa kasvis kasvu kasvusto kataja
katos katsella katsoja katsomo kattaus kattila katu katuvalo kauha kaukomaa kaulin kaulus kauneus
kaunis kauppa kauppias kaupunki kaveri kebab kefiiri kehittää kehitys kehto kehua kehys kehystää
keidas keila keilata keilaus keinu keitin keittiö keittäjä keksi keksijä keksintö kelkka kellari
kello kellua kelluke kenguru kenkä kenttä kepeä kerma kertoja kertomus keräily kerätä keskiyö
keskus kestävä kesä kesäaamu kesäaika kesäasu kesäilta kesäinen kesäkuu kesäloma kesäpuku kesäsade
kesäsää kesäuni kesäyö ketsuppi kettu keveys kevät kevätsää kevätyö kide kiehtova kieli kierre
kierros kiertue kiertää kiharrin kiikari kiikkua kiinteä kiipeily kiisseli kiitos kiittää kiivetä
kilpailu kilpi kiltteys kiltti kimallus kimono kimppu kinkku kinnas kinos kioski kipinä kirahvi
kirja kirjain kirjanen kirjasto kirjava kirjonta kirkas kirkkaus kirpeä kirsikka kissa kitara
kiuas kiuru kivi kiviaita kivitalo klemmari kohottaa kohta koira koivikko koivu koivupuu koje
kokata kokeilla kokeilu kokemus kokenut kokoelma kokous kolibri kolmas kolme kolmio kolmonen komea
komedia komeetta komero kompassi komposti konvehti koodari koodata koodi kookas kopio kopioida
koppa koputtaa koralli korento koriste korjaamo korjata korjaus korkea korko korpi korppu kortteli
koru korva kotelo koti kotikatu kotikylä kotimaa kotiovi kotipiha kotisivu kotitalo kotitie
kotityö kotoisa koukku koulu koulutie kravatti krookus kruunu kudonta kuiskata kuiskaus kuisti
kuivata kuivaus kuivuri kujanne kukinto kukka kukkaro kukkula kulho kuljetus kulkea kulkija kulku
kulma kumivene kumpare kumppani kuningas kuntoilu kuohu kuorma kuoro kuorrute kuovi kupari kupla
kuppi kurkata kurki kurkku kurpitsa kurssi kutoa kutsua kuu kuudes kuukausi kuukkeli kuulija
kuulla kuuloke kuuluisa kuuntelu kuunvalo kuura kuusi kuusipuu kuutamo kuutio kuutonen kuva
kuvaaja kuvailla kuvake kuvio kuvittaa kyky kyljys kylpeä kylpy kylpylä kylvää kylvö kylätalo
kylätie kymmenen kymppi kynnys kynttilä kynä kypsyä kypärä kysellä kysely kysymys kyyhky kyyti
käki kännykkä käpy käpälä käsiala käsine käsisaha käsityö kätevä kävellä kävely käväistä käynti
käyttää käytäntö käytävä käännös kääntyä kääntäjä kääryle köynnös
laadukas laakso laama laatikko laatta laavu ladata lahdelma lahja laidun laina lainata laite
laittaa laituri laivasto lakaista lakritsi lakupala lammas lammikko lampare lampi lamppu lanka
lanttu lapanen lapio lapioida lapsuus lasagne laser lasi lasikko lasimuki lasinen lasiovi lasitus
laskea lataus lattia lauantai laukku laulaa laulella laulu lause lauta lautanen lava lavastus
lavuaari lehti lehtipuu lehtori lehvä leijona leikki leikkisä leipomo leipuri leipä leiri leirintä
leivonta leivos lelu lemmikki lempeys lempeä lenkkari lentäjä leopardi lepikko leppoisa leppäpuu
lepäillä leuto levittää levy levähdys levätä liesi liike liikenne liikkuva liikunta liima liiteri
liitin liito liittyä liitää lila lime limetti limonadi limsa linja linkki linssi lintu lipasto
lippis lippu lisätä lisäys liukua liukuovi liukuri lohdutus lohi lohtu loikata loikkia loimu
loistava loiste lokakuu lokero loma lomailla lomake lompakko lounas luettelo luistaa luistelu
luistin luja lujuus lukea lukija lukko luku lukuisa lukusali lukuvalo lumi lumikasa lumikide
lumikola luminen lumisade lumityö lumiukko lumme lumoava luokka luonnos luonteva luonto luottaa
luova luovuus lupaus lusikka luumu luumupuu lyhty lystikäs lähde läheinen lähetti lähettää
lähijuna lähteä lähtö lämmin lätty löyly löytää
maa maailma maakunta maalata maalaus maapallo maasto maatila magnolia mahtava mahtua maila mainio
mainita maisema maissi maistaa maistuva maito majakka majatalo majava majoitus makaroni makeinen
makkara makrilli maku maljakko mango manner mansikka manteli maraton marenki marinadi marja
marketti markkina marmori marssia marsu matala matka matkaaja matkailu matkata maukas mauste mehu
mehujää mehulasi meirami mekko melodia meloja meloni melonta mennä meno meri merimies merkintä
merkki mestari metro metsikkö metsuri metsä metsätie metsätyö mieliala mieluisa miettiä miljoona
minttu minuutti mitali mitata mittari moderni moottori mopo moppi muikku muistio mukava mukavuus
muki multa mummi munakas muoto muovinen muro murunen museo musiikki mustikka mutkaton mutkikas
mutteri muurari muusikko muutos muuttaa muutto mysli myssy myyjä myymälä myöntää männikkö mänty
mäntypuu mättäs mäyrä mökki mökkitie mölkky mönkijä
naapuri naava nakuttaa nalle nappi nappula narsissi naulakko nauraa nauris nauru navetta neilikka
nekku neliö neljä nelonen netti neula neulanen neulonta neuvo neuvoja neuvokas niemi nietos niitty
nikkari nikkeli nimetä nokka nokkela nokkonen nopea norppa norsu nostaa nostin nosto nosturi
noukkia nousta noutaja novelli nukke nukkua numero nuohooja nuoska nuotio nuotti nuppu nurmi
nurmikko nuttura nuudeli nykyinen nyytti nyökätä nähdä näkemys näkyvä näköala näppäin näppärä
näyte näytelmä näyttely näyttämö näyttö näytös
odotella odotettu odottaa odotus ohjaaja ohjata ohjaus ohje ohjelma ohra oivallus oja oksa oliivi
olki olohuone omena omenapuu omistaa ommella ompelija ompelu onkia onnekas onnistua ooppera opas
opastaja opaste opastus opetella opettaja opiskelu opisto oppia oppilas optikko oranssi orava
oregano origami orkidea osaaja osata osoite ostos osuva otsikko ottelu ovi ovikello ovimatto
paahdin paella pahvinen painike paisti pajukko pakastin pakata paketti pakkaaja pakkanen pakkasyö
palapeli palatsi palaute palautus palaveri palikka palkinto palkita palkki palloilu palmikko palmu
palomies palttoo palvella palvelu panda panhuilu pannu papaija paperi paprika papu pari paristo
parsa parturi parveke pasta pastelli patja patonki patsas patteri pehmeä peippo peite peitto
pekoni pelaaja pelata peli pelisali pellava pelto penaali penkki pensas pensseli pentu perhe
perhonen perinne persikka persilja peruna perustaa peruste pesuaine pesukone pesula pesuvati
petunia peura pianisti piano pidetty pidike piha pihakivi pihaovi pihapeli pihapuu pihatie
pihavalo pihlaja pihvi piilo piirakka piiras piirre piirros piirto piirtää pikajuna pikari pilkku
pilli pilvinen pinaatti pingis pinni pinta pipo pippuri pirtelö pirteys pirteä pisara pistaasi
piste pistoke pitsa pohdinta pohja pohtia poiju poikanen poiketa poikkeus poimia pokaali polku
polska pomelo poni popcorn poppeli porakone porkkana poro poromies porras portti posliini posti
poukama poutasää prinssi propelli puhaltaa puhdas puhe puhelias puhelin puhelu puhtaus puhuja
puikko puinen puisto pulkka pulla pulmunen pulpetti pultti pulu punainen punoa puolikas puolisko
puolukka purje purkki purppura purukumi pusero putki puuaita puuhakas puuhylly puukenkä puukori
puukuppi puulelu puumaja puupino puuro puuseppä puusilta puuska puutalo puutarha puutyö puuvene
puuvilla pyramidi pyrstö pysyvä pysähdys pysäkki pyyhe pyyhkiä pyykki pyykkäri pyyntö pyytää pyörä
pyöräily pyörätie pähkinä päivitys päivyri päivä päivätyö päiväuni päiväys päähine päämäärä
päärynä pääsky päättää pöllö pönttö pöytä
radio rahi rahka raikas rairuoho raja rajata rakenne rakennus rakentaa rakkaus ranneke ranta
rantatie rapea raportti rappunen rasia rastas ratamo ratikka ratkaisu ratkoa ratsu ratti ravinto
ravioli reilu reipas reippaus reissata reissu reitti remmi remontti rengas rento rentous reppu
resepti retiisi retkeily retki retkue riekko riemu riemukas rieska riipus riisi rima rinkeli rinki
rinkka rinne ripaus ripustaa ripustin risotto risteily risteys ristikko risu ritari robotti
rohkaisu rohkea rohkeus romaani rooli rubiini ruis rullata rumpali rumpu runo runoilla runous
runsas ruohikko ruoka ruokala ruokkia ruori rusetti rusina ruudukko ruuhka ruukku ruusu ruusuke
ruuvi ryhdikäs ryhmä ryhmätyö ryijy rypäle rytmi räiskäle ränni räpylä räätäli
saapas saapua saari saaristo saavutus sade sadeasu sadesää sadevesi safiiri saha sahrami saippua
salaatti salami salkku salvia sametti sammakko sammal sampoo sanailu sanapeli sanasto sandaali
sankari sanoma sanonta sarana sardiini satama sateinen satiini sato sattuma satula saukko saumuri
sauna saunatie saunoja savi seepra seesami sekoitin sekunti selailla selaus selitys selkeys selkeä
selleri sellisti seloste serkku seuraava shakki siemen sieni sievä sihteeri siika siili siirappi
siisti siivekäs siivilä siivooja siivota siivous siivu sijainti silakka sileä silittää silkki
simpukka sinappi sinetti sinfonia sininen sinnikäs sipuli sireeni sirkka sirkus sisko sisukas
sisustaa sisustus sisältö sitkeä sitrus sitruuna sivellin sivusto skanneri sohjo sohva soihtu
soija soikea sointi sointuva soitin soittaja soitto sokeri solisti solmia solmu sooda soolo
sopimus sopiva soratie sorbetti sormikas sormus sorsa sose soutaa soutu sovellus sovinto sovittaa
spagetti spanieli spiraali stadion strutsi studio suihku sujuva sukellus sukeltaa suklaa suksi
sulake sulava sulka suloinen sumu sumuinen suo suodatin suojasää suojatie suojella suojelu suola
suosia suosikki suosittu suositus suppilo sushi suunnata suunta suurimo suutari sydän syksy syli
sympatia syysaamu syysilta syyskuu syysloma syyssää syysyö sähkö sähly säiliö säilytys säilyä
säkeistö sämpylä sänky särki sävel sävellys sävelmä säveltää säädin sääntö säästää
taajama taateli tabletti tahna taide taidokas taika taikina taikuri taimikko taitaja taivas
takaovi takkapuu takki talkkari talkoo talo talvi talvinen talvisää talvitie talviuni talviyö
tammi tammikuu tandem tanhu tanssi tanssija tapetti taputtaa tarina tarjota tarjotin tarkka
tarmokas tarra tarve tarvita tasainen tasanko tasapeli tasku tauko taulukko tavoite teatteri
teehetki teekannu teekuppi teelehti teema teepussi teeri teevesi tehdas tehokas tehtävä teippi
tekijä teknikko tekoäly teksti telakka teline teltta tenava tennari tennis tenori teos terassi
termi termos teroitin terrieri terva tiainen tie tiede tiedosto tiekone tieto tietää tihku tiikeri
tiimi tiistai tiivis tikka tilata tilaus tilhi timantti timjami tipu tiskata tiski toffee tofu
tohtori toimisto toimitus toimiva toinen toistaa toisto toive toivoa toivottu toivotus tomaatti
tori torstai tortilla torttu tossu toteutus totuus touhuta toukokuu traktori trikoo tuhannes tuhat
tuija tuikkia tukaani tulisija tulkki tulos tulostaa tulostin tulostus tundra tunneli tunnelma
tunnettu tuntea tunti tuntuma tunturi tuoda tuokio tuoksua tuomi tuore tupa tupsu turbiini turisti
turkoosi turnaus turska tutka tutkija tutkimus tutustua tuuletin tuuletus tuuli tuulinen tynnyri
tyrni tyyli tyylikäs tyyneys tyyny työ työaika työhuone työkalu työkenkä työmaa työmatka työpaja
työpuku työpäivä työpöytä työrauha työtakki työtila työvuoro tähti tähtinen tähtivyö täplä täysi
uida uimala uimapuku uimari uinti ukulele ulappa uljas ulkoilla ulkoilu ulkomaa ulkopeli ullakko
ulpukka uneksia unelma uni untuva upea urheilla urheilu uskaltaa usva usvainen utelias uudistaa
uudistus uusinta uutinen uutuus
vaahtera vaahto vaasi vaate vaatepuu vadelma vaellus vaeltaja vahva vahvuus vaihe vaihtaa vaihtelu
valaisin valaista valikko valinta valmis valoisa valokuva valpas valssi valtatie vanamo vaneri
vanilja vanne vanukas vapaa vapaus varaosa varasto varata varis varjo varma varmuus varpu varpunen
varras varustus vasara vasikka vastata vastaus vastuu vati vatkain vauhti vaunu vehnä veistos vene
veneily venytys verho verkkari verkko verkosto verrata vesi vesihana vesilasi vesisade vesistö
vesiväri veturi video vierailu vieras viesti viettää vihannes vihellys viheltää vihje vihko vihreä
vihuri viidakko viides viihde viihtyä viikko viikuna viileä viineri viipale viisari viisas
viisikko viitonen viitta viiva viivasto vikkelä viljellä vilkas vilkutus villa villava vintti
violetti virittää viritys virkata virkeys virkeä virta virtaus viserrys visertää vispilä vitriini
vitsi viulisti viulu vohveli voida voidella voikukka voileipä voimakas voittaa voltti vuono
vuoristo vuosi väline välipala välitön väljä välke välkky värikuva värikynä värikäs värilasi väylä
wok
yhdeksän yhdistää yhteinen yhteisö yhteys ykkönen yksi yksikkö yleinen yleisö ylikulku ylittää
yllättää yllätys ylpeys yltää ymmärrys ymmärtää ympyrä yrittäjä yritys yrtti yrttimaa yrttitee
ystävyys ystävä yöjuna yölamppu yölintu yömekko yöpaita yöpyä yösade yötaivas yövalo
äly älykäs ämpäri äänekäs ääni äänilevy äänite
öljy öljyväri
"""

WORDS: Final[tuple[str, ...]] = tuple(_TEXT.split())
