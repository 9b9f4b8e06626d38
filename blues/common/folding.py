"""Words without accents and capitals, so that "Łódź" is found by "lodz" and "Île" by "ile"."""

import re
import unicodedata

# Letters that Unicode does not take apart into a plain letter and a mark.
_WHOLE_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
_MARKS = re.compile("[\u0300-\u036f]+")
_WORD = re.compile(r"\w+(?:\.\w+)*")  # "28.29" is one word, the full stop after it is not


def fold(text: str) -> str:
    """Lower case, without accents: ``ß`` becomes ``ss``, ``Ł`` becomes ``l``."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return _MARKS.sub("", apart).translate(_WHOLE_LETTERS)


def words_of(text: str) -> list[str]:
    """The folded words of a text, in their order."""
    return _WORD.findall(fold(text))
