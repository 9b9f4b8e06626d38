"""Put the programme's data in place. What exists is left as it is: people may have corrected it."""

from datetime import timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from clusters.programme.models import Country, Programme, Term
from clusters.programme.rulebook import Rate
from clusters.programme.seeds import blues, codes, countries, rates, terms, weights

PROLONGED = (
    "Demo: prolonged so that exchanges can be tried today. In fact the programme ended on {end}. "
)


@transaction.atomic
def load() -> Programme:
    for code, fields in countries.rows():
        Country.objects.get_or_create(code=code, defaults=fields)
    _load_terms()
    codes.load()
    programme, _ = Programme.objects.get_or_create(code=blues.CODE, defaults=blues.PROGRAMME)
    for agency in blues.AGENCIES:
        programme.agencies.get_or_create(short_name=agency["short_name"], defaults=agency)
    _load_rules(programme)
    _load_rates(programme)
    weights.load(programme)
    return programme


def _load_terms() -> None:
    for kind, (source, labels) in terms.TERMS.items():
        for position, (code, label) in enumerate(labels.items(), start=1):
            Term.objects.get_or_create(
                kind=kind,
                code=code,
                defaults={"label": label, "source": source, "position": position},
            )


def _load_rules(programme: Programme) -> None:
    rule_set, made = programme.rule_sets.get_or_create(
        version=blues.RULES_VERSION, defaults=blues.RULES
    )
    if made:
        for kind, fields in blues.TYPE_RULES.items():
            rule_set.type_rules.create(organisation_type=kind, **fields)


def _load_rates(programme: Programme) -> None:
    table, made = programme.rate_tables.get_or_create(
        version=rates.VERSION,
        defaults={"valid_from": rates.VALID_FROM, "source": rates.SOURCE},
    )
    if made:
        Rate.objects.bulk_create(
            Rate(table=table, country_id=code, amount=Decimal(amount))
            for code, amount in rates.RATES.items()
        )


@transaction.atomic
def prolong_for_demo(programme: Programme) -> None:
    """Let the demo's programme run to the end of next year, and say so where its dates are read."""
    today = timezone.localdate()
    if programme.ends_on > today + timedelta(days=180):
        return
    if not programme.dates_source.startswith("Demo:"):
        end = programme.ends_on.isoformat()
        programme.dates_source = PROLONGED.format(end=end) + programme.dates_source
    programme.ends_on = today.replace(year=today.year + 1, month=12, day=31)
    programme.save(update_fields=["ends_on", "dates_source"])
