"""Doing what the check found, in one transaction: everything, or nothing at all."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from blues import journal
from blues.jobs import GiveUp
from clusters.directory import organisations
from clusters.directory.locating import is_same_town, locate, move
from clusters.directory.memberships import FRESH
from clusters.directory.models import Membership, Organisation
from clusters.imports import comparing, rules
from clusters.imports.entries import Entry, contact_of, organisation_of
from clusters.imports.fields import STORED
from clusters.imports.models import ImportBatch, ImportRow, MemberContact

CHUNK = 500  # rows written at a time
WAITS = "20s"  # for another list of the same cluster
DERIVED = ("name_key", "web_domain", "number_keys")
Outcome, Choice = ImportRow.Outcome, ImportRow.Choice
Report = Callable[[int, str], None]

OVERTAKEN = gettext_noop(
    "The directory has changed since this list was checked, so nothing was applied. Check it again."
)


@transaction.atomic
def apply(batch: ImportBatch, *, by, report: Report) -> dict[str, int]:
    """The counts of what was done."""
    rules.require_still(by, batch.cluster)
    _wait_for_turn(batch)
    batch.refresh_from_db(fields=["state"])
    if batch.state != ImportBatch.State.APPLYING:
        raise GiveUp(OVERTAKEN)
    rows = list(batch.rows.all())
    _require_unchanged(rows, batch, by)
    report(25, "")
    try:
        done = _write(rows, batch, by, report)
    except IntegrityError as clash:
        raise GiveUp(OVERTAKEN) from clash
    batch.state = ImportBatch.State.APPLIED
    batch.applied_at, batch.applied_by = timezone.now(), by
    batch.save(update_fields=["state", "applied_at", "applied_by"])
    journal.record(
        batch.case,
        "members-imported",
        by=by,
        cluster=batch.cluster.code,
        sha256=batch.sha256,
        left_out=batch.counts[Outcome.BROKEN],
        **done,
    )
    return done


def _wait_for_turn(batch: ImportBatch) -> None:
    """One list of a cluster at a time: the second sees what the first has done."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{WAITS}'")
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
            [f"imports:{batch.cluster.code}"],
        )


def _require_unchanged(rows: list[ImportRow], batch: ImportBatch, by) -> None:
    """What the person was shown must still be what would happen."""
    sound = [row for row in rows if row.outcome != Outcome.BROKEN]
    again = [Entry(row.number, values=dict(row.values)) for row in sound]
    comparing.compare(again, cluster=batch.cluster, by=by)
    for row, entry in zip(sound, again, strict=True):
        shown = (row.outcome, row.organisation_id, row.repeats, row.differences)
        if shown != (entry.outcome, entry.organisation, entry.repeats, entry.differences):
            raise GiveUp(OVERTAKEN)


def _write(rows: list[ImportRow], batch: ImportBatch, by, report: Report) -> dict[str, int]:
    made = [row for row in rows if _makes_new(row)]
    moved = [row for row in rows if _changes(row)]
    owners = {row.number: row.organisation_id for row in rows if row.organisation_id}
    owners |= _make(made)
    report(55, "")
    _change(moved)
    report(70, "")
    _confirm([*made, *moved], owners, batch, by)
    report(85, "")
    people = _name_people(rows, owners, batch)
    return {"made": len(made), "changed": len(moved), "people": people}


def _makes_new(row: ImportRow) -> bool:
    return row.outcome == Outcome.NEW or row.choice == Choice.DIFFERENT


def _changes(row: ImportRow) -> bool:
    moved = any(not difference.get("kept") for difference in row.differences)
    return row.outcome == Outcome.CHANGED or (row.choice == Choice.SAME and moved)


def _make(rows: list[ImportRow]) -> dict[int, int]:
    """New organisations; which row became which."""
    made = [Organisation(**_columns(organisation_of(row.values))) for row in rows]
    for organisation in made:
        locate(organisation)
    Organisation.objects.bulk_create(made, batch_size=CHUNK)
    return {row.number: organisation.pk for row, organisation in zip(rows, made, strict=True)}


def _columns(found: dict[str, Any]) -> dict[str, Any]:
    return {("country_id" if code == "country" else code): v for code, v in found.items()}


def _change(rows: list[ImportRow]) -> None:
    wanted = {row.organisation_id: _wanted(row) for row in rows if row.organisation_id}
    wanted = {pk: columns for pk, columns in wanted.items() if columns}
    locked = Organisation.objects.select_for_update(of=("self",)).order_by("pk")
    changed = list(locked.filter(pk__in=wanted))
    for organisation in changed:
        _set(organisation, wanted[organisation.pk])
    names = [name for name in _columns(dict.fromkeys(STORED)) if name != "country_id"]
    ended = ("sme_declared_at", "sme_declared_by", "failed_sme_test")
    Organisation.objects.bulk_update(
        changed, ["country", *names, *DERIVED, *ended], batch_size=CHUNK
    )


def _wanted(row: ImportRow) -> dict[str, Any]:
    changes = {
        difference["field"]: difference["after"]
        for difference in row.differences
        if difference["field"] in STORED and not difference.get("kept")
    }
    return _columns(changes)


def _set(organisation: Organisation, columns: dict[str, Any]) -> None:
    """Another type or size ends the SME declaration, as it does on the profile page."""
    before = organisation.type, organisation.size_class
    town, country = organisation.city, organisation.country_id
    for name, value in columns.items():
        setattr(organisation, name, value)
    stayed = country == organisation.country_id and is_same_town(town, organisation.city)
    if not stayed and "latitude" not in columns:
        move(organisation)
    if before != (organisation.type, organisation.size_class):
        organisations.end_declaration(organisation)
    for name in DERIVED:
        setattr(organisation, name, getattr(organisation, f"derive_{name}")())


def _confirm(rows: Iterable[ImportRow], owners: dict[int, int], batch: ImportBatch, by) -> None:
    """The coordinator who brings the list in confirms its members."""
    now = timezone.now()
    since = {owners[row.number]: row.values.get("since") for row in rows}
    known = Membership.objects.select_for_update(of=("self",)).filter(
        cluster=batch.cluster, organisation__in=since
    )
    kept = list(known.order_by("pk"))
    in_force = {membership.organisation_id for membership in kept if membership.is_in_force}
    if (since.keys() - in_force) & set(by.organisation_ids):
        raise GiveUp(OVERTAKEN)
    for membership in kept:
        before = membership.since if membership.is_live else None
        if not membership.is_in_force:
            for name, value in (FRESH | {"confirmed_at": now, "confirmed_by": by}).items():
                setattr(membership, name, value)
        membership.since = since.pop(membership.organisation_id) or before
    Membership.objects.bulk_update(kept, list(FRESH), batch_size=CHUNK)
    Membership.objects.bulk_create(
        [
            Membership(
                cluster=batch.cluster,
                organisation_id=pk,
                since=day or None,
                confirmed_at=now,
                confirmed_by=by,
            )
            for pk, day in since.items()
        ],
        batch_size=CHUNK,
    )


def _name_people(rows: list[ImportRow], owners: dict[int, int], batch: ImportBatch) -> int:
    """Contacts of every row that is part of the list now; a repeated row names a further one."""
    for row in rows:
        if row.outcome == Outcome.REPEATED and row.repeats in owners:
            owners[row.number] = owners[row.repeats]
    left_out = {row.number for row in rows if row.choice == Choice.SKIP}
    left_out |= {row.number for row in rows if row.repeats in left_out}
    named = {
        (owners[row.number], person["email"]): person
        for row in rows
        if row.number in owners and row.number not in left_out
        if (person := contact_of(row.values))
    }
    known = {
        (contact.organisation_id, contact.email.lower()): contact
        for contact in MemberContact.objects.filter(
            cluster=batch.cluster, organisation__in={pk for pk, _address in named}
        )
    }
    met = [(known[key], named.pop(key)) for key in list(named) if key in known]
    changed = [contact for contact, person in met if _update(contact, person)]
    details = ["given_names", "family_name", "phone", "function", "language"]
    MemberContact.objects.bulk_update(changed, details, batch_size=CHUNK)
    MemberContact.objects.bulk_create(
        [
            MemberContact(cluster=batch.cluster, organisation_id=pk, **person)
            for (pk, _address), person in named.items()
        ],
        batch_size=CHUNK,
    )
    return len(named) + len(changed)


def _update(contact: MemberContact, person: dict[str, str]) -> bool:
    """Set what the list says; whether that was anything new."""
    changes = {
        code: value for code, value in person.items() if value and value != getattr(contact, code)
    }
    for code, value in changes.items():
        setattr(contact, code, value)
    return bool(changes)
