"""What the portal brings along in other languages: title and summary by kind, language and clause.

They belong to the shipped English words, and nobody has reviewed them. The whole words are in
``shipped.texts``.
"""

from exchanges.building.clauses.shipped.readings import cs, de, es, fr, pl

READINGS: dict[str, dict[str, dict[str, tuple[str, str]]]] = {
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
