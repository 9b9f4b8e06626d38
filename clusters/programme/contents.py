"""What a version says: read from its rows, written to new rows, and told line by line.

The content of a draft is plain JSON. Here it meets the rows; nobody else takes it apart.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, cast

from django.db.models import Field, Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from blues.common import formats
from clusters.programme.drafts import VersionDraft
from clusters.programme.merits import BORDERED, COUNTED, Merit
from clusters.programme.models import Country, OrganisationType, Programme, Term
from clusters.programme.rulebook import (
    HolidayCorrection,
    HolidayList,
    OrganisationTypeRule,
    Rate,
    RateTable,
    RuleSet,
)
from clusters.programme.weights import Weight, WeightTable

Kind = VersionDraft.Kind
RULE_FIELDS = [
    "shortest_stay_days",
    "longest_stay_days",
    "full_sum_days",
    "full_sum_km",
    "highest_sum",
    "most_open_proposals",
    "proposal_days",
    "first_reminder_days",
    "second_reminder_days",
    "reminder_days",
    "reopening_days",
    "reservation_days",
    "assessment_days",
    "answer_days",
    "confirmation_days",
    "commitment_lead_days",
    "thinking_days",
    "agreement_lead_days",
    "first_signature_reminder_days",
    "second_signature_reminder_days",
    "last_signature_reminder_days",
    "notice_shift_days",
    "step_reminder_days",
    "deputy_days",
    "escalation_days",
    "report_days",
    "validation_days",
    "payment_days",
    "still_interested_days",
    "hidden_days",
    "low_active_days",
    "low_active_answer_days",
    "warning_days",
    "cv_megabytes",
]
TYPE_FIELDS = ["may_visit", "may_host", "needs_membership", "host_by_approval"]
DAY = timedelta(days=1)
WEIGHT_FIELDS = ["points", "most", "within", "reason"]
Version = RuleSet | RateTable | HolidayList | WeightTable


@dataclass(frozen=True)
class Line:
    """One thing that a version says; ``key`` is the same in every version."""

    key: str
    label: str
    value: str


@dataclass(frozen=True)
class Change:
    label: str
    before: str
    after: str


def rows_of(programme: Programme, kind: str) -> Any:
    """All versions of one kind; ``None`` for code lists, which have entries instead."""
    return {
        Kind.RULES: programme.rule_sets,
        Kind.RATES: programme.rate_tables,
        Kind.HOLIDAYS: programme.holiday_lists,
        Kind.WEIGHTS: programme.weight_tables,
    }.get(Kind(kind))


def newest(programme: Programme, kind: str) -> Version | None:
    """The version that begins last, in force or coming."""
    rows = rows_of(programme, kind)
    return rows.order_by("valid_from").last() if rows else None


def of_the_newest(programme: Programme, kind: str) -> dict:
    """What holds in the end, once all that is confirmed has begun."""
    if kind == Kind.TERMS:
        return terms_of(programme)
    version = newest(programme, kind)
    return of_version(version) if version else {}


def of_version(version: Version) -> dict:
    if isinstance(version, HolidayList):
        return holidays_of(version)
    if isinstance(version, WeightTable):
        return weights_of(version)
    return rules_of(version) if isinstance(version, RuleSet) else rates_of(version)


def rules_of(rule_set: RuleSet) -> dict:
    return {
        "fields": {name: _plain(getattr(rule_set, name)) for name in RULE_FIELDS},
        "types": {
            rule.organisation_type: {name: getattr(rule, name) for name in TYPE_FIELDS}
            for rule in rule_set.type_rules.all()
        },
        "countries": sorted(rule_set.countries),
    }


def rates_of(table: RateTable) -> dict:
    return {"rates": {rate.country_id: _plain(rate.amount) for rate in table.rates.all()}}


def holidays_of(holiday_list: HolidayList) -> dict:
    """Country and day with the name of the holiday; without one the day is none."""
    rows = holiday_list.corrections.all()
    return {"days": {f"{row.country_id} {row.day.isoformat()}": row.name for row in rows}}


def weights_of(table: WeightTable) -> dict:
    return {
        "weights": {
            row.merit: {name: getattr(row, name) for name in WEIGHT_FIELDS}
            for row in table.weights.all()
        }
    }


def terms_of(programme: Programme) -> dict:
    """The entries without an end, by list: shared ones and the programme's own."""
    lists: dict[str, dict[str, str]] = {kind: {} for kind in Term.Kind.values}
    rows = Term.objects.filter(is_active=True, valid_until__isnull=True)
    for term in rows.filter(programme__isnull=True) | rows.filter(programme=programme):
        lists[term.kind][term.code] = term.label
    return {"terms": lists}


def dropped_shared_terms(content: dict) -> list[str]:
    """Entries of all programmes that the content leaves out."""
    shared = Term.objects.filter(programme__isnull=True, is_active=True, valid_until__isnull=True)
    return sorted(
        code
        for kind, code in shared.values_list("kind", "code")
        if code not in content["terms"].get(kind, {})
    )


def relabelled_terms(content: dict, programme: Programme) -> list[str]:
    """Entries that keep their code and would get other words."""
    before = terms_of(programme)["terms"]
    return sorted(
        code
        for kind, entries in content["terms"].items()
        for code, label in entries.items()
        if before[kind].get(code, label) != label
    )


def spent_terms(content: dict, programme: Programme) -> list[str]:
    """New entries whose code an ended one of the programme bears already."""
    ended = programme.terms.exclude(is_active=True, valid_until__isnull=True)
    return sorted(
        code
        for kind, code in ended.values_list("kind", "code")
        if code in content["terms"].get(kind, {})
    )


def lines_of(kind: str, content: dict) -> list[Line]:
    """The content as a person reads it, in the order of its page."""
    return list(LINES[Kind(kind)](content)) if content else []


def changes(kind: str, before: dict, after: dict) -> list[Change]:
    """What the second content says that the first does not, and the other way round."""
    old = {line.key: line for line in lines_of(kind, before)}
    new = {line.key: line for line in lines_of(kind, after)}
    return [
        Change((new.get(key) or old[key]).label, _value(old, key), _value(new, key))
        for key in [*old, *(key for key in new if key not in old)]
        if _value(old, key) != _value(new, key)
    ]


def publish(draft: VersionDraft) -> None:
    """Write the rows of the version that the draft holds."""
    WRITE[Kind(draft.kind)](draft)


def _rule_lines(content) -> Iterator[Line]:
    for name in RULE_FIELDS:
        if name in content["fields"]:
            label = capfirst(str(field_of(RuleSet, name).verbose_name))
            yield Line(name, label, str(content["fields"][name]))
    for kind, rule in content["types"].items():
        for name in TYPE_FIELDS:
            label = str(field_of(OrganisationTypeRule, name).verbose_name)
            yield Line(
                f"{kind}.{name}",
                f"{capfirst(str(OrganisationType(kind).label))}: {label}",
                _("yes") if rule[name] else _("no"),
            )
    names = dict(Country.objects.values_list("code", "name"))
    for code in content["countries"]:
        yield Line(f"country.{code}", names.get(code, code), _("takes part"))


def _rate_lines(content) -> Iterator[Line]:
    names = dict(Country.objects.values_list("code", "name"))
    for code, amount in sorted(content["rates"].items(), key=lambda pair: names.get(pair[0], "")):
        yield Line(code, names.get(code, code), formats.money(Decimal(amount)))


def _term_lines(content) -> Iterator[Line]:
    for kind, entries in content["terms"].items():
        for code, label in entries.items():
            yield Line(f"{kind}.{code}", f"{capfirst(str(Term.Kind(kind).label))} {code}", label)


def _holiday_lines(content) -> Iterator[Line]:
    names = dict(Country.objects.values_list("code", "name"))
    for key, name in sorted(content["days"].items()):
        code, day = split_key(key)
        label = f"{names.get(code, code)}, {formats.day(day)}"
        yield Line(key, label, name or _("no public holiday"))


def _weight_lines(content) -> Iterator[Line]:
    for merit, weight in _by_merit(content["weights"]):
        label = capfirst(str(merit.label))
        yield Line(merit.value, label, _weight_in_words(merit, weight))
        yield Line(f"{merit}.reason", f"{label}: {_('reason')}", weight["reason"])


def _weight_in_words(merit: Merit, weight: dict) -> str:
    parts = [_("points: %(points)s") % weight]
    if merit in COUNTED:
        parts.append(_("counted at most: %(most)s") % weight)
    if merit in BORDERED:
        unit = BORDERED[merit]
        parts.append(_("up to %(within)s %(unit)s") % (weight | {"unit": unit}))
    return ", ".join(parts)


def split_key(key: str) -> tuple[str, date]:
    """Country and day of a correction."""
    code, day = key.split()
    return code, date.fromisoformat(day)


def _write_rules(draft) -> None:
    content = draft.content
    rule_set = RuleSet.objects.create(
        programme=draft.programme,
        version=draft.version,
        valid_from=draft.valid_from,
        source=draft.source,
        countries=content["countries"],
        **{name: _typed(name, value) for name, value in content["fields"].items()},
    )
    OrganisationTypeRule.objects.bulk_create(
        OrganisationTypeRule(rule_set=rule_set, organisation_type=kind, **rule)
        for kind, rule in content["types"].items()
    )


def _write_rates(draft) -> None:
    table = RateTable.objects.create(
        programme=draft.programme,
        version=draft.version,
        valid_from=draft.valid_from,
        source=draft.source,
    )
    Rate.objects.bulk_create(
        Rate(table=table, country_id=code, amount=Decimal(amount))
        for code, amount in draft.content["rates"].items()
    )


def _write_holidays(draft) -> None:
    holiday_list = HolidayList.objects.create(
        programme=draft.programme,
        version=draft.version,
        valid_from=draft.valid_from,
        source=draft.source,
    )
    days = ((*split_key(key), name) for key, name in draft.content["days"].items())
    HolidayCorrection.objects.bulk_create(
        HolidayCorrection(holiday_list=holiday_list, country_id=code, day=day, name=name)
        for code, day, name in days
    )


def _write_weights(draft) -> None:
    table = WeightTable.objects.create(
        programme=draft.programme,
        version=draft.version,
        valid_from=draft.valid_from,
        source=draft.source,
    )
    Weight.objects.bulk_create(
        Weight(table=table, merit=merit, **weight)
        for merit, weight in _by_merit(draft.content["weights"])
    )


def _by_merit(weights: dict[str, dict]) -> list[tuple[Merit, dict]]:
    """In the order of the list of merits; the database keeps keys in another one."""
    return [(merit, weights[merit]) for merit in Merit if merit in weights]


def _write_terms(draft) -> None:
    """New entries are the programme's own; an own one that is gone ends on the day before."""
    before = terms_of(draft.programme)["terms"]
    for kind, entries in draft.content["terms"].items():
        _end(draft.programme, kind, before[kind].keys() - entries.keys(), draft.valid_from - DAY)
        for position, (code, label) in enumerate(entries.items(), start=1):
            if code not in before[kind]:
                Term.objects.create(
                    programme=draft.programme,
                    kind=kind,
                    code=code,
                    label=label,
                    source=draft.source[:300],
                    position=position,
                    valid_from=draft.valid_from,
                )


def _end(programme: Programme, kind: str, codes, last: date) -> None:
    rows = programme.terms.filter(kind=kind, code__in=codes, valid_until__isnull=True)
    rows.update(valid_until=last)


def field_of(model: type[Model], name: str) -> Field:
    """A column of the model; rules and rates have no other fields."""
    return cast(Field, model._meta.get_field(name))


def _plain(value):
    return str(value) if isinstance(value, Decimal) else value


def _typed(name: str, value):
    return field_of(RuleSet, name).to_python(value)


def _value(lines: dict[str, Line], key: str) -> str:
    return lines[key].value if key in lines else "–"


LINES = {
    Kind.RULES: _rule_lines,
    Kind.RATES: _rate_lines,
    Kind.TERMS: _term_lines,
    Kind.HOLIDAYS: _holiday_lines,
    Kind.WEIGHTS: _weight_lines,
}
WRITE = {
    Kind.RULES: _write_rules,
    Kind.RATES: _write_rates,
    Kind.TERMS: _write_terms,
    Kind.HOLIDAYS: _write_holidays,
    Kind.WEIGHTS: _write_weights,
}
