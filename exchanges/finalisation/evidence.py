"""Files that show that the stay took place: handed in by the visitor, never replaced."""

from functools import partial

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _

from blues import journal
from blues.common.errors import BadInput, Conflict
from blues.common.uploads import check_upload
from exchanges.finalisation.handover import hand_over, look_again
from exchanges.finalisation.models import Evidence
from exchanges.finalisation.rules import require_party
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import Party, State
from exchanges.lifecycle.transitions import lock

Kind = Evidence.Kind
OPEN = (State.IN_PROGRESS, State.STAY_ENDED, State.INTERRUPTED, State.REPORT_RETURNED)
MOST_FILES = 10


@transaction.atomic
def hand_in(exchange: Exchange, *, by, kind: str, file, remark: str = "") -> Evidence:
    """Keep a file under a name of our own. The same file again gives the row there is."""
    locked = lock(exchange)
    require_party(by, locked, Party.VISITOR)
    _require_open(locked)
    if kind not in Kind.values or (kind == Kind.OTHER and not remark.strip()):
        raise BadInput(_("Please say what the file shows."))
    checked = _checked(file)
    if present := Evidence.objects.filter(exchange=locked, sha256=checked.sha256).first():
        return present
    if locked.evidence.count() >= MOST_FILES:
        raise Conflict(
            _("An exchange keeps at most %(most)s files.") % {"most": MOST_FILES},
            way_out=_("Take one back, or put several pages into one file."),
        )
    kept = Evidence(
        exchange=locked,
        kind=kind,
        remark=remark.strip(),
        file=checked.content,
        name=checked.safe_name,
        content_type=checked.content_type,
        size=checked.size,
        sha256=checked.sha256,
        stored_sha256=checked.stored_sha256,
        uploaded_by=by,
    )
    kept.save()
    _record(kept, "evidence-handed-in", by=by)
    look_again(locked, by=by)
    hand_over(locked, by=by)
    return kept


@transaction.atomic
def take_back(evidence: Evidence, *, by) -> None:
    """The visitor removes a wrong file before the clusters look at it."""
    locked = lock(evidence.exchange)
    require_party(by, locked, Party.VISITOR)
    _require_open(locked)
    _record(evidence, "evidence-taken-back", by=by)
    look_again(locked, by=by)
    evidence.delete()
    transaction.on_commit(partial(evidence.file.storage.delete, str(evidence.file.name)))


def used_elsewhere(exchange: Exchange) -> list[tuple[Evidence, str]]:
    """Files that were handed in for another exchange as well, with its reference."""
    own = {evidence.sha256: evidence for evidence in exchange.evidence.all()}
    others = Evidence.objects.filter(sha256__in=own).exclude(exchange=exchange)
    return [
        (own[sha256], reference)
        for sha256, reference in others.order_by("pk").values_list("sha256", "exchange__reference")
    ]


def _checked(file):
    try:
        return check_upload(file)
    except forms.ValidationError as error:
        raise BadInput(_("The file was not kept."), reasons=error.messages) from error


def _require_open(exchange: Exchange) -> None:
    if exchange.state not in OPEN:
        raise Conflict(
            _("Evidence is handed in between the first day and the validation of the reports.")
        )


def _record(evidence: Evidence, verb: str, *, by) -> None:
    journal.record(
        evidence.exchange.case,
        verb,
        by=by,
        evidence=evidence.public_id,
        kind=evidence.kind,
        sha256=evidence.sha256,
    )
