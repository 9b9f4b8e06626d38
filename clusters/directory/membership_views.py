"""Memberships: asked for with evidence, confirmed, refused or ended by the cluster."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from blues.common import files
from blues.common.lists import Column, ListPage
from clusters.directory import memberships, rules
from clusters.directory.access import get_organisation, require
from clusters.directory.filters import MembershipFilter
from clusters.directory.forms import EvidenceForm, MembershipRequestForm, RefusalForm
from clusters.directory.models import Membership


class MembershipList(ListPage):
    title = gettext_lazy("Memberships")
    filterset_class = MembershipFilter
    columns = [
        Column(
            "organisation",
            gettext_lazy("Organisation"),
            value="organisation.legal_name",
            sort="organisation__legal_name",
            link=lambda row: row.organisation.get_absolute_url(),
        ),
        Column("cluster", gettext_lazy("Cluster"), sort="cluster__code"),
        Column("state", gettext_lazy("State")),
        Column("confirmed_at", gettext_lazy("Confirmed"), sort="confirmed_at"),
        Column("ended_on", gettext_lazy("Ended"), sort="ended_on"),
    ]
    default_sort = "organisation"

    def get_queryset(self):
        rows = Membership.objects.visible_to(self.request.user)
        return rows.select_related("organisation", "cluster__organisation")


@require_POST
def membership_request(request, public_id):
    organisation = get_organisation(request, public_id)
    form = MembershipRequestForm(request.POST, request.FILES, organisation=organisation)
    if form.is_valid():
        answers = form.cleaned_data
        memberships.request(organisation=organisation, by=request.user, **answers)
        messages.success(request, _("%(cluster)s is asked to confirm.") % answers)
    else:
        messages.error(request, " ".join(_sentences(form)))
    return redirect(organisation)


def _sentences(form) -> list[str]:
    """What is wrong, for a form that stands on another page than its answer."""
    return [
        f"{form.fields[name].label}: {error}"
        for name, errors in form.errors.items()
        for error in errors
    ]


@require_http_methods(["GET", "POST"])
def membership_evidence(request, public_id):
    """The organisation says since when it belongs to the cluster, and shows it."""
    membership = _visible_membership(request, public_id)
    require(membership.organisation_id in request.user.organisation_ids)
    form = EvidenceForm(
        request.POST or None, request.FILES or None, initial={"since": membership.since}
    )
    if form.is_valid():
        memberships.show(membership=membership, by=request.user, **form.cleaned_data)
        messages.success(request, _("The cluster sees it with the membership."))
        return redirect(membership.organisation)
    context = {"form": form, "membership": membership}
    return render(request, "clusters/membership_evidence.html", context)


@require_safe
def membership_evidence_file(request, public_id):
    """For who may see the membership: the organisation, the cluster, who oversees."""
    membership = _visible_membership(request, public_id)
    return files.download(membership.evidence, name=_("evidence of membership"))


@require_POST
def membership_confirm(request, public_id):
    membership = _visible_membership(request, public_id)
    memberships.confirm(membership=membership, by=request.user)
    messages.success(request, _("The membership is confirmed."))
    return redirect(membership.organisation)


@require_http_methods(["GET", "POST"])
def membership_refuse(request, public_id):
    membership = _visible_membership(request, public_id)
    if not rules.may_decide(request.user, membership):
        raise PermissionDenied
    form = RefusalForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        memberships.refuse(membership=membership, reason=reason, by=request.user)
        messages.success(request, _("The organisation sees your reason."))
        return redirect("directory:membership-list")
    return render(
        request, "clusters/membership_refuse.html", {"form": form, "membership": membership}
    )


@require_http_methods(["GET", "POST"])
def membership_end(request, public_id):
    membership = _visible_membership(request, public_id)
    if not rules.may_decide(request.user, membership):
        raise PermissionDenied
    form = RefusalForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        memberships.end(membership=membership, reason=reason, by=request.user)
        messages.success(request, _("The membership has ended. The organisation sees your reason."))
        return redirect("directory:membership-list")
    return render(request, "clusters/membership_end.html", {"form": form, "membership": membership})


def _visible_membership(request, public_id) -> Membership:
    rows = Membership.objects.visible_to(request.user).select_related(
        "organisation", "cluster__organisation"
    )
    return get_object_or_404(rows, public_id=public_id)
