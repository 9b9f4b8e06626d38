"""Addresses, numbers and links in a text made unreadable. Pure: knows no exchange and no person.

It hides rather too much than too little: a long number is taken for a phone number. Whoever wants
to get around it can; what it prevents is that contact data is given away by habit, in a signature.
"""

import re
from typing import NamedTuple

from django.utils.translation import gettext as _

# Full-width letters and signs (Ａ＠．) read like plain ones; one for one, so places match.
PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
LABEL = r"[\w-]{1,63}"
AT = r"(?:@|\s?[(\[{]\s?(?:at|@|ät|arroba|arobase|małpa|zavináč)\s?[)\]}]\s?)"
DOT = r"(?:\.|\s?[(\[{]\s?(?:dot|punkt|punto|point|kropka|tečka|\.)\s?[)\]}]\s?)"
EMAIL = re.compile(rf"[\w.+%'-]{{1,64}}{AT}{LABEL}(?:{DOT}{LABEL}){{1,8}}", re.IGNORECASE)
LINK = re.compile(
    rf"(?:\b[a-z][a-z0-9+.-]{{1,15}}://|\bwww\.)[^\s<>\"]{{1,2000}}"
    # a bare name such as aqualab.example/team: letters after the last dot, none of them alone
    rf"|(?<![\w@.-])(?:{LABEL}\.){{1,8}}[a-z]{{2,24}}(?![\w@])(?:/[^\s<>\"]{{0,2000}})?",
    re.IGNORECASE,
)
# Words that people write without a blank after the full stop, and shortenings, are no addresses.
SENTENCE = re.compile(r"[^\W\d_]{1,63}\.[A-ZÀ-Þ][^\W\d_]*")
SHORTENED = re.compile(r"(?:[^\W\d_]{1,3}\.){1,4}[^\W\d_]{1,3}", re.IGNORECASE)
FILE = re.compile(r"[\w.-]+\.(?:pdf|png|jpe?g|docx?|odt|xlsx?|ods|pptx?|txt|csv)", re.IGNORECASE)
NUMBER = re.compile(r"(?<![\w@])(?:\+|\(|00)?\d(?:[\s./()–-]{0,3}\d){6,19}(?!\w)")
DAY = r"(?:\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{2,4}|\d{4}-\d{2}-\d{2})"
DAYS = re.compile(rf"\(?{DAY}(?:\s?[–-]\s?{DAY})?")
# Ends of addresses that no shortening has, so that sap.de and ibm.com are hidden, too.
ENDINGS = frozenset(
    {
        *("com", "org", "net", "info", "eu", "io", "ai", "de", "at", "ch", "es", "fr", "pl", "cz"),
        *("sk", "it", "nl", "be", "lu", "dk", "se", "fi", "no", "pt", "ie", "uk", "gr", "hu"),
        *("ro", "bg", "hr", "si", "lt", "lv", "ee"),
    }
)
FEWEST_DIGITS = 9  # without a sign that it is a phone number


class Masked(NamedTuple):
    text: str
    has_hidden: bool


def mask(text: str) -> Masked:
    """The text without what leads to a person, each place saying what stood there."""
    hidden = 0
    for pattern, word in (
        (EMAIL, _("[address hidden]")),
        (LINK, _("[link hidden]")),
        (NUMBER, _("[number hidden]")),
    ):
        text, count = _replaced(text, pattern, word)
        hidden += count
    return Masked(text, hidden > 0)


def _replaced(text: str, pattern: re.Pattern[str], word: str) -> tuple[str, int]:
    kept: list[str] = []
    done = count = 0
    for found in pattern.finditer(text.translate(PLAIN)):
        if not _is_harmless(found[0], pattern):
            kept += [text[done : found.start()], word]
            done, count = found.end(), count + 1
    return "".join([*kept, text[done:]]), count


def _is_harmless(found: str, pattern: re.Pattern[str]) -> bool:
    if pattern is LINK:
        ending = found.rpartition(".")[2]
        if ending.lower() in ENDINGS and not ending.istitle():
            return False
        return any(known.fullmatch(found) for known in (SENTENCE, SHORTENED, FILE))
    return pattern is NUMBER and (bool(DAYS.fullmatch(found)) or _is_too_short(found))


def _is_too_short(found: str) -> bool:
    digits = sum(char.isdigit() for char in found)
    return digits < FEWEST_DIGITS and not found.startswith(("+", "0", "(0", "(+"))
