"""The demo's exchanges stand where somebody must act, and seeding twice adds nothing."""

import pytest
from django.core.management import call_command

from clusters.models import User
from exchanges.lifecycle.states import State
from exchanges.models import Exchange
from exchanges.workspace.turns import turns_for

pytestmark = pytest.mark.usefixtures("seeded_demo")


def exchanges():
    return list(Exchange.objects.order_by("reference").values_list("title", "state"))


def test_the_demo_has_exchanges_in_several_states_however_often_it_is_seeded():
    once = exchanges()
    call_command("seed", "--demo", verbosity=0)
    twice = exchanges()

    assert once == twice
    assert [state for _title, state in once] == [
        State.PROPOSED,
        State.ACCEPTED,
        State.CTQ_DRAFTING,
        State.CTQ_AGREED,
        State.PROPOSED,
        State.DECLINED,
        State.DECLINED,
    ]


@pytest.mark.parametrize(
    ("address", "actions"),
    [
        ("office@example-membranes.example", ["Answer the proposal"]),
        ("zinnae@blues.example", ["Confirm the match"]),
        ("office@example-plasma.example", ["Open the Commitment"]),
    ],
)
def test_in_the_demo_something_waits_for(address, actions):
    turns = turns_for(User.objects.get(email=address))

    assert [turn.action for turn in turns if turn.kind == "Exchanges"] == actions
