"""Taking part with an organisation that is not known here yet."""

from allauth.account.utils import get_next_redirect_url
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clusters.directory import memberships, organisations
from clusters.directory.forms import JoiningForm, JoiningNumberForm, told_by_number
from clusters.directory.models import Cluster
from clusters.people import appointments
from clusters.people.models import User


@require_http_methods(["GET", "POST"])
def organisation_join(request):
    """Take part with an organisation that is not known here yet.

    ``type``, ``country`` and ``cluster`` (a code) in the address are filled in; ``next`` says where
    to go on afterwards.
    """
    form = JoiningForm(request.POST or None, initial=_carried(request.GET))
    if form.is_valid():
        organisation = _join(form, request.user)
        messages.success(request, _("Your organisation is registered."))
        return redirect(get_next_redirect_url(request) or organisation)
    context = {"form": form, "number_form": JoiningNumberForm(request.GET or None)}
    return render(request, "clusters/organisation_join.html", context)


def _carried(query) -> dict:
    """What was answered on another page already, or what a number tells; nonsense says nothing."""
    known = {name: query[name] for name in ("type", "country") if name in query}
    known |= told_by_number(query)
    return known | {"cluster": Cluster.objects.filter(code=query.get("cluster", "")).first()}


@transaction.atomic
def _join(form: JoiningForm, user: User):
    organisation = organisations.register(organisation=form.instance, by=user)
    appointments.join_with(organisation=organisation, by=user)
    if cluster := form.cleaned_data["cluster"]:
        memberships.request(organisation=organisation, cluster=cluster, by=user)
    return organisation
