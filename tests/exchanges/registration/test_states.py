"""The table of states, and the database that keeps to it behind the verbs."""

import itertools

import pytest
from django.db import IntegrityError, connection, transaction

from exchanges.models import Registration, RegistrationState
from exchanges.registration.states import ENDED, NEXT_STATES
from tests.factories import RegistrationFactory

R = RegistrationState
EVERY_PAIR = list(itertools.permutations(R, 2))


@pytest.fixture(scope="module")
def standing_in(django_db_setup, django_db_blocker):
    """``standing_in[state]``: one in each state; every test starts from the same ones."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield {state: RegistrationFactory(visitor=True, state=state) for state in R}
        transaction.set_rollback(True)


@pytest.mark.parametrize(("here", "there"), EVERY_PAIR)
def test_no_stray_update_moves_a_registration(standing_in, here, there):
    rows = Registration.objects.filter(pk=standing_in[here].pk)

    with pytest.raises(IntegrityError, match="move function alone"), transaction.atomic():
        rows.update(state=there)

    with connection.cursor() as cursor:
        announced = f"{standing_in[here].pk}:{here}:{there}"
        cursor.execute("SELECT set_config('blues.registration_step', %s, true)", [announced])
    if there not in NEXT_STATES[here]:
        with pytest.raises(IntegrityError, match="cannot follow"), transaction.atomic():
            rows.update(state=there)
    assert rows.get().state == here


def test_what_has_ended_for_good_goes_nowhere():
    assert [state for state in ENDED if NEXT_STATES[state]] == [R.REJECTED]
