"""The demo's registrations: made once, through the verbs, and worth trying."""

from collections import Counter

import pytest
from django.core.management import call_command

from clusters.models import Programme
from exchanges.matching import suggestions
from exchanges.models import Registration, RegistrationState
from exchanges.registration.demo import SAMPLES

pytestmark = pytest.mark.usefixtures("seeded_demo")


def test_the_demo_registers_every_sample_once_and_leaves_some_to_assess():
    references = set(Registration.objects.values_list("reference", flat=True))
    call_command("seed", "--demo", verbosity=0)

    assert set(Registration.objects.values_list("reference", flat=True)) == references
    of_blues = Registration.objects.filter(programme=Programme.current())
    assert Counter(of_blues.values_list("state", flat=True)) == Counter(
        sample.ends_as for sample in SAMPLES
    )


def test_every_accepted_visitor_of_the_demo_finds_a_host():
    visitors = Registration.objects.visitors().filter(state=RegistrationState.ACCEPTED)

    assert [v.reference for v in visitors if not suggestions.for_registration(v)] == []
