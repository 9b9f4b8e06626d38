"""Organisations and the public list of clusters."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe
from django.views.generic import ListView

from blues.common import formats
from blues.common.lists import Column, ListPage
from clusters.directory import allocations, rules
from clusters.directory.access import get_organisation
from clusters.directory.filters import OrganisationFilter
from clusters.directory.forms import AllocationForm, MembershipRequestForm
from clusters.directory.models import Cluster, Organisation
from clusters.programme.choice import chosen
from clusters.programme.models import OrganisationType, Programme


@method_decorator(login_not_required, name="dispatch")
class ClusterList(ListView):
    """The clusters of the partnership, for everybody."""

    queryset = (
        Cluster.objects.filter(is_partner=True, programme__in=Programme.objects.public())
        .select_related("organisation__country")
        .prefetch_related("labels")
    )
    template_name = "clusters/cluster_list.html"


class OrganisationList(ListPage):
    title = gettext_lazy("Organisations")
    filterset_class = OrganisationFilter
    columns = [
        Column(
            "name",
            gettext_lazy("Name"),
            value="legal_name",
            sort="legal_name",
            link=Organisation.get_absolute_url,
        ),
        Column("type", gettext_lazy("Type"), value="get_type_display", sort="type"),
        Column("city", gettext_lazy("Town"), sort="city"),
        Column("country", gettext_lazy("Country"), value="country.name", sort="country__name"),
        Column(
            "clusters",
            gettext_lazy("Clusters"),
            value=lambda row: ", ".join(str(m.cluster) for m in row.memberships.all()),
        ),
    ]
    default_sort = "name"
    template_name = "clusters/organisation_list.html"

    def get_queryset(self):
        user = self.request.user
        return Organisation.objects.visible_to(user).with_clusters_for(user)

    def get_context_data(self, **kwargs):
        looks = rules.looks_for_duplicates(self.request.user)
        return super().get_context_data(**kwargs) | {"looks_for_duplicates": looks}


@require_safe
def organisation_detail(request, public_id):
    if kept := _kept_instead(request, public_id):
        return redirect(kept)
    organisation = get_organisation(request, public_id)
    user = request.user
    own = organisation.pk in user.organisation_ids
    rows = organisation.memberships.visible_to(user).select_related("cluster__organisation")
    sees_identifiers = rules.may_see_identifiers(user, organisation)
    context = {
        "organisation": organisation,
        "public_facts": _public_facts(organisation),
        "identifier_facts": _identifier_facts(organisation) if sees_identifiers else [],
        "memberships": [(row, rules.may_decide(user, row)) for row in rows],
        "sees_identifiers": sees_identifiers,
        "may_edit": rules.may_edit(user, organisation),
        "is_own": own,
        "contact_facts": _contact_facts(organisation) if sees_identifiers else [],
        "sectors": organisation.sectors.all(),
        "industries": organisation.industries.all(),
        "sees_colleagues": rules.looks_after_people_of(user, organisation),
        "partner": _partner(request, organisation) if user.is_programme_coordinator else None,
        "may_be_entered": _may_be_entered(request, organisation),
        "labelled": _clusters_in_care_of(user, organisation),
        "request_form": MembershipRequestForm(organisation=organisation) if own else None,
    }
    return render(request, "clusters/organisation_detail.html", context)


def _kept_instead(request, public_id) -> Organisation | None:
    """The record that this one became part of, if the reader may see it."""
    visible = Organisation.objects.visible_to(request.user)
    return visible.filter(absorbed__public_id=public_id).first()


def _partner(request, organisation: Organisation) -> Cluster | None:
    """The cluster that the organisation is in the programme the person looks at."""
    rows = Cluster.objects.filter(organisation=organisation, is_partner=True)
    return rows.filter(programme__in=chosen(request)).first()


def _may_be_entered(request, organisation: Organisation) -> bool:
    """A cluster organisation that the programme does not know as a cluster yet."""
    if organisation.type != OrganisationType.CLUSTER:
        return False
    if not rules.may_enter_clusters(request.user, organisation):
        return False
    return not organisation.as_clusters.filter(programme__in=chosen(request)).exists()


def _clusters_in_care_of(user, organisation: Organisation) -> list[Cluster]:
    """The clusters that this organisation is, for who may keep their labels."""
    clusters = organisation.as_clusters.select_related("organisation")
    return [cluster for cluster in clusters if rules.may_keep_labels(user, cluster)]


def _public_facts(organisation: Organisation) -> list[tuple]:
    """What stands there; who may change the profile sees there what is missing."""
    facts = [
        (_("Type"), organisation.get_type_display()),
        (_("Town"), f"{organisation.city}, {organisation.country.name}"),
        (_("Website"), organisation.website),
        (_("Profile on the ECCP"), organisation.eccp_url),
        (_("Founded"), organisation.founded),
        (_("Products and services"), organisation.products),
        (_("Technologies"), organisation.technologies),
        (_("Technology readiness"), organisation.readiness),
    ]
    return [(label, value) for label, value in facts if value]


def _contact_facts(organisation: Organisation) -> list[tuple]:
    representative = (
        organisation.legal_representative,
        organisation.legal_representative_function,
        organisation.legal_representative_email,
    )
    return [
        (_("Legal representative"), ", ".join(filter(None, representative))),
        (_("Data protection"), organisation.data_protection_contact),
    ]


def _identifier_facts(organisation: Organisation) -> list[tuple]:
    declared = organisation.sme_declared_at
    return [
        (_("Legal form"), organisation.legal_form),
        (_("Registration number"), organisation.registration_number),
        (_("VAT number"), organisation.vat_number),
        (_("Participant code (PIC)"), organisation.pic),
        (_("Registered address"), organisation.address),
        (_("NUTS 3 region"), organisation.nuts3),
        (_("Coordinates"), organisation.position),
        (_("Size"), organisation.get_size_class_display()),
        (_("People employed"), organisation.headcount),
        (_("SME declaration"), formats.moment(declared) if declared else ""),
    ]


@require_http_methods(["GET", "POST"])
def allocation_edit(request, code):
    """The programme coordinator shares out the money; nobody else has this page."""
    if not request.user.is_programme_coordinator:
        raise PermissionDenied
    partners = Cluster.objects.filter(is_partner=True).select_related("organisation")
    cluster = get_object_or_404(partners, code=code)
    form = AllocationForm(request.POST or None, initial={"amount": cluster.allocated})
    if form.is_valid():
        allocations.allocate(cluster=cluster, amount=form.cleaned_data["amount"], by=request.user)
        messages.success(request, _("The amount is saved."))
        return redirect(cluster.organisation)
    return render(request, "clusters/allocation_edit.html", {"form": form, "cluster": cluster})
