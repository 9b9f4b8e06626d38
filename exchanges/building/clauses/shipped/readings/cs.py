"""Czech: title and summary of each clause of the agreement, titles of the Commitment."""

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
        "Jen písemně, novou verzí podepsanou oběma stranami. Strop z přílohy II zůstává.",
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
}
COMMITMENT = {
    "parties": ("Strany a role", ""),
    "changes": ("Změny, přerušení a zrušení", ""),
    "data": ("Ochrana údajů", ""),
    "reporting": ("Zprávy", ""),
    "money": ("Žádná platba se zde neupravuje", ""),
    "signatures": ("Podpisy", ""),
}
