"""Who is told of an amendment, and where the button leads."""

from exchanges.building.amendment_models import Amendment
from exchanges.building.telling import tell_parties
from exchanges.lifecycle.states import CLUSTERS, FOUR, SIDES


def proposed(amendment: Amendment) -> None:
    other_side = [side for side in SIDES if side != amendment.side]
    _tell(amendment, other_side, "answer-amendment")
    if amendment.is_notice:
        _tell(amendment, CLUSTERS, "notice-proposed")


def sign_next(amendment: Amendment) -> None:
    paper = amendment.paper_to_sign
    if paper is not None and paper.next_to_sign:
        _tell(amendment, [paper.next_to_sign], "sign-amendment", page="building:amendment-sign")


def notice_in_force(amendment: Amendment) -> None:
    _tell(amendment, FOUR, "notice-in-force")


def in_force(amendment: Amendment, *, by) -> None:
    _tell(amendment, FOUR, "amendment-in-force", but=by)


def ended(amendment: Amendment, *, by) -> None:
    _tell(amendment, FOUR, f"amendment-{amendment.state}", but=by)


def _tell(amendment: Amendment, parties, topic: str, *, page="building:amendment-list", but=None):
    known = {but.pk} if but else frozenset()
    tell_parties(amendment.exchange, parties, f"building.{topic}", page, but=known)
