"""Constraint builders shared by every app."""

from django.db.models import CheckConstraint, F, Q

from blues.common.words import Words


def both_or_neither(first: str, second: str, *, name: str) -> CheckConstraint:
    """Tie two nullable columns together: "when" never exists without "who"."""
    neither = Q(**{f"{first}__isnull": True, f"{second}__isnull": True})
    both = Q(**{f"{first}__isnull": False, f"{second}__isnull": False})
    return CheckConstraint(condition=neither | both, name=name)


def first_not_after_last(first: str, last: str, *, name: str, message: Words) -> CheckConstraint:
    """A period whose end, where it is known, does not lie before its start."""
    condition = Q(**{f"{last}__isnull": True}) | Q(**{f"{last}__gte": F(first)})
    return CheckConstraint(condition=condition, name=name, violation_error_message=message)
