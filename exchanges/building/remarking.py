"""The verbs on remarks: make one on a field or a day, answer it, settle it.

Any of the four does so until the Commitment is signed. A remark is settled by the party that made
it: nobody tidies away what somebody else still wants to see changed.
"""

from collections.abc import Collection, Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from blues import journal
from blues.common.errors import BadInput, Conflict, NotAllowed
from blues.common.formats import day as day_in_words
from blues.common.words import label_of
from exchanges.building import telling
from exchanges.building.completeness import ordinary_days
from exchanges.building.content import ACTIVITIES, AGENDA, FIELDS
from exchanges.building.current import the_commitment_of
from exchanges.building.models import Commitment
from exchanges.building.remark_models import Remark, RemarkAnswer, RemarkState
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.parties import parties_of
from exchanges.lifecycle.states import FOUR, Party, State
from exchanges.lifecycle.transitions import lock
from exchanges.registration.models import LONGEST_TEXT

OPEN = (State.CTQ_DRAFTING, State.CTQ_AGREED)


@transaction.atomic
def say(
    exchange: Exchange,
    *,
    by,
    remarks: Mapping[str, str] | None = None,
    answers: Mapping[int, str] | None = None,
    settled: Collection[int] = (),
) -> None:
    """New remarks by place, answers and what is settled by the key of a remark: all of a page."""
    commitment = _open_to_remarks(exchange, by)
    said = [
        *(add(commitment, place, text, by=by) for place, text in (remarks or {}).items()),
        *(_answer(commitment, key, text, by=by) for key, text in (answers or {}).items()),
        *(_settle(commitment, key, by=by) for key in settled),
    ]
    if any(said):
        telling.remarked(commitment.exchange, by=by)


def add(commitment: Commitment, place: str, text: str, *, by) -> Remark | None:
    """For verbs that hold the lock; the same words twice are one remark."""
    text = _readable(text)
    if place not in places(commitment):
        raise BadInput(_("The Commitment has no such field."))
    same = commitment.exchange.remarks.unsettled().filter(place=place, text=text, made_by=by)
    if not text or same.exists():
        return None
    remark = Remark.objects.create(
        exchange=commitment.exchange,
        place=place,
        version=commitment.version,
        text=text,
        party=_speaking(commitment.exchange, by),
        made_by=by,
    )
    _note(commitment, "remark-made", remark, by)
    return remark


def may_remark(user, exchange: Exchange) -> bool:
    return exchange.state in OPEN and capacity(exchange, user) is not None


def capacity(exchange: Exchange, user) -> Party | None:
    """As whom the person speaks here."""
    held = parties_of(user, exchange)
    return next((party for party in FOUR if party in held), None)


def remarks_of(exchange: Exchange) -> dict[str, list[Remark]]:
    """All remarks by place, those that are not settled first."""
    found: dict[str, list[Remark]] = {}
    remarks = exchange.remarks.with_answers()
    for remark in sorted(remarks, key=lambda one: one.state == RemarkState.SETTLED):
        found.setdefault(remark.place, []).append(remark)
    return found


def unsettled(remarks: Mapping[str, list[Remark]]) -> int:
    return sum(one.state != RemarkState.SETTLED for group in remarks.values() for one in group)


def places(commitment: Commitment) -> dict[str, str]:
    """What can be remarked on, in words: every field, and every day there is or should be."""
    planned = {entry.day for entry in commitment.agenda.all()}
    days = sorted({*planned, *ordinary_days(commitment.exchange)})
    fields = {name: label_of(Commitment, name) for name in (*FIELDS, ACTIVITIES)}
    return fields | {
        place_of_day(day): _("agenda, %(day)s") % {"day": day_in_words(day)} for day in days
    }


def place_of_day(day: date) -> str:
    return f"{AGENDA}.{day.isoformat()}"


def _speaking(exchange: Exchange, by) -> Party:
    if party := capacity(exchange, by):
        return party
    raise NotAllowed(_("Visitor, host and their two clusters talk about the Commitment."))


def _open_to_remarks(exchange: Exchange, by) -> Commitment:
    locked = lock(exchange)
    _speaking(locked, by)
    if locked.state not in OPEN:
        raise Conflict(
            _("The Commitment is not open for remarks."),
            way_out=_("Write to the others in the conversation instead."),
        )
    return the_commitment_of(locked)


def _answer(commitment: Commitment, key: int, text: str, *, by) -> RemarkAnswer | None:
    text, remark = _readable(text), _remark(commitment, key)
    last = remark.answers.last()
    if not text or (last and (last.text, last.made_by_id) == (text, by.pk)):
        return None
    if remark.state == RemarkState.SETTLED:
        raise Conflict(_("This remark is settled."), way_out=_("Make a new one."))
    party = _speaking(commitment.exchange, by)
    answer = remark.answers.create(text=text, party=party, made_by=by)
    _note(commitment, "remark-answered", remark, by)
    return answer


def _settle(commitment: Commitment, key: int, *, by) -> RemarkAnswer | None:
    remark = _remark(commitment, key)
    if remark.state == RemarkState.SETTLED:
        return None
    if remark.party not in parties_of(by, commitment.exchange):
        raise NotAllowed(
            _("A remark is settled by the party that made it."),
            way_out=_("Answer it; they see your answer and settle it."),
        )
    answer = remark.answers.create(settles=True, party=remark.party, made_by=by)
    _note(commitment, "remark-settled", remark, by)
    return answer


def _remark(commitment: Commitment, key: int) -> Remark:
    remark = commitment.exchange.remarks.with_answers().filter(pk=key).first()
    if remark is None:
        raise BadInput(_("There is no such remark here."))
    return remark


def _readable(text: str) -> str:
    text = text.replace("\r\n", "\n").strip()
    if len(text) > LONGEST_TEXT:
        raise BadInput(_("A remark has at most %(most)s characters.") % {"most": LONGEST_TEXT})
    return text


def _note(commitment: Commitment, verb: str, remark: Remark, by) -> None:
    journal.record(
        commitment.exchange.case, verb, by=by, place=remark.place, version=commitment.version
    )
