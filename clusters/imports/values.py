"""From a cell to a value of ours. Each function gives the value or raises ``Wrong``."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from blues.common import clock
from blues.common.errors import BadInput
from clusters.directory import numbers
from clusters.imports.fields import FIELDS
from clusters.imports.words import countries, lookup, plain
from clusters.imports.words.kinds import ANSWERS, MONTHS, SIZES, SPOKEN, TYPES
from clusters.people.addresses import PosesAsAnother, check_address

# Of what cannot be printed only tabs and line breaks are let through.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffd]")
NUTS = re.compile(r"[A-Z]{2}[0-9A-Z]{1,3}")
GROUPED = re.compile(r"\d{1,3}(?:[ .,'\u00a0\u202f’]\d{3})+")
EARLIEST_YEAR = 1000
LATITUDE, LONGITUDE = 90, 180

_types, _sizes = lookup(TYPES), lookup(SIZES)
_answers, _spoken = lookup(ANSWERS), lookup(SPOKEN)
_is_website = URLValidator(schemes=["http", "https"])


class Wrong(ValueError):  # noqa: N818 -- reads as a sentence where it is raised
    def __init__(self, code: str, **about: Any):
        super().__init__(code)
        self.code, self.about = code, about


def text_of(cell: Any, *, lines: bool = False) -> str:
    """The cell as one line of text (several where ``lines``); refuses what cannot be printed."""
    if isinstance(cell, dict):
        if "error" in cell:
            raise Wrong(cell["error"], most="5000")
        return cell["day"]
    if cell is None:
        return ""
    text = str(cell)
    if UNPRINTABLE.search(text):
        raise Wrong("control-characters")
    text = unicodedata.normalize("NFC", text)
    if lines:
        return "\n".join(" ".join(line.split()) for line in text.splitlines()).strip()
    return " ".join(text.split())


def clean(code: str, cell: Any, *, country: str = "", american: bool = False) -> Any:
    """The value of the field; ``country`` decides what numbers look like.

    ``american`` says that the days of this list begin with the month.
    """
    text = text_of(cell, lines=code == "description")
    if not text:
        return ""
    if code == "since":
        return day(cell, american=american)
    if code in ("vat_number", "registration_number"):
        return _number(code, text, country)
    value = CLEANERS.get(code, str)(text)
    longest = FIELDS[code].longest
    if longest and len(value) > longest:
        raise Wrong("too-long", most=str(longest))
    return value


def _number(code: str, text: str, country: str) -> str:
    check = {"vat_number": numbers.vat_number, "registration_number": numbers.registration_number}
    wrong = {"vat_number": "not-a-vat-number", "registration_number": "not-a-register-number"}
    try:
        value = check[code](text, country)
    except ValueError:
        raise Wrong(wrong[code]) from None
    if len(value) > FIELDS[code].longest:
        raise Wrong("too-long", most=str(FIELDS[code].longest))
    return value


# -- Words ----------------------------------------------------------------------------------------


def _word(table: dict[str, str], wrong: str) -> Callable[[str], str]:
    def find(text: str) -> str:
        word = plain(text)
        if word not in table:
            raise Wrong(wrong)
        return table[word]

    return find


def country(text: str) -> str:
    """A name in six languages, or a code; also "DE - Deutschland" and "Germany (DE)"."""
    known = countries.codes()
    parts = [text, *re.split(r"\s+[-–/]\s+|[()]", text)]
    for part in parts:
        if code := known.get(plain(part)):
            return code
    raise Wrong("not-a-country")


def yes_or_no(text: str) -> bool:
    return _word(_answers, "not-yes-or-no")(text) == "yes"


# -- Numbers --------------------------------------------------------------------------------------


def whole(text: str) -> int:
    """1 234, 1.234, 1'234 and 25,0 are whole numbers; 2,5 is not."""
    bare = text.replace("\u00a0", " ")
    if GROUPED.fullmatch(bare):
        bare = re.sub(r"\D", "", bare)
    bare = re.sub(r"[.,]0+$", "", bare)
    if not re.fullmatch(r"\d{1,9}", bare):
        raise Wrong("not-a-number")
    return int(bare)


def degrees(limit: int) -> Callable[[str], float]:
    """54,0931 as in most of Europe, or 54.0931; never beyond the globe."""

    def read(text: str) -> float:
        try:
            value = Decimal(text.replace(",", ".").replace("−", "-").rstrip("°").strip())
        except InvalidOperation:
            raise Wrong("not-a-coordinate") from None
        if not value.is_finite() or abs(value) > limit:
            raise Wrong("not-a-coordinate")
        return float(value)

    return read


def year(text: str) -> int:
    """A year by itself, or the year of a day."""
    found = re.fullmatch(
        r"(\d{4})(?:[.,]0+)?|(\d{4})-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./](\d{4})", text
    )
    value = int(found[1] or found[2] or found[3]) if found else 0
    if not EARLIEST_YEAR <= value <= clock.today().year:
        raise Wrong("not-a-year")
    return value


def pic(text: str) -> str:
    bare = re.sub(r"[\s.\-]", "", text)
    if not re.fullmatch(r"\d{9}", bare):
        raise Wrong("not-a-pic")
    return bare


# -- Days -----------------------------------------------------------------------------------------


def day(cell: Any, *, american: bool = False) -> str:
    """An ISO day of what a spreadsheet holds: a day, its text in many shapes, or a bare year."""
    found = _day(text_of(cell), american=american)
    if found is None:
        raise Wrong("not-a-day")
    if found > clock.today():
        raise Wrong("in-the-future")
    return found.isoformat()


def _day(text: str, *, american: bool) -> date | None:
    text = re.sub(r"[T ]\d{1,2}:\d\d(:\d\d)?$", "", text)
    if match := re.fullmatch(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})", text):
        return _date(*map(int, match.groups()))
    if match := re.fullmatch(r"(\d{1,2})[-./ ]+(\d{1,2})[-./ ]+(\d{4}|\d\d)", text):
        one, two, last = map(int, match.groups())
        month, of_month = (one, two) if american else (two, one)
        return _date(_century(last), month, of_month)
    if match := re.fullmatch(
        r"(\d{1,2})\.?(?:\s+(?:de|d')?\s*|-)([^\W\d]+)\.?(?:\s+de)?[\s-]+(\d{4})", text
    ):
        return _date(int(match[3]), month_number(match[2]), int(match[1]))
    if match := re.fullmatch(r"(?:([^\W\d]+)\.?\s+)?(\d{4})", text):
        return _date(int(match[2]), month_number(match[1]) if match[1] else 1, 1)
    return None


def month_number(name: str) -> int:
    """By the beginning of the name, in any language of the lists; the longest beginning decides."""
    word = plain(name)
    fitting = [
        (len(start), number)
        for number, starts in enumerate(MONTHS, start=1)
        for start in starts
        if word.startswith(start)
    ]
    return max(fitting, default=(0, 0))[1]


def _century(year_: int) -> int:
    """05 is 2005 and 98 is 1998, as spreadsheets read them."""
    if year_ >= 100:  # noqa: PLR2004 -- written out
        return year_
    return 2000 + year_ if year_ <= clock.today().year % 100 else 1900 + year_


def _date(year_: int, month: int, day_: int) -> date | None:
    try:
        return date(year_, month, day_)
    except ValueError:
        return None


def begins_with_the_month(cells: Sequence[Any]) -> bool:
    """Whether the days of a column can only be read the American way."""
    shape = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./]\d{2,4}")
    pairs = [
        (int(found[1]), int(found[2]))
        for cell in cells
        if isinstance(cell, str) and (found := shape.fullmatch(cell.strip()))
    ]
    most = 12
    return any(two > most for _one, two in pairs) and all(one <= most for one, _two in pairs)


# -- Addresses ------------------------------------------------------------------------------------


def email(text: str) -> str:
    """What an invitation can be sent to: the check is the one that the invitation makes."""
    try:
        return check_address(text.removeprefix("mailto:").strip("<>"))
    except PosesAsAnother:
        raise Wrong("look-alike-letters") from None
    except BadInput:
        raise Wrong("not-an-address") from None


def website(text: str) -> str:
    address = text if re.match(r"(?i)https?://", text) else f"https://{text}"
    try:
        _is_website(address)
    except ValidationError:
        raise Wrong("not-a-website") from None
    return address


def nuts(text: str) -> str:
    code = text.upper().replace(" ", "")
    if not NUTS.fullmatch(code):
        raise Wrong("not-a-nuts-code")
    return code


CLEANERS: dict[str, Callable[[str], Any]] = {
    "type": _word(_types, "not-a-type"),
    "size_class": _word(_sizes, "not-a-size"),
    "language": _word(_spoken, "not-a-language"),
    "country": country,
    "invite": yes_or_no,
    "headcount": whole,
    "latitude": degrees(LATITUDE),
    "longitude": degrees(LONGITUDE),
    "founded": year,
    "pic": pic,
    "nuts3": nuts,
    "email": email,
    "website": website,
    "eccp_url": website,
}
