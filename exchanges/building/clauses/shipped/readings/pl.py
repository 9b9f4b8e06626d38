"""Polish: title and summary of each clause."""

AGREEMENT = {
    "parties": (
        "Strony",
        "Kto zawiera umowę: klaster płacący oraz odwiedzający wraz z przedstawicielem. "
        "Klaster przekazuje część dotacji UE.",
    ),
    "subject": (
        "Przedmiot",
        "Klaster wspiera wymianę kwotą ryczałtową na podróż i nocleg. Treść pobytu wynika "
        "z podpisanego Commitment to Quality.",
    ),
    "period": (
        "Okres",
        "Umowa wchodzi w życie z drugim podpisem, przed pierwszym dniem pobytu. Dni "
        "podróży nie liczą się jako dni robocze.",
    ),
    "amount": (
        "Kwota",
        "Kwota ryczałtowa obliczona wiersz po wierszu w załączniku II. Jest jedna dla "
        "całej organizacji i nie rośnie wraz z kosztami.",
    ),
    "payment": (
        "Płatność",
        "Jedna płatność w euro, po zakończeniu wymiany i sprawdzeniu sprawozdań oraz "
        "dowodów. Bez zaliczek. Rachunek zmienia się tylko w portalu.",
    ),
    "evidence": (
        "Dowody",
        "Co odwiedzający składa w portalu: dowód podróży, dowód noclegu i sprawozdanie "
        "końcowe; gospodarz potwierdza obecność.",
    ),
    "reduction": (
        "Zmniejszenie, brak wypłaty i zwrot",
        "Kiedy kwota jest przeliczana, zmniejszana lub niewypłacana i w jakim terminie "
        "zwraca się nadpłatę.",
    ),
    "funding": (
        "Zakaz podwójnego finansowania, koszty własne, podatki",
        "Żadnych innych środków UE na tę samą podróż. Wyższe koszty ponosi odwiedzający, "
        "który rozlicza kwotę podatkowo, jeśli wymaga tego prawo; bez VAT.",
    ),
    "conduct": (
        "Postępowanie i konflikt interesów",
        "Wymiana przebiega w dobrej wierze, zgodnie z prawem i wartościami UE. Konflikty "
        "interesów zgłasza się niezwłocznie.",
    ),
    "liability": (
        "Ubezpieczenie i odpowiedzialność",
        "Odwiedzający ubezpiecza przedstawiciela. Klaster, partnerzy, agencja i UE nie "
        "odpowiadają za szkody, o ile prawo na to pozwala.",
    ),
    "reports": (
        "Sprawozdania",
        "Odwiedzający składa sprawozdanie końcowe w terminie, a klaster je zatwierdza. "
        "Przez dwa lata odpowiada na krótkie pytania o rezultaty.",
    ),
    "visibility": (
        "Promocja",
        "Mówiąc o wymianie, pokazuje się emblemat UE i podaje źródło finansowania. UE i "
        "partnerstwo mogą publikować dane podstawowe.",
    ),
    "records": (
        "Przechowywanie dokumentów",
        "Obie strony przechowują dokumenty pięć lat po ostatniej płatności agencji, a "
        "dłużej, gdy trwa postępowanie.",
    ),
    "audits": (
        "Kontrole i audyty",
        "Agencja, Komisja, OLAF i Trybunał Obrachunkowy mogą kontrolować wykonanie. "
        "Odwiedzający odpowiada w wyznaczonym terminie.",
    ),
    "data": (
        "Ochrona danych",
        "Dane osobowe przetwarza się zgodnie z RODO, tylko dla tej umowy i rozliczenia dotacji.",
    ),
    "force-majeure": (
        "Siła wyższa",
        "Kto nie może działać z powodu nadzwyczajnego zdarzenia, nie narusza umowy, jeśli "
        "niezwłocznie je zgłosi i ograniczy szkody.",
    ),
    "amendment": (
        "Zmiany",
        "Tylko na piśmie, przez nową wersję podpisaną przez obie strony; pułap z "
        "załącznika II pozostaje. Pobyt można przesunąć o kilka dni potwierdzonym "
        "zawiadomieniem.",
    ),
    "termination": (
        "Rozwiązanie",
        "Do pierwszego dnia każda strona może odwołać wymianę, podając powód. Klaster "
        "może rozwiązać umowę z ważnych przyczyn w każdej chwili.",
    ),
    "law": (
        "Prawo i sądy",
        "Obowiązuje prawo UE właściwe dla dotacji, a poza tym prawo kraju klastra. Przed "
        "sądem odbywa się mediacja.",
    ),
    "signatures": (
        "Podpisy",
        "Podpisuje się w portalu, najpierw odwiedzający. Podpisuje się odcisk (SHA-256) "
        "dokładnie tego pliku.",
    ),
    "annex-commitment": (
        "Załącznik I: Commitment to Quality",
        "Commitment podpisane przez wszystkie cztery jego strony jest częścią umowy; obie "
        "strony umowy mogą je w każdej chwili otworzyć w portalu.",
    ),
    "annex-calculation": (
        "Załącznik II: Arkusz obliczeń",
        "Z jakich liczb wynika kwota, według zasad i stawek programu obowiązujących w "
        "chwili przygotowania umowy.",
    ),
    "annex-presence": (
        "Załącznik III: Potwierdzenie obecności",
        "Po pobycie gospodarz potwierdza w odrębnym dokumencie dni obecności; tylko te dni "
        "liczą się jako zrealizowane.",
    ),
    "annex-bank": (
        "Załącznik IV: Formularz bankowy",
        "Rachunek wskazano w portalu, dostęp do pełnego numeru jest ograniczony, a inny "
        "rachunek po podpisach muszą najpierw potwierdzić dwie osoby.",
    ),
    "annex-sme": (
        "Załącznik V: Oświadczenie Odwiedzającego",
        "Odwiedzający oświadcza, że jest małym lub średnim przedsiębiorstwem, i przed "
        "podpisaniem informuje klaster, jeżeli przestało to być aktualne.",
    ),
}
COMMITMENT = {
    "parties": (
        "Strony i role",
        "Commitment zawierają odwiedzający, gospodarz i ich klastry partnerskie; określa "
        "ono cel wymiany, przebieg dni i wkład każdego.",
    ),
    "changes": (
        "Zmiany, przerwanie i odwołanie",
        "Zmiany wymagają nowej wersji z czterema podpisami, ale pobyt można przesunąć o "
        "kilka dni potwierdzonym zawiadomieniem; odwołanie wymaga podania powodu, a o "
        "przerwaniu informuje się tego samego dnia.",
    ),
    "data": (
        "Ochrona danych",
        "Jakie dane przechowuje portal i na jakiej podstawie; danych poznanych od drugiej "
        "strony używa się tylko do tej wymiany.",
    ),
    "reporting": (
        "Sprawozdania",
        "Odwiedzający i gospodarz składają sprawozdania końcowe w terminie, a klastry "
        "partnerskie je zatwierdzają; dokumenty przechowuje się pięć lat.",
    ),
    "money": (
        "Płatności nie są tu uregulowane",
        "Gospodarz nie pobiera opłat, a kwotę ryczałtową uzgadniają odwiedzający i jego "
        "klaster partnerski w umowie finansowej.",
    ),
    "money-online": (
        "Płatności nie są tu uregulowane",
        "Wymiana online odbywa się bez kwoty ryczałtowej i bez umowy finansowej, a "
        "gospodarz nie pobiera opłat.",
    ),
    "signatures": (
        "Podpisy",
        "Cztery strony podpisują w portalu w ustalonej kolejności odcisk (SHA-256) "
        "dokładnie tego pliku; Commitment staje się skuteczne z czwartym podpisem.",
    ),
}
