"""Which bytes are which letters, found by trying.

UTF-8 proves itself. Between the code pages of western and of central Europe only the letters can
decide: each is tried, and the one whose letters belong to one language wins.
"""

import codecs
import re
from dataclasses import dataclass

UTF_8, WESTERN, CENTRAL = "utf-8", "windows-1252", "windows-1250"
ENCODINGS = (UTF_8, "utf-16", CENTRAL, WESTERN)
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
COMMON = set("§°–—‘’‚“”„…•«»€©®™´·\xa0±²×½")
LETTERS = {
    (CENTRAL, "pl"): "ąćęłńóśźż",
    (CENTRAL, "cs"): "áčďéěíňóřšťúůýžöüä",
    (CENTRAL, "sk"): "áäčďéíĺľňóôŕšťúýž",
    (CENTRAL, "hu"): "áéíóöőúüű",
    (CENTRAL, "hr"): "čćđšž",
    (WESTERN, "fr"): "àâæçéèêëîïôœùûüÿ",
    (WESTERN, "es"): "áéíñóúüçàèòï¿¡ªº",
    (WESTERN, "de"): "äöüßéà",
    (WESTERN, "it"): "àèéìòù",
    (WESTERN, "pt"): "áâãàçéêíóôõúªº",
    (WESTERN, "nordic"): "åäöæøéü",
}
NOT_LETTERS = re.compile(r"[\x00-\x7f]+")
SURE = 0.9  # share of NUL bytes at one side of each pair


@dataclass(frozen=True)
class Text:
    """``foreign`` holds the numbers of the lines that are written in another encoding."""

    text: str
    encoding: str
    foreign: frozenset[int] = frozenset()


def decode(data: bytes, *, wanted: str = "", language: str = "") -> Text:
    """The text, in the encoding asked for or else in the most plausible one."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _plain(data, encoding)
    if wanted in ("", "utf-16") and (encoding := _utf_16_without_mark(data)):
        return _plain(data, encoding)
    if wanted == "utf-16":
        return _plain(data, "utf-16-le")
    return _by_lines(data, wanted, language)


def _plain(data: bytes, encoding: str) -> Text:
    shown = "utf-16" if encoding.startswith("utf-16") else UTF_8
    text = data.decode(encoding, errors="replace")
    foreign = {number for number, line in enumerate(_lines(text), 1) if "\ufffd" in line}
    return Text(text, shown, frozenset(foreign))


def _utf_16_without_mark(data: bytes) -> str:
    """Latin letters in UTF-16 have a NUL on one side of each pair."""
    pairs = max(len(data) // 2, 1)
    if data[1::2].count(0) > SURE * pairs:
        return "utf-16-le"
    return "utf-16-be" if data[::2].count(0) > SURE * pairs else ""


def _by_lines(data: bytes, wanted: str, language: str) -> Text:
    """Every line in the encoding of most; the others are named, and read as they were meant."""
    lines = data.split(b"\n")
    utf: list[int] = []
    legacy: list[int] = []
    for number, line in enumerate(lines):
        if not line.isascii():
            (utf if _is_utf_8(line) else legacy).append(number)
    page = wanted if wanted in (WESTERN, CENTRAL) else _code_page(lines, legacy, language)
    if not wanted:
        wanted = page if len(legacy) > len(utf) else UTF_8
    others = utf if wanted != UTF_8 else legacy
    others = others if legacy and utf else []
    if wanted != UTF_8 and not legacy:  # asked for against all evidence: shown as asked
        return Text(data.decode(wanted, errors="replace"), wanted)
    written = dict.fromkeys(utf, UTF_8) | dict.fromkeys(legacy, page)
    text = "\n".join(
        line.decode(written.get(number, "ascii"), errors="replace")
        for number, line in enumerate(lines)
    )
    return Text(text, wanted, frozenset(number + 1 for number in others))


def _is_utf_8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _code_page(lines: list[bytes], numbers: list[int], language: str) -> str:
    sample = b" ".join(lines[number] for number in numbers[:2000])
    scores = {}
    for (page, spoken), letters in LETTERS.items():
        found = NOT_LETTERS.sub("", sample.decode(page, errors="replace")).lower()
        fitting = sum(letter in letters or letter in COMMON for letter in found)
        share = fitting / max(len(found), 1)
        scores[page, spoken] = (round(share, 2), spoken == language, page == WESTERN)
    return max(scores, key=lambda key: scores[key])[0]


def _lines(text: str) -> list[str]:
    return text.split("\n")
