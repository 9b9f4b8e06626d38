"""The register of exceptions: rules that the agency was asked to waive, and what it answered."""

import hashlib
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blues import journal
from blues.common import clock
from blues.common.errors import BadInput, Conflict
from exchanges.registration import telling
from exchanges.registration.models import Registration
from exchanges.registration.moves import lock
from exchanges.registration.rules import conflict_of, require
from exchanges.registration.states import ENDED
from exchanges.registration.upkeep import RuleException

Outcome = RuleException.Outcome
WAIVABLE = {"E2": gettext_lazy("Hosting without belonging to a cluster on ECCP")}
CHUNK = 65_536


@transaction.atomic
def ask(
    registration: Registration, *, by, reason: str, asked_on: date, rule: str = "E2", exchange=None
) -> RuleException:
    """Note that the agency has been asked; ``exchange`` where it was asked in view of one."""
    locked = lock(registration)
    require(may_note(by, locked))
    _refuse_impossible(locked, rule, exchange)
    if not reason.strip():
        raise BadInput(_("Say why the exception is needed."))
    if asked_on > clock.today():
        raise BadInput(_("The agency cannot have been asked in the future."))
    if locked.exceptions.open().filter(rule=rule).exists():
        raise Conflict(_("The agency has been asked already."))
    asked = RuleException(
        registration=locked,
        exchange=exchange,
        rule=rule,
        reason=reason.strip(),
        asked_on=asked_on,
        asked_by=by,
    )
    asked.full_clean()
    asked.save()
    journal.record(locked.case, "exception-asked", by=by, rule=rule, exception=asked.public_id)
    return asked


@transaction.atomic
def note_answer(
    exception: RuleException, *, by, outcome: str, answered_on: date, letter, remark: str = ""
) -> RuleException:
    """Put the agency's answer on file with its letter; from then on the row is sealed."""
    locked = lock(exception.registration)
    require(may_note(by, locked))
    found = RuleException.objects.select_for_update(of=("self",)).get(pk=exception.pk)
    if found.outcome:
        raise Conflict(_("The agency's answer is on file already."))
    if outcome not in Outcome.values:
        raise BadInput(_("The agency grants or refuses."))
    if not letter:
        raise BadInput(_("Attach the agency's letter."))
    if not found.asked_on <= answered_on <= clock.today():
        raise BadInput(_("The agency answers after it was asked, and not in the future."))
    found.letter, found.letter_sha256 = letter, digest(letter)
    found.outcome, found.answered_on, found.remark = outcome, answered_on, remark.strip()
    found.decided_at, found.decided_by = timezone.now(), by
    found.save()
    journal.record(
        locked.case,
        f"exception-{outcome}",
        by=by,
        rule=found.rule,
        exception=found.public_id,
        letter=found.letter_sha256,
    )
    telling.organisation(locked, f"registration.exception_{outcome}")
    return found


def may_note(user, registration: Registration) -> bool:
    """The cluster and the programme coordinator, but nobody who is tied to the organisation."""
    return not conflict_of(user, registration) and (
        user.coordinates(registration.cluster) or user.is_programme_coordinator
    )


def read_letter(exception: RuleException):
    """The stored letter, if it is still the one that was put on file."""
    with exception.letter.open("rb") as stored:
        if digest(stored) != exception.letter_sha256:
            raise Conflict(
                _("The stored letter is not the one that was put on file."),
                way_out=_("Tell the operator; the journal holds the digest of the original."),
            )
    return exception.letter


def digest(file) -> str:
    hashed = hashlib.sha256()
    file.seek(0)
    while piece := file.read(CHUNK):
        hashed.update(piece)
    file.seek(0)
    return hashed.hexdigest()


def _refuse_impossible(registration, rule, exchange) -> None:
    if not registration.is_host:
        raise Conflict(_("The agency approves hosts only."))
    if rule not in WAIVABLE:
        raise BadInput(_("This rule cannot be waived."))
    if registration.state in ENDED:
        raise Conflict(_("This registration has ended."))
    if exchange and exchange.host_id != registration.pk:
        raise BadInput(_("The host of this exchange is another one."))
