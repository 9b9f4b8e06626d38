"""``manage.py appoint``: the first people of an installation."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from blues import journal
from clusters.people import appointments
from tests.factories import UserFactory


def test_the_first_operator_is_appointed_by_nobody():
    user = UserFactory(email="first@people.example")
    out = StringIO()
    call_command("appoint", "First@people.example", "operator", stdout=out)

    assert user.is_operator
    assert journal.entries_for(appointments.case(user)).get().actor is None
    assert out.getvalue() == "first@people.example is system operator from now on.\n"


def test_an_address_that_nobody_verified_is_refused():
    user = UserFactory()
    user.emailaddress_set.update(verified=False)

    with pytest.raises(CommandError, match="verified"):
        call_command("appoint", user.email, "operator")


def test_other_roles_are_for_the_portal():
    with pytest.raises(CommandError, match="invalid choice"):
        call_command("appoint", UserFactory().email, "finance_officer")
