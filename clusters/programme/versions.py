"""Verbs by which two people change the rules: one drafts a version, another puts it into force."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blues import journal
from blues.common import clock
from blues.common.errors import BadInput, Conflict, NotAllowed
from clusters.programme import contents
from clusters.programme.admission import require_writable
from clusters.programme.drafts import VersionDraft
from clusters.programme.models import Programme
from clusters.programme.rules import may_confirm_rules, may_draft_rules

WRITABLE = {"version", "valid_from", "source", "content"}


@transaction.atomic
def draft(
    *,
    programme: Programme,
    kind: str,
    version: str,
    valid_from: date,
    source: str,
    content: dict,
    by,
) -> VersionDraft:
    """Write down a new version. It holds for nobody until a second person confirms it."""
    _require_author(by)
    programme = _lock(programme)
    if programme.drafts.open().filter(kind=kind).exists():
        raise Conflict(
            _("Another draft is waiting for its second person."),
            way_out=_("Have it confirmed, or discard it first."),
        )
    base = contents.newest(programme, kind)
    made = VersionDraft(
        programme=programme,
        kind=kind,
        version=version,
        valid_from=valid_from,
        source=source,
        content=content,
        based_on=base.version if base else "",
        drafted_by=by,
    )
    _require_possible(made)
    made.full_clean()
    made.save()
    journal.record(programme.case, "version-drafted", by=by, kind=kind, version=version)
    return made


@transaction.atomic
def revise(draft: VersionDraft, *, by, **fields) -> VersionDraft:
    """Correct one's own draft; what somebody else wrote is discarded and written again."""
    locked = _lock_draft(draft)
    _require_author(by)
    if by != locked.drafted_by:
        raise NotAllowed(_("A draft is changed by the person who wrote it."))
    if unknown := fields.keys() - WRITABLE:
        raise TypeError(f"A draft has no field {', '.join(sorted(unknown))}.")
    for name, value in fields.items():
        setattr(locked, name, value)
    locked.drafted_at = timezone.now()
    _require_possible(locked)
    locked.full_clean()
    locked.save()
    journal.record(
        locked.programme.case, "version-revised", by=by, kind=locked.kind, version=locked.version
    )
    return locked


@transaction.atomic
def confirm(draft: VersionDraft, *, by) -> VersionDraft:
    """Put the version into force on its day. What is pinned to the version before stays with it."""
    locked = _lock_draft(draft)
    if not may_confirm_rules(by):
        raise NotAllowed(
            _("A new version is confirmed by a programme coordinator or a finance officer.")
        )
    if by == locked.drafted_by:
        raise NotAllowed(
            _("Nobody confirms their own draft."), way_out=_("Ask a second person to look at it.")
        )
    before = contents.newest(locked.programme, locked.kind)
    _require_possible(locked)
    _require_same_base(locked, before)
    if before and before.valid_until is None:
        before.valid_until = locked.valid_from - timedelta(days=1)
        before.save(update_fields=["valid_until"])
    contents.publish(locked)
    locked.confirmed_at, locked.confirmed_by = timezone.now(), by
    locked.save(update_fields=["confirmed_at", "confirmed_by"])
    journal.record(
        locked.programme.case,
        "version-confirmed",
        by=by,
        kind=locked.kind,
        version=locked.version,
        valid_from=locked.valid_from.isoformat(),
    )
    return locked


@transaction.atomic
def discard(draft: VersionDraft, *, by) -> VersionDraft:
    """Lay the draft aside; it stays readable, and it never comes into force."""
    locked = _lock_draft(draft)
    if not may_confirm_rules(by):
        raise NotAllowed(_("Drafts are kept by those who write and confirm them."))
    locked.discarded_at, locked.discarded_by = timezone.now(), by
    locked.save(update_fields=["discarded_at", "discarded_by"])
    journal.record(
        locked.programme.case, "version-discarded", by=by, kind=locked.kind, version=locked.version
    )
    return locked


def _require_author(by) -> None:
    if not may_draft_rules(by):
        raise NotAllowed(_("A new version is drafted by a programme coordinator."))


def _lock(programme: Programme) -> Programme:
    """One change of a programme's rules at a time."""
    locked = Programme.objects.select_for_update().get(pk=programme.pk)
    require_writable(locked)
    return locked


def _lock_draft(draft: VersionDraft) -> VersionDraft:
    programme = _lock(draft.programme)
    locked = VersionDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    locked.programme = programme
    if not locked.is_open:
        raise Conflict(_("This draft has already been confirmed or discarded."))
    return locked


def _require_possible(draft: VersionDraft) -> None:
    """A version begins in the future, after the one before it, and says something new."""
    before = contents.newest(draft.programme, draft.kind)
    if draft.valid_from <= clock.today():
        raise BadInput(
            _("A version begins tomorrow at the earliest; nothing changes backwards."),
            way_out=_("Choose a later first day."),
        )
    if before and draft.valid_from <= (before.valid_until or before.valid_from):
        raise Conflict(
            _("Version %(version)s is valid on that day or begins later.")
            % {"version": before.version},
            way_out=_("Choose a first day after it."),
        )
    if before and _is_taken(draft):
        raise Conflict(_("There is a version of that name already."))
    if not contents.changes(draft.kind, _content_before(draft), draft.content):
        raise BadInput(_("The draft says the same as the version before it."))
    if draft.kind == VersionDraft.Kind.TERMS:
        _require_terms_kept(draft)


def _require_terms_kept(draft: VersionDraft) -> None:
    """What was chosen keeps its words, and one programme does not decide for the others."""
    content, programme = draft.content, draft.programme
    if codes := contents.dropped_shared_terms(content):
        raise BadInput(
            _("All programmes share these entries, so one cannot end them: %(codes)s.")
            % {"codes": ", ".join(codes)},
            way_out=_("Put them back on the list."),
        )
    if codes := contents.relabelled_terms(content, programme):
        raise BadInput(
            _("These entries were chosen with other words: %(codes)s.")
            % {"codes": ", ".join(codes)},
            way_out=_("Give the new words a new code."),
        )
    if codes := contents.spent_terms(content, programme):
        raise BadInput(
            _("Entries of these codes have ended: %(codes)s.") % {"codes": ", ".join(codes)},
            way_out=_("Give the new entry a new code."),
        )


def _is_taken(draft: VersionDraft) -> bool:
    rows = contents.rows_of(draft.programme, draft.kind)
    return rows.filter(version=draft.version).exists()


def _content_before(draft: VersionDraft) -> dict:
    return contents.of_the_newest(draft.programme, draft.kind)


def _require_same_base(draft: VersionDraft, before) -> None:
    """What the second person saw compared is what is in force in the end."""
    if before and before.version != draft.based_on:
        raise Conflict(
            _("The draft was written against %(version)s, which has a successor by now.")
            % {"version": draft.based_on},
            way_out=_("Discard it and draft it again."),
        )
