"""Verbs of those who run programmes: clone, prepare, start, close, archive, show."""

from django.db import connection, transaction
from django.utils.translation import gettext as _

from blues import journal
from blues.common.errors import Conflict, NotAllowed
from clusters.programme import cloning
from clusters.programme.admission import require_writable
from clusters.programme.models import Programme
from clusters.programme.obstacles import do_last_acts, obstacles_of
from clusters.programme.rules import may_run_programmes
from clusters.programme.states import NEXT_STATES, ProgrammeState

S = ProgrammeState
SETTING = "blues.programme_step"
TEXTS = {
    "name",
    "scheme_name",
    "funding_line",
    "disclaimer",
    "ends_on",
    "dates_source",
    "target_exchanges",
}
# Papers bear the grant number and reports count from the first day: fixed once a programme runs.
BEFORE_THE_START = {"grant_number", "starts_on", "planned_end"}


@transaction.atomic
def clone(source: Programme, *, by, **fields) -> Programme:
    """A programme in preparation with the rules, rates, lists, texts and plan of another.

    ``fields``: code, name, reference_prefix, grant_number, starts_on, ends_on. People,
    registrations and exchanges stay where they are.
    """
    _require_office(by)
    made = Programme(
        **{name: getattr(source, name) for name in cloning.TEXTS},
        **fields,
        planned_end=fields["ends_on"],
        dates_source=_("Cloned from %(name)s.") % {"name": source.name},
        cloned_from=source,
    )
    made.full_clean()
    made.save()
    cloning.furnish(source, made)
    journal.record(made.case, "programme-cloned", by=by, source=source.code)
    return made


@transaction.atomic
def change(programme: Programme, *, by, **fields) -> Programme:
    """Correct texts and dates. Rules and rates change by versions, never here."""
    _require_office(by)
    locked = lock(programme)
    if refused := fields.keys() - changeable(locked):
        raise Conflict(
            _("This can no longer be changed: %(fields)s.") % {"fields": ", ".join(sorted(refused))}
        )
    before = {name: str(getattr(locked, name)) for name in sorted(fields)}
    for name, value in fields.items():
        setattr(locked, name, value)
    locked.full_clean()
    locked.save(update_fields=[*fields])
    journal.record(locked.case, "programme-changed", by=by, before=before)
    return locked


@transaction.atomic
def move(programme: Programme, *, to: ProgrammeState, by) -> Programme:
    """Take one step in the life of a programme; the only writer of its state."""
    _require_office(by)
    locked = lock(programme)
    source = S(locked.state)
    if to not in NEXT_STATES[source]:
        raise Conflict(
            _("This programme is “%(now)s”, so it cannot become “%(then)s”.")
            % {"now": source.label, "then": S(to).label}
        )
    if to == S.ARCHIVED:
        _require_no_obstacle(locked)
        do_last_acts(locked, by=by)
    locked.state = to
    with connection.cursor() as cursor:
        # The trigger lets through just this step of just this row, and only now.
        cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, f"{locked.pk}:{source}:{to}"])
        locked.save(update_fields=["state"])
        cursor.execute("SELECT set_config(%s, '', true)", [SETTING])
    journal.record(locked.case, "state-changed", by=by, source=source, target=to)
    return locked


@transaction.atomic
def show(programme: Programme, *, by) -> Programme:
    """Let the public pages show this programme instead of another."""
    _require_office(by)
    locked = lock(programme)
    if locked.state == S.PREPARING:
        raise Conflict(_("A programme is shown once it runs."))
    # One by one: the database knows one programme for the public at any moment.
    Programme.objects.filter(is_default=True).update(is_default=False)
    locked.is_default = True
    locked.save(update_fields=["is_default"])
    journal.record(locked.case, "programme-shown", by=by)
    return locked


def changeable(programme: Programme) -> set[str]:
    if programme.is_archived:
        return set()
    return TEXTS | (BEFORE_THE_START if programme.state == S.PREPARING else set())


def lock(programme: Programme) -> Programme:
    """The fresh row, locked until the transaction ends; an archived one is only read."""
    locked = Programme.objects.select_for_update().get(pk=programme.pk)
    require_writable(locked)
    return locked


def _require_office(by) -> None:
    if not may_run_programmes(by):
        raise NotAllowed(_("Programmes are run by the programme coordinator."))


def _require_no_obstacle(programme: Programme) -> None:
    reasons = obstacles_of(programme)
    if programme.is_default:
        reasons.append(_("The public pages show it; let them show another programme first."))
    if reasons:
        raise Conflict(_("This programme cannot be archived yet."), reasons=reasons)
