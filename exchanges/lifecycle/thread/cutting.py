"""What somebody wrote in a mail, without what the mail quotes and without the signature. Pure.

Mail programs say in their own language who wrote the quoted mail, each in its own way. Packages
that know many of them take for a signature whatever begins with a dash or with thanks, and a
hostile mail keeps their patterns busy; here every line is looked at by itself, and once.
"""

import re
from itertools import islice

from django.conf import settings
from django.utils import translation

from blues.notices.telling import write_above

# "On 3 March 2027 at 10:12, BluesXchange <…> wrote:" and how others say it. Czech and Polish bend
# the word for who wrote, Polish also says "writes".
WROTE = re.compile(
    r"(?:\bwrote|\bschrieb|\ba écrit|\bescribió|\bnapisał(?:a|\(a\))?|\bpisze"
    r"|\bnapsal(?:a|\(a\))?)\s?:$",
    re.IGNORECASE,
)
WROTE_IN_THE_MIDDLE = re.compile(r"^Am .{3,200} schrieb .{1,300}:$")
MAILBOX = re.compile(r"<[^<>\s]{1,100}@[^<>\s]{1,200}>|\b[\w.+-]{1,100}@[\w.-]{1,200}\b")
MOST_WRAPPED = 3  # lines that such a sentence is spread over
LONGEST_HEADER = 600
SEPARATOR = re.compile(
    r"^\s*[-_]{2,}\s?(?:original message|original-nachricht|ursprüngliche nachricht"
    r"|message d['’]origine|message original|mensaje original|oryginalna wiadomość"
    r"|wiadomość oryginalna|původní zpráva|původní e-mail)\s?[-_]{2,}\s*$",
    re.IGNORECASE,
)
RULER = re.compile(r"^\s*_{20,}\s*$")
FROM = re.compile(r"^\W{0,3}(?:From|Von|De|Od)\W{0,3}\s?:\W", re.IGNORECASE)
SENT = re.compile(
    r"^\W{0,3}(?:Sent|Date|Gesendet|Datum|Envoyé|Enviado(?: el)?|Fecha|Wysłan[oey]|Data|Odesláno)"
    r"\W{0,3}\s?:",
    re.IGNORECASE,
)
HEADER_LINES = 6  # within which a "Sent:" follows a "From:"
SIGNATURE = re.compile(r"^(?:--|—|__) ?$")
PHONE = re.compile(
    r"^(?:Sent from (?:my|Outlook|Mail|Proton)|Get Outlook for|Gesendet (?:von|mit|aus)"
    r"|Von meinem .{1,40} gesendet|Diese Nachricht wurde von meinem"
    r"|Envoyé (?:de|depuis|à partir)|Enviado (?:desde|con)"
    r"|Wysłan[oey] (?:z|ze)|Odesláno (?:z|ze)|Outlook für .{1,20} beziehen)\b",
    re.IGNORECASE,
)
CLOSING = re.compile(
    r"^(?:(?:with )?(?:best|kind|warm)?(?: regards| wishes)|best|cheers|yours (?:sincerely|truly)"
    r"|mit (?:freundlichen|besten|herzlichen|lieben|vielen) grüßen|mit freundlichem gruß"
    r"|(?:beste|viele|liebe|freundliche|herzliche|schöne) grüße(?: .{1,20})?|mfg|lg|vg"
    r"|(?:bien )?cordialement|(?:bien )?à vous|sincères salutations|meilleures salutations"
    r"|(?:un )?(?:cordial )?saludos?(?: cordial(?:es)?)?|un abrazo|atentamente"
    r"|z poważaniem|(?:serdecznie )?pozdrawiam(?: serdecznie)?|pozdrowienia"
    r"|s (?:přátelským )?pozdravem|hezký den|s úctou)\s?[,.!]?$",
    re.IGNORECASE,
)
LONGEST_SIGNATURE = 10  # lines with words; more below a closing word is still the message
MOST_LOOKED_AT = 40  # lines, empty ones too


def answer_in(text: str) -> str:
    """The new words of a mail."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines = [line.rstrip() for line in lines]
    lines = _without_quotes(lines[: _first_of_the_rest(lines)])
    return "\n".join(lines[: _signature_in(lines)]).strip()


def _first_of_the_rest(lines: list[str]) -> int:
    """Where the mail that is answered begins, if it stands there without marks."""
    marks = _marks()
    for place, line in enumerate(lines):
        if line.startswith(">"):
            continue
        if any(mark in line for mark in marks) or SEPARATOR.match(line):
            return place
        if _heads_a_mail(lines, place) or _opens_unmarked(lines, place):
            return place
    return len(lines)


def _marks() -> list[str]:
    """The line that our own mails begin with, in every language."""
    found = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found.append(write_above())
    return found


def _heads_a_mail(lines: list[str], place: int) -> bool:
    """Outlook's lines "From: … Sent: … To: …", with or without a ruler above."""
    if RULER.match(lines[place]):
        place = next((n for n in range(place + 1, len(lines)) if lines[n]), place)
    below = lines[place + 1 : place + HEADER_LINES]
    return bool(FROM.match(lines[place])) and any(SENT.match(line) for line in below)


def _opens_unmarked(lines: list[str], place: int) -> bool:
    """ "… wrote:" above words that bear no ``>``; told from one's own by the address in it."""
    end = _end_of_opening(lines, place)
    return bool(end) and not _is_quoted_below(lines, end) and _has_mailbox(lines[place:end])


def _end_of_opening(lines: list[str], place: int) -> int:
    """The line after "On … wrote:" that begins here; 0 where none does."""
    if not lines[place].strip():
        return 0
    for end in range(place + 1, min(place + MOST_WRAPPED, len(lines)) + 1):
        said = " ".join(line.strip() for line in lines[place:end])[:LONGEST_HEADER]
        if said.endswith(":") and _says_who_wrote(said):
            return end
        if not lines[end - 1].strip():
            return 0
    return 0


def _says_who_wrote(said: str) -> bool:
    is_dated = any(char.isdigit() for char in said) or MAILBOX.search(said) is not None
    return is_dated and bool(WROTE.search(said) or WROTE_IN_THE_MIDDLE.match(said))


def _has_mailbox(lines: list[str]) -> bool:
    return MAILBOX.search(" ".join(lines)[:LONGEST_HEADER]) is not None


def _is_quoted_below(lines: list[str], place: int) -> bool:
    near = lines[place : place + MOST_LOOKED_AT]
    below = next((line for line in near if line.strip()), "")
    return below.startswith(">")


def _without_quotes(lines: list[str]) -> list[str]:
    """Marked lines, and the sentence above them, are left out wherever they stand; so an answer
    below or between what it answers stays whole."""
    kept: list[str] = []
    place = 0
    while place < len(lines):
        end = _end_of_opening(lines, place)
        if end and _is_quoted_below(lines, end):
            place = end
        elif lines[place].startswith(">"):
            place += 1
        else:
            kept.append(lines[place])
            place += 1
    return kept


def _signature_in(lines: list[str]) -> int:
    """Where the signature begins, or the end of the lines."""
    for place, line in enumerate(lines):
        if SIGNATURE.match(line) or PHONE.match(line.strip()):
            return place
        if CLOSING.match(line.strip()) and _is_near_the_end(lines, place):
            return place
    return len(lines)


def _is_near_the_end(lines: list[str], place: int) -> bool:
    below = (line for line in lines[place + 1 : place + MOST_LOOKED_AT] if line.strip())
    is_short = len(list(islice(below, LONGEST_SIGNATURE + 1))) <= LONGEST_SIGNATURE
    return is_short and len(lines) - place < MOST_LOOKED_AT
