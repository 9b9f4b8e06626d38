"""The checks that look at the organisations: E1 to E5 and E8 to E10."""

from django.utils.translation import gettext as _

from exchanges.policy.facts import Facts, Party, Side, TypeRule
from exchanges.policy.outcomes import Answers, Outcome

SME, CLUSTER = "sme", "cluster"
NO_RULE = TypeRule(may_visit=False, may_host=False, needs_membership=True)


def type_may_take_part(facts: Facts, side: Side, party: Party) -> Outcome:
    """E1: the type of organisation may visit, or host."""
    answers = Answers("E1", facts, side)
    rule = _type_rule(facts, party)
    names = {"name": party.name, "type": party.type_name or party.type}
    may = {Side.VISITOR: rule.may_visit, Side.HOST: rule.may_host}
    if may[side]:
        return answers.passes(_("%(name)s may take part in this role (%(type)s).") % names)
    if side == Side.VISITOR:
        reason = _("%(name)s may not visit: the scheme does not send this type (%(type)s).")
    else:
        reason = _("%(name)s may not host: the scheme does not admit this type (%(type)s).")
    return answers.fails(reason % names, _("Ask your partner cluster which role is open to you."))


def membership_is_evidenced(facts: Facts, side: Side, party: Party) -> Outcome:
    """E2: the organisation belongs to a cluster profiled on ECCP, and the cluster confirms it.

    Or it is such a cluster itself; then there is nobody who would have to confirm anything.
    """
    answers = Answers("E2", facts, side)
    name = {"name": party.name}
    if not _type_rule(facts, party).needs_membership:
        return answers.passes(_("%(name)s needs no cluster membership.") % name)
    if party.is_profiled_on_eccp:
        return answers.passes(_("%(name)s is itself a cluster profiled on ECCP.") % name)
    if party.is_member_on_eccp:
        return _member(answers, party)
    if _hosts_by_exception(facts, side, party):
        return answers.passes(
            _("%(name)s belongs to no cluster profiled on ECCP; E10 decides on an exception.")
            % name
        )
    return _no_member(answers, party)


def _member(answers: Answers, party: Party) -> Outcome:
    name = {"name": party.name}
    if party.membership_confirmed:
        return answers.passes(_("%(name)s belongs to a cluster profiled on ECCP.") % name)
    return answers.needs_evidence(
        _("The cluster has not yet confirmed that %(name)s is its member.") % name,
        _("Ask the cluster to confirm the membership."),
    )


def _no_member(answers: Answers, party: Party) -> Outcome:
    name = {"name": party.name}
    if party.type == CLUSTER:
        return answers.fails(
            _("%(name)s has no profile on ECCP and belongs to no cluster that has one.") % name,
            _("Get a profile on ECCP and give its address to the programme coordinator."),
        )
    return answers.fails(
        _("%(name)s belongs to no cluster profiled on ECCP; a business network is not enough.")
        % name,
        _("Join a cluster that has a profile on ECCP, then register again."),
    )


def sme_is_declared(facts: Facts, side: Side, party: Party) -> Outcome:
    """E3: an SME declares that it is one."""
    answers = Answers("E3", facts, side)
    name = {"name": party.name}
    if party.type != SME:
        return answers.passes(_("%(name)s takes part as another type than SME.") % name)
    if party.sme_declared:
        return answers.passes(_("%(name)s has declared that it is an SME.") % name)
    if party.sme_declared is None:
        return answers.needs_evidence(
            _("%(name)s has not declared yet that it is an SME.") % name,
            _("Complete the SME declaration in the organisation profile."),
        )
    return answers.fails(
        _("%(name)s has declared that it is no SME.") % name,
        _("Correct the type of organisation, or the declaration if it is wrong."),
    )


def country_participates(facts: Facts, side: Side, party: Party) -> Outcome:
    """E4: the country is in the list of the rules.

    The scheme asks for the list of the day. A list that changes is a new version of the rules, so
    the version that the exchange began under is the list of that day.
    """
    answers = Answers("E4", facts, side)
    names = {"name": party.name, "country": party.country.name}
    if party.country.code in facts.rules.countries:
        return answers.passes(_("%(country)s, the country of %(name)s, takes part.") % names)
    return answers.fails(
        _("%(country)s, the country of %(name)s, takes no part in the programme.") % names,
        _("If the organisation works in another country, correct its registered place."),
    )


def countries_differ(facts: Facts) -> Outcome:
    """E5: the visitor crosses a border."""
    answers = Answers("E5", facts)
    if facts.visitor is None or facts.host is None:
        return answers.needs_evidence(
            _("The other organisation is not chosen yet."),
            _("Choose a partner from another country."),
        )
    here, there = facts.visitor.country, facts.host.country
    if here.code == there.code:
        return answers.fails(
            _("Visitor and host are both in %(country)s.") % {"country": here.name},
            _("Choose a partner from another country."),
        )
    return answers.passes(
        _("The visitor travels from %(here)s to %(there)s.")
        % {"here": here.name, "there": there.name}
    )


def visit_is_unused(facts: Facts) -> Outcome:
    """E8: one visit on site per organisation and scheme; virtual exchanges leave it untouched."""
    answers = Answers("E8", facts, Side.VISITOR)
    if facts.stay and facts.stay.is_virtual:
        return answers.passes(_("An online exchange does not use up the one visit."))
    used = next((one for one in facts.earlier if one.used_the_visit), None)
    if used is None:
        return answers.passes(_("The one visit of the organisation is still open."))
    return answers.fails(
        _("The organisation has used its one visit (%(reference)s).")
        % {"reference": used.reference},
        _("It may still host, or take part in an online exchange."),
    )


def residence_is_declared(facts: Facts, side: Side, party: Party) -> Outcome:
    """E9: a third-country national declares 183 days of residence."""
    answers = Answers("E9", facts, side)
    name = {"name": party.name}
    if not party.third_country_national:
        return answers.passes(
            _("Nationality is no matter for the representative of %(name)s.") % name
        )
    if party.declared_183_days:
        return answers.passes(
            _("The representative of %(name)s has declared 183 days of residence.") % name
        )
    if party.declared_183_days is None:
        return answers.needs_evidence(
            _("The representative of %(name)s has not declared 183 days of residence yet.") % name,
            _("Declare the residence and keep the residence permit ready."),
        )
    return answers.fails(
        _("The representative of %(name)s has not lived 183 days in a participating country.")
        % name,
        _("Send another representative."),
    )


def exception_is_approved(facts: Facts, side: Side, party: Party) -> Outcome:
    """E10: a host without membership takes part only with the agency's approval on file."""
    answers = Answers("E10", facts, side)
    name = {"name": party.name}
    if not _hosts_by_exception(facts, side, party):
        return answers.passes(_("%(name)s asks for no exception.") % name)
    if party.agency_approval:
        return answers.passes(_("The agency has approved %(name)s as a host.") % name)
    if party.agency_approval is False:
        return answers.fails(
            _("The agency has refused %(name)s as a host.") % name,
            _("Join a cluster that has a profile on ECCP, then register again."),
        )
    return answers.needs_evidence(
        _("%(name)s belongs to no cluster profiled on ECCP and may host only with approval.")
        % name,
        _("Ask the programme coordinator to obtain the agency's approval, then attach it."),
    )


def _type_rule(facts: Facts, party: Party) -> TypeRule:
    return facts.rules.types.get(party.type, NO_RULE)


def _hosts_by_exception(facts: Facts, side: Side, party: Party) -> bool:
    rule = _type_rule(facts, party)
    return (
        side == Side.HOST
        and rule.host_by_approval
        and rule.needs_membership
        and not (party.is_member_on_eccp or party.is_profiled_on_eccp)
    )
