"""What the portal does with registrations every day. Each may run twice: the second finds nothing.

Nobody loses anything without a warning: a step that costs something waits until its warning is as
old as the rules ask, even where the portal itself was silent for a while.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q

from blues import journal
from blues.common import clock
from blues.common.errors import Conflict
from clusters.models import RuleSet
from exchanges.registration import telling
from exchanges.registration.interest import link_for
from exchanges.registration.models import Registration
from exchanges.registration.moves import lock, move
from exchanges.registration.obstacles import obstacles_of
from exchanges.registration.silence import (
    in_each_programme,
    note,
    silent_for,
    told,
    with_last_sign,
)
from exchanges.registration.states import (
    ENDS_WITH_THE_PROGRAMME,
    WITH_THE_CLUSTER,
    RegistrationState,
)

R = RegistrationState
ASKED, HIDING_SOON = "registration.interest", "registration.hiding_soon"
ENDING_SOON, BACK_SOON = "registration.ending_soon", "registration.back_soon"
PROGRAMME_ENDS, PROGRAMME_OVER = "registration.programme_ends", "registration.programme_over"
LAST_DAY = "programme__ends_on"
OVERDUE = "registration.overdue"


# -- Silence ------------------------------------------------------------------------------------


@in_each_programme
def ask_interest(rules: RuleSet) -> int:
    """Nobody has signed in for a season: ask, once for each silence, with a link that answers."""
    near = clock.today() - timedelta(days=rules.hidden_days - rules.warning_days)
    quiet = silent_for(_shown(rules), rules.still_interested_days).filter(last_sign__gt=near)
    return _say(quiet, ASKED, about="last_sign", link=link_for)


@in_each_programme
def warn_of_hiding(rules: RuleSet) -> int:
    quiet = silent_for(_shown(rules), rules.hidden_days - rules.warning_days)
    return _say(quiet, HIDING_SOON, about="last_sign", link=link_for)


@in_each_programme
def hide(rules: RuleSet) -> int:
    """Take silent profiles out of the catalogue; they stay registered."""
    quiet = silent_for(_shown(rules), rules.hidden_days)
    warned = quiet.filter(told(HIDING_SOON, about="last_sign", days_ago=rules.warning_days))
    return _each(warned, _hide)


@in_each_programme
def mark_low_active(rules: RuleSet) -> int:
    """Let hidden registrations rest when the silence goes on; now they must answer or end."""
    hidden_long = clock.today() - timedelta(days=rules.low_active_days - rules.hidden_days)
    quiet = _in(rules).filter(state=R.ACCEPTED, hidden_on__lte=hidden_long)
    quiet = silent_for(quiet, rules.low_active_days)
    return _each(quiet, _rest)


@in_each_programme
def wake(rules: RuleSet) -> int:
    """Whoever has signed in meanwhile is back in the catalogue without asking."""
    hidden = _in(rules).filter(state=R.ACCEPTED, hidden_on__isnull=False)
    limit = clock.today() - timedelta(days=rules.hidden_days)
    return _each(with_last_sign(hidden).filter(last_sign__gt=limit), _show)


# -- Deadlines ----------------------------------------------------------------------------------


@in_each_programme
def warn_of_ending(rules: RuleSet) -> int:
    """An answer is due soon: to remarks of the cluster, or to "still interested?"."""
    soon = clock.today() + timedelta(days=rules.warning_days)
    near = _in(rules).filter(state__in=[R.MORE_INFO_NEEDED, R.LOW_ACTIVE], due_on__lte=soon)
    resting, asked = near.filter(state=R.LOW_ACTIVE), near.filter(state=R.MORE_INFO_NEEDED)
    said = _say(resting, ENDING_SOON, about="due_on", link=link_for)
    return said + _say(asked, ENDING_SOON, about="due_on")


@in_each_programme
def expire_due(rules: RuleSet) -> int:
    """End what was not answered in time, after a warning."""
    late = _in(rules).filter(state__in=[R.MORE_INFO_NEEDED, R.LOW_ACTIVE], due_on__lt=clock.today())
    warned = late.filter(told(ENDING_SOON, about="due_on", days_ago=rules.warning_days))
    return _each(warned, _expire)


@in_each_programme
def warn_of_coming_back(rules: RuleSet) -> int:
    soon = clock.today() + timedelta(days=rules.warning_days)
    resting = _in(rules).filter(state=R.ON_HOLD, hold_until__lte=soon)
    return _say(resting, BACK_SOON, about="hold_until")


def come_back() -> int:
    """The pause is over."""
    over = Registration.objects.filter(state=R.ON_HOLD, hold_until__lte=clock.today())
    return _each(over, _come_back)


@in_each_programme
def warn_of_the_end(rules: RuleSet) -> int:
    """The programme ends soon or is over, and with it ends every registration."""
    end = rules.programme.ends_on
    if end > clock.today() + timedelta(days=rules.warning_days):
        return 0
    topic = PROGRAMME_ENDS if end >= clock.today() else PROGRAMME_OVER
    going = _in(rules).filter(state__in=ENDS_WITH_THE_PROGRAMME).exclude(_told_of_the_end())
    return sum(
        _say_one(registration, topic, end, None)
        for registration in going.with_parties().order_by("pk")
    )


@in_each_programme
def end_with_the_programme(rules: RuleSet) -> int:
    """End what goes on after the last day, after a warning."""
    if rules.programme.ends_on >= clock.today():
        return 0
    going = _in(rules).filter(state__in=ENDS_WITH_THE_PROGRAMME)
    return _each(going.filter(_told_of_the_end(days_ago=rules.warning_days)), _expire)


@in_each_programme
def remind_clusters(rules: RuleSet) -> int:
    """Tell the cluster once that its deadline is over, however late the portal looks."""
    late = _in(rules).filter(state__in=WITH_THE_CLUSTER, due_on__lt=clock.today())
    unsaid = late.exclude(told(OVERDUE, about="due_on"))
    return sum(_remind(registration) for registration in unsaid.with_parties().order_by("pk"))


# -- How ----------------------------------------------------------------------------------------


def _in(rules: RuleSet):
    return Registration.objects.filter(programme=rules.programme)


def _shown(rules: RuleSet):
    return _in(rules).filter(state=R.ACCEPTED, hidden_on__isnull=True)


def _told_of_the_end(*, days_ago: int = 0) -> Q:
    """Either notice will do; a last day that was moved is told of anew."""
    before = told(PROGRAMME_ENDS, about=LAST_DAY, days_ago=days_ago)
    return Q(before) | Q(told(PROGRAMME_OVER, about=LAST_DAY, days_ago=days_ago))


def _say(rows, topic: str, *, about: str, link=None) -> int:
    """Tell each organisation once about the day in the field ``about``."""
    rows = rows.exclude(told(topic, about=about)).with_parties().order_by("pk")
    return sum(_say_one(row, topic, getattr(row, about), link) for row in rows)


@transaction.atomic
def _say_one(registration, topic, about_on, link) -> bool:
    if obstacles_of(registration) or not note(registration, topic, about_on):
        return False
    telling.organisation(registration, topic, link=link)
    return True


@transaction.atomic
def _remind(registration) -> bool:
    first = note(registration, OVERDUE, registration.due_on)
    if first:
        telling.cluster(registration, OVERDUE)
    return first


def _each(rows, act) -> int:
    """One transaction each, so that one trouble does not stop the others."""
    found = list(rows.with_parties().order_by(F("pk")))
    return sum(_attempt(registration, rows, act) for registration in found)


def _attempt(registration, rows, act) -> bool:
    """``act`` on the registration, unless it takes part in something or was answered meanwhile.

    Whoever acts between the search and the lock is no longer among the rows that were looked for.
    """
    try:
        with transaction.atomic():
            locked = lock(registration)
            if obstacles_of(locked) or not rows.filter(pk=locked.pk).exists():
                return False
            act(locked)
    except Conflict:  # the step does not follow any more
        return False
    return True


def _hide(registration) -> None:
    _set_hidden(registration, clock.today(), "registration-hidden")
    telling.organisation(registration, "registration.hidden", link=link_for)


def _show(registration) -> None:
    _set_hidden(registration, None, "registration-shown-again")


def _set_hidden(registration, day, verb) -> None:
    locked = lock(registration)
    if locked.state != R.ACCEPTED or locked.hidden_on == day:
        raise Conflict("")
    locked.hidden_on = day
    locked.save(update_fields=["hidden_on", "changed_at"])
    journal.record(locked.case, verb, by=None)


def _rest(registration) -> None:
    moved = move(registration, to=R.LOW_ACTIVE, by=None)
    telling.organisation(moved, "registration.still_interested", link=link_for)


def _come_back(registration) -> None:
    telling.organisation(
        move(registration, to=R.ACCEPTED, by=None, awake_on=clock.today()), "registration.back"
    )


def _expire(registration) -> None:
    telling.organisation(move(registration, to=R.EXPIRED, by=None), "registration.expired")
