"""What a coordinator looks at before signing a Commitment: findings, no obstacles.

A day at a fair is allowed within a stay, but a stay is not a mere visit to a fair; so it is named.
"""

import re

from django.utils.translation import gettext as _

from blues.common.formats import day as day_in_words
from exchanges.building.completeness import programmed_days
from exchanges.building.models import Commitment
from exchanges.lifecycle.facts import stay_of
from exchanges.lifecycle.holidays import holidays_of
from exchanges.policy.calendar import unusual_days

FAIR = re.compile(
    r"\b(fairs?|expo|exhibition|conference|congress|messe|kongress|feria|congreso|salon"
    r"|congrès|targi|kongres|veletrh)\b",
    re.IGNORECASE,
)


def findings(commitment: Commitment) -> list[tuple[str, str]]:
    """Pairs of a question and what the text says about it."""
    exchange = commitment.exchange
    least = exchange.rule_set.shortest_stay_days
    return [
        (
            _("Working days with a programme"),
            _("%(days)s; at least %(least)s are needed")
            % {"days": len(programmed_days(commitment)), "least": least},
        ),
        (_("Days at weekends or on holidays"), _days(_unusual(commitment))),
        (_("Days that mention a fair or conference"), _days(_fairs(commitment))),
        (_("How the outcomes are checked"), commitment.measures),
        (_("Outcomes for the visitor"), commitment.visitor_outcomes),
        (_("Outcomes for the host"), commitment.host_outcomes),
    ]


def _unusual(commitment: Commitment):
    stay = stay_of(commitment.exchange, agenda=programmed_days(commitment))
    return unusual_days(stay, holidays_of(commitment.exchange))


def _fairs(commitment: Commitment):
    return [
        entry.day
        for entry in commitment.agenda.all()
        if FAIR.search(" ".join((entry.morning, entry.afternoon, entry.place)))
    ]


def _days(days) -> str:
    return ", ".join(day_in_words(day) for day in days) or _("none")
