"""Searches that somebody keeps: on one page, with what each finds now."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from clusters.programme.choice import chosen, programme_of
from exchanges.matching import access
from exchanges.matching.catalogue import reading, saved
from exchanges.matching.catalogue.models import SavedSearch
from exchanges.registration.views import posted


class AlertForm(forms.ModelForm):
    class Meta:
        model = SavedSearch
        fields = ["alert"]
        labels = {"alert": gettext_lazy("When somebody new is found")}


class SearchForm(forms.ModelForm):
    class Meta:
        model = SavedSearch
        fields = ["name", "alert"]
        labels = {"alert": gettext_lazy("When somebody new is found")}


@require_safe
def search_list(request):
    own = access.require_catalogue(request)
    shelf = reading.current()
    seen = saved.scope(shelf, own, chosen(request).values_list("pk", flat=True))
    found = [
        (search, len(saved.found_by(search, shelf, seen)), AlertForm(instance=search))
        for search in request.user.saved_searches.filter(programme__in=chosen(request))
    ]
    return render(request, "exchanges/matching/search_list.html", {"found": found})


def search_new(request):
    """The query of the catalogue's address comes along in this page's own address."""
    access.require_catalogue(request)
    form = SearchForm(posted(request))
    asked = saved.canonical(request.GET)
    if request.method == "POST" and form.is_valid():
        saved.keep(
            programme=programme_of(request), asked=asked, by=request.user, **form.cleaned_data
        )
        messages.success(request, _("The search is kept."))
        return redirect("matching:search-list")
    return render(request, "exchanges/matching/search_new.html", {"form": form, "asked": asked})


@require_POST
def search_change(request, public_id):
    form = AlertForm(request.POST, instance=_get_search(request, public_id))
    if form.is_valid():
        saved.change(_get_search(request, public_id), by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
    return redirect("matching:search-list")


@require_POST
def search_forget(request, public_id):
    saved.forget(_get_search(request, public_id), by=request.user)
    messages.success(request, _("The search is forgotten."))
    return redirect("matching:search-list")


def _get_search(request, public_id) -> SavedSearch:
    return get_object_or_404(request.user.saved_searches, public_id=public_id)
