"""Invitations as rows: where one stands, and which cannot be."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from tests.factories import InvitationFactory, UserFactory

LIST = reverse("people:invitation-list")


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ({}, "open"),
        ({"expires_at": timezone.now()}, "expired"),
        ({"accepted_at": timezone.now(), "accepted_by": "who"}, "accepted"),
        ({"withdrawn_at": timezone.now(), "withdrawn_by": "who"}, "withdrawn"),
    ],
)
def test_an_invitation_says_where_it_stands(client, sign_in, change, state):
    who = sign_in(UserFactory(programme_coordinator=True))
    change = {key: who if value == "who" else value for key, value in change.items()}
    sent = {"invited_at": timezone.now() - timedelta(days=1), "invited_by": who}
    invitation = InvitationFactory(**sent, **change)
    still_open = client.get(LIST, {"open": "true"}).context["page_obj"]
    over = client.get(LIST, {"open": "false"}).context["page_obj"]

    assert invitation.state == state
    assert (invitation in still_open, invitation in over) == (state == "open", state != "open")
    detail = client.get(reverse("people:invitation-detail", args=[invitation.public_id])).text
    assert ("Withdraw the invitation" in detail) == (state == "open")
    assert str(invitation).startswith(f"{invitation.email}: representative")


@pytest.mark.parametrize(
    "nonsense",
    [
        {"accepted_at": timezone.now()},
        {"withdrawn_at": timezone.now()},
        {"expires_at": timezone.now() - timedelta(days=1)},
    ],
)
def test_rows_that_cannot_be(nonsense):
    with pytest.raises(IntegrityError), transaction.atomic():
        InvitationFactory(**nonsense)


def test_what_was_taken_up_cannot_be_withdrawn_as_a_row():
    who, now = UserFactory(), timezone.now()

    with pytest.raises(IntegrityError), transaction.atomic():
        InvitationFactory(accepted_at=now, accepted_by=who, withdrawn_at=now, withdrawn_by=who)
