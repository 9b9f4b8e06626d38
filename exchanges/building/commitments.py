"""The verbs on a Commitment before it is signed: write, plan the days, agree, send back.

Every verb locks the exchange first and works on the version in force. A page tells in ``seen``
what it showed: nobody agrees to words they have not read, or overwrites any.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blues import journal
from blues.common import clock
from blues.common.errors import BadInput, Conflict, NotAllowed
from exchanges.building import papers, remarking, telling
from exchanges.building.completeness import agenda_problems, missing
from exchanges.building.content import (
    ACTIVITIES,
    AGENDA,
    FIELDS,
    TEXTS,
    agenda_cells,
    content_sha256,
    days_of,
    plain_text,
    values,
)
from exchanges.building.current import the_commitment_of
from exchanges.building.drafting import next_version
from exchanges.building.merging import Clash, merge
from exchanges.building.models import AgendaDay, Commitment
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.parties import parties_of
from exchanges.lifecycle.states import SIDES, Party, State
from exchanges.lifecycle.transitions import lock, move

CHANGED = "commitment-changed"
ONE_SITTING = timedelta(minutes=10)


@transaction.atomic
def change(commitment: Commitment, *, by, **fields) -> Commitment:
    """Write some of the fields. A draft may stay incomplete; nobody can agree to it before."""
    return _write(_open_draft(commitment, by=by), fields, by=by)


@transaction.atomic
def write(
    commitment: Commitment, *, by, typed: Mapping, seen: Mapping[str, str], choices=None
) -> list[Clash]:
    """Write what was typed on a page that showed ``seen`` (``merging.marks``).

    What the other side wrote into other fields stays. Where both wrote, what is on file stays, too,
    and the clash is returned, for the person to decide in ``choices``.
    """
    draft = _open_draft(commitment, by=by)
    fresh, clashes = merge(values(draft), _plain_values(typed), seen=seen, choices=choices)
    if fresh:
        _write(draft, fresh, by=by)
    return clashes


@transaction.atomic
def set_agenda(commitment: Commitment, *, by, days: Iterable[Mapping]) -> Commitment:
    """Replace the agenda. ``days`` are mappings with ``day`` and the texts of ``AgendaDay``."""
    return _plan(_open_draft(commitment, by=by), days, by=by)


@transaction.atomic
def write_agenda(
    commitment: Commitment, *, by, typed: Mapping, seen: Mapping[str, str], choices=None
) -> list[Clash]:
    """The same as ``write``, for texts of days as ``content.cells`` names them."""
    draft = _open_draft(commitment, by=by)
    on_file = agenda_cells(draft)
    plain = {key: plain_text(text) for key, text in typed.items()}
    fresh, clashes = merge(on_file, plain, seen=seen, choices=choices)
    if fresh:
        _plan(draft, days_of(on_file | fresh), by=by)
    return clashes


@transaction.atomic
def agree(exchange: Exchange, *, by, seen: str = "") -> Exchange:
    """One side agrees to the content as it stands; with both, the text goes to the signatures."""
    draft = _open_draft(the_commitment_of(exchange), by=by, seen=seen)
    if reasons := _unfinished(draft):
        raise Conflict(_("The Commitment is not complete yet."), reasons=reasons)
    agreed_to = content_sha256(draft)
    is_new = _consent(draft, agreed_to, by=by)
    draft = the_commitment_of(draft.exchange)
    waiting = draft.sides_to_agree(agreed_to)
    if not waiting:
        return _close(draft, by=by)
    if is_new:
        telling.agree_next(draft, waiting)
    return draft.exchange


@transaction.atomic
def send_back(exchange: Exchange, *, by, reason: str, remarks: Mapping | None = None) -> Exchange:
    """Any of the four reopens the text; the next version starts with the same content.

    ``remarks`` say by place what exactly should change.
    """
    moved = move(exchange, to=State.CTQ_DRAFTING, by=by, note=reason)
    returned = the_commitment_of(moved)
    returned.returned_at, returned.returned_by = clock.now(), by
    returned.return_reason = reason
    returned.save(update_fields=["returned_at", "returned_by", "return_reason", "changed_at"])
    fresh = next_version(returned)
    journal.record(moved.case, "commitment-sent-back", by=by, version=returned.version)
    for place, text in (remarks or {}).items():
        remarking.add(returned, place, text, by=by)
    signed = [signature.signed_by for signature in returned.valid_signatures()]
    telling.sent_back(fresh, by=by, signed=signed)
    return moved


# -- Opening and closing a draft ------------------------------------------------------------------


def _open_draft(commitment: Commitment, *, by, seen: str = "") -> Commitment:
    """The version in force, fresh and locked, for one of the two sides to work on."""
    exchange = lock(commitment.exchange)
    if not set(SIDES) & parties_of(by, exchange):
        raise NotAllowed(_("Visitor and host write and agree the Commitment; others sign it."))
    draft = the_commitment_of(exchange)
    if draft.pk != commitment.pk or exchange.state != State.CTQ_DRAFTING:
        raise Conflict(
            _("This version of the Commitment is closed."),
            way_out=_("Open the exchange to see the version in force."),
        )
    if seen and seen != content_sha256(draft):
        raise Conflict(
            _("The other side changed the Commitment while you were reading."),
            way_out=_("Look at what is new, then agree to it."),
        )
    return draft


def _close(draft: Commitment, *, by) -> Exchange:
    moved = move(draft.exchange, to=State.CTQ_AGREED, by=by)
    draft.exchange = moved
    papers.issue_commitment(draft, by=by)
    telling.sign_next(draft, Party.VISITOR)
    return moved


def _unfinished(draft: Commitment) -> list[str]:
    lacking = missing(draft)
    empty = [_("Still empty: %(fields)s.") % {"fields": ", ".join(lacking)}] if lacking else []
    return empty + agenda_problems(draft)


def _consent(draft: Commitment, agreed_to: str, *, by) -> bool:
    """Note for which sides the person agrees; whether that is new. Twice is once."""
    rows = [
        draft.consents.get_or_create(side=side, content_sha256=agreed_to, defaults={"given_by": by})
        for side in SIDES
        if side in parties_of(by, draft.exchange)
    ]
    is_new = any(created for _row, created in rows)
    if is_new:
        journal.record(
            draft.exchange.case, "commitment-agreed", by=by, version=draft.version, sha256=agreed_to
        )
    return is_new


def _changed(draft: Commitment, before: str, *, by, fields: list[str]) -> Commitment:
    """Leave a trace, and tell the side whose consent does not fit the words any more."""
    draft = the_commitment_of(draft.exchange)
    if content_sha256(draft) == before:
        return draft
    if not _is_noted(draft, by, fields):
        journal.record(draft.exchange.case, CHANGED, by=by, version=draft.version, fields=fields)
    void = [c.side for c in draft.consents.all() if c.content_sha256 == before]
    telling.consent_void(
        draft, [side for side in void if side not in parties_of(by, draft.exchange)]
    )
    return draft


def _is_noted(draft: Commitment, by, fields: list[str]) -> bool:
    """The last line of the journal says it already: who types is saved every few seconds."""
    last = journal.entries_for(draft.exchange.case).last()
    return (
        last is not None
        and (last.verb, last.actor) == (CHANGED, by)
        and last.detail["version"] == draft.version
        and set(fields) <= set(last.detail["fields"])
        and timezone.now() - last.happened_at < ONE_SITTING
    )


# -- What was typed -------------------------------------------------------------------------------


def _write(draft: Commitment, fields: Mapping, *, by) -> Commitment:
    before = content_sha256(draft)
    fill(draft, {name: value for name, value in fields.items() if name != ACTIVITIES})
    draft.save()
    if ACTIVITIES in fields:
        draft.activities.set(fields[ACTIVITIES])
    return _changed(draft, before, by=by, fields=list(fields))


def fill(draft: Commitment, fields: Mapping) -> None:
    """Put texts and days into a draft that somebody else saves."""
    if unknown := fields.keys() - set(FIELDS):
        raise BadInput(_("Not part of a Commitment: %(names)s.") % {"names": ", ".join(unknown)})
    for name, value in _plain_values(fields).items():
        setattr(draft, name, value)
    _refuse_nonsense(draft, blank_allowed=FIELDS)


def _plan(draft: Commitment, days: Iterable[Mapping], *, by) -> Commitment:
    before = content_sha256(draft)
    rows = [AgendaDay(commitment=draft, **plain(day)) for day in days]
    refuse_impossible_days(draft.exchange, rows)
    for row in rows:
        _refuse_nonsense(row, blank_allowed=AgendaDay.TEXTS)
    draft.agenda.all().delete()
    AgendaDay.objects.bulk_create(rows)
    draft.save(update_fields=["changed_at"])
    return _changed(draft, before, by=by, fields=[AGENDA])


def _plain_values(typed: Mapping) -> dict:
    return {name: plain_text(value) if name in TEXTS else value for name, value in typed.items()}


def plain(day: Mapping) -> dict:
    return {"day": day["day"]} | {name: plain_text(day.get(name, "")) for name in AgendaDay.TEXTS}


def _refuse_nonsense(row, *, blank_allowed) -> None:
    relations = [field.name for field in row._meta.fields if field.is_relation]
    empty = [name for name in blank_allowed if not getattr(row, name)]
    try:
        row.clean_fields(exclude=[*empty, *relations])
    except ValidationError as error:
        raise BadInput(_("This cannot be saved."), reasons=error.messages) from error
    _refuse_too_long(row, blank_allowed)


def _refuse_too_long(row, names) -> None:
    """Models measure short fields only; a long text has its limit, too."""
    for field in (row._meta.get_field(name) for name in names):
        if field.max_length and len(getattr(row, field.name)) > field.max_length:
            raise BadInput(
                _("“%(field)s” has more than %(most)s characters.")
                % {"field": field.verbose_name, "most": field.max_length}
            )


def refuse_impossible_days(exchange: Exchange, rows: list[AgendaDay]) -> None:
    days = [row.day for row in rows]
    if len(days) != len(set(days)):
        raise BadInput(_("A day stands in the agenda only once."))
    if not all(exchange.first_day <= day <= exchange.last_day for day in days):
        raise BadInput(
            _("The agenda lies between the first and the last day of the stay."),
            way_out=_("Travel days do not belong to it."),
        )
