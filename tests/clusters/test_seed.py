"""``manage.py seed``: what it puts in place, and that running it again changes nothing."""

from datetime import date
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from clusters.models import (
    Cluster,
    Country,
    Label,
    OrganisationType,
    Programme,
    Rate,
    RateTable,
    RuleSet,
    Term,
    User,
)

pytestmark = pytest.mark.django_db


def seed(*options) -> str:
    out = StringIO()
    call_command("seed", *options, stdout=out)
    return out.getvalue()


def counts() -> dict:
    return {m.__name__: m.objects.count() for m in apps.get_app_config("clusters").get_models()}


def test_there_are_39_rates_and_all_of_them_are_in_countries_that_take_part():
    seed()
    taking_part = RuleSet.objects.get().countries

    assert Rate.objects.count() == 39
    assert taking_part == sorted(Rate.objects.values_list("country_id", flat=True))
    others = Country.objects.exclude(pk__in=taking_part).values_list("pk", flat=True)
    assert set(others) == {"CH", "LI", "NO"}


def test_rates_say_that_they_are_inferred():
    seed()

    assert "Confirm with the lead before paying" in RateTable.objects.get().source
    assert Rate.objects.get(country="DK").amount == 1100
    assert Rate.objects.get(country="PT").amount == 780


def test_countries_carry_the_codes_and_the_footnote_of_the_eu():
    seed()

    assert Country.objects.get(pk="GR").eu_code == "EL"
    assert Country.objects.get(pk="GB").eu_code == "UK"
    assert "1244" in Country.objects.get(pk="XK").footnote


def test_the_five_partners_and_the_alliance_from_outside():
    seed()

    assert set(Cluster.objects.filter(is_partner=True).values_list("code", flat=True)) == {
        "bnpt",
        "nanoprogress",
        "mcict",
        "zinnae",
        "aqua-valley",
    }
    assert Cluster.objects.get(is_partner=False).code == "water-alliance"
    assert Label.objects.count() == 5
    assert not Label.objects.filter(cluster__code="aqua-valley").exists()


def test_every_fact_names_its_source():
    seed()

    assert not Country.objects.filter(source="").exists()
    assert not Cluster.objects.filter(source="").exists()
    assert not Label.objects.filter(source="").exists()
    assert not Term.objects.filter(source="").exists()


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        ("topic", 14),
        ("industry", 10),
        ("ecosystem", 14),
        ("activity", 5),
        ("aim", 4),
        ("outcome", 7),
    ],
)
def test_code_lists_are_complete(kind, number):
    seed()

    assert Term.objects.filter(kind=kind).count() == number


def test_rules_of_the_first_phase():
    seed()
    rules = Programme.current().rule_set_on(date(2021, 6, 1))
    visit = set(rules.type_rules.filter(may_visit=True).values_list("organisation_type", flat=True))
    approval = rules.type_rules.get(host_by_approval=True)

    assert rules.version == "cxc-2020"
    assert visit == {OrganisationType.SME, OrganisationType.CLUSTER, OrganisationType.SUPPORT}
    assert approval.organisation_type == OrganisationType.SME


@pytest.mark.parametrize(
    ("day", "agency"), [(date(2021, 3, 31), "EASME"), (date(2021, 4, 1), "EISMEA")]
)
def test_the_disclaimer_names_the_agency_of_the_day_and_no_placeholder(day, agency):
    seed()
    text = Programme.current().disclaimer_for("web page", on=day)

    assert f"of {agency} or" in text
    assert "This web page was made" in text
    assert "874426" in text
    assert "{" not in text


def test_the_record_keeps_the_real_end():
    seed()

    assert Programme.current().ends_on == date(2022, 12, 31)


def test_what_people_corrected_stays():
    seed()
    Programme.objects.update(ends_on=date(2023, 1, 31))
    Cluster.objects.filter(code="bnpt").update(field="plasma")
    seed()

    assert Programme.current().ends_on == date(2023, 1, 31)
    assert Cluster.objects.get(code="bnpt").field == "plasma"


@pytest.mark.parametrize("option", ["--demo", "--list-sign-ins"])
def test_production_takes_no_people_with_a_published_password(settings, option):
    settings.DEMO = False

    with pytest.raises(CommandError, match="demo settings only"):
        seed(option)

    assert not User.objects.exists()
