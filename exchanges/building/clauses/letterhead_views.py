"""The letterheads of the clusters: which are in force, propose one, approve one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from blues.common.errors import BadInput
from clusters.models import Cluster
from clusters.programme.choice import programme_of
from exchanges.building import letterheads
from exchanges.building.clauses.forms import LetterheadForm, SeenForm
from exchanges.building.clauses.models import Stage
from exchanges.building.clauses.rules import may_read_texts
from exchanges.building.clauses.views import PAGES
from exchanges.building.letterhead_models import Letterhead

SHOWN = (Stage.RELEASED, Stage.REVIEW)


@require_safe
def letterhead_list(request):
    """Each cluster with what is printed and what waits; the logos stay on the pages of each."""
    clusters = _clusters(request).prefetch_related(
        Prefetch("letterheads", Letterhead.objects.filter(stage__in=SHOWN).defer("logo"))
    )
    rows = [
        {
            "cluster": cluster,
            "letterheads": list(cluster.letterheads.all()),
            "may_write": letterheads.may_write(request.user, cluster),
        }
        for cluster in clusters
    ]
    return render(request, f"{PAGES}/letterhead_list.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def letterhead_edit(request, key):
    cluster = get_object_or_404(_clusters(request), code=key)
    if not letterheads.may_write(request.user, cluster):
        raise PermissionDenied
    newest = cluster.letterheads.exclude(stage=Stage.DISCARDED).first()
    form = LetterheadForm(
        request.POST or None, request.FILES or None, initial=_proposed(cluster, newest)
    )
    refused = None
    if form.is_valid():
        try:
            made = letterheads.propose(cluster, by=request.user, **form.said())
        except BadInput as refusal:
            refused = refusal
        else:
            messages.success(request, _("The letterhead waits for a second person."))
            return redirect(made)
    context = {"cluster": cluster, "form": form, "refused": refused}
    status = refused.status if refused else 200
    return render(request, f"{PAGES}/letterhead_edit.html", context, status=status)


@require_safe
def letterhead_detail(request, public_id):
    letterhead = _letterhead(request, public_id)
    user = request.user
    is_author = user == letterhead.drafted_by
    context = {
        "letterhead": letterhead,
        "printed": letterhead.printed(),
        "may_end": letterhead.is_open and letterheads.may_approve(user, letterhead.cluster),
        "may_edit": letterhead.is_open and is_author,
        "why_not": _("A second person approves it.") if is_author else "",
        "seen_form": SeenForm(initial={"seen": letterhead.drafted_at.isoformat()}),
    }
    return render(request, f"{PAGES}/letterhead_detail.html", context)


@require_POST
def letterhead_approve(request, public_id):
    form = SeenForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else ""
    letterhead = letterheads.approve(_letterhead(request, public_id), by=request.user, seen=seen)
    messages.success(request, _("Approved. New agreements of the cluster carry it."))
    return redirect(letterhead)


@require_POST
def letterhead_discard(request, public_id):
    letterheads.discard(_letterhead(request, public_id), by=request.user)
    messages.success(request, _("The letterhead is discarded."))
    return redirect("clauses:letterhead-list")


def _clusters(request):
    if not may_read_texts(request.user):
        raise Http404
    rows = Cluster.objects.filter(programme=programme_of(request), is_partner=True)
    return rows.select_related("organisation__country", "programme")


def _letterhead(request, public_id) -> Letterhead:
    rows = Letterhead.objects.filter(cluster__in=_clusters(request))
    people = ("cluster__organisation", "cluster__programme", "drafted_by", "approved_by")
    return get_object_or_404(rows.select_related(*people), public_id=public_id)


def _proposed(cluster: Cluster, newest: Letterhead | None) -> dict:
    """What was printed or proposed last; at first what the cluster's record says."""
    if newest:
        return {name: getattr(newest, name) for name in LetterheadForm.Meta.fields}
    organisation = cluster.organisation
    place = [organisation.address, organisation.city, organisation.country.name]
    return {
        "name": organisation.legal_name,
        "address": "\n".join(part for part in place if part),
        "contact": cluster.contact_email,
    }
