"""The labels of a cluster: written down when they are awarded, renewed, corrected or taken out."""

from django.db import transaction
from django.utils.translation import gettext as _

from blues import journal
from blues.common.errors import NotAllowed
from clusters.directory import rules
from clusters.directory.allocations import case
from clusters.directory.label_models import Label


@transaction.atomic
def award(*, label: Label, by) -> Label:
    """Store a label that a form made, a renewal as well as a first one."""
    return _write(label, "label-awarded", by)


@transaction.atomic
def correct(*, label: Label, by) -> Label:
    return _write(label, "label-corrected", by)


@transaction.atomic
def take_out(*, label: Label, by) -> None:
    """A label that was written down by mistake; one that expired stays and says so."""
    _require(label, by)
    _record(label, "label-taken-out", by)
    label.delete()


def _write(label: Label, verb: str, by) -> Label:
    _require(label, by)
    label.full_clean()
    label.save()
    _record(label, verb, by)
    return label


def _require(label: Label, by) -> None:
    if not rules.may_keep_labels(by, label.cluster):
        raise NotAllowed(_("The cluster's own coordinator keeps its labels."))


def _record(label: Label, verb: str, by) -> None:
    journal.record(
        case(label.cluster),
        verb,
        by=by,
        label=str(label.public_id),
        level=label.level,
        awarded_on=label.awarded_on,
        valid_until=label.valid_until,
    )
