"""Turn rows into facts. Reads attributes only, so it needs no model and makes no query of its own
beyond the relations it names.
"""

from decimal import Decimal
from typing import Any

from exchanges.policy.facts import Country, Party, Rules, TypeRule, Weight


def rules_of(rule_set: Any) -> Rules:
    """The rule set with its type rules (prefetch ``type_rules`` for many)."""
    return Rules(
        version=rule_set.version,
        shortest_stay_days=rule_set.shortest_stay_days,
        longest_stay_days=rule_set.longest_stay_days,
        full_sum_days=rule_set.full_sum_days,
        full_sum_km=rule_set.full_sum_km,
        highest_sum=rule_set.highest_sum,
        most_open_proposals=rule_set.most_open_proposals,
        countries=frozenset(rule_set.countries),
        types={rule.organisation_type: _type_rule(rule) for rule in rule_set.type_rules.all()},
    )


def weights_of(table: Any) -> dict[str, Weight]:
    """What each merit counts (prefetch ``weights`` for many)."""
    return {
        row.merit: Weight(points=row.points, most=row.most or 1, within=row.within or 0)
        for row in table.weights.all()
    }


def country_of(country: Any) -> Country:
    return Country(code=country.code, name=country.name)


def party_of(organisation: Any, **known: Any) -> Party:
    """The organisation; ``known`` adds what stands elsewhere: membership, residence, approval."""
    return Party(
        name=str(organisation),
        type=organisation.type,
        type_name=organisation.get_type_display(),
        country=country_of(organisation.country),
        latitude=organisation.latitude,
        longitude=organisation.longitude,
        sme_declared=_sme_declared(organisation),
        **known,
    )


def _sme_declared(organisation: Any) -> bool | None:
    """What the newest declaration says; ``None`` while there is none."""
    return not organisation.failed_sme_test if organisation.sme_declared_at else None


def ceilings_of(rate_table: Any) -> dict[str, Decimal]:
    """The full lump sum by the host country's ISO code."""
    return {rate.country_id: rate.amount for rate in rate_table.rates.all()}


def _type_rule(rule: Any) -> TypeRule:
    return TypeRule(
        may_visit=rule.may_visit,
        may_host=rule.may_host,
        needs_membership=rule.needs_membership,
        host_by_approval=rule.host_by_approval,
    )
