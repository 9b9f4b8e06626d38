"""The checks that look at dates, agenda and budget: E6, E7, E11 and E12."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exchanges.policy import calendar
from exchanges.policy.facts import Facts, Stay
from exchanges.policy.outcomes import Answers, Outcome


def length_is_allowed(facts: Facts) -> Outcome:
    """E6: at least the shortest stay in working days and at most one month.

    The month is ``longest_stay_days`` calendar days, first and last included: with 31 any stay up
    to the eve of the same day in the next month fits, whatever the length of the month. A virtual
    exchange may spread its sessions over more weeks than that; only its days with content are
    measured.
    """
    answers = Answers("E6", facts)
    if facts.stay is None:
        return _no_dates(answers)
    days = len(calendar.programmed_working_days(facts.stay, facts.holidays))
    if days < facts.rules.shortest_stay_days:
        return _too_short(answers, days)
    if _length(facts.stay) > facts.rules.longest_stay_days:
        return answers.fails(
            _("The stay lasts %(days)s days; one month means at most %(most)s.")
            % {"days": _length(facts.stay), "most": facts.rules.longest_stay_days},
            _("Shorten the stay."),
        )
    if facts.stay.agenda is None:
        return answers.needs_evidence(
            _("The dates leave room for %(days)s working days; no agenda shows their content yet.")
            % {"days": days},
            _("Write the agenda day by day."),
        )
    return answers.passes(_("The stay has %(days)s working days with content.") % {"days": days})


def days_are_consecutive(facts: Facts) -> Outcome:
    """E7: a stay on site is not split; the sessions of an online exchange may be."""
    answers = Answers("E7", facts)
    if facts.stay is None:
        return _no_dates(answers)
    if facts.stay.is_virtual:
        return answers.passes(_("The sessions of an online exchange may lie apart."))
    if facts.stay.agenda is None:
        return answers.needs_evidence(
            _("No agenda shows yet whether the days follow one another."),
            _("Write the agenda day by day."),
        )
    skipped = calendar.skipped_working_days(facts.stay, facts.holidays)
    if skipped:
        return answers.fails(
            _("The agenda leaves out working days: %(days)s.")
            % {"days": ", ".join(day.isoformat() for day in skipped)},
            _("Fill these days or move the others together."),
        )
    return answers.passes(_("The days of the stay follow one another."))


def lies_in_programme(facts: Facts) -> Outcome:
    """E11: the whole stay lies inside the programme's period."""
    answers = Answers("E11", facts)
    if facts.stay is None:
        return _no_dates(answers)
    if facts.programme is None:
        return answers.needs_evidence(
            _("The period of the programme is not known here."),
            _("Ask the programme coordinator."),
        )
    period = {"first": facts.programme.starts_on, "last": facts.programme.ends_on}
    if period["first"] <= facts.stay.first and facts.stay.last <= period["last"]:
        return answers.passes(_("The stay lies in the programme's period."))
    return answers.fails(
        _("The stay does not lie between %(first)s and %(last)s, the programme's period.") % period,
        _("Move the dates into the programme's period."),
    )


def budget_is_left(facts: Facts) -> Outcome:
    """E12: the paying cluster can commit the lump sum, or the coordinator allows it to overdraw."""
    answers = Answers("E12", facts)
    if facts.stay and facts.stay.is_virtual:
        return answers.passes(_("An online exchange needs no budget."))
    if facts.amount is None or facts.programme is None:
        return answers.needs_evidence(
            _("The lump sum is not computed yet."),
            _("Fix the dates and the agenda; the portal then computes the sum."),
        )
    money = {"amount": facts.amount, "left": facts.programme.left}
    if facts.amount <= facts.programme.left:
        return answers.passes(
            _("The cluster has %(left)s EUR left for the %(amount)s EUR needed.") % money
        )
    if facts.programme.overdraw_allowed:
        return answers.passes(
            _("The programme coordinator allows more than the %(left)s EUR left.") % money
        )
    return answers.fails(
        _("The cluster has %(left)s EUR left, but %(amount)s EUR are needed.") % money,
        _("Ask the programme coordinator to move budget or to allow it."),
    )


def _length(stay: Stay) -> int:
    if stay.is_virtual and stay.agenda is not None:
        return len(calendar.programmed_working_days(stay))
    if stay.is_virtual:
        return 0  # sessions not fixed yet: the frame says nothing about how many there will be
    return calendar.calendar_days(stay.first, stay.last)


def _no_dates(answers: Answers) -> Outcome:
    return answers.needs_evidence(
        _("There are no dates yet."), _("Agree on the first and the last day.")
    )


def _too_short(answers: Answers, days: int) -> Outcome:
    least = answers.facts.rules.shortest_stay_days
    return answers.fails(
        ngettext(
            "The stay has %(days)s working day; it needs at least %(least)s.",
            "The stay has %(days)s working days; it needs at least %(least)s.",
            days,
        )
        % {"days": days, "least": least},
        _("Extend the stay, or put content on further days. Travel days do not count."),
    )
