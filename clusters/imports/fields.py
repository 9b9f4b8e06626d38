"""What a column of a member list may hold."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from blues.common.words import Words
from clusters.imports.words import LANGUAGES, lookup
from clusters.imports.words.headings import HEADINGS


class Field(NamedTuple):
    """``longest`` is what the database holds of a text."""

    code: str
    label: Words
    longest: int = 0


ORGANISATION = (
    Field("legal_name", _("Name of the organisation"), 200),
    Field("short_name", _("Short name"), 80),
    Field("type", _("Type of organisation")),
    Field("size_class", _("Size")),
    Field("headcount", _("People employed")),
    Field("country", _("Country")),
    Field("city", _("Town"), 100),
    Field("address", _("Registered address"), 300),
    Field("postcode", _("Postcode"), 20),
    Field("nuts3", _("NUTS 3 region"), 5),
    Field("latitude", _("Latitude")),
    Field("longitude", _("Longitude")),
    Field("registration_number", _("Registration number"), 40),
    Field("vat_number", _("VAT number"), 20),
    Field("pic", _("Participant code (PIC)"), 9),
    Field("website", _("Website"), 200),
    Field("eccp_url", _("Profile on the ECCP"), 200),
    Field("founded", _("Founded in")),
    Field("description", _("What the organisation does"), 5000),
)
MEMBERSHIP = (Field("since", _("Member since")),)
CONTACT = (
    Field("contact_name", _("Contact: full name"), 300),
    Field("given_names", _("Contact: given names"), 150),
    Field("family_name", _("Contact: family name"), 150),
    Field("email", _("Contact: e-mail address"), 254),
    Field("phone", _("Contact: phone"), 40),
    Field("function", _("Contact: function"), 150),
    Field("language", _("Contact: language of mails")),
    Field("invite", _("Contact: may be invited")),
)
GROUPS = (
    (_("Organisation"), ORGANISATION),
    (_("Membership"), MEMBERSHIP),
    (_("Contact person"), CONTACT),
)
FIELDS = {field.code: field for _title, group in GROUPS for field in group}
REQUIRED = ("legal_name", "type", "country", "city")
FALLBACKS = ("type", "country", "language")  # may be the same for the whole list

# Columns of the directory that a list can fill, in the order of the profile.
STORED = tuple(f.code for f in ORGANISATION if f.code != "postcode")

_known = lookup(HEADINGS)


def meant_by(heading: str) -> str:
    """The field of a plain heading, if the tables know it."""
    return _known.get(heading, "")


def heading_of(code: str, language: str) -> str:
    """How our own lists head the column."""
    spoken = HEADINGS[code]
    return spoken[language if language in LANGUAGES else "en"][0]


def label_of(code: str) -> str:
    return str(FIELDS[code].label) if code in FIELDS else code
