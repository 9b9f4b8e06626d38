"""The labels of one cluster, for who coordinates it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusters.directory import labels, rules
from clusters.directory.access import require
from clusters.directory.forms import LabelForm
from clusters.directory.label_models import Label
from clusters.directory.models import Cluster


@require_safe
def label_list(request, code):
    cluster = _cluster(request, code)
    context = {"cluster": cluster, "labels": cluster.labels.all()}
    return render(request, "clusters/label_list.html", context)


@require_http_methods(["GET", "POST"])
def label_new(request, code):
    cluster = _cluster(request, code)
    form = LabelForm(request.POST or None, instance=Label(cluster=cluster))
    if form.is_valid():
        labels.award(label=form.instance, by=request.user)
        messages.success(request, _("The label is listed."))
        return redirect("directory:label-list", code)
    title = _("A label or its renewal")
    return render(
        request, "clusters/label_edit.html", {"form": form, "cluster": cluster, "title": title}
    )


@require_http_methods(["GET", "POST"])
def label_edit(request, public_id):
    label = _label(request, public_id)
    form = LabelForm(request.POST or None, instance=label)
    if form.is_valid():
        labels.correct(label=form.instance, by=request.user)
        messages.success(request, _("The label is corrected."))
        return redirect("directory:label-list", label.cluster.code)
    context = {"form": form, "cluster": label.cluster, "title": _("Correct a label")}
    return render(request, "clusters/label_edit.html", context)


@require_POST
def label_take_out(request, public_id):
    label = _label(request, public_id)
    code = label.cluster.code
    labels.take_out(label=label, by=request.user)
    messages.success(request, _("The label is taken out."))
    return redirect("directory:label-list", code)


def _cluster(request, code) -> Cluster:
    """Clusters are public, so who may not keep the labels is told so."""
    cluster = get_object_or_404(Cluster.objects.select_related("organisation"), code=code)
    require(rules.may_keep_labels(request.user, cluster))
    return cluster


def _label(request, public_id) -> Label:
    rows = Label.objects.select_related("cluster__organisation")
    label = get_object_or_404(rows, public_id=public_id)
    require(rules.may_keep_labels(request.user, label.cluster))
    return label
