"""The closed list of names that a text may put in braces, by kind of paper, with what they mean."""

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exchanges.building.clauses.shipped import SHIPPED
from exchanges.building.clauses.wording import Clause, Part, name_of

Meaning = str | Promise

BOTH_SIDES: dict[str, Meaning] = {
    "visitor": gettext_lazy("legal name of the visitor"),
    "host": gettext_lazy("legal name of the host"),
    "host_place": gettext_lazy("town and country of the host"),
    "programme": gettext_lazy("name of the programme"),
    "funding_line": gettext_lazy("funding line of the programme"),
    "report_days": gettext_lazy("days to report"),
    "notice_shift_days": gettext_lazy("days by which a notice may move a stay"),
}
OF_THE_PAPER: dict[str, Meaning] = {
    "grant_number": gettext_lazy("number of the grant agreement"),
    "exchange": gettext_lazy("reference of the exchange"),
    "signed_reference": gettext_lazy("reference of the signed record"),
}
COMMITMENT: dict[str, Meaning] = BOTH_SIDES | {
    "visitor_place": gettext_lazy("town and country of the visitor"),
    "scheme": gettext_lazy("name of the exchange scheme"),
}
AGREEMENT: dict[str, Meaning] = (
    BOTH_SIDES
    | OF_THE_PAPER
    | {
        "cluster": gettext_lazy("legal name of the paying cluster"),
        "law_country": gettext_lazy("country of the paying cluster"),
        "representative": gettext_lazy("who represents the visitor"),
        "commitment": gettext_lazy("reference of the Commitment"),
        "commitment_sha256": gettext_lazy("fingerprint of the signed Commitment"),
        "first_day": gettext_lazy("first working day"),
        "last_day": gettext_lazy("last working day"),
        "working_days": gettext_lazy("number of working days"),
        "amount": gettext_lazy("the lump sum in figures"),
        "amount_in_words": gettext_lazy("the lump sum in words"),
        "rates": gettext_lazy("version of the rate table"),
        "account_holder": gettext_lazy("holder of the account"),
        "account": gettext_lazy("IBAN, shown in part"),
        "agency": gettext_lazy("the agency of the day"),
        "payment_days": gettext_lazy("days to pay"),
        "validation_days": gettext_lazy("days to validate"),
        "full_sum_days": gettext_lazy("working days for the full sum"),
        "shortest_stay_days": gettext_lazy("working days of the shortest stay"),
    }
)


def names_for(kind: str, part: str) -> dict[str, Meaning]:
    """What may stand in braces; a proposal is written before there is a paper with a number."""
    if kind == "agreement":
        return AGREEMENT | _numbers(kind)
    return COMMITMENT if part == Part.PROPOSAL else COMMITMENT | OF_THE_PAPER | _numbers(kind)


def shipped_keys(kind: str) -> dict[str, Clause]:
    """The clauses that every version has: their words may change, their place in the paper not."""
    return {clause.key: clause for clause in SHIPPED[kind]}


def _numbers(kind: str) -> dict[str, Meaning]:
    return {
        name_of(key): capfirst(_("number of “%(title)s”") % {"title": clause.title})
        for key, clause in shipped_keys(kind).items()
        if clause.part == Part.TOPIC and clause.condition == "always"
    }
