"""Who reads the rules and rates as tables; everybody else meets them in their own case."""


def may_read_rules(user) -> bool:
    return bool(
        user.cluster_ids
        or user.is_programme_coordinator
        or user.is_finance_officer
        or user.is_auditor
    )


def may_draft_rules(user) -> bool:
    return user.is_programme_coordinator


def may_confirm_rules(user) -> bool:
    """The second pair of eyes: another coordinator, or whoever answers for the money."""
    return user.is_programme_coordinator or user.is_finance_officer


def may_run_programmes(user) -> bool:
    return user.is_programme_coordinator
