"""Who hears about a proposal, or about being reserved."""

from django.urls import reverse

from blues import notices
from clusters.models import Role, RoleAssignment, User
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.people import people_of
from exchanges.lifecycle.states import CLUSTERS, FOUR, SIDES, Party, State
from exchanges.matching.reservation_models import Reservation
from exchanges.registration.models import Registration
from exchanges.registration.telling import representatives_of


def proposed(exchange: Exchange) -> None:
    _tell(exchange, [other_side(exchange)], "matching.proposed")


def countered(exchange: Exchange) -> None:
    """The sides have changed places: who made the offer before has to answer now."""
    _tell(exchange, [other_side(exchange)], "matching.countered")


def thinking(exchange: Exchange) -> None:
    _tell(exchange, [exchange.proposed_side], "matching.thinking", acts=False)


def unanswered(exchange: Exchange) -> None:
    _tell(exchange, [other_side(exchange)], "matching.unanswered")


def last_day(exchange: Exchange) -> None:
    _tell(exchange, [other_side(exchange)], "matching.last_day")


def expiring(exchange: Exchange) -> None:
    _tell(exchange, [other_side(exchange)], "matching.expiring")


def accepted(exchange: Exchange) -> None:
    _tell(exchange, [exchange.proposed_side], "matching.accepted", acts=False)
    _tell(exchange, CLUSTERS, "matching.confirm")


def declined(exchange: Exchange) -> None:
    _tell(exchange, [exchange.proposed_side], "matching.declined")


def withdrawn(exchange: Exchange) -> None:
    _tell(exchange, [other_side(exchange)], "matching.withdrawn")


def reopened(exchange: Exchange) -> None:
    acts = exchange.state == State.PROPOSED  # else the clusters confirm anew
    _tell(exchange, [other_side(exchange)], "matching.reopened", acts=acts)
    _tell(exchange, [exchange.proposed_side], "matching.reopened", acts=False)


def expired(exchange: Exchange) -> None:
    _tell(exchange, SIDES, "matching.expired")


def unconfirmed_soon(exchange: Exchange) -> None:
    """The clusters whose word is still missing."""
    open_ones = [
        party
        for party, confirmed in (
            (Party.VOP, exchange.vop_confirmed_at),
            (Party.HOP, exchange.hop_confirmed_at),
        )
        if not confirmed
    ]
    _tell(exchange, open_ones, "matching.unconfirmed_soon")


def unconfirmed(exchange: Exchange) -> None:
    _tell(exchange, FOUR, "matching.unconfirmed")


def other_side(exchange: Exchange) -> Party:
    return Party.HOST if exchange.proposed_side == Party.VISITOR else Party.VISITOR


def _tell(exchange, parties, topic, *, acts: bool = True) -> None:
    """``acts``: these people have to do something, so that the day until when is told."""
    notices.tell(
        people_of(exchange, *parties),
        topic,
        link=reverse("matching:proposal-detail", args=[exchange.public_id]),
        case=exchange.case,
        deadline=exchange.due_on if acts else None,
        reference=exchange.reference,
        visitor=str(exchange.visitor_organisation),
        host=str(exchange.host_organisation),
    )


def reserved(reservation: Reservation) -> None:
    """Each of the two reads whose profile to look at; the other cluster may let them go."""
    for own, other in _both_ways(reservation):
        _tell_about(reservation, representatives_of(own), "matching.reserved", _entry(other))
    people = _coordinators(reservation).exclude(pk=reservation.reserved_by_id)
    link = reverse("matching:reservation-detail", args=[reservation.public_id])
    _tell_about(reservation, people, "matching.reserved_there", link)


def let_go(reservation: Reservation) -> None:
    for own, _other in _both_ways(reservation):
        _tell_about(
            reservation,
            representatives_of(own),
            "matching.let_go",
            reverse("matching:catalogue-list"),
        )
    link = reverse("matching:reservation-detail", args=[reservation.public_id])
    _tell_about(reservation, _coordinators(reservation), "matching.let_go", link)


def _both_ways(reservation: Reservation):
    visitor, host = reservation.visitor, reservation.host
    return (visitor, host), (host, visitor)


def _entry(registration: Registration) -> str:
    return reverse("matching:catalogue-entry", args=[registration.public_id])


def _coordinators(reservation: Reservation):
    clusters = [reservation.visitor.cluster_id, reservation.host.cluster_id]
    held = RoleAssignment.objects.current().filter(role=Role.COORDINATOR, cluster__in=clusters)
    return User.objects.filter(pk__in=held.values("user"))


def _tell_about(reservation: Reservation, people, topic: str, link: str) -> None:
    notices.tell(
        people,
        topic,
        link=link,
        case=reservation.visitor.case,
        deadline=None if reservation.released_at else reservation.until,
        visitor=str(reservation.visitor.organisation),
        host=str(reservation.host.organisation),
    )
