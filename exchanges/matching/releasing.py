"""A round that becomes proposals, each in the name of one of the two organisations."""

from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from blues import journal
from blues.common import clock
from blues.common.errors import Conflict, Refusal
from clusters.programme import admission
from exchanges.lifecycle.models import Exchange
from exchanges.matching import proposals
from exchanges.matching.availability import Standing, standing_of
from exchanges.matching.candidates import Host, Visitor
from exchanges.matching.candidates import Pair as Both
from exchanges.matching.first_dates import earliest_start, first_dates
from exchanges.matching.pairing import candidate_of
from exchanges.matching.round_models import MatchedPair, MatchingRound
from exchanges.matching.rounds import require_matchmaker
from exchanges.policy.facts import Mode
from exchanges.policy.rows import rules_of
from exchanges.registration.models import Registration
from exchanges.registration.rules import without_ties

LONGEST_TITLE = Exchange._meta.get_field("title").max_length or 0


@transaction.atomic
def release(round_: MatchingRound, *, by) -> MatchingRound:
    """Make proposals of the pairs that this person may propose for; twice does no harm.

    A pair that cannot become a proposal any more keeps the reason, and the others are released all
    the same. The round is released once no pair is left.
    """
    locked = MatchingRound.objects.select_for_update(of=("self",)).get(pk=round_.pk)
    require_matchmaker(by, locked.programme)
    if not locked.is_solved:
        raise Conflict(_("There is nothing to release yet."))
    admission.require_running(locked.programme)
    if locked.next_rounds.filter(solved_at__isnull=False).exists():
        raise Conflict(
            _("A later round has taken the place of this one."),
            way_out=_("Release the later round."),
        )
    standing = standing_of(programme=locked.programme_id)
    own = releasable(waiting(locked), by)
    _lock_all(own)
    for pair in own:
        _propose(pair, standing, by)
    left = _unsent(locked).count()
    if not (locked.released_at or left):
        locked.released_at, locked.released_by = timezone.now(), by
        locked.save(update_fields=["released_at", "released_by"])
    journal.record(locked.case, "round-released", by=by, left=left)
    return locked


def waiting(round_: MatchingRound) -> list[MatchedPair]:
    """Pairs that nobody has released yet, with what is needed to propose them."""
    found = list(_unsent(round_))
    profiles = Registration.objects.with_profile()
    known = profiles.in_bulk([key for pair in found for key in (pair.visitor_id, pair.host_id)])
    for pair in found:
        pair.visitor, pair.host = known[pair.visitor_id], known[pair.host_id]
    return found


def _unsent(round_: MatchingRound) -> QuerySet[MatchedPair]:
    return round_.pairs.filter(exchange__isnull=True, refusal="")


def releasable(pairs: list[MatchedPair], user) -> list[MatchedPair]:
    """Those whose visitor or host the person coordinates, without a tie to it. One query."""
    keys = {key for pair in pairs for key in (pair.visitor_id, pair.host_id)}
    rows = Registration.objects.filter(pk__in=keys, cluster__in=user.cluster_ids)
    own = set(without_ties(rows, user).values_list("pk", flat=True))
    return [pair for pair in pairs if own & {pair.visitor_id, pair.host_id}]


def _lock_all(pairs: list[MatchedPair]) -> None:
    """Everybody who proposes locks registrations in this order, and before any number is drawn."""
    keys = {key for pair in pairs for key in (pair.visitor_id, pair.host_id)}
    rows = Registration.objects.filter(pk__in=keys).order_by("pk")
    list(rows.select_for_update(of=("self",)).values_list("pk"))


def _propose(pair: MatchedPair, standing: Standing, by) -> None:
    """One pair that cannot be proposed keeps nobody else from it."""
    try:
        if standing.open_proposals[pair.visitor_id]:  # of another round, or made by hand since
            raise Conflict(_("%(name)s is asked already.") % {"name": pair.visitor.organisation})
        with transaction.atomic():
            pair.exchange = proposals.propose(**_proposal(pair, standing), by=by)
    except proposals.TooMany:
        return  # it waits until some proposals have been answered
    except Refusal as refusal:
        pair.refusal = " ".join([refusal.message, *refusal.reasons])
    except ValidationError as faults:
        pair.refusal = " ".join(faults.messages)
    pair.save(update_fields=["exchange", "refusal"])


def _proposal(pair: MatchedPair, standing: Standing) -> dict[str, Any]:
    """Dates that suit both, and the visitor's own words; the two change what they like."""
    visitor, host = pair.visitor, pair.host
    rule_set = visitor.programme.rule_set_on(clock.today())
    one = cast(Visitor, candidate_of(visitor, standing))
    other = cast(Host, candidate_of(host, standing))
    both = Both(one, other, rules_of(rule_set), {}, asking=one)
    stay = first_dates(
        both, days=visitor.preferred_days, not_before=earliest_start(rule_set, clock.today())
    )
    if stay is None:
        raise Conflict(_("The two have no period in common any more that leaves time to prepare."))
    names = {"visitor": visitor.organisation, "host": host.organisation}
    title = _("%(visitor)s visits %(host)s") % names
    return {
        "visitor": visitor,
        "host": host,
        "mode": Mode.PHYSICAL if both.is_on_site else Mode.VIRTUAL,
        "first_day": stay.first,
        "last_day": stay.last,
        "title": Truncator(title).chars(LONGEST_TITLE),
        "goals": visitor.objectives or visitor.summary,
    }
