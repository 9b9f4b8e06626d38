"""The countries of COSME, as the Commission listed them for 2018, and three outside it."""

from clusters.programme.seeds import sources

KOSOVO = (
    "This name does not prejudge positions on status. It follows UN Security Council "
    "Resolution 1244 (1999) and the opinion of the International Court of Justice on "
    "Kosovo's declaration of independence."
)
MEMBER_STATES = {
    "AT": "Austria",
    "BE": "Belgium",
    "BG": "Bulgaria",
    "HR": "Croatia",
    "CY": "Cyprus",
    "CZ": "Czechia",
    "DK": "Denmark",
    "EE": "Estonia",
    "FI": "Finland",
    "FR": "France",
    "DE": "Germany",
    "GR": "Greece",
    "HU": "Hungary",
    "IE": "Ireland",
    "IT": "Italy",
    "LV": "Latvia",
    "LT": "Lithuania",
    "LU": "Luxembourg",
    "MT": "Malta",
    "NL": "Netherlands",
    "PL": "Poland",
    "PT": "Portugal",
    "RO": "Romania",
    "SK": "Slovakia",
    "SI": "Slovenia",
    "ES": "Spain",
    "SE": "Sweden",
    "GB": "United Kingdom",  # takes part in projects of this period under the Withdrawal Agreement
}
ASSOCIATED = {
    "AL": "Albania",
    "AM": "Armenia",
    "BA": "Bosnia and Herzegovina",
    "IS": "Iceland",
    "XK": "Kosovo*",
    "MD": "Moldova",
    "ME": "Montenegro",
    "MK": "North Macedonia",
    "RS": "Serbia",
    "TR": "Türkiye",
    "UA": "Ukraine",
}
OUTSIDE = {"CH": "Switzerland", "LI": "Liechtenstein", "NO": "Norway"}

EU_CODES = {"GR": "EL", "GB": "UK"}
FOOTNOTES = {"XK": KOSOVO}
COSME = MEMBER_STATES | ASSOCIATED


def rows():
    """Yield (code, fields) of every country."""
    for countries, note in ((COSME, ""), (OUTSIDE, "not in the list: ")):
        for code, name in countries.items():
            yield (
                code,
                {
                    "name": name,
                    "eu_code": EU_CODES.get(code, code),
                    "footnote": FOOTNOTES.get(code, ""),
                    "source": f"{note}{sources.COSME_2018}",
                },
            )
