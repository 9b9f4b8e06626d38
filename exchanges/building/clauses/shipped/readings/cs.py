"""Czech: title and summary of each clause."""

AGREEMENT = {
    "parties": (
        "Strany",
        "Kdo dohodu uzavírá: platící klastr a návštěvník se svým zástupcem. Klastr "
        "předává část grantu EU.",
    ),
    "subject": (
        "Předmět",
        "Klastr podporuje výměnu paušální částkou na cestu a ubytování. Obsah vyplývá z "
        "podepsaného Commitment to Quality.",
    ),
    "period": (
        "Doba",
        "Dohoda platí od druhého podpisu, a to před prvním dnem pobytu. Dny cesty se jako "
        "pracovní nepočítají.",
    ),
    "amount": (
        "Částka",
        "Paušální částka vypočtená řádek po řádku v příloze II. Je jedna pro celou "
        "organizaci a s náklady neroste.",
    ),
    "payment": (
        "Platba",
        "Jedna platba v eurech po skončení výměny a ověření zpráv a dokladů. Bez záloh. "
        "Účet se mění pouze v portálu.",
    ),
    "evidence": (
        "Doklady",
        "Co návštěvník předkládá v portálu: doklad o cestě, doklad o ubytování a "
        "závěrečnou zprávu; hostitel potvrzuje přítomnost.",
    ),
    "reduction": (
        "Snížení, nevyplacení a vrácení",
        "Kdy se částka přepočítá, sníží nebo nevyplatí a v jaké lhůtě se vrací přeplatek.",
    ),
    "funding": (
        "Bez dvojího financování, vlastní náklady, daně",
        "Žádné jiné prostředky EU na tutéž cestu. Vyšší náklady nese návštěvník, který "
        "částku přizná, vyžaduje-li to jeho právo; bez DPH.",
    ),
    "conduct": (
        "Jednání a střet zájmů",
        "Výměna probíhá v dobré víře, v souladu s právem a hodnotami EU. Střety zájmů se "
        "oznamují ihned.",
    ),
    "liability": (
        "Pojištění a odpovědnost",
        "Návštěvník pojistí svého zástupce. Klastr, partneři, agentura a EU za škody "
        "neodpovídají, pokud to právo připouští.",
    ),
    "reports": (
        "Zprávy",
        "Návštěvník podá závěrečnou zprávu ve lhůtě a klastr ji ověří. Po dva roky "
        "odpovídá na krátké otázky o výsledcích.",
    ),
    "visibility": (
        "Viditelnost",
        "Kdo o výměně hovoří, ukazuje znak EU a uvádí financování. EU a partnerství smějí "
        "zveřejnit základní údaje.",
    ),
    "records": (
        "Uchovávání dokladů",
        "Obě strany uchovávají doklady pět let po poslední platbě agentury, při otevřeném "
        "řízení déle.",
    ),
    "audits": (
        "Kontroly a audity",
        "Agentura, Komise, OLAF a Účetní dvůr smějí plnění kontrolovat. Návštěvník "
        "odpovídá ve stanovené lhůtě.",
    ),
    "data": (
        "Ochrana údajů",
        "Osobní údaje se zpracovávají podle GDPR, jen pro tuto dohodu a pro vyúčtování grantu.",
    ),
    "force-majeure": (
        "Vyšší moc",
        "Komu v plnění brání mimořádná událost, dohodu neporušuje, pokud ji ihned oznámí "
        "a omezí škody.",
    ),
    "amendment": (
        "Změny",
        "Jen písemně, novou verzí podepsanou oběma stranami; strop z přílohy II zůstává. "
        "Pobyt lze o několik dnů posunout potvrzeným oznámením.",
    ),
    "termination": (
        "Ukončení",
        "Do prvního dne může každá strana výměnu s uvedením důvodu zrušit. Klastr může ze "
        "závažných důvodů skončit kdykoli.",
    ),
    "law": (
        "Právo a soudy",
        "Platí právo EU vztahující se ke grantu a jinak právo země klastru. Před soudem "
        "se zkouší smírné řešení.",
    ),
    "signatures": (
        "Podpisy",
        "Podepisuje se v portálu, nejprve návštěvník. Podepisuje se otisk (SHA-256) právě "
        "tohoto souboru.",
    ),
    "annex-commitment": (
        "Příloha I: Commitment to Quality",
        "Commitment podepsaný všemi čtyřmi jeho stranami je součástí dohody; obě strany "
        "dohody jej mohou v portálu kdykoli otevřít.",
    ),
    "annex-calculation": (
        "Příloha II: Výpočtový list",
        "Z jakých číselných údajů částka vyplývá podle pravidel a sazeb programu platných "
        "v době přípravy dohody.",
    ),
    "annex-presence": (
        "Příloha III: Potvrzení o přítomnosti",
        "Po pobytu hostitel v samostatném dokumentu potvrdí dny přítomnosti; jen tyto dny "
        "platí jako absolvované.",
    ),
    "annex-bank": (
        "Příloha IV: Bankovní formulář",
        "Účet je uveden v portálu, přístup k úplnému číslu je omezen a jiný účet musí po "
        "podpisech nejprve potvrdit dvě osoby.",
    ),
    "annex-sme": (
        "Příloha V: Prohlášení Návštěvníka",
        "Návštěvník prohlašuje, že je malým nebo středním podnikem, a pokud to již "
        "neplatí, oznámí to klastru před podpisem.",
    ),
}
COMMITMENT = {
    "parties": (
        "Strany a role",
        "Commitment uzavírají návštěvník, hostitel a jejich partnerské klastry; stanoví "
        "účel výměny, průběh dnů a to, čím každý přispívá.",
    ),
    "changes": (
        "Změny, přerušení a zrušení",
        "Změny vyžadují novou verzi se čtyřmi podpisy, pobyt však lze o několik dnů "
        "posunout potvrzeným oznámením; zrušení vyžaduje uvedení důvodu a přerušení se "
        "oznamuje téhož dne.",
    ),
    "data": (
        "Ochrana údajů",
        "Jaké údaje portál uchovává a na jakém základě; údaje získané od druhé strany se "
        "používají jen pro tuto výměnu.",
    ),
    "reporting": (
        "Zprávy",
        "Návštěvník a hostitel podají závěrečné zprávy ve lhůtě a partnerské klastry je "
        "ověří; doklady se uchovávají pět let.",
    ),
    "money": (
        "Žádná platba se zde neupravuje",
        "Hostitel nepožaduje žádnou úplatu a paušální částku si návštěvník a jeho "
        "partnerský klastr sjednávají ve finanční dohodě.",
    ),
    "money-online": (
        "Žádná platba se zde neupravuje",
        "Online výměna se uskutečňuje bez paušální částky a bez finanční dohody a hostitel "
        "nepožaduje žádnou úplatu.",
    ),
    "signatures": (
        "Podpisy",
        "Čtyři strany podepisují v portálu ve stanoveném pořadí otisk (SHA-256) právě "
        "tohoto souboru; Commitment nabývá účinnosti čtvrtým podpisem.",
    ),
}
