"""Drawing exchanges at random so that anybody can repeat it.

Each reference is hashed together with the seed, and the smallest digests are drawn: no library and
no version of one decides, a line of a script gives the same exchanges. Who gives no seed gets one
that nobody could choose.
"""

import hashlib
import secrets

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from blues import journal
from blues.common.errors import BadInput, NotAllowed
from clusters.models import Programme
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import FINISHED, LIVE, OPEN_PROPOSAL
from exchanges.workspace.sample_models import QualitySample, SampledExchange

Scope = QualitySample.Scope
RUNNING = tuple(state for state in LIVE if state not in OPEN_PROPOSAL)
STATES = {Scope.FINISHED: FINISHED, Scope.RUNNING: RUNNING, Scope.BOTH: (*RUNNING, *FINISHED)}
MOST = 200
LONGEST_SEED, LONGEST_PURPOSE = 64, 300


def draws(user) -> bool:
    """The programme and its agency draw, and see what was drawn."""
    return user.is_authenticated and (user.is_programme_coordinator or user.is_auditor)


@transaction.atomic
def draw(
    programme: Programme, *, by, scope: str, size: int, purpose: str, seed: str = ""
) -> QualitySample:
    """Keep the draw with all it needs to be repeated. The exchanges themselves stay untouched."""
    if not draws(by):
        raise NotAllowed(_("Programme coordinators and the agency draw samples."))
    seed, purpose = seed.strip() or secrets.token_hex(8), purpose.strip()
    _refuse_nonsense(scope, size, seed, purpose)
    locked = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    found = Exchange.objects.filter(programme=locked, state__in=STATES[Scope(scope)])
    by_reference = {one.reference: one for one in found.order_by("reference")}
    if size > len(by_reference):
        raise BadInput(
            _("There are %(there)s such exchanges; %(size)s cannot be drawn.")
            % {"there": len(by_reference), "size": size}
        )
    latest = locked.samples.aggregate(latest=Max("number"))["latest"] or 0
    sample = QualitySample.objects.create(
        programme=locked,
        number=latest + 1,
        scope=scope,
        size=size,
        seed=seed,
        population=list(by_reference),
        purpose=purpose,
        drawn_by=by,
    )
    for position, reference in enumerate(chosen(seed, by_reference, size), 1):
        exchange = by_reference[reference]
        SampledExchange.objects.create(sample=sample, exchange=exchange, position=position)
        journal.record(exchange.case, "drawn-for-quality", by=by, sample=sample.reference)
    journal.record(
        locked.case,
        "sample-drawn",
        by=by,
        sample=sample.reference,
        seed=seed,
        size=size,
        of=len(by_reference),
    )
    return sample


def chosen(seed: str, references, size: int) -> list[str]:
    """The references with the smallest digests of "seed:reference", in that order."""
    return sorted(references, key=lambda reference: (_digest(seed, reference), reference))[:size]


def is_repeatable(sample: QualitySample) -> bool:
    """Does the draw, done again, give what was kept?"""
    kept = [one.exchange.reference for one in sample.drawn.select_related("exchange")]
    return kept == chosen(sample.seed, sample.population, sample.size)


def samples_of(exchange: Exchange, user) -> list[QualitySample]:
    """The draws that hold this exchange, for those who may know of them."""
    if not draws(user):
        return []
    return list(QualitySample.objects.filter(drawn__exchange=exchange))


def _digest(seed: str, reference: str) -> str:
    return hashlib.sha256(f"{seed}:{reference}".encode()).hexdigest()


def _refuse_nonsense(scope: str, size: int, seed: str, purpose: str) -> None:
    wrong = []
    if scope not in STATES:
        wrong.append(_("Say what to draw from."))
    if not 1 <= size <= MOST:
        wrong.append(_("Draw between 1 and %(most)s exchanges.") % {"most": MOST})
    if len(seed) > LONGEST_SEED or not seed.isprintable():
        wrong.append(_("A seed has at most %(most)s characters.") % {"most": LONGEST_SEED})
    if not purpose or len(purpose) > LONGEST_PURPOSE:
        wrong.append(_("Say what the sample is for, in at most 300 characters."))
    if wrong:
        raise BadInput(_("Nothing was drawn."), reasons=wrong)
