"""Two records of one organisation become one, and two again within 30 days if it was a mistake.

The absorbed record stays in the table, empty-handed and out of sight, so that undoing brings back
exactly what was there. Everything happens in one transaction or not at all.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blues import journal
from blues.common.errors import Conflict, NotAllowed
from clusters.directory import merge_obstacles, merge_rows, rules
from clusters.directory.derived import Derived
from clusters.directory.duplicate_models import Merge
from clusters.directory.models import CANNOT_BE_USED, Membership, Organisation
from clusters.directory.organisations import case

# What is chosen together, because half of it would be nonsense.
PARTS = {
    "name": (gettext_lazy("Name"), ("legal_name", "short_name", "legal_form")),
    "place": (
        gettext_lazy("Address"),
        ("country_id", "city", "address", "nuts3", "latitude", "longitude"),
    ),
    "registration": (gettext_lazy("Registration number"), ("registration_number",)),
    "vat": (gettext_lazy("VAT number"), ("vat_number",)),
    "pic": (gettext_lazy("Participant code (PIC)"), ("pic",)),
    "size": (
        gettext_lazy("Type and size"),
        (
            *("type", "size_class", "headcount"),
            *("sme_declared_at", "sme_declared_by_id", "failed_sme_test"),
        ),
    ),
    "web": (gettext_lazy("Website"), ("website",)),
    "eccp": (gettext_lazy("Profile on the ECCP"), ("eccp_url",)),
    "founded": (gettext_lazy("Founded in"), ("founded",)),
    "work": (
        gettext_lazy("What it does"),
        ("description", "products", "technologies", "trl_from", "trl_until"),
    ),
    "contacts": (
        gettext_lazy("Contacts"),
        (
            "legal_representative",
            "legal_representative_function",
            "legal_representative_email",
            "data_protection_contact",
        ),
    ),
}
SHOWN = {  # the columns that speak for their part on the page
    "name": ("legal_name",),
    "place": ("country", "city", "address"),
    "size": ("get_type_display", "get_size_class_display"),
    "work": ("description",),
    "contacts": ("legal_representative", "data_protection_contact"),
}
NUMBERS = ("registration_number", "vat_number", "pic")  # given up by the absorbed record
MEMBERSHIP = (
    *("since", "ended_on", "confirmed_at", "confirmed_by_id"),
    *("refused_at", "refused_by_id", "refusal_reason", "end_reason"),
)


@dataclass(frozen=True)
class Part:
    """One choice of the preview: what either record says, and which one would win."""

    code: str
    label: str
    kept: str
    absorbed: str
    takes_absorbed: bool

    @property
    def differs(self) -> bool:
        return self.kept != self.absorbed


@dataclass(frozen=True)
class Preview:
    parts: list[Part]
    moving: list[tuple[str, list[str]]]
    objections: list[str]

    @property
    def said(self) -> list[Part]:
        """The parts of which at least one of the two says something."""
        return [part for part in self.parts if part.kept or part.absorbed]


def preview(kept: Organisation, absorbed: Organisation, *, by) -> Preview:
    """What a merge would do, or what stands in its way: then nothing moves, and no row is named."""
    reasons = objections(kept, absorbed, by=by)
    return Preview(
        [_part(code, kept, absorbed) for code in PARTS],
        [] if reasons else merge_rows.summary(absorbed),
        reasons,
    )


def _part(code: str, kept: Organisation, absorbed: Organisation) -> Part:
    label, columns = PARTS[code]
    shown = SHOWN.get(code, columns)
    said, other = _said(kept, shown), _said(absorbed, shown)
    return Part(code, str(label), said, other, takes_absorbed=not said and bool(other))


def _said(organisation: Organisation, columns) -> str:
    values = (getattr(organisation, column) for column in columns)
    return ", ".join(str(v() if callable(v) else v) for v in values if v not in (None, ""))


def objections(kept: Organisation, absorbed: Organisation, *, by) -> list[str]:
    own = {
        _("These are the same record."): kept.pk == absorbed.pk,
        _("One of them has been merged already."): bool(
            kept.merged_into_id or absorbed.merged_into_id
        ),
        _("%(name)s is a cluster organisation; keep its record.")
        % {"name": absorbed}: absorbed.as_clusters.exists(),
        _("One of them is invented for the demo."): kept.is_demo != absorbed.is_demo,
    }
    found = [reason for reason, holds in own.items() if holds]
    return found or merge_obstacles.against(kept, absorbed, by)


@transaction.atomic
def merge(*, kept: Organisation, absorbed: Organisation, take: Collection[str] = (), by) -> Merge:
    """Let ``kept`` be the record of both; ``take`` names the parts ``absorbed`` says better."""
    kept, absorbed = _locked(kept, absorbed)
    if not rules.may_merge(by, kept, absorbed):
        raise NotAllowed(_("You cannot decide about these two organisations."))
    if reasons := objections(kept, absorbed, by=by):
        raise Conflict(_("These two cannot be merged now."), reasons=reasons)
    kept_before, absorbed_before = _columns(kept), _columns(absorbed)
    _take_over(kept, absorbed, take)
    memberships = _join_memberships(kept, absorbed)
    moved = merge_rows.move_all(absorbed, kept)
    merged = Merge.objects.create(
        kept=kept,
        absorbed=absorbed,
        merged_by=by,
        record={
            "kept": _difference(kept_before, _columns(kept)),
            "absorbed": _difference(absorbed_before, _columns(absorbed)),
            "memberships": memberships,
            "moved": moved,
        },
    )
    _journal("organisations-merged", merged, by=by, parts=sorted(take), rows=len(moved))
    return merged


def _locked(*organisations: Organisation) -> list[Organisation]:
    """Both rows, locked in one order so that two merges never wait for each other."""
    wanted = [organisation.pk for organisation in organisations]
    rows = Organisation.objects.select_for_update(of=("self",)).order_by("pk").in_bulk(wanted)
    return [rows[pk] for pk in wanted]


def _take_over(kept: Organisation, absorbed: Organisation, take: Collection[str]) -> None:
    """The absorbed record goes first: a number stands in one place at a time."""
    chosen = [column for code in take for column in PARTS[code][1]]
    values = {column: getattr(absorbed, column) for column in chosen}
    for column in NUMBERS:
        if column in chosen or getattr(kept, column) == getattr(absorbed, column):
            setattr(absorbed, column, "")
    absorbed.merged_into = kept
    _save(absorbed)
    for column, value in values.items():
        setattr(kept, column, value)
    _save(kept)


def _save(organisation: Organisation) -> None:
    try:
        with transaction.atomic():
            organisation.save()
    except IntegrityError as clash:
        raise Conflict(CANNOT_BE_USED) from clash


def _join_memberships(kept: Organisation, absorbed: Organisation) -> list[list]:
    """Where both belong to a cluster, the kept membership learns what the other one had earned."""
    other = {row.cluster_id: row for row in absorbed.memberships.all()}
    changed = []
    for row in kept.memberships.filter(cluster__in=other):
        earned = other[row.cluster_id]
        if row.is_in_force or not earned.is_in_force:
            continue
        before = _columns(row, MEMBERSHIP)
        for name in MEMBERSHIP:
            setattr(row, name, getattr(earned, name))
        row.save()
        changed.append([row.pk, _difference(before, _columns(row, MEMBERSHIP))])
    return changed


# -- Undoing --------------------------------------------------------------------------------------


@transaction.atomic
def undo(*, merge: Merge, by) -> Merge:
    """Bring both records back exactly as they were, unless one of their rows has moved on."""
    merge = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    kept, absorbed = _locked(merge.kept, merge.absorbed)
    if not may_undo(by, merge):
        raise NotAllowed(_("Whoever merged them, or the programme coordinator, may undo it."))
    if not merge.may_be_undone:
        raise Conflict(_("A merge can be undone once, within 30 days."))
    if changed := _changes(merge, kept, absorbed):
        raise Conflict(
            _("What was merged has changed since, so it cannot be taken apart."),
            reasons=changed,
            way_out=_("Correct the record by hand."),
        )
    record = merge.record
    _restore(kept, record["kept"])
    _restore(absorbed, record["absorbed"])
    merge_rows.move_back(record["moved"], absorbed)
    for pk, difference in record["memberships"]:
        _restore(Membership.objects.get(pk=pk), difference)
    merge.undone_at, merge.undone_by = timezone.now(), by
    merge.save(update_fields=["undone_at", "undone_by"])
    _journal("merge-undone", merge, by=by)
    return merge


def may_undo(user, merge: Merge) -> bool:
    return user.is_programme_coordinator or (
        user.pk == merge.merged_by_id and rules.coordinates_member(user, merge.kept)
    )


def _changes(merge: Merge, kept: Organisation, absorbed: Organisation) -> list[str]:
    record = merge.record
    found = [str(one) for one in (kept, absorbed) if not _is_as_left(one, record, kept)]
    if kept.merged_into_id:
        found.append(str(kept))
    rows = Membership.objects.in_bulk([pk for pk, _difference in record["memberships"]])
    found += [
        str(rows.get(pk, _("membership")))
        for pk, difference in record["memberships"]
        if pk not in rows or not _has(rows[pk], difference)
    ]
    found += merge_rows.changed_since(record["moved"], kept)
    return found + merge_obstacles.against_undoing(merge)


def _is_as_left(organisation: Organisation, record: dict, kept: Organisation) -> bool:
    return _has(organisation, record["kept" if organisation == kept else "absorbed"])


def _has(row: Model, difference: dict) -> bool:
    now = _columns(row, difference)
    return all(now[name] == after for name, (_before, after) in difference.items())


def _restore(row: Model, difference: dict) -> None:
    fields = {field.attname: field for field in row._meta.concrete_fields}
    for name, (before, _after) in difference.items():
        setattr(row, name, None if before is None else fields[name].to_python(before))
    row.save()


# -- What a record remembers -----------------------------------------------------------------------


def _columns(row: Model, only=None) -> dict[str, str | None]:
    """The row's own columns as text, the way JSON keeps them."""
    return {
        field.attname: None if getattr(row, field.attname) is None else field.value_to_string(row)
        for field in row._meta.concrete_fields
        if not isinstance(field, Derived) and (only is None or field.attname in only)
    }


def _difference(before: dict, after: dict) -> dict[str, list]:
    return {name: [before[name], after[name]] for name in before if before[name] != after[name]}


def _journal(verb: str, merged: Merge, *, by, **detail) -> None:
    kept, absorbed = merged.kept, merged.absorbed
    journal.record(case(kept), verb, by=by, absorbed=str(absorbed.public_id), **detail)
    journal.record(case(absorbed), verb, by=by, kept=str(kept.public_id), **detail)
