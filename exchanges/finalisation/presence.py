"""The host confirms on which days the visitor was there, the visitor acknowledges it."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from blues import journal
from blues.common import clock
from blues.common.errors import BadInput, Conflict
from blues.common.formats import day
from exchanges.finalisation import days, papers, telling
from exchanges.finalisation.handover import hand_over, look_again
from exchanges.finalisation.models import Presence
from exchanges.finalisation.rules import require_party
from exchanges.lifecycle.holidays import SHIFT
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import Party, State
from exchanges.lifecycle.transitions import lock

OPEN = (State.IN_PROGRESS, State.STAY_ENDED, State.INTERRUPTED, State.REPORT_RETURNED)


@transaction.atomic
def confirm(
    exchange: Exchange,
    *,
    by,
    first_day: date,
    last_day: date,
    working_days: int | None = None,
    remark: str = "",
) -> Presence:
    """Confirm the days, or correct an earlier confirmation with its next version.

    Without ``working_days`` those of the agenda count.
    """
    locked = lock(exchange)
    require_party(by, locked, Party.HOST)
    if locked.state not in OPEN:
        raise Conflict(
            _("The exchange is “%(state)s”; presence is confirmed during the stay or after it.")
            % {"state": locked.get_state_display()}
        )
    if working_days is None:
        working_days = days.expected(locked, first_day, last_day)
    told = {
        "first_day": first_day,
        "last_day": last_day,
        "working_days": working_days,
        "remark": remark.strip(),
    }
    if problems := _problems(locked, **told):
        raise BadInput(_("Presence cannot be confirmed like this."), reasons=problems)
    return _kept(locked, by=by, told=told)


@transaction.atomic
def acknowledge(exchange: Exchange, *, by) -> Presence:
    """The visitor agrees with the confirmed days: the paper then bears both names."""
    locked = lock(exchange)
    require_party(by, locked, Party.VISITOR)
    presence = Presence.objects.filter(exchange=locked).first()
    if presence is None:
        raise Conflict(_("The host has not confirmed the presence yet."))
    if presence.acknowledged_at:
        return presence
    presence.acknowledged_at, presence.acknowledged_by = clock.now(), by
    presence.version += 1
    presence.document = papers.issue_presence(presence, by=by)
    presence.save(update_fields=["acknowledged_at", "acknowledged_by", "version", "document"])
    journal.record(locked.case, "presence-acknowledged", by=by, version=presence.version)
    return presence


def _problems(exchange, *, first_day, last_day, working_days, remark) -> list[str]:
    if last_day < first_day:
        return [_("The last day cannot come before the first.")]
    if sentence := _too_late(exchange, last_day):
        return [sentence]
    most, expected = (count(exchange, first_day, last_day) for count in (days.most, days.expected))
    agreed = (exchange.first_day, exchange.last_day)
    found = []
    if first_day < agreed[0] - SHIFT or last_day > agreed[1] + SHIFT:
        found.append(_("More than a week away from the agreed days needs a new Commitment."))
    least = 0 if exchange.state == State.INTERRUPTED else 1
    if not least <= working_days <= most:
        found.append(
            _("The number of working days between these two days lies from %(least)s to %(most)s.")
            % {"least": least, "most": most}
        )
    if not remark and ((first_day, last_day) != agreed or working_days != expected):
        found.append(_("This differs from what was agreed: please say why in the remark."))
    return found


def _too_late(exchange, last_day) -> str:
    interruption = getattr(exchange, "interruption", None)
    if last_day > clock.today():
        return _("Days can be confirmed once they are over or under way, not before.")
    if interruption is not None and last_day > interruption.last_day:
        return _("The stay was broken off on %(day)s.") % {"day": day(interruption.last_day)}
    return ""


def _kept(exchange, *, by, told: dict) -> Presence:
    presence = Presence.objects.filter(exchange=exchange).first() or Presence(
        exchange=exchange, version=0
    )
    if all(getattr(presence, name) == value for name, value in told.items()):
        return presence
    for name, value in told.items():
        setattr(presence, name, value)
    presence.version += 1
    presence.confirmed_at, presence.confirmed_by = clock.now(), by
    presence.acknowledged_at = presence.acknowledged_by = None
    presence.full_clean(exclude=["document"])
    presence.save()
    presence.document = papers.issue_presence(presence, by=by)
    presence.save(update_fields=["document"])
    journal.record(
        exchange.case,
        "presence-confirmed",
        by=by,
        version=presence.version,
        working_days=presence.working_days,
    )
    look_again(exchange, by=by)
    telling.presence_confirmed(exchange)
    hand_over(exchange, by=by)
    return presence
