"""Is this a bank account that can exist? Format, check digits, length by country, bank and country.

Nothing here keeps or tells a number.
"""

from django.utils.translation import gettext as _
from stdnum import bic as bic_number
from stdnum import iban as iban_number
from stdnum.exceptions import ValidationError

from blues.common.errors import BadInput

# Banks of these territories use the IBAN of the country they belong to.
ALSO_BANKS_OF = {
    "FR": {"BL", "GF", "GP", "MF", "MQ", "NC", "PF", "PM", "RE", "TF", "WF", "YT"},
    "GB": {"GG", "IM", "JE"},
    "FI": {"AX"},
    "NO": {"SJ"},
}


def read_iban(text: str) -> str:
    """The compact number; spaces, dots and small letters are forgiven, a wrong digit is not."""
    return iban_number.validate(iban_number.compact(text).replace(".", "").upper())


def read_bic(text: str) -> str:
    return bic_number.validate(text.strip().upper()) if text.strip() else ""


def country_problem(iban: str, bic: str) -> str:
    """Why this bank cannot lead this account, or nothing."""
    of_account, of_bank = iban[:2], bic[4:6]
    if not bic or of_bank == of_account or of_bank in ALSO_BANKS_OF.get(of_account, ()):
        return ""
    return _("The BIC belongs to a bank in %(bank)s, the IBAN to an account in %(account)s.") % {
        "bank": of_bank,
        "account": of_account,
    }


def checked(*, holder: str, iban: str, bic: str) -> dict:
    """The three as they are kept; ``BadInput`` with everything that is wrong, never the number."""
    wrong = []
    fields = {"holder": " ".join(holder.split())}
    if not fields["holder"]:
        wrong.append(_("Enter the name of the account holder."))
    for name, read, value, sentence in (
        ("iban", read_iban, iban, _("This IBAN is not valid. Compare it with your bank card.")),
        ("bic", read_bic, bic, _("This BIC is not valid. It has 8 or 11 characters.")),
    ):
        try:
            fields[name] = read(value)
        except ValidationError:
            wrong.append(sentence)
    if not wrong and (problem := country_problem(fields["iban"], fields["bic"])):
        wrong.append(problem)
    if wrong:
        raise BadInput(_("The bank details were not saved."), reasons=wrong)
    return fields
