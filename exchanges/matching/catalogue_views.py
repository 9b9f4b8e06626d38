"""Finding each other: the catalogue, its entries, what the portal suggests, the public teaser."""

from functools import cached_property

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blues.common.lists import Column, ListPage
from clusters.models import Programme
from clusters.programme.choice import chosen, programmes_of
from exchanges.matching import access, liveliness, responsiveness, suggestions
from exchanges.matching.filters import CatalogueFilter
from exchanges.matching.pairing import Looking
from exchanges.registration import shown
from exchanges.registration.models import Registration


def entry_url(registration: Registration) -> str:
    return reverse("matching:catalogue-entry", args=[registration.public_id])


COLUMNS = [
    Column(
        "organisation",
        gettext_lazy("Organisation"),
        sort="organisation__legal_name",
        link=entry_url,
    ),
    Column("role", gettext_lazy("Role"), value="get_role_display", sort="role"),
    Column(
        "country",
        gettext_lazy("Country"),
        value="organisation.country.name",
        sort="organisation__country__name",
    ),
    Column("type", gettext_lazy("Type"), value="organisation.get_type_display"),
    Column("topics", gettext_lazy("Topics"), value=lambda r: shown.terms(r.topics.all())),
    Column("languages", gettext_lazy("Languages"), value=shown.languages_of),
    Column("mode", gettext_lazy("How"), value="get_mode_display"),
    Column("periods", gettext_lazy("Free"), value=shown.windows_of),
]


class CatalogueList(ListPage):
    """Accepted profiles of others, each with the reason where no proposal is possible now."""

    title = gettext_lazy("Catalogue")
    template_name = "exchanges/matching/catalogue_list.html"
    filterset_class = CatalogueFilter
    columns = COLUMNS
    default_sort = "organisation"
    export_name = "catalogue"
    empty_title = gettext_lazy("Nobody is listed yet")
    empty_text = gettext_lazy("Organisations appear here as soon as a cluster has accepted them.")

    @cached_property
    def own(self) -> list[Registration]:
        return access.require_catalogue(self.request)

    @cached_property
    def looking(self) -> dict[str, Looking]:
        """By the role that is looked for: each own registration looks for the other role."""
        return {
            Registration.VISITOR if own.is_host else Registration.HOST: Looking(own)
            for own in self.own
        }

    def get(self, request, *args, **kwargs):
        if self.own:
            self.columns = [*COLUMNS, Column("proposal", _("Proposal"), value=self.availability)]
        return super().get(request, *args, **kwargs)

    def get_queryset(self):
        listed = Registration.objects.in_catalogue().with_profile()
        listed = listed.filter(programme__in=chosen(self.request))
        return listed.exclude(organisation__in=[own.organisation_id for own in self.own])

    def availability(self, registration) -> str:
        if registration.role not in self.looking:
            return _("register as %(role)s to propose") % {
                "role": _("visitor") if registration.is_host else _("host")
            }
        reason = self.looking[registration.role].reason_against(registration)
        return _("not now: %(reason)s") % {"reason": reason} if reason else _("possible")


def get_entry(request, public_id) -> tuple[Registration, list[Registration]]:
    """A listed profile, or one's own cluster's; and the person's own registrations."""
    own = access.require_catalogue(request)
    shown = Registration.objects.visible_to(request.user).filter(state__in=access.MAY_LOOK)
    rows = Registration.objects.with_profile()
    listed = Registration.objects.in_catalogue().filter(programme__in=programmes_of(request.user))
    rows = rows.filter(pk__in=listed.values("pk")) | rows.filter(pk__in=shown.values("pk"))
    rows = rows.prefetch_related(
        "organisation__memberships__cluster__organisation", "organisation__as_clusters"
    )
    return get_object_or_404(rows, public_id=public_id), own


def catalogue_entry(request, public_id):
    """What one organisation offers or looks for; nothing by which it could be reached."""
    registration, own = get_entry(request, public_id)
    proposers = access.proposers_for(request.user, registration, own)
    mine = next((one for one in proposers if one in own), None)
    looking = Looking(mine) if mine else None
    context = {
        "registration": registration,
        "facts": shown.profile_of(registration),
        "is_own": registration in own,
        "may_propose": bool(proposers),
        "on_behalf": bool(proposers) and mine is None,
        "reason_against": looking.reason_against(registration) if looking else "",
        "fit": looking.fit(registration) if looking else None,
        "liveliness": liveliness.of(registration),
    }
    return render(request, "exchanges/matching/catalogue_entry.html", context)


def suggestion_list(request):
    """The partners that fit each own registration best, with the reasons."""
    own = access.require_catalogue(request)
    context = {
        "found": [(one, suggestions.for_registration(one)) for one in own],
        "measured": responsiveness.how_measured(),
    }
    return render(request, "exchanges/matching/suggestion_list.html", context)


@method_decorator(login_not_required, name="dispatch")
class Teaser(ListPage):
    """For everybody: what there is, without names or anything by which people could be reached."""

    title = gettext_lazy("Who takes part")
    template_name = "exchanges/matching/catalogue_teaser.html"
    default_sort = "country"
    export_name = "participants"
    empty_title = gettext_lazy("Nobody is listed yet")
    columns = [
        Column("role", gettext_lazy("Role"), value="get_role_display", sort="role"),
        COLUMNS[2],
        COLUMNS[3],
        COLUMNS[4],
        COLUMNS[6],
    ]

    def get_queryset(self):
        return (
            Registration.objects.in_catalogue()
            .filter(programme__in=Programme.objects.public())
            .select_related("organisation__country")
            .prefetch_related("topics")
        )
