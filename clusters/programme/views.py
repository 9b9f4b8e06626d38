"""The programme's rules, rates, code lists and holidays: what is in force, and the rest."""

from django.db.models import Prefetch
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from blues.common import clock, formats
from clusters.programme.contents import RULE_FIELDS
from clusters.programme.drafts import VersionDraft
from clusters.programme.models import Country, Term
from clusters.programme.rulebook import HolidayCorrection, OrganisationTypeRule, Rate
from clusters.programme.version_views import head_of, readable_programme, standing_of

Kind = VersionDraft.Kind


@require_safe
def rules_page(request):
    programme = readable_programme(request)
    rows = programme.rule_sets.order_by("-valid_from").prefetch_related(
        Prefetch("type_rules", OrganisationTypeRule.objects.order_by("pk"))
    )
    context = {
        "programme_facts": [
            (_("State"), capfirst(programme.get_state_display())),
            (_("Grant agreement"), programme.grant_number),
            (_("Begins"), formats.day(programme.starts_on)),
            (_("Ends"), formats.day(programme.ends_on)),
            (_("End in the original agreement"), formats.day(programme.planned_end)),
            (_("Exchanges to reach"), programme.target_exchanges),
            (_("Member organisations at the start"), programme.baseline_members),
        ],
        "agencies": programme.agencies.order_by("valid_from"),
        **_versions(rows),
    }
    if context["shown"]:
        context["values"] = _values(context["shown"])
        context["countries"] = Country.objects.filter(pk__in=context["shown"].countries)
    return render(
        request, "clusters/rules_page.html", context | head_of(request, programme, Kind.RULES)
    )


@require_safe
def rates_page(request):
    programme = readable_programme(request)
    tables = programme.rate_tables.order_by("-valid_from").prefetch_related(
        Prefetch("rates", Rate.objects.select_related("country").order_by("country__name"))
    )
    context = _versions(tables) | head_of(request, programme, Kind.RATES)
    return render(request, "clusters/rates_page.html", context)


@require_safe
def holidays_page(request):
    """What the programme corrects in the calendars of public holidays; at first nothing."""
    programme = readable_programme(request)
    lists = programme.holiday_lists.order_by("-valid_from").prefetch_related(
        Prefetch("corrections", HolidayCorrection.objects.select_related("country"))
    )
    context = _versions(lists) | head_of(request, programme, Kind.HOLIDAYS)
    return render(request, "clusters/holidays_page.html", context)


@require_safe
def weights_page(request):
    """What counts where pairs are compared, and why."""
    programme = readable_programme(request)
    tables = programme.weight_tables.order_by("-valid_from").prefetch_related("weights")
    context = _versions(tables) | head_of(request, programme, Kind.WEIGHTS)
    return render(request, "clusters/weights_page.html", context)


@require_safe
def terms_page(request):
    """The code lists as they are offered, with what is coming and what has ended."""
    programme = readable_programme(request)
    rows = Term.objects.filter(programme__isnull=True) | Term.objects.filter(programme=programme)
    lists: dict[str, list[tuple[Term, str]]] = {kind: [] for kind in Term.Kind.values}
    for term in rows.filter(is_active=True):
        lists[term.kind].append((term, _standing(term)))
    context = {"lists": [(Term.Kind(kind).label, terms) for kind, terms in lists.items()]}
    return render(
        request, "clusters/terms_page.html", context | head_of(request, programme, Kind.TERMS)
    )


def _versions(rows) -> dict:
    """All versions with their standing, and the one to show in full: in force, else the newest."""
    versions = [(version, standing_of(version)) for version in rows]
    today = clock.today()
    in_force = (version for version, _standing in versions if _holds(version, today))
    newest = versions[0][0] if versions else None
    return {"versions": versions, "shown": next(in_force, newest)}


def _holds(version, day) -> bool:
    return version.valid_from <= day and (not version.valid_until or day <= version.valid_until)


def _standing(term: Term) -> str:
    today = clock.today()
    if term.valid_from and term.valid_from > today:
        return _("from %(day)s") % {"day": formats.day(term.valid_from)}
    if term.valid_until:
        return _("until %(day)s") % {"day": formats.day(term.valid_until)}
    return ""


def _values(rule_set):
    fields = [rule_set._meta.get_field(name) for name in RULE_FIELDS]
    return [(capfirst(field.verbose_name), getattr(rule_set, field.name)) for field in fields]
