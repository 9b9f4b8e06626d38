"""What somebody has told the eligibility check: it lives in the address of the page alone."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from clusters.models import Cluster, Country, OrganisationType, Programme

ELSEWHERE = "other"  # a country, or a type of organisation, that no list has
UNDECIDED = "open"


class Member(StrEnum):
    """Membership in a cluster that is not named; of a cluster organisation, its own profile."""

    ANOTHER = "another"
    NONE = "none"
    UNKNOWN = "unknown"


class Before(StrEnum):
    """How the organisation has visited so far."""

    NEVER = "no"
    ON_SITE = "on-site"
    ONLINE = "online"
    UNKNOWN = "unknown"


MEMBER_WORDS: dict[str, str | Promise] = {
    Member.ANOTHER: _("A cluster that is not in the list"),
    Member.NONE: _("None, we belong to no cluster"),
    Member.UNKNOWN: _("I do not know"),
}
OWN_WORDS: dict[str, str | Promise] = {
    Member.ANOTHER: _("Our cluster is not in the list"),
    Member.NONE: _("We have no profile on ECCP"),
    Member.UNKNOWN: _("I do not know whether we have a profile on ECCP"),
}
BEFORE_WORDS: dict[str, str | Promise] = {
    Before.NEVER: _("No"),
    Before.ON_SITE: _("Yes, in person"),
    Before.ONLINE: _("Yes, but only online"),
    Before.UNKNOWN: _("I do not know"),
}
TYPE_WORDS = {**dict(OrganisationType.choices), ELSEWHERE: _("something else")}


class Known:
    """What the questions offer: countries and clusters, read once for each page."""

    @cached_property
    def programme(self) -> Programme:
        return Programme.current()

    @cached_property
    def countries(self) -> dict[str, Country]:
        return {country.code: country for country in Country.objects.all()}

    @cached_property
    def clusters(self) -> dict[str, Cluster]:
        """Partners first, since a visitor most often belongs to one of them."""
        rows = self.programme.clusters.select_related("organisation__country")
        ordered = rows.order_by("-is_partner", "organisation__legal_name")
        return {cluster.code: cluster for cluster in ordered}

    @property
    def partners(self) -> list[Cluster]:
        return [cluster for cluster in self.clusters.values() if cluster.is_partner]


@dataclass(frozen=True, kw_only=True)
class Answers:
    """All five answers. ``None`` stands for a country outside every list, or for "undecided".

    ``cluster`` is the one that the organisation belongs to, or the one that it is.
    """

    type: str
    country: Country | None
    cluster: Cluster | None
    member: str
    before: str
    destination: Country | None
    days: int | None

    @classmethod
    def of(cls, given: dict[str, str], known: Known) -> "Answers":
        """From the codes in an address that the questions have accepted."""
        return cls(
            type=given["type"],
            country=known.countries.get(given["country"]),
            cluster=known.clusters.get(given.get("cluster", "")),
            member=given.get("member", ""),
            before=given["before"],
            destination=known.countries.get(given["to"]),
            days=int(given["days"]) if "days" in given else None,
        )

    @property
    def is_cluster(self) -> bool:
        return self.type == OrganisationType.CLUSTER

    @property
    def cluster_words(self) -> str:
        """The cluster, or why none is named."""
        words = OWN_WORDS if self.is_cluster else MEMBER_WORDS
        return str(self.cluster or words[self.member])

    @property
    def type_name(self) -> str:
        return str(TYPE_WORDS[self.type])
