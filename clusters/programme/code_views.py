"""The code lists for everybody: which versions there are, what is in them, and the search."""

from collections import defaultdict

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.db.models import Count
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from blues.common import clock
from blues.common.errors import BadInput
from blues.common.long_lists import LONGEST_SEARCH, WordsForm, found_as_json
from blues.common.parts import Crumb
from blues.common.words import Words
from clusters.programme.calendar import knows_holidays_of, lists_none_for
from clusters.programme.choosing import CodesInForce, RegionsInForce
from clusters.programme.codes import Code, CodeList, CodeQuerySet, IndustryCode, Region, Scheme
from clusters.programme.models import Country, Programme, Term
from clusters.programme.rulebook import RuleSet

MODELS: dict[str, type[Code]] = {Scheme.NACE: IndustryCode, Scheme.NUTS: Region}
MOST_ON_A_PAGE = 100
ACTIVITY_WORDS: dict[int, Words] = {
    IndustryCode.Level.SECTION: gettext_lazy("sections"),
    IndustryCode.Level.DIVISION: gettext_lazy("divisions"),
    IndustryCode.Level.GROUP: gettext_lazy("groups"),
    IndustryCode.Level.CLASS: gettext_lazy("classes"),
}
REGION_WORDS: dict[tuple[str, int], Words] = {
    (Region.Kind.NUTS, 0): gettext_lazy("countries"),
    (Region.Kind.NUTS, 1): gettext_lazy("regions of level 1"),
    (Region.Kind.NUTS, 2): gettext_lazy("regions of level 2"),
    (Region.Kind.NUTS, 3): gettext_lazy("regions of level 3"),
    (Region.Kind.STATISTICAL, 1): gettext_lazy("statistical regions of level 1"),
    (Region.Kind.STATISTICAL, 2): gettext_lazy("statistical regions of level 2"),
    (Region.Kind.STATISTICAL, 3): gettext_lazy("statistical regions of level 3"),
}
ABOVE = "parent__parent__parent"
TERM_KINDS = [Term.Kind.INDUSTRY, Term.Kind.ECOSYSTEM, Term.Kind.TOPIC]


class ReadingForm(WordsForm):
    under = forms.CharField(required=False, max_length=10)


class ChoosingForm(forms.Form):
    from_level = forms.IntegerField(required=False, min_value=0, max_value=4)
    country = forms.CharField(required=False, max_length=2)


@login_not_required
@require_GET
def code_list_list(request):
    counts = _counts()
    countries = _taking_part()
    year = clock.today().year
    terms = Term.objects.offered().filter(kind__in=TERM_KINDS)
    context = {
        "lists": [
            (row, counts[row.pk]) for row in CodeList.objects.order_by("scheme", "-valid_from")
        ],
        "term_lists": [
            (kind.label, [term for term in terms if term.kind == kind]) for kind in TERM_KINDS
        ],
        "countries": countries,
        "other_codes": [
            (c.name, f"{c.eu_code} ({c.code})") for c in countries if c.eu_code != c.code
        ],
        "without_holidays": [c.name for c in countries if not knows_holidays_of(c.code)],
        "without_holidays_this_year": [c.name for c in countries if lists_none_for(c.code, year)],
    }
    return render(request, "clusters/code_list_list.html", context)


def _taking_part() -> list[Country]:
    """The countries that the public programme's rules of today name."""
    in_force = RuleSet.objects.valid_on(clock.today())
    rule_set = in_force.filter(programme__in=Programme.objects.public()).first()
    return list(Country.objects.filter(pk__in=rule_set.countries)) if rule_set else []


def _counts() -> dict[int, list[str]]:
    """What a list has, in words: "21 sections", "88 divisions" …"""
    counts: dict[int, list[str]] = defaultdict(list)
    activities = IndustryCode.objects.order_by("code_list", "level").values("code_list", "level")
    for row in activities.annotate(entries=Count("pk")):
        counts[row["code_list"]].append(f"{row['entries']} {ACTIVITY_WORDS[row['level']]}")
    regions = Region.objects.order_by("code_list", "kind", "level")
    for row in regions.values("code_list", "kind", "level").annotate(entries=Count("pk")):
        words = REGION_WORDS[row["kind"], row["level"]]
        counts[row["code_list"]].append(f"{row['entries']} {words}")
    return counts


@login_not_required
@require_GET
def code_list_detail(request, scheme, version):
    """One version, searched by words or read from the top down."""
    code_list = get_object_or_404(CodeList, scheme=scheme, version=version)
    model = MODELS[code_list.scheme]
    asked = ReadingForm.read(request.GET)
    rows: CodeQuerySet = model.objects.filter(code_list=code_list)
    under = _under(rows, asked["under"])
    context = {
        "code_list": code_list,
        "words": asked["words"],
        "longest": LONGEST_SEARCH,
        "entries": _entries(rows, **asked),
        "deepest": model.DEEPEST,
        "most": MOST_ON_A_PAGE,
        "under": under,
        "crumbs": _crumbs(code_list, under),
    }
    return render(request, "clusters/code_list_detail.html", context)


def _entries(rows: CodeQuerySet, *, words: str, under: str) -> CodeQuerySet:
    if words:
        return rows.search(words, limit=MOST_ON_A_PAGE)
    return rows.filter(parent__code=under) if under else rows.filter(parent__isnull=True)


def _under(rows: CodeQuerySet, code: str) -> Code | None:
    return get_object_or_404(rows.select_related(ABOVE), code=code) if code else None


def _crumbs(code_list: CodeList, entry: Code | None) -> list[Crumb]:
    address = code_list.get_absolute_url()
    above: list[Crumb] = []
    while entry is not None:
        above.insert(0, Crumb(str(entry), f"{address}?under={entry.code}" if above else ""))
        entry = entry.parent
    first = Crumb(_("Code lists"), reverse("programme:code-list-list"))
    return [first, Crumb(code_list.name, address if above else ""), *above]


@login_not_required
@require_GET
@cache_control(public=True, max_age=3600)
def code_search(request, scheme):
    """Entries of the version in force today, for the box in which people choose one."""
    if scheme not in MODELS:
        raise Http404
    limits = ChoosingForm(request.GET)
    if not limits.is_valid():
        raise BadInput(_("There is no such level or country."))
    from_level, country = limits.cleaned_data["from_level"], limits.cleaned_data["country"]
    source = (
        RegionsInForce(from_level=from_level, country_code=country)
        if scheme == Scheme.NUTS
        else CodesInForce(IndustryCode, from_level=from_level)
    )
    return JsonResponse({"entries": found_as_json(source, request.GET)})
