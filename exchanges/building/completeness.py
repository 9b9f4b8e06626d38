"""What a Commitment still lacks before anybody may agree to it."""

from django.utils.translation import gettext as _

from blues.common.formats import day as day_in_words
from blues.common.words import field_of, label_of
from exchanges.building.content import TEXTS
from exchanges.building.models import Commitment
from exchanges.lifecycle.facts import programme_of, rules_of, stay_of
from exchanges.lifecycle.holidays import holidays_of
from exchanges.lifecycle.models import Exchange
from exchanges.policy import checks
from exchanges.policy.calendar import working_days
from exchanges.policy.facts import Facts

AGENDA_CHECKS = ("E6", "E7", "E11")


def missing_fields(commitment: Commitment) -> list[str]:
    """Names of the fields that must be filled and are not, in the order of the paper."""
    empty = [name for name in TEXTS if _is_required(name) and not getattr(commitment, name).strip()]
    return empty if commitment.activities.all() else ["activities", *empty]


def missing(commitment: Commitment) -> list[str]:
    """The same as labels for people."""
    return [label_of(Commitment, name) for name in missing_fields(commitment)]


def _is_required(name: str) -> bool:
    return not field_of(Commitment, name).blank


def agenda_problems(commitment: Commitment) -> list[str]:
    """Reasons why the agenda does not make a stay yet (E6, E7, E11), each with its way out."""
    agenda = programmed_days(commitment)
    return [*_outside(commitment), *stay_problems(commitment.exchange, agenda)]


def stay_problems(exchange: Exchange, agenda: tuple, *, only=AGENDA_CHECKS) -> list[str]:
    """What these rules say against a stay with something planned on just these days."""
    report = checks.evaluate(_facts(exchange, agenda), only=only)
    return [f"{o.reason} {o.way_out}".strip() for o in report.blockers()]


def _facts(exchange: Exchange, agenda: tuple) -> Facts:
    return Facts(
        rules=rules_of(exchange.rule_set),
        on=exchange.first_day,
        stay=stay_of(exchange, agenda=agenda),
        programme=programme_of(exchange.programme, exchange.vop),
        holidays=holidays_of(exchange),
    )


def programmed_days(commitment: Commitment) -> tuple:
    """The days on which something is planned; these are the working days of the stay."""
    return tuple(day.takes_place_on for day in commitment.agenda.all() if day.has_content)


def ordinary_days(exchange) -> tuple:
    """The working days between first and last day in the host's calendar."""
    return working_days(exchange.first_day, exchange.last_day, holidays_of(exchange))


def _outside(commitment: Commitment) -> list[str]:
    exchange = commitment.exchange
    filled = [entry.takes_place_on for entry in commitment.agenda.all() if not entry.is_blank]
    outside = [
        day_in_words(day) for day in filled if not exchange.first_day <= day <= exchange.last_day
    ]
    if not outside:
        return []
    return [_("These days lie outside the stay: %(days)s.") % {"days": ", ".join(outside)}]
