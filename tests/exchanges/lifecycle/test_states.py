"""The table of moves as such; no database."""

from exchanges.lifecycle.states import (
    CANCELLABLE,
    COMMITTED,
    FINISHED,
    LIVE,
    MOVE,
    MOVES,
    NEXT_STATES,
    OPEN_PROPOSAL,
    STOPPED,
    USES_THE_VISIT,
    Party,
    State,
    can_move,
)


def test_each_move_stands_once_in_the_table():
    assert len(MOVE) == len(MOVES)


def test_every_state_but_the_first_can_be_reached():
    reached, todo = {State.PROPOSED}, [State.PROPOSED]
    while todo:
        fresh = NEXT_STATES[todo.pop()] - reached
        reached |= fresh
        todo += fresh

    assert reached == set(State)


def test_what_expired_or_was_withdrawn_may_be_proposed_again_and_a_no_is_a_no():
    assert {state: NEXT_STATES[state] for state in STOPPED} == {
        State.DECLINED: set(),
        State.EXPIRED: {State.PROPOSED},
        State.WITHDRAWN: {State.PROPOSED},
        State.CANCELLED: set(),
    }


def test_live_stopped_and_finished_divide_all_states():
    assert sorted([*LIVE, *STOPPED, *FINISHED]) == sorted(State)


def test_nothing_is_cancelled_once_the_stay_has_begun():
    assert {source for source, target in MOVE if target == State.CANCELLED} == set(CANCELLABLE)
    assert not can_move(State.IN_PROGRESS, State.CANCELLED)


def test_a_stopped_or_merely_proposed_stay_does_not_use_the_visit():
    assert set(State) - set(USES_THE_VISIT) == {*STOPPED, *OPEN_PROPOSAL}


def test_money_is_committed_from_the_signed_agreement_until_it_is_paid():
    assert State.FA_PREPARED not in COMMITTED
    assert State.PAID not in COMMITTED
    assert {State.FA_SIGNED, State.INTERRUPTED, State.PAYMENT_APPROVED} <= set(COMMITTED)


def test_every_step_that_ends_for_others_asks_for_a_reason():
    silent = {(move.source, move.target) for move in MOVES if not move.needs_note}

    assert not [pair for pair in silent if pair[1] in (State.CANCELLED, State.DECLINED)]
    assert (State.CTQ_AGREED, State.CTQ_DRAFTING) not in silent


def test_finance_alone_approves_and_books():
    assert {move.target: move.who for move in MOVES if Party.FINANCE in move.who} == {
        State.PAYMENT_APPROVED: (Party.FINANCE,),
        State.PAID: (Party.FINANCE,),
    }
