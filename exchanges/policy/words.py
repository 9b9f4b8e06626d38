"""A sum of euros in English words, as the Financial Agreement prints it beside the figure."""

from decimal import Decimal

SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
MOST = Decimal("9999.99")  # nine times the highest sum of the scheme


def amount_in_words(amount: Decimal) -> str:
    """``Decimal("415")`` is "four hundred and fifteen euros"."""
    if not 0 <= amount <= MOST or amount != amount.quantize(Decimal("0.01")):
        raise ValueError(f"Not a sum in euros and cents up to {MOST}: {amount}")
    euros, cents = divmod(int(amount * 100), 100)
    words = _counted(euros, "euro")
    return f"{words} and {_counted(cents, 'cent')}" if cents else words


def _counted(number: int, noun: str) -> str:
    return f"{_number(number)} {noun}{'' if number == 1 else 's'}"


def _number(number: int) -> str:
    """British usage: "one thousand one hundred", "one thousand and five"."""
    thousands, rest = divmod(number, 1000)
    hundreds, tail = divmod(rest, 100)
    parts = []
    if thousands:
        parts.append(f"{SMALL[thousands]} thousand")
    if hundreds:
        parts.append(f"{SMALL[hundreds]} hundred")
    if tail and parts:
        parts.append("and")
    if tail or not parts:
        parts.append(_below_hundred(tail))
    return " ".join(parts)


def _below_hundred(number: int) -> str:
    if number < len(SMALL):
        return SMALL[number]
    tens, ones = divmod(number, 10)
    return TENS[tens - 2] + (f"-{SMALL[ones]}" if ones else "")
