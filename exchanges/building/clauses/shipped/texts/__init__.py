"""The whole words of the shipped clauses in other languages, by kind, language and clause."""

from exchanges.building.clauses.shipped.texts import cs, de, es, fr, pl

TEXTS: dict[str, dict[str, dict[str, str]]] = {
    "agreement": {
        "de": de.AGREEMENT,
        "es": es.AGREEMENT,
        "fr": fr.AGREEMENT,
        "pl": pl.AGREEMENT,
        "cs": cs.AGREEMENT,
    },
    "commitment": {
        "de": de.COMMITMENT,
        "es": es.COMMITMENT,
        "fr": fr.COMMITMENT,
        "pl": pl.COMMITMENT,
        "cs": cs.COMMITMENT,
    },
}
