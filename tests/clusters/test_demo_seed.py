"""``manage.py seed --demo``: who and what the demo has, and that seeding again changes nothing."""

from datetime import date
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from clusters.models import Membership, Organisation, Programme, Role, RoleAssignment, User

pytestmark = pytest.mark.usefixtures("seeded_demo")


def seed(*options) -> str:
    out = StringIO()
    call_command("seed", *options, stdout=out)
    return out.getvalue()


def counts() -> dict:
    return {m.__name__: m.objects.count() for m in apps.get_app_config("clusters").get_models()}


def test_seeding_twice_changes_nothing():
    once = counts()
    seed("--demo")

    assert counts() == once


def test_the_baseline_is_a_figure_of_the_proposal_and_not_a_sum():
    programme = Programme.current()
    assert programme.baseline_members == 464
    assert Membership.objects.filter(cluster__programme=programme).count() == 20


def test_the_demo_prolongs_the_programme_and_says_so():
    programme, today = Programme.current(), timezone.localdate()

    assert programme.ends_on == date(today.year + 1, 12, 31)
    assert programme.dates_source.startswith("Demo: prolonged")
    assert "ended on 2022-12-31" in programme.dates_source
    assert programme.rule_set_on(programme.ends_on).version == "cxc-2020"
    assert programme.rate_table_on(programme.ends_on).rates.count() == 39
    assert programme.agency_on(programme.ends_on) == "EISMEA"


def test_a_demo_that_ran_out_is_prolonged_again_under_the_same_note():
    Programme.objects.update(ends_on=date(2024, 12, 31))
    seed("--demo")
    programme = Programme.current()

    assert programme.ends_on == date(timezone.localdate().year + 1, 12, 31)
    assert programme.dates_source.count("Demo:") == 1


def test_the_demo_is_recognisable_as_invented():
    assert Organisation.objects.filter(is_demo=True).count() == 20
    assert not Organisation.objects.filter(is_demo=True).exclude(website__endswith=".example")
    assert not User.objects.exclude(email__endswith=".example").exists()
    assert not User.objects.filter(is_demo=False).exists()


def test_the_demo_has_somebody_for_every_role_and_cluster():
    held = RoleAssignment.objects.current()

    assert set(held.values_list("role", flat=True)) == set(Role.values)
    assert held.filter(role=Role.COORDINATOR).values("cluster").distinct().count() == 8
    assert held.filter(role=Role.WP_LEADER).count() == 5
    assert held.get(role=Role.AUDITOR).valid_until > timezone.localdate()


def test_sign_ins_are_listed_with_the_published_password():
    lines = seed("--list-sign-ins").splitlines()

    assert len(lines) == User.objects.count()
    assert [line.split()[:2] for line in lines[:3]] == [
        ["office@example-plasma.example", "try-the-exchange"],  # a host
        ["office@example-sensors.example", "try-the-exchange"],  # a visitor
        ["bnpt@blues.example", "try-the-exchange"],
    ]
    assert User.objects.get(email="bnpt@blues.example").check_password("try-the-exchange")


@pytest.mark.parametrize("email", ["zinnae@blues.example", "office@example-sensors.example"])
def test_the_demo_can_be_signed_in_to(client, settings, email):
    settings.LOGIN_REDIRECT_URL = "/account/"
    response = client.post(
        reverse("account_login"), {"login": email, "password": "try-the-exchange"}, follow=True
    )

    assert response.redirect_chain == [("/account/", 302)]
    assert response.context["user"].email == email


def test_seeding_and_listing_in_one_go():
    assert "zinnae@blues.example" in seed("--demo", "--list-sign-ins")
