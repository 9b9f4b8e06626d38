"""The portal's addresses and a few more that provoke what pages usually avoid."""

import django_filters
from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation, ValidationError
from django.db import connection
from django.db.models import Case, DateField, When
from django.db.models.functions import Cast
from django.http import HttpResponse
from django.template import engines
from django.urls import path
from django.utils.decorators import method_decorator

from blues.common.errors import BadInput, Conflict, NotAllowed
from blues.common.forms import DayField, MoneyField
from blues.common.lists import Column, ListPage
from blues.urls import handler400, handler403, handler404, handler500  # noqa: F401 -- Django's names
from blues.urls import urlpatterns as portal
from clusters.models import Country

# Countries have no day of their own: where the source is written as one, it stands in.
DAY = Case(When(source__regex=r"^\d{4}-\d\d-\d\d$", then=Cast("source", DateField())))


class CountryFilter(django_filters.FilterSet):
    name = django_filters.CharFilter(lookup_expr="icontains", label="Name")
    since__gte = django_filters.DateFilter(field_name="since", lookup_expr="gte", label="Since")

    class Meta:
        model = Country
        fields: list[str] = []


@method_decorator(login_not_required, name="dispatch")
class CountryList(ListPage):
    queryset = Country.objects.annotate(since=DAY)
    title = "Countries"
    filterset_class = CountryFilter
    default_sort = "name"
    export_name = "countries"
    columns = [
        Column("name", "Name", sort="name", link=lambda country: f"/things/{country.pk}/"),
        Column("code", "Code", sort="code"),
        Column("since", "Since", sort="since"),
        Column("letters", "Letters", value=lambda country: len(country.name), numeric=True),
        Column("note", "Footnote", value="footnote"),
    ]


@method_decorator(login_not_required, name="dispatch")
class PlainList(ListPage):
    model = Country
    title = "Plain"
    columns = [Column("name", "Name"), Column("code", "Code", sort="code")]
    empty_title = "No country yet"


class VisitForm(forms.Form):
    day = DayField(label="First day")
    amount = MoneyField(label="Amount", required=False)
    mode = forms.ChoiceField(
        label="Mode", choices=[("a", "On site"), ("b", "Online")], widget=forms.RadioSelect
    )
    secret = forms.CharField(widget=forms.HiddenInput, max_length=3, required=False)

    def clean(self):
        if self.cleaned_data.get("mode") == "b":
            raise forms.ValidationError("Online stays have no amount.")
        return self.cleaned_data


VISIT_PAGE = """{% extends "base.html" %}{% load ui %}
{% block title %}Visit{% endblock %}
{% block content %}<h1>Visit</h1>{% portal_form form submit="Save" %}{% endblock %}"""


@login_not_required
def visit_form(request):
    form = VisitForm(request.POST or None)
    page = engines["django"].from_string(VISIT_PAGE)
    return HttpResponse(page.render({"form": form, "the_same_again": form}, request))


REFUSALS = {
    "bad": BadInput("That day does not exist.", reasons=["February is short."]),
    "forbidden": NotAllowed("Only the host may sign here."),
    "conflict": Conflict("The host has signed already.", way_out="Look at the signed version."),
    "invalid": ValidationError(["These two are already preparing an exchange.", "And more."]),
    "denied": PermissionDenied("Only coordinators decide."),
    "denied-silently": PermissionDenied(),
    "suspicious": SuspiciousOperation("not for the eyes of people"),
    "broken": RuntimeError("not for the eyes of people"),
}


@login_not_required
def raising(request, kind):
    raise REFUSALS[kind]


@login_not_required
def failing_query(request, sqlstate):
    with connection.cursor() as cursor:
        cursor.execute(f"DO $$ BEGIN RAISE 'no' USING ERRCODE = '{sqlstate}'; END $$")


@login_not_required
def echo(request):
    return HttpResponse(request.POST.get("text", ""), content_type="text/plain")


urlpatterns = [
    *portal,
    path("things/", CountryList.as_view()),
    path("plain/", PlainList.as_view()),
    path("visit/", visit_form),
    path("raise/<slug:kind>/", raising),
    path("query/<slug:sqlstate>/", failing_query),
    path("echo/", echo),
]
