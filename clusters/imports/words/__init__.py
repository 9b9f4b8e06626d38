"""The words of member lists in six languages, as tables. Compared without case and accents."""

import re
import unicodedata

LANGUAGES = ("en", "de", "es", "fr", "pl", "cs")
PLAIN = str.maketrans({"ł": "l", "ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ı": "i"})
NOT_WORDS = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """'Straße / Nr.' and 'strasse nr' are the same word here."""
    bare = unicodedata.normalize("NFKD", text.casefold().translate(PLAIN))
    letters = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return NOT_WORDS.sub(" ", letters).strip()


def lookup(table: dict) -> dict[str, str]:
    """``{meaning: {language: words}}`` turned round: from the plain word to its meaning."""
    turned: dict[str, str] = {}
    for meaning, spoken in table.items():
        for words in spoken.values():
            for word in words:
                turned.setdefault(plain(word), meaning)
    return turned
