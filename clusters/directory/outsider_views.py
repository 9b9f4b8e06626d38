"""The page on which a programme coordinator enters a cluster from outside the partnership."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clusters.directory import outsiders, rules
from clusters.directory.access import get_organisation, require
from clusters.directory.forms import OutsideClusterForm
from clusters.programme.choice import programme_of


@require_http_methods(["GET", "HEAD", "POST"])
def cluster_enter(request, public_id):
    organisation = get_organisation(request, public_id)
    require(rules.may_enter_clusters(request.user, organisation))
    programme = programme_of(request)
    form = OutsideClusterForm(request.POST or None)
    if form.is_valid():
        outsiders.enter(
            organisation=organisation,
            programme=programme,
            field=form.cleaned_data["field"],
            by=request.user,
        )
        messages.success(request, _("Entered. Its members can name it from now on."))
        return redirect(organisation)
    context = {"form": form, "organisation": organisation, "programme": programme}
    return render(request, "clusters/cluster_enter.html", context)
