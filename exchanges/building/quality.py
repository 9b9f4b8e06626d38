"""What a coordinator looks at before signing a Commitment: questions, and what the text says.

A day at a fair is allowed within a stay, but a stay is not a mere visit to a fair; so it is flagged
and not refused. The visitor's cluster, which is answerable for the exchange, answers its questions
before it signs; the host's cluster may answer those about its host. Answers belong to one version.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blues import journal
from blues.common import clock
from blues.common.errors import BadInput, Conflict, NotAllowed
from blues.common.formats import day as day_in_words
from blues.common.words import Words
from exchanges.building import amendment_answers
from exchanges.building.amendment_steps import open_amendment
from exchanges.building.completeness import programmed_days
from exchanges.building.current import the_commitment_of
from exchanges.building.models import Commitment
from exchanges.building.quality_models import LONGEST_NOTE, QualityAnswer
from exchanges.lifecycle.facts import stay_of
from exchanges.lifecycle.holidays import holidays_of
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.parties import parties_of
from exchanges.lifecycle.states import CLUSTERS, Party, State
from exchanges.lifecycle.transitions import lock
from exchanges.policy.calendar import unusual_days

FAIR = re.compile(
    r"\b(fairs?|expo|exhibition|conference|congress|messe|kongress|feria|congreso|salon"
    r"|congrès|targi|kongres|veletrh)\b",
    re.IGNORECASE,
)
ANSWER_FIRST = (Party.VOP,)
Answer = QualityAnswer.Answer


@dataclass(frozen=True)
class Point:
    """One question; ``says`` reads the text, ``warns`` whether that deserves a second look."""

    code: str
    question: Words
    says: Callable[[Commitment], str]
    asked: tuple[Party, ...]
    warns: Callable[[Commitment], bool] = lambda commitment: False


@dataclass(frozen=True)
class Given:
    answer: str
    note: str = ""
    in_one_go: bool = False


@dataclass(frozen=True)
class Line:
    """A point beside what the text says and the answer there is."""

    point: Point
    says: str
    warns: bool
    answer: QualityAnswer | None


# -- What the text says ----------------------------------------------------------------------------


def _programmed(commitment: Commitment) -> str:
    least = commitment.exchange.rule_set.shortest_stay_days
    days = len(programmed_days(commitment))
    return _("%(days)s; at least %(least)s are needed") % {"days": days, "least": least}


def _unusual(commitment: Commitment):
    stay = stay_of(commitment.exchange, agenda=programmed_days(commitment))
    return unusual_days(stay, holidays_of(commitment.exchange))


def _fairs(commitment: Commitment):
    return [
        entry.takes_place_on
        for entry in commitment.agenda.all()
        if FAIR.search(" ".join((entry.morning, entry.afternoon, entry.place)))
    ]


def _days(days) -> str:
    return ", ".join(day_in_words(day) for day in days) or _("none")


def _people(commitment: Commitment) -> str:
    """The host's representative, and whoever the agenda names."""
    named = [entry.people for entry in commitment.agenda.all() if entry.people]
    return "\n".join(dict.fromkeys([commitment.exchange.host.representative.name, *named]))


def _texts(*names: str) -> Callable[[Commitment], str]:
    return lambda commitment: "\n".join(getattr(commitment, name) for name in names)


def _cannot_be_counted(commitment: Commitment) -> bool:
    """Neither side's outcomes nor how they are checked hold any number."""
    written = (commitment.visitor_outcomes, commitment.host_outcomes, commitment.measures)
    return not any(character.isdigit() for text in written for character in text)


POINTS = (
    Point(
        "objectives",
        gettext_lazy("The objectives of both sides are specific"),
        _texts("visitor_objectives", "host_objectives"),
        (Party.VOP,),
    ),
    Point(
        "outcomes",
        gettext_lazy("At least one outcome of each side can be counted or shown"),
        _texts("visitor_outcomes", "host_outcomes", "measures"),
        (Party.VOP,),
        _cannot_be_counted,
    ),
    Point(
        "days",
        gettext_lazy("The days are really programmed"),
        _programmed,
        (Party.VOP,),
    ),
    Point(
        "weekends",
        gettext_lazy("Days at weekends or on holidays have their reason"),
        lambda commitment: _days(_unusual(commitment)),
        (Party.VOP,),
        lambda commitment: bool(_unusual(commitment)),
    ),
    Point(
        "fair",
        gettext_lazy("The stay is more than a visit to a fair or conference"),
        lambda commitment: _days(_fairs(commitment)),
        (Party.VOP,),
        lambda commitment: bool(_fairs(commitment)),
    ),
    Point(
        "contact",
        gettext_lazy("The host names who is there for the visitor"),
        _people,
        (Party.HOP, Party.VOP),
    ),
    Point(
        "host",
        gettext_lazy("The host can do what it promises"),
        _texts("host_duties"),
        (Party.HOP,),
    ),
    Point(
        "safety",
        gettext_lazy("Insurance and safety are settled"),
        _texts("insurance"),
        (Party.HOP, Party.VOP),
    ),
)


def lines_for(commitment: Commitment, party: Party | None) -> list[Line]:
    """What is asked of one of the two clusters; nothing of anybody else."""
    given = {
        answer.point: answer
        for answer in commitment.quality_answers.select_related("answered_by")
        if answer.party == party
    }
    return [
        Line(point, point.says(commitment), point.warns(commitment), given.get(point.code))
        for point in POINTS
        if party in point.asked
    ]


def refuse_unanswered(commitment: Commitment, party: Party) -> None:
    """Who has to answer first does not sign with a question open."""
    if party not in ANSWER_FIRST:
        return
    answered = commitment.quality_answers.filter(party=party).values_list("point", flat=True)
    asked = {point.code: point for point in POINTS if party in point.asked}
    if gaps := [str(point.question) for code, point in asked.items() if code not in set(answered)]:
        raise Conflict(
            _("The look at the quality comes before the signature."),
            reasons=gaps,
            way_out=_("Answer these questions on the page on which you sign."),
        )


# -- Answering -------------------------------------------------------------------------------------


@transaction.atomic
def answer(
    exchange: Exchange,
    *,
    by,
    party: Party,
    given: Mapping[str, Given] | None = None,
    rest_is_fine: bool = False,
) -> Commitment:
    """Keep the answers of one cluster to the version that is signed now, by code of the point."""
    commitment = _open_to(lock(exchange), party, by)
    lines = {line.point.code: line for line in lines_for(commitment, party)}
    if unknown := (given or {}).keys() - lines.keys():
        raise BadInput(_("Nobody asks you about %(points)s.") % {"points": ", ".join(unknown)})
    in_one_go = Given(Answer.YES, in_one_go=True)
    told = {code: in_one_go for code, line in lines.items() if rest_is_fine and not line.answer}
    told |= given or {}
    changed = [code for code, one in told.items() if _differs(lines[code].answer, one)]
    for code in changed:
        _keep(commitment, party, code, told[code], by)
    if changed:
        unseen = [code for code in changed if told[code].in_one_go]
        journal.record(
            commitment.exchange.case,
            "quality-answered",
            by=by,
            party=party,
            version=commitment.version,
            points=changed,
            in_one_go=unseen,
        )
    return commitment


def _open_to(exchange: Exchange, party: Party, by) -> Commitment:
    if party not in CLUSTERS or party not in parties_of(by, exchange):
        raise NotAllowed(_("The two partner clusters look at the quality, each for itself."))
    commitment = _signed_now(exchange)
    if commitment is None or commitment.signature_of(party):
        raise Conflict(
            _("The answers are closed."),
            way_out=_("They are given between the agreement of both sides and your signature."),
        )
    return commitment


def _signed_now(exchange: Exchange) -> Commitment | None:
    if exchange.state == State.CTQ_AGREED:
        return the_commitment_of(exchange)
    amendment = open_amendment(exchange)
    paper = amendment_answers.paper_to_sign(exchange) if amendment else None
    return paper if isinstance(paper, Commitment) else None


def _differs(kept: QualityAnswer | None, given: Given) -> bool:
    return kept is None or (kept.answer, kept.note) != (given.answer, given.note.strip())


def _keep(commitment: Commitment, party: Party, code: str, given: Given, by) -> None:
    note = given.note.strip()
    if given.answer not in Answer.values:
        raise BadInput(_("A point is answered with yes, no or not applicable."))
    if given.answer == Answer.NO and not note:
        raise BadInput(_("A “no” needs a note that says why."))
    if len(note) > LONGEST_NOTE:
        raise BadInput(_("A note has at most %(most)s characters.") % {"most": LONGEST_NOTE})
    commitment.quality_answers.update_or_create(
        party=party,
        point=code,
        defaults={
            "answer": given.answer,
            "note": note,
            "in_one_go": given.in_one_go,
            "answered_at": clock.now(),
            "answered_by": by,
        },
    )
