"""Polish: the full words of each clause, for reading. Nobody has reviewed them yet."""

AGREEMENT: dict[str, str] = {
    "parties": """\
Niniejsza Umowa zostaje zawarta pomiędzy następującymi stronami: {cluster} („Klaster”) oraz \
{visitor} („Odwiedzający”). W wymianie Odwiedzającego reprezentuje {representative}.
Klaster działa jako partner programu {programme} na podstawie umowy o udzielenie dotacji nr \
{grant_number} zawartej z Unią Europejską i na mocy niniejszej Umowy przekazuje dalej część \
tej dotacji.""",
    "subject": """\
Klaster wspiera wymianę {exchange} Odwiedzającego, której gospodarzem jest {host} \
({host_place}), jedną kwotą ryczałtową na podróż i nocleg.
Treść wymiany wynika z Commitment to Quality {commitment}, podpisanego przez wszystkie cztery \
jego strony (załącznik I). Odcisk (SHA-256) podpisanego tekstu to {commitment_sha256}.
W sprawach finansowych pierwszeństwo ma niniejsza Umowa, a w sprawach treści pobytu – \
Commitment.""",
    "period": """\
Niniejsza Umowa wchodzi w życie z chwilą, gdy podpisze ją druga ze stron, co musi nastąpić \
przed pierwszym dniem pobytu. Tekst podpisany tylko przez jedną stronę nikogo nie wiąże.
Pobyt trwa od {first_day} do {last_day}, a liczba dni roboczych wynosi {working_days}. Dni \
podróży nie wlicza się.
Niniejsza Umowa wygasa, gdy obie strony wykonają swoje zobowiązania. Punkty \
{clause_reduction}, {clause_records}, {clause_audits} i {clause_data} obowiązują także \
później.""",
    "amount": """\
Kwota ryczałtowa wynosi {amount} ({amount_in_words}).
Oblicza się ją na podstawie pułapu dla kraju gospodarza, liczby dni roboczych oraz odległości \
między obiema organizacjami, jak wykazano wiersz po wierszu w załączniku II.
Jest to jedna kwota dla całej odwiedzającej organizacji, niezależnie od liczby podróżujących \
osób i od rzeczywistych kosztów. Jeżeli koszty są wyższe, kwoty nie podwyższa się.""",
    "payment": """\
Klaster dokonuje jednej płatności, w euro, w terminie {payment_days} dni od zakończenia \
wymiany, to znaczy od chwili, gdy sprawozdania końcowe zostały zatwierdzone, a dowody, o \
których mowa w punkcie {clause_evidence}, znajdują się w aktach. Zaliczek nie wypłaca się.
Płatność następuje na rachunek, którego posiadaczem jest {account_holder}, IBAN {account} \
(podany częściowo; pełny numer znajduje się w formularzu bankowym, załącznik IV, dostępnym \
wyłącznie dla osoby odpowiedzialnej za finanse).
Dopóki nie podpiszą obie strony, rachunek zmienia się wyłącznie w portalu, a następnie \
podpisuje się nową wersję niniejszej Umowy. Klaster nigdy nie przyjmuje zmiany rachunku \
zgłoszonej pocztą elektroniczną lub telefonicznie. Każda ze stron ponosi opłaty własnego \
banku.""",
    "evidence": """\
Odwiedzający składa za pośrednictwem portalu, w terminie {report_days} dni od ostatniego dnia \
pobytu:
- dowód podróży, na przykład bilety lub karty pokładowe z imieniem i nazwiskiem oraz datą
- dowód noclegu, na przykład fakturę lub rezerwację z potwierdzeniem, że została wykorzystana
- własne sprawozdanie końcowe; sprawozdanie końcowe gospodarza i potwierdzenie obecności \
(załącznik III) składa gospodarz""",
    "reduction": """\
Kwota ryczałtowa należy się za pobyt, który odbył się zgodnie z ustaleniami. Jeżeli \
zrealizowano mniej dni roboczych, kwotę oblicza się ponownie za dni zrealizowane, według tych \
samych zasad i stawek: przy liczbie dni roboczych mniejszej niż {full_sum_days} należy się \
połowa pułapu, a za pobyt o liczbie dni roboczych mniejszej niż {shortest_stay_days} żadna \
kwota nie jest należna.
Jeżeli rozpoczęty pobyt zakończył się z powodu siły wyższej, udokumentowanej przez \
Odwiedzającego, nadal należy się kwota za najkrótszy pobyt.
Żadna kwota nie jest należna, jeżeli pobyt się nie odbył, jeżeli pomimo pisemnego wezwania z \
terminem 14 dni nadal brakuje sprawozdania lub dowodów albo jeżeli oświadczenie, na którym \
opiera się niniejsza Umowa, było nieprawdziwe.
Kwoty wypłacone nienależnie podlegają zwrotowi w terminie 30 dni od uzasadnionego wezwania, \
po uprzednim umożliwieniu Odwiedzającemu przedstawienia uwag w terminie 14 dni.""",
    "funding": """\
Odwiedzający oświadcza, że tej samej podróży i tego samego noclegu nie obejmuje żadne inne \
finansowanie z budżetu Unii Europejskiej, i niezwłocznie informuje Klaster, jeżeli to się \
zmieni.
Koszty przekraczające kwotę ryczałtową oraz wszelkie koszty inne niż koszty podróży i noclegu \
ponosi Odwiedzający.
Odwiedzający zgłasza kwotę swojemu organowi podatkowemu, jeżeli wymaga tego prawo, któremu \
podlega. Kwota stanowi wsparcie, a nie cenę; wypłaca się ją bez podatku od wartości dodanej.""",
    "conduct": """\
Odwiedzający przeprowadza wymianę w dobrej wierze, zgodnie z Commitment, z prawem oraz z \
wartościami i zasadami etycznymi Unii Europejskiej, i nikogo nie dyskryminuje.
Każda ze stron unika sytuacji, w których więzi rodzinne, interes gospodarczy lub inne wspólne \
interesy mogłyby wpłynąć na jej decyzje dotyczące niniejszej Umowy, a jeżeli takie sytuacje \
powstaną, niezwłocznie je ujawnia. Osoba, której to dotyczy, nie podejmuje decyzji w sprawie \
niniejszej Umowy.""",
    "liability": """\
Odwiedzający ubezpiecza swojego przedstawiciela na czas podróży i pobytu i przed pierwszym \
dniem pobytu składa w portalu oświadczenie w tej sprawie. Kwota ryczałtowa nie obejmuje \
odrębnej składki ubezpieczeniowej.
Klaster, pozostali partnerzy, agencja i Unia Europejska nie odpowiadają za szkody, które \
Odwiedzający lub jego przedstawiciel ponosi albo wyrządza w związku z wymianą, chyba że prawo \
zakazuje takiego wyłączenia odpowiedzialności.""",
    "reports": """\
Odwiedzający składa sprawozdanie końcowe w portalu w terminie {report_days} dni od ostatniego \
dnia pobytu. Klaster w terminie {validation_days} dni zatwierdza je albo zwraca z podaniem \
powodu; w tym drugim przypadku Odwiedzający je uzupełnia.
Przez okres do dwóch lat Odwiedzający odpowiada na krótkie pytania programu dotyczące \
rezultatów.""",
    "visibility": """\
W każdej komunikacji dotyczącej wymiany Odwiedzający pokazuje emblemat Unii Europejskiej, \
podaje źródło finansowania („{funding_line}”) i wyraźnie zaznacza, że treść przedstawia jego \
własne stanowisko. Żadnego innego emblematu nie pokazuje się w bardziej widoczny sposób.
Unia Europejska i partnerstwo mogą publikować nazwę Odwiedzającego, kraj, przedmiot wymiany i \
kwotę wsparcia, zgodnie z wymogami prawa dotyczącego przejrzystości.""",
    "records": """\
Obie strony przechowują niniejszą Umowę, dowody i potwierdzenie płatności przez pięć lat od \
ostatniej płatności agencji na rzecz partnerstwa, a jeżeli toczy się audyt, jest dochodzone \
roszczenie lub trwa postępowanie – dłużej, do czasu zakończenia tych spraw.
Portal informuje Odwiedzającego, kiedy okres ten się rozpoczyna i kiedy się kończy. Dokumenty \
elektroniczne opatrzone pieczęcią uznaje się za oryginały w zakresie, w jakim zezwala na to \
prawo właściwe.""",
    "audits": """\
Agencja ({agency}), Komisja Europejska, Europejski Urząd ds. Zwalczania Nadużyć Finansowych \
(OLAF), Europejski Trybunał Obrachunkowy oraz każdy, kogo do tego upoważnią, mogą kontrolować \
wykonanie niniejszej Umowy na podstawie dokumentów lub na miejscu, w czasie jej obowiązywania \
oraz w okresie, o którym mowa w punkcie {clause_records}. Odwiedzający przyznaje im takie \
same prawa, jakie przyznał im Klaster.
Odwiedzający odpowiada na ich wezwania, także na wezwania kierowane w ich imieniu przez \
Klaster, w wyznaczonym terminie, który wynosi co najmniej dziesięć dni roboczych.""",
    "data": """\
Każda ze stron przetwarza dane osobowe związane z niniejszą Umową zgodnie z rozporządzeniem \
(UE) 2016/679, wyłącznie w celu wykonania niniejszej Umowy i rozliczenia dotacji, i chroni te \
dane.
Dane potrzebne do kontroli i audytów przekazuje się podmiotom wymienionym w punkcie \
{clause_audits}. Podmioty te przetwarzają je zgodnie z rozporządzeniem (UE) 2018/1725. \
Informacja o ochronie danych zamieszczona w portalu wskazuje administratorów, okresy \
przechowywania i prawa.""",
    "force-majeure": """\
Strona, której wykonanie zobowiązań uniemożliwia nadzwyczajne zdarzenie, którego nie mogła \
przewidzieć, którego nie spowodowała i którego mimo dołożenia należytej staranności nie może \
przezwyciężyć, nie narusza Umowy, dopóki zdarzenie to trwa. Nie są takimi zdarzeniami brak \
pieniędzy, zwykłe opóźnienia w transporcie ani spory pracownicze u tej strony.
Strona ta niezwłocznie zawiadamia w portalu drugą stronę, opisując zdarzenie, jego \
prawdopodobny czas trwania i skutki, oraz robi wszystko, co może, aby ograniczyć szkody.""",
    "amendment": """\
Niniejszą Umowę zmienia się wyłącznie na piśmie, przez nową wersję podpisaną w portalu przez \
obie strony. Żadna zmiana nie podwyższa kwoty ponad pułap z załącznika II.
Pobyt przesunięty przed jego rozpoczęciem o nie więcej niż {notice_shift_days} dni, przy tej \
samej liczbie dni roboczych i tej samej kwocie, nie wymaga nowej wersji: jedna strona wymiany \
(Odwiedzający albo gospodarz) zawiadamia w portalu o nowych dniach, druga je potwierdza, a \
oba klastry otrzymują o tym informację.
Zmiana pobytu, która wpływa na liczbę dni roboczych, gospodarza lub kraj, wymaga najpierw \
nowej wersji Commitment.""",
    "termination": """\
Do pierwszego dnia pobytu każda ze stron może rozwiązać niniejszą Umowę, odwołując wymianę w \
portalu z podaniem powodu. Wówczas żadna kwota nie jest należna i żadna ze stron nie jest \
zobowiązana do odszkodowania.
Klaster może rozwiązać niniejszą Umowę w każdej chwili, jeżeli Odwiedzający złożył \
nieprawdziwe oświadczenia, poważnie naruszył swoje obowiązki i nie usunął naruszenia w \
terminie 14 dni od pisemnego zawiadomienia albo utracił prawo do udziału, a także jeżeli sama \
dotacja zostanie zakończona.""",
    "law": """\
Niniejsza Umowa podlega prawu Unii Europejskiej mającemu zastosowanie do dotacji, a w \
pozostałym zakresie prawu następującego kraju: {law_country}.
W razie sporu strony najpierw zwracają się do koordynatora programu o mediację. Jeżeli w \
terminie 30 dni nie dojdzie do porozumienia, rozstrzygają właściwe sądy tego kraju \
({law_country}).""",
    "signatures": """\
Strony podpisują w portalu, najpierw Odwiedzający. Każda z nich potwierdza w chwili \
podpisania swoją tożsamość hasłem, kodem lub kluczem dostępu i podpisuje odcisk (SHA-256) \
dokładnie tego pliku. Strony zgadzają się, że ta forma jest między nimi wystarczająca.
Podpisany dokument {signed_reference} wymienia oba podpisy i zawiera ten plik. Jeżeli przed \
złożeniem obu podpisów zostanie przygotowana nowa wersja, zastępuje ona wersję niniejszą, a \
podpis złożony pod niniejszą wersją nie liczy się dla nowej.""",
    "annex-commitment": """\
Commitment to Quality {commitment}, podpisane przez wszystkie cztery jego strony, jest \
częścią niniejszej Umowy. Jest przechowywane w portalu, gdzie obie strony Umowy mogą je w \
każdej chwili otworzyć. Odcisk (SHA-256) podpisanego tekstu to {commitment_sha256}.""",
    "annex-calculation": """\
Kwota wynika z poniższych danych liczbowych zgodnie z zasadami i stawkami programu, które \
obowiązywały w chwili przygotowania niniejszej Umowy.""",
    "annex-presence": """\
Po ostatnim dniu pobytu gospodarz potwierdza w portalu, w których z podanych niżej dni \
roboczych brał udział przedstawiciel Odwiedzającego. Potwierdzenie wystawia się jako odrębny \
dokument i odczytuje łącznie z niniejszą Umową.
Potwierdzone w nim dni robocze są dniami zrealizowanymi w rozumieniu punktu \
{clause_reduction}.""",
    "annex-bank": """\
Odwiedzający wskazał ten rachunek w portalu. Pełny numer jest tam przechowywany z \
ograniczonym dostępem.
Jeżeli po złożeniu podpisów zostanie wskazany inny rachunek, nic nie zostanie wypłacone, \
dopóki nie potwierdzą go dwie osoby z programu i nie zostanie o nim powiadomiona osoba znana \
wcześniej.""",
    "annex-sme": """\
Odwiedzający oświadczył w portalu, że jest małym lub średnim przedsiębiorstwem w rozumieniu \
zalecenia 2003/361/WE: zatrudnia mniej niż 250 osób, a jego roczny obrót nie przekracza 50 \
milionów EUR lub jego suma bilansowa nie przekracza 43 milionów EUR, przy czym \
przedsiębiorstwa partnerskie i powiązane uwzględnia się zgodnie z tym zaleceniem.
Jeżeli przestało to być aktualne, Odwiedzający informuje o tym Klaster, zanim podpisze \
niniejszą Umowę.""",
}
COMMITMENT: dict[str, str] = {
    "parties": """\
Niniejsze Commitment zostaje zawarte przez odwiedzającego, gospodarza oraz klaster partnerski \
każdego z nich. Określa ono, czemu służy wymiana, co dzieje się każdego dnia i co każdy \
wnosi.""",
    "changes": """\
Przed pobytem tekst zmienia się wyłącznie przez nową wersję, którą wszystkie cztery strony \
podpisują na nowo. Zmiana w ramach programu pobytu, która nie narusza terminów, miejsca ani \
celów, nie wymaga nowej wersji: obie strony wymiany (odwiedzający i gospodarz) informują o \
niej oba klastry w portalu.
Nowej wersji nie wymaga również pobyt przesunięty o nie więcej niż {notice_shift_days} dni, \
przy tej samej liczbie dni roboczych: jedna strona wymiany zawiadamia w portalu o nowych \
dniach, a druga je potwierdza.
Każda z czterech stron może odwołać wymianę przed pierwszym dniem pobytu, podając w portalu \
powód. Odwiedzający może wówczas ponownie skorzystać z przysługującej mu jednej wizyty na \
miejscu.
Jeżeli pobyt trzeba przerwać, strona, której to dotyczy, informuje pozostałe strony tego \
samego dnia. Klaster partnerski odwiedzającego odnotowuje powód i zrealizowane dni; obie \
strony wymiany składają z nich sprawozdania.
Jeżeli strona nie może wykonać tego, do czego się zobowiązała, z powodu zdarzenia, którego \
nie mogła przewidzieć ani któremu nie mogła zapobiec, nie narusza ona Commitment, dopóki \
zdarzenie to trwa, pod warunkiem że niezwłocznie o tym zawiadomi.""",
    "data": """\
Portal przechowuje imiona i nazwiska, funkcje oraz dane kontaktowe osób działających w \
imieniu czterech stron, aby można było przeprowadzić wymianę i rozliczyć dotację. Podstawę \
prawną stanowią niniejsze Commitment oraz obowiązek sprawozdawczy programu wobec Unii \
Europejskiej. Informacja o ochronie danych zamieszczona w portalu wskazuje administratorów, \
okresy przechowywania oraz prawa dostępu, sprostowania i sprzeciwu.
Gospodarz i odwiedzający wykorzystują dane osobowe, które poznają od siebie nawzajem, \
wyłącznie na potrzeby tej wymiany, chronią je i usuwają, gdy nie są już do niej potrzebne.
Agencja oraz organy Unii Europejskiej uprawnione do kontroli dotacji mogą zapoznać się z \
niniejszym Commitment i ze sprawozdaniami.""",
    "reporting": """\
Odwiedzający i gospodarz sporządzają w portalu, każdy z osobna, sprawozdanie końcowe w \
terminie {report_days} dni od ostatniego dnia pobytu, także wtedy, gdy pobyt został \
przerwany. Powtarzają w nim rezultaty z punktu {clause_outcomes} i podają, które z nich \
osiągnięto.
Gospodarz potwierdza, w których dniach odwiedzający brał udział. Sprawozdanie odwiedzającego \
zatwierdza klaster partnerski odwiedzającego, a sprawozdanie gospodarza – klaster partnerski \
gospodarza.
Dokumenty wymiany przechowuje się przez pięć lat od ostatniej płatności agencji na rzecz \
partnerstwa; portal informuje strony, kiedy okres ten się rozpoczyna i kiedy się kończy.""",
    "money": """\
Niniejsze Commitment nie reguluje żadnych płatności. Gospodarz nie żąda opłaty i żadnej nie \
otrzymuje.
Kwotę ryczałtową na podróż i nocleg, jej warunki i jej wypłatę uzgadniają wyłącznie między \
sobą odwiedzający i jego klaster partnerski w umowie finansowej podpisanej przed pierwszym \
dniem pobytu. Bez tej umowy odwiedzający podróżuje na własny koszt.""",
    "money-online": """\
Niniejsze Commitment nie reguluje żadnych płatności. Wymiana online odbywa się bez kwoty \
ryczałtowej i nie zawiera się umowy finansowej. Gospodarz nie żąda opłaty i żadnej nie \
otrzymuje.""",
    "signatures": """\
Cztery strony podpisują w portalu w następującej kolejności: odwiedzający, gospodarz, klaster \
partnerski gospodarza, klaster partnerski odwiedzającego. Każda z nich potwierdza w chwili \
podpisania swoją tożsamość hasłem, kodem lub kluczem dostępu i podpisuje kryptograficzny \
odcisk (SHA-256) dokładnie tego pliku.
Commitment staje się skuteczne z chwilą złożenia czwartego podpisu. Podpisany dokument \
{signed_reference} wymienia podpisy i zawiera ten plik. Jeżeli ktokolwiek zwróci tekst, nowa \
wersja zastępuje wersję niniejszą, a podpisy złożone pod niniejszą wersją nie liczą się dla \
nowej.""",
}
