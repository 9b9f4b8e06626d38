"""What can be wrong with a cell or a row, in the words of whoever keeps the list.

A problem is stored as data and spoken when it is read, in the language of the reader.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

SHOWN = 60  # characters of the cell that are quoted

SENTENCES = {
    # about the cell as the file holds it
    "formula-without-result": _("The formula has no stored result. Save the file once more."),
    "formula-error": _("The formula shows an error."),
    "control-characters": _("The cell holds characters that cannot be shown."),
    "encoding": _("This row is written in another encoding than the rest of the file."),
    "too-long": _("The text is too long: at most %(most)s characters."),
    # about what it means
    "missing": _("This is missing."),
    "not-a-country": _("This is no country that the portal knows."),
    "not-a-type": _("This is no type of organisation that the portal knows."),
    "not-a-size": _("Write micro, small, medium or large."),
    "not-a-number": _("This is not a whole number."),
    "not-a-coordinate": _("This is not a latitude or longitude in degrees."),
    "half-a-position": _("Latitude and longitude come together."),
    "not-a-year": _("This is not a year."),
    "not-a-day": _("This is not a day. Write it like 2021-05-13 or 13.5.2021."),
    "in-the-future": _("This day is still to come."),
    "not-a-vat-number": _("This is not a VAT number of that country. Check the digits."),
    "not-a-register-number": _("This is not a register number of that country. Check the digits."),
    "not-a-pic": _("A participant code has nine digits."),
    "not-a-nuts-code": _("This is no NUTS code; one looks like ES243."),
    "not-an-address": _("This is not an e-mail address."),
    "look-alike-letters": _(
        "This address mixes letters of different alphabets that look alike. Type it once more."
    ),
    "not-a-website": _("This is not the address of a website."),
    "not-a-language": _("The portal does not speak this language."),
    "not-yes-or-no": _("Write yes or no."),
    "nobody": _("A contact person needs an e-mail address."),
    "sme-is-large": _("A large company is not an SME."),
    # about the row among others
    "numbers-disagree": _("The numbers in this row belong to different organisations."),
    "contradicts-row": _("Row %(row)s has the same organisation, but says otherwise."),
    "repeats-broken-row": _("Row %(row)s has the same organisation and is broken."),
    "cannot-be-used": _("These details cannot be used. Ask the programme coordinator."),
    "own-organisation": _("Another coordinator confirms the membership of your own organisation."),
}


def problem(code: str, **about: Any) -> dict[str, Any]:
    return {"code": code} | about


def quoted(value: Any) -> str:
    text = str(value)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def sentence(found: Mapping[str, Any]) -> str:
    """What is wrong, without the place."""
    return str(SENTENCES[found["code"]]) % found


def place(found: Mapping[str, Any]) -> str:
    """Where: "cell D17, Town"."""
    cell, heading = found.get("cell", ""), found.get("heading", "")
    if not cell:
        return str(heading)
    return gettext("cell %(cell)s, %(heading)s") % {"cell": cell, "heading": heading or "–"}
