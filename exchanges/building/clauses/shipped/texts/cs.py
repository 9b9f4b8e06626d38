"""Czech: the full words of each clause, for reading. Nobody has reviewed them yet."""

AGREEMENT: dict[str, str] = {
    "parties": """\
Tuto dohodu uzavírají {cluster} (dále jen „Klastr“) a {visitor} (dále jen „Návštěvník“). Při \
výměně Návštěvníka zastupuje {representative}.
Klastr jedná jako partner programu {programme} na základě grantové dohody č. {grant_number} \
uzavřené s Evropskou unií a touto dohodou předává část tohoto grantu.""",
    "subject": """\
Klastr podporuje výměnu {exchange} Návštěvníka, jejímž hostitelem je {host} ({host_place}), \
jednou paušální částkou na cestu a ubytování.
Obsah výměny vyplývá z Commitment to Quality {commitment}, který podepsaly všechny čtyři jeho \
strany (příloha I). Otisk (SHA-256) podepsaného textu je {commitment_sha256}.
Ve finančních otázkách má přednost tato dohoda, v otázkách obsahu pobytu Commitment.""",
    "period": """\
Tato dohoda vstupuje v platnost, jakmile ji podepíše druhá ze stran, což se musí stát před \
prvním dnem pobytu. Text podepsaný pouze jednou stranou nikoho nezavazuje.
Pobyt trvá od {first_day} do {last_day} a počet pracovních dnů činí {working_days}. Dny cesty \
se nezapočítávají.
Dohoda končí, jakmile obě strany splní své povinnosti. Články {clause_reduction}, \
{clause_records}, {clause_audits} a {clause_data} platí i poté.""",
    "amount": """\
Paušální částka činí {amount} ({amount_in_words}).
Vypočítává se ze stropu pro zemi hostitele, z počtu pracovních dnů a ze vzdálenosti mezi \
oběma organizacemi, jak řádek po řádku ukazuje příloha II.
Je to jedna částka pro celou navštěvující organizaci bez ohledu na počet cestujících osob a \
na skutečné náklady. Jsou-li náklady vyšší, částka se nezvyšuje.""",
    "payment": """\
Klastr provede jednu platbu v eurech ve lhůtě {payment_days} dnů po skončení výměny, to \
znamená poté, co byly ověřeny závěrečné zprávy a do spisu byly založeny doklady podle článku \
{clause_evidence}. Předem se nic nevyplácí.
Platba se poukazuje na účet, jehož majitelem je {account_holder}, IBAN {account} (uveden \
zčásti; úplné číslo je uloženo v bankovním formuláři, příloha IV, přístupném pouze finančnímu \
referentovi).
Dokud nepodepíší obě strany, mění se účet pouze v portálu a poté se podepisuje nová verze \
této dohody. Klastr nikdy nepřijímá změnu účtu oznámenou e-mailem nebo telefonicky. Každá \
strana nese poplatky své banky.""",
    "evidence": """\
Návštěvník předkládá prostřednictvím portálu ve lhůtě {report_days} dnů po posledním dni \
pobytu:
- doklad o cestě, například jízdenky, letenky nebo palubní vstupenky se jménem a datem
- doklad o ubytování, například fakturu nebo rezervaci s potvrzením, že byla využita
- svou závěrečnou zprávu; závěrečnou zprávu hostitele a potvrzení o přítomnosti (příloha III) \
předkládá hostitel""",
    "reduction": """\
Paušální částka náleží za pobyt, který se uskutečnil tak, jak bylo ujednáno. Bylo-li \
absolvováno méně pracovních dnů, částka se vypočte znovu za absolvované dny podle týchž \
pravidel a sazeb: při počtu pracovních dnů nižším než {full_sum_days} náleží polovina stropu \
a za pobyt s počtem pracovních dnů nižším než {shortest_stay_days} nenáleží žádná částka.
Pokud již započatý pobyt ukončila vyšší moc, kterou Návštěvník doložil, nadále náleží částka \
za nejkratší pobyt.
Žádná částka nenáleží, pokud se pobyt neuskutečnil, pokud i po písemné upomínce se lhůtou 14 \
dnů chybí zpráva nebo doklady anebo pokud bylo nepravdivé prohlášení, na němž se tato dohoda \
zakládá.
Co bylo vyplaceno bez nároku, se vrací do 30 dnů od odůvodněné výzvy poté, co měl Návštěvník \
14 dnů na vyjádření.""",
    "funding": """\
Návštěvník prohlašuje, že tatáž cesta ani totéž ubytování nejsou hrazeny z žádných jiných \
prostředků rozpočtu Evropské unie, a pokud se to změní, ihned to oznámí Klastru.
Náklady převyšující paušální částku a veškeré náklady jiné než náklady na cestu a ubytování \
nese Návštěvník.
Návštěvník částku přizná svému správci daně, vyžaduje-li to jeho právo. Částka je podporou, \
nikoli cenou; vyplácí se bez daně z přidané hodnoty.""",
    "conduct": """\
Návštěvník uskutečňuje výměnu v dobré víře a v souladu s Commitmentem, s právem a s hodnotami \
a etickými zásadami Evropské unie a nikoho nediskriminuje.
Každá strana předchází situacím, v nichž by rodinné vazby, hospodářský zájem nebo jiné \
společné zájmy mohly ovlivnit její rozhodování o této dohodě, a pokud takové situace \
nastanou, ihned je oznámí. Dotčená osoba o této dohodě nerozhoduje.""",
    "liability": """\
Návštěvník pojistí svého zástupce na cestu a pobyt a před prvním dnem pobytu to prohlásí v \
portálu. Paušální částka nezahrnuje samostatné pojistné.
Klastr, ostatní partneři, agentura a Evropská unie neodpovídají za škodu, kterou Návštěvník \
nebo jeho zástupce v souvislosti s výměnou utrpí nebo způsobí, ledaže právo takové vyloučení \
odpovědnosti zakazuje.""",
    "reports": """\
Návštěvník podá závěrečnou zprávu v portálu ve lhůtě {report_days} dnů po posledním dni \
pobytu. Klastr ji ve lhůtě {validation_days} dnů ověří, nebo ji s uvedením důvodu vrátí; v \
tom případě ji Návštěvník doplní.
Po dobu až dvou let odpovídá Návštěvník na krátké otázky programu týkající se výsledků.""",
    "visibility": """\
Kdykoli Návštěvník informuje o výměně, zobrazuje znak Evropské unie, uvádí financování \
(„{funding_line}“) a dává jasně najevo, že obsah vyjadřuje jeho vlastní názor. Žádný jiný \
znak se nezobrazuje výrazněji.
Evropská unie a partnerství smějí zveřejnit název Návštěvníka, zemi, předmět výměny a výši \
podpory, jak to vyžadují právní předpisy o transparentnosti.""",
    "records": """\
Obě strany uchovávají tuto dohodu, doklady a potvrzení o platbě po dobu pěti let po poslední \
platbě agentury ve prospěch partnerství, a déle, dokud není uzavřen probíhající audit, \
uplatněný nárok nebo zahájené řízení.
Portál Návštěvníkovi oznámí, kdy tato doba začíná a kdy končí. Elektronické dokumenty \
opatřené pečetí se považují za originály v rozsahu, v jakém to rozhodné právo připouští.""",
    "audits": """\
Agentura ({agency}), Evropská komise, Evropský úřad pro boj proti podvodům (OLAF), Evropský \
účetní dvůr a každý, koho k tomu zmocní, smějí kontrolovat plnění této dohody na základě \
dokumentů nebo na místě, a to po dobu jejího trvání a po dobu podle článku {clause_records}. \
Návštěvník jim přiznává stejná práva, jaká jim přiznal Klastr.
Návštěvník odpovídá na jejich žádosti, a to i na žádosti, které jejich jménem podává Klastr, \
ve stanovené lhůtě, která činí nejméně deset pracovních dnů.""",
    "data": """\
Každá strana zpracovává osobní údaje související s touto dohodou v souladu s nařízením (EU) \
2016/679, výhradně pro její plnění a pro vyúčtování grantu, a chrání je.
Údaje potřebné pro kontroly a audity se předávají subjektům uvedeným v článku \
{clause_audits}. Tyto subjekty je zpracovávají podle nařízení (EU) 2018/1725. Informace o \
ochraně osobních údajů v portálu uvádějí správce, doby uchovávání a práva.""",
    "force-majeure": """\
Strana, které v plnění brání mimořádná událost, kterou nemohla předvídat, kterou nezpůsobila \
a kterou ani s náležitou péčí nemůže překonat, neporušuje dohodu, dokud tato událost trvá. \
Nedostatek peněz, běžná zpoždění v dopravě a vlastní pracovní spory této strany takovými \
událostmi nejsou.
Tato strana to v portálu ihned oznámí druhé straně, popíše událost, její pravděpodobné trvání \
a její následky a učiní vše, co může, aby škody omezila.""",
    "amendment": """\
Tuto dohodu lze měnit pouze písemně, novou verzí podepsanou oběma stranami v portálu. Žádná \
změna nezvyšuje částku nad strop z přílohy II.
Pobyt, který se před svým začátkem posouvá o dobu nejvýše {notice_shift_days} dnů při stejném \
počtu pracovních dnů a stejné částce, novou verzi nevyžaduje: jedna ze stran výměny \
(Návštěvník nebo hostitel) oznámí nové dny v portálu, druhá je potvrdí a oba klastry jsou o \
tom informovány.
Změna pobytu, která mění počet pracovních dnů, hostitele nebo zemi, vyžaduje nejprve novou \
verzi Commitmentu.""",
    "termination": """\
Do prvního dne pobytu může kterákoli strana tuto dohodu ukončit tím, že výměnu s uvedením \
důvodu zruší v portálu. V takovém případě nenáleží žádná částka a žádná strana nedluží \
náhradu.
Klastr ji může ukončit kdykoli, pokud Návštěvník učinil nepravdivá prohlášení, pokud závažně \
porušil své povinnosti a do 14 dnů od písemného upozornění nezjednal nápravu, pokud ztratil \
právo na účast nebo pokud je ukončen samotný grant.""",
    "law": """\
Tato dohoda se řídí právem Evropské unie, které se vztahuje na grant, a jinak právem této \
země: {law_country}.
Strany, které se neshodnou, nejprve požádají koordinátora programu o zprostředkování smírného \
řešení. Nedojde-li do 30 dnů ke shodě, rozhodují příslušné soudy této země ({law_country}).""",
    "signatures": """\
Strany podepisují v portálu, nejprve Návštěvník. Každá v daném okamžiku potvrzuje svou \
totožnost heslem, kódem nebo přístupovým klíčem a podepisuje otisk (SHA-256) právě tohoto \
souboru. Strany souhlasí s tím, že tato forma je mezi nimi dostačující.
Podepsaný dokument {signed_reference} uvádí oba podpisy a obsahuje tento soubor. Je-li dříve, \
než podepíší obě strany, připravena nová verze, nahrazuje tuto verzi a podpis pod touto verzí \
pro novou neplatí.""",
    "annex-commitment": """\
Commitment to Quality {commitment}, který podepsaly všechny čtyři jeho strany, je součástí \
této dohody. Je uložen v portálu, kde jej mohou obě strany dohody kdykoli otevřít. Otisk \
(SHA-256) podepsaného textu je {commitment_sha256}.""",
    "annex-calculation": """\
Částka vyplývá z těchto číselných údajů podle pravidel a sazeb programu, které platily v době \
přípravy této dohody.""",
    "annex-presence": """\
Po posledním dni pobytu hostitel v portálu potvrdí, kterých z níže uvedených pracovních dnů \
se zástupce Návštěvníka zúčastnil. Potvrzení se vystavuje jako samostatný dokument a vykládá \
se společně s touto dohodou.
Pracovní dny v něm potvrzené jsou absolvovanými dny ve smyslu článku {clause_reduction}.""",
    "annex-bank": """\
Návštěvník uvedl tento účet v portálu. Úplné číslo je tam uloženo s omezeným přístupem.
Je-li po připojení podpisů uveden jiný účet, nic se nevyplácí, dokud jej nepotvrdí dvě osoby \
z programu a dokud o něm není vyrozuměna dříve známá osoba.""",
    "annex-sme": """\
Návštěvník v portálu prohlásil, že je malým nebo středním podnikem ve smyslu doporučení \
2003/361/ES: zaměstnává méně než 250 osob a jeho roční obrat nepřesahuje 50 milionů EUR nebo \
jeho bilanční suma nepřesahuje 43 milionů EUR, přičemž partnerské a propojené podniky se \
započítávají podle tohoto doporučení.
Pokud to již neplatí, oznámí to Návštěvník Klastru dříve, než tuto dohodu podepíše.""",
}
COMMITMENT: dict[str, str] = {
    "parties": """\
Tento Commitment uzavírají návštěvník, hostitel a partnerský klastr každého z nich. Stanoví, \
k čemu výměna slouží, co se v jednotlivých dnech děje a čím každý přispívá.""",
    "changes": """\
Před pobytem se text mění pouze novou verzí, kterou znovu podepíší všechny čtyři strany. \
Změna v rámci programu pobytu, která nemění termíny, místo ani cíle, novou verzi nevyžaduje: \
obě strany výměny (návštěvník a hostitel) o ní v portálu informují oba klastry.
Novou verzi nevyžaduje ani pobyt, který se posouvá o dobu nejvýše {notice_shift_days} dnů při \
stejném počtu pracovních dnů: jedna ze stran výměny oznámí nové dny v portálu a druhá je \
potvrdí.
Každá ze čtyř stran může výměnu před prvním dnem pobytu zrušit s uvedením důvodu v portálu. \
Návštěvník pak může svou jedinou návštěvu na místě znovu využít.
Je-li nutné pobyt přerušit, dotčená strana o tom ještě téhož dne informuje ostatní strany. \
Partnerský klastr návštěvníka zaznamená důvod a absolvované dny; obě strany výměny o nich \
podají zprávu.
Nemůže-li některá strana splnit to, k čemu se zavázala, kvůli události, kterou nemohla \
předvídat ani jí zabránit, svůj závazek neporušuje, dokud tato událost trvá, za předpokladu, \
že to ihned oznámí.""",
    "data": """\
Portál uchovává jména, funkce a kontaktní údaje osob, které jednají za čtyři strany, aby bylo \
možné výměnu uskutečnit a grant vyúčtovat. Právním základem je tento Commitment a povinnost \
programu podávat zprávy Evropské unii. Informace o ochraně osobních údajů v portálu uvádějí \
správce, doby uchovávání a práva na přístup, opravu a vznesení námitky.
Hostitel a návštěvník používají osobní údaje, které se od sebe navzájem dozvědí, pouze pro \
tuto výměnu, chrání je a vymažou je, jakmile pro ni již nejsou potřebné.
Agentura a orgány Evropské unie oprávněné kontrolovat grant smějí do tohoto Commitmentu a do \
zpráv nahlížet.""",
    "reporting": """\
Návštěvník a hostitel napíší v portálu každý svou závěrečnou zprávu ve lhůtě {report_days} \
dnů po posledním dni pobytu, a to i v případě, že byl pobyt přerušen. Zopakují v ní výsledky \
z článku {clause_outcomes} a uvedou, kterých z nich bylo dosaženo.
Hostitel potvrdí, kterých dnů se návštěvník zúčastnil. Zprávu návštěvníka ověřuje partnerský \
klastr návštěvníka, zprávu hostitele partnerský klastr hostitele.
Doklady o výměně se uchovávají po dobu pěti let po poslední platbě agentury ve prospěch \
partnerství; portál stranám oznámí, kdy tato doba začíná a kdy končí.""",
    "money": """\
Tento Commitment neupravuje žádnou platbu. Hostitel nepožaduje žádnou úplatu a žádnou \
nedostává.
Paušální částku na cestu a ubytování, její podmínky a její vyplacení si sjednávají výhradně \
návštěvník a jeho partnerský klastr ve finanční dohodě podepsané před prvním dnem pobytu. Bez \
ní návštěvník cestuje na vlastní náklady.""",
    "money-online": """\
Tento Commitment neupravuje žádnou platbu. Online výměna se uskutečňuje bez paušální částky a \
finanční dohoda se neuzavírá. Hostitel nepožaduje žádnou úplatu a žádnou nedostává.""",
    "signatures": """\
Čtyři strany podepisují v portálu v tomto pořadí: návštěvník, hostitel, partnerský klastr \
hostitele, partnerský klastr návštěvníka. Každá v daném okamžiku potvrzuje svou totožnost \
heslem, kódem nebo přístupovým klíčem a podepisuje kryptografický otisk (SHA-256) právě \
tohoto souboru.
Commitment nabývá účinnosti čtvrtým podpisem. Podepsaný dokument {signed_reference} uvádí \
podpisy a obsahuje tento soubor. Pokud kdokoli text vrátí, nahrazuje tuto verzi nová verze a \
podpisy pod touto verzí pro novou neplatí.""",
}
