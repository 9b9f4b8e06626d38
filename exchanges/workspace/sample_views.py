"""Samples: the list, a new draw, and what was drawn."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from blues.common.errors import BadInput, NotAllowed
from blues.common.lists import Column, ListPage
from clusters.programme.choice import chosen, programme_of
from exchanges.lifecycle.models import Exchange
from exchanges.workspace import samples
from exchanges.workspace.sample_models import QualitySample


class DrawForm(forms.Form):
    scope = forms.ChoiceField(label=gettext_lazy("Draw from"), choices=QualitySample.Scope)
    size = forms.IntegerField(
        label=gettext_lazy("How many"), min_value=1, max_value=samples.MOST, initial=5
    )
    purpose = forms.CharField(label=gettext_lazy("What for"), max_length=samples.LONGEST_PURPOSE)
    seed = forms.CharField(
        label=gettext_lazy("Seed"),
        max_length=samples.LONGEST_SEED,
        required=False,
        help_text=gettext_lazy("Leave it empty, and the portal draws one that nobody chose."),
    )


class SampleList(ListPage):
    title = gettext_lazy("Quality samples")
    template_name = "exchanges/workspace/sample_list.html"
    export_name = "quality-samples"
    default_sort = "-drawn_at"
    empty_title = gettext_lazy("Nothing was drawn yet")
    empty_text = gettext_lazy("Draw some exchanges at random and look at them closely.")
    columns = [
        Column("reference", gettext_lazy("Sample"), link=lambda s: s.get_absolute_url()),
        Column("scope", gettext_lazy("Drawn from"), value="get_scope_display"),
        Column("size", gettext_lazy("How many"), numeric=True),
        Column("of", gettext_lazy("Of"), value=lambda s: len(s.population), numeric=True),
        Column("seed", gettext_lazy("Seed")),
        Column("purpose", gettext_lazy("What for")),
        Column("drawn_at", gettext_lazy("Drawn"), sort="drawn_at"),
        Column("drawn_by", gettext_lazy("By")),
    ]

    def get_queryset(self):
        _require(self.request.user)
        rows = QualitySample.objects.filter(programme__in=chosen(self.request))
        return rows.select_related("drawn_by")


@require_http_methods(["GET", "HEAD", "POST"])
def sample_new(request):
    _require(request.user)
    form = DrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            sample = samples.draw(programme_of(request), by=request.user, **form.cleaned_data)
        except BadInput as refusal:
            form.add_error(None, " ".join([refusal.message, *refusal.reasons]))
        else:
            messages.success(request, _("Drawn. The draw is kept with its seed."))
            return redirect(sample)
    return render(request, "exchanges/workspace/sample_new.html", {"form": form})


@require_safe
def sample_detail(request, public_id):
    _require(request.user)
    rows = QualitySample.objects.filter(programme__in=chosen(request)).select_related("drawn_by")
    sample = get_object_or_404(rows, public_id=public_id)
    drawn = (
        Exchange.objects.visible_to(request.user)
        .with_parties()
        .filter(samples__sample=sample)
        .order_by("samples__position")
    )
    context = {"sample": sample, "drawn": drawn, "repeats": samples.is_repeatable(sample)}
    return render(request, "exchanges/workspace/sample_detail.html", context)


def _require(user) -> None:
    if not samples.draws(user):
        raise NotAllowed(_("Samples are for the programme coordinator and the agency."))
