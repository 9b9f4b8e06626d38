"""The rules of a programme with what counts in it where pairs are compared."""

from dataclasses import replace

from blues.common import clock
from clusters.models import Programme
from exchanges.policy.facts import Rules
from exchanges.policy.rows import rules_of, weights_of


def rules_today(programme: Programme) -> Rules:
    today = clock.today()
    rules = rules_of(programme.rule_set_on(today))
    return replace(rules, weights=weights_of(programme.weight_table_on(today)))
