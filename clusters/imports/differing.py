"""What would change in an organisation that is in the directory already.

An empty cell changes nothing. An organisation with people of its own looks after its profile: a
coordinator's list shows what differs and leaves it alone.
"""

from typing import Any

from clusters.directory.models import Cluster, Membership
from clusters.imports.entries import Entry, Values, contact_of, organisation_of
from clusters.imports.models import MemberContact
from clusters.people.models import RoleAssignment

SAME_PLACE = 1e-6  # degrees: the width of a door


class Differing:
    def __init__(self, organisations: set[int], *, cluster: Cluster, by):
        self.by = by
        about = {"cluster": cluster, "organisation__in": organisations}
        self.memberships = {m.organisation_id: m for m in Membership.objects.filter(**about)}
        self.contacts = {
            (contact.organisation_id, contact.email.lower()): contact
            for contact in MemberContact.objects.filter(**about)
        }
        self.keeps_own = set(
            RoleAssignment.objects.current()
            .filter(organisation__in=organisations)
            .values_list("organisation", flat=True)
        )

    def is_own_affair(self, pk: int) -> bool:
        """Nobody confirms the membership of the own organisation."""
        membership = self.memberships.get(pk)
        return pk in self.by.organisation_ids and not (membership and membership.is_in_force)

    def between(self, entry: Entry, row: dict[str, Any]) -> list[dict]:
        found = entry.values
        kept = row["pk"] in self.keeps_own and not self.by.is_programme_coordinator
        differences = [
            {"field": code, "before": row[code], "after": value} | ({"kept": True} if kept else {})
            for code, value in organisation_of(found).items()
            if not _same(row[code], value)
        ]
        differences += self._membership(row["pk"], found)
        return differences + contact_differences(
            self.contacts.get((row["pk"], found.get("email", ""))), contact_of(found)
        )

    def _membership(self, pk: int, found: Values) -> list[dict]:
        membership = self.memberships.get(pk)
        differences = []
        if membership is None or not membership.is_in_force:
            differences.append(
                {"field": "membership", "before": standing_of(membership), "after": "confirmed"}
            )
        since = membership.since.isoformat() if membership and membership.since else ""
        if found.get("since") and found["since"] != since:
            differences.append({"field": "since", "before": since, "after": found["since"]})
        return differences


def standing_of(membership: Membership | None) -> str:
    """As data, whatever language is spoken."""
    if membership is None:
        return "none"
    if membership.refused_at:
        return "refused"
    return "ended" if membership.ended_on else "requested"


def contact_differences(contact: MemberContact | None, named: Values) -> list[dict]:
    if not named:
        return []
    if contact is None:
        return [{"field": "contact", "before": "", "after": named["email"]}]
    return [
        {"field": code, "before": getattr(contact, code), "after": value}
        for code, value in named.items()
        if value and code != "email" and value != getattr(contact, code)
    ]


def _same(stored: Any, found: Any) -> bool:
    if isinstance(found, float) and stored is not None:
        return abs(stored - found) < SAME_PLACE
    return stored == found
