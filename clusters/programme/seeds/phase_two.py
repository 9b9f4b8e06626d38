"""A second programme for the demo: rules of the second phase of ClusterXchange.

Who may take part and the months are those of the phase; the partnership, its grant and its target
are invented, and so is the date from which its rates hold. No other installation has it.
"""

from datetime import date
from decimal import Decimal

from django.db import transaction

from clusters.programme.models import OrganisationType, Programme
from clusters.programme.rulebook import OrganisationTypeRule, Rate
from clusters.programme.seeds import blues, rates, sources, weights
from clusters.programme.states import ProgrammeState

CODE = "demo-phase-2"
INVENTED = "Invented for the demo; there is no such partnership and no such grant."
BEGINS = date(2022, 2, 1)
PROGRAMME = {
    "name": "BLUES 2 (invented)",
    "reference_prefix": "P2",
    "state": ProgrammeState.RUNNING,
    "scheme_name": "ClusterXchange",
    "grant_number": "DEMO-2",
    "funding_line": f"No grant pays for this programme. {INVENTED}",
    "disclaimer": (
        "This {noun} belongs to a programme invented for the demo (grant {grant_number}). "
        "No {agency} stands behind it."
    ),
    "starts_on": BEGINS,
    "planned_end": date(2024, 1, 31),
    "ends_on": date(2024, 1, 31),
    "dates_source": (
        f"February 2022 to the beginning of 2024: {sources.SECOND_PHASE} (months only). {INVENTED}"
    ),
    "target_exchanges": 30,
    "baseline_members": 100,
    "baseline_source": INVENTED,
}
RULES_VERSION = "cxc-2022"
RULES = {
    "valid_from": BEGINS,
    "countries": blues.RULES["countries"],
    "source": (
        f"Large companies, public authorities and training providers host, but do not visit: "
        f"{sources.SECOND_PHASE_HOSTS}. All else as in the first phase."
    ),
}
HOSTS_ONLY = {"may_visit": False, "may_host": True, "needs_membership": True}
TYPE_RULES = blues.TYPE_RULES | {
    OrganisationType.LARGE: HOSTS_ONLY,
    OrganisationType.AUTHORITY: HOSTS_ONLY,
    OrganisationType.TRAINING: HOSTS_ONLY,
}
RATES_VERSION = "EYE 2024, in part"
RAISED = {"AL": 600, "AM": 850, "AT": 1000, "BE": 900, "BA": 650, "BG": 650, "HR": 800, "CY": 850}
RATES_SOURCE = (
    f"Eight countries as raised in June 2024: {sources.RATES_OF_2024}. The others as in the table "
    "of 2014–2020. That the second phase used them, and from its first day, is invented."
)


@transaction.atomic
def load() -> Programme:
    programme, made = Programme.objects.get_or_create(code=CODE, defaults=PROGRAMME)
    if made:
        agency = blues.AGENCIES[-1]
        programme.agencies.create(**agency)
        _load_rules(programme)
        _load_rates(programme)
        weights.load(programme)
    return programme


def _load_rules(programme: Programme) -> None:
    rule_set = programme.rule_sets.create(version=RULES_VERSION, **RULES)
    OrganisationTypeRule.objects.bulk_create(
        OrganisationTypeRule(rule_set=rule_set, organisation_type=kind, **rule)
        for kind, rule in TYPE_RULES.items()
    )


def _load_rates(programme: Programme) -> None:
    table = programme.rate_tables.create(
        version=RATES_VERSION, valid_from=BEGINS, source=RATES_SOURCE
    )
    Rate.objects.bulk_create(
        Rate(table=table, country_id=code, amount=Decimal(amount))
        for code, amount in (rates.RATES | RAISED).items()
    )
