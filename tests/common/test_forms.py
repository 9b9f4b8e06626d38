import re
from datetime import date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.forms import formset_factory
from django.template import Context
from django.utils import translation

from blues.common.errors import Conflict
from blues.common.forms import AutocompleteMixin, DayField, MoneyField, StaleCheckMixin
from blues.common.templatetags import page
from tests.common.urls import VisitForm

pytestmark = pytest.mark.urls("tests.common.urls")

MAY = date(2021, 5, 13)


@pytest.mark.parametrize(
    "text",
    [
        "2021-05-13",
        "13.5.2021",
        "13. 05. 2021",
        "13/05/2021",
        "13-5-2021",
        "13 May 2021",
        "13 may 2021",
        "13 MAY 2021",
        "  13 May 2021 ",
    ],
)
def test_a_day_may_be_written_in_many_ways(text):
    assert DayField().clean(text) == MAY


@pytest.mark.parametrize(
    ("language", "text"),
    [("de", "13. Mai 2021"), ("de", "13 May 2021"), ("pl", "13 maj 2021"), ("fr", "13 mai 2021")],
)
def test_a_month_may_be_named_in_the_language_of_the_page(language, text):
    with translation.override(language):
        assert DayField().clean(text) == MAY


@pytest.mark.parametrize(
    "text",
    ["31 February 2021", "2021-02-30", "soon", "13 Foo 2021", "13 ma 2021", "05/2021", "1.13.2021"],
)
def test_what_is_no_day_is_an_error(text):
    with pytest.raises(forms.ValidationError, match="Enter a day like"):
        DayField().clean(text)


@pytest.mark.parametrize("value", [MAY, datetime(2021, 5, 13, 9, 0)])  # noqa: DTZ001 -- a value
def test_a_day_stays_a_day(value):
    assert DayField().clean(value) == MAY


def test_no_day_is_none():
    assert DayField(required=False).clean("") is None


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.234,56", "1234.56"),
        ("1 234.56", "1234.56"),
        ("1234,56", "1234.56"),
        ("1,234.5", "1234.5"),
        ("EUR 1\u00a0234", "1234"),
        ("€390", "390"),
        ("1.234", "1234"),
        ("1'234.50", "1234.50"),
        ("0", "0"),
    ],
)
def test_an_amount_may_be_written_in_many_ways(text, amount):
    assert MoneyField().clean(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["a lot", "1.2.3.", "=1+1", "NaN", "1e5", "--1"])
def test_what_is_no_amount_is_an_error(text):
    with pytest.raises(forms.ValidationError, match="Enter an amount like"):
        MoneyField().clean(text)


@pytest.mark.parametrize("text", ["-1", "99999999,00"])
def test_an_amount_has_limits(text):
    with pytest.raises(forms.ValidationError):
        MoneyField().clean(text)


def test_no_amount_is_none_and_an_amount_stays():
    assert MoneyField(required=False).clean("") is None
    assert MoneyField().clean(Decimal("3.50")) == Decimal("3.50")


# -- On the page ------------------------------------------------------------------------------


def test_labels_say_what_is_optional_and_star_nothing():
    html = str(VisitForm())

    assert html.count("(optional)") == 1
    assert "*" not in html


def test_groups_of_choices_have_a_legend():
    assert re.search(r'<legend class="field__label">Mode\s*</legend>', str(VisitForm()))


def test_a_refused_form_keeps_what_was_typed_and_names_the_problem(client):
    html = client.post("/visit/", {"day": "31 February 2021", "mode": "a"}).content.decode()

    assert "<title>Error: Visit – BluesXchange</title>" in html
    assert 'value="31 February 2021"' in html
    assert '<a href="#id_day">First day: Enter a day like 13 May 2021 or 13.5.2021.</a>' in html
    assert 'aria-describedby="id_day_error"' in html
    assert 'id="id_day_error"' in html
    assert html.index("There is a problem") < html.index("<h1>Visit</h1>")


def test_what_a_picker_cannot_show_is_kept_as_text(client):
    html = client.post("/visit/", {"day": "13 May", "mode": "a"}).content.decode()

    assert '<input type="text" name="day" value="13 May"' in html


def test_an_error_of_a_group_leads_to_its_first_choice(client):
    html = client.post("/visit/", {"day": "2021-05-13"}).content.decode()

    assert '<a href="#id_mode_0">Mode: This field is required.</a>' in html
    assert '<fieldset aria-describedby="id_mode_error">' in html


def test_errors_without_a_field_are_in_the_summary_without_a_link(client):
    posted = {"day": "2021-05-13", "mode": "b", "secret": "too long"}
    html = client.post("/visit/", posted).content.decode()

    assert "<li>Online stays have no amount.</li>" in html
    assert "<li>Ensure this value has at most 3 characters (it has 8).</li>" in html


def test_the_summary_names_each_problem_once_though_the_form_is_there_twice(client):
    html = client.post("/visit/", {"mode": "a"}).content.decode()

    assert html.count("First day: This field is required.") == 1


def test_a_fresh_form_has_no_summary_and_is_not_checked_by_the_browser(client):
    html = client.get("/visit/").content.decode()

    assert "There is a problem" not in html
    assert "<title>Visit – BluesXchange</title>" in html
    assert '<form class="form" method="post" novalidate>' in html


def test_the_summary_looks_into_formsets():
    data = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-mode": "a"}
    formset = formset_factory(VisitForm)(data)

    assert page.forms_with_errors(Context({"formset": formset})) == [formset.forms[0]]
    assert '<fieldset class="formset__form">' in str(formset)


class PersonForm(AutocompleteMixin, forms.Form):
    given_names = forms.CharField()
    reason = forms.CharField()


def test_fields_about_the_person_can_be_filled_in_by_the_browser():
    form = PersonForm()

    assert 'autocomplete="given-name"' in str(form["given_names"])
    assert "autocomplete" not in str(form["reason"])


class SignForm(StaleCheckMixin, forms.Form):
    note = forms.CharField(required=False)


def test_a_page_that_is_up_to_date_may_be_sent():
    shown = SignForm(current_version=3)
    form = SignForm({"version": shown.initial["version"]}, current_version=3)

    assert form.is_valid()
    assert form.cleaned_data == {"note": ""}


@pytest.mark.parametrize("sent", [{"version": "2"}, {}])
def test_a_page_that_was_overtaken_is_a_conflict(sent):
    with pytest.raises(Conflict, match="in the meantime"):
        SignForm(sent, current_version=3).is_valid()
