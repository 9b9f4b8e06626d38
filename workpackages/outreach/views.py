"""The public site: pages for anybody, signed in or not."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from blues.common import clock
from clusters.models import Cluster, Programme
from workpackages.outreach.figures import by_host_country, figures_of
from workpackages.outreach.phases import phases
from workpackages.outreach.waves import HEIGHT, WIDTH, contours
from workpackages.plan.models import TimelineEvent

PAGES = "workpackages/public"
LATER_SOURCES = [  # what became of France Water Team and Aqua-Valley
    "https://objectif-languedoc-roussillon.latribune.fr/economie/recherche/2024-01-30/"
    "france-water-team-dissous-aqua-valley-renait-de-ses-cendres-989209.html",
    "https://gomet.net/?p=323428",
]


def public(view):
    """A page that only reads and is open to everybody."""
    return require_safe(login_not_required(view))


@public
def home_page(request):
    programme = Programme.current()
    return render(
        request,
        f"{PAGES}/home.html",
        {
            "programme": programme,
            "figures": figures_of(programme),
            "phases": phases(_rules(programme)),
            "rules": _rules(programme),
            "clusters": _partners(programme),
            "contours": contours(),
            "sea": (WIDTH, HEIGHT),
        },
    )


@public
def how_page(request):
    programme = Programme.current()
    rules = _rules(programme)
    return render(
        request,
        f"{PAGES}/how.html",
        {"rules": rules, "phases": phases(rules), "figures": figures_of(programme)},
    )


@public
def about_page(request):
    programme = Programme.current()
    events = TimelineEvent.objects.filter(programme=programme)
    return render(
        request,
        f"{PAGES}/about.html",
        {
            "programme": programme,
            "figures": figures_of(programme),
            "by_country": by_host_country(programme),
            "events": events,
            "agencies": programme.agencies.order_by("valid_from"),
            "later_sources": LATER_SOURCES,
        },
    )


@public
def help_page(request):
    programme = Programme.current()
    return render(
        request,
        f"{PAGES}/help.html",
        {"clusters": _partners(programme), "rules": _rules(programme)},
    )


@public
def privacy_page(request):
    programme = Programme.current()
    return render(
        request,
        f"{PAGES}/privacy.html",
        {"programme": programme, "clusters": _partners(programme)},
    )


@public
def accessibility_page(request):
    return render(
        request, f"{PAGES}/accessibility.html", {"clusters": _partners(Programme.current())}
    )


def _rules(programme):
    return programme.rule_set_on(clock.today())


def _partners(programme):
    partners = Cluster.objects.filter(programme=programme, is_partner=True)
    return partners.select_related("organisation__country").order_by("organisation__legal_name")
