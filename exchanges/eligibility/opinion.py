"""What the rules say about an organisation of which only five answers are known.

Nothing is decided here: the same checks as everywhere are asked. Where an answer leaves something
open, they are asked once for each way it may turn out, and what comes out differently depends.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import product

from django.utils.translation import gettext as _

from exchanges.eligibility.answers import Answers, Before, Known, Member
from exchanges.eligibility.places import Place, place_in
from exchanges.policy import rows
from exchanges.policy.calendar import SATURDAY
from exchanges.policy.checks import ALL_CHECKS, HOST_CHECKS, TITLES, VISITOR_CHECKS, evaluate
from exchanges.policy.facts import (
    Country,
    EarlierExchange,
    Facts,
    Mode,
    Party,
    ProgrammeFacts,
    Rules,
    Stay,
)
from exchanges.policy.outcomes import Outcome, Verdict

NEEDS_A_PERSON = {"E9"}  # asks about a representative, and five questions know none
ABOUT_THE_VISITOR = tuple(rule for rule in VISITOR_CHECKS if rule not in NEEDS_A_PERSON)
ABOUT_THE_HOST = tuple(rule for rule in HOST_CHECKS if rule not in NEEDS_A_PERSON)
ABOUT_THE_COUNTRY = ("E4",)
# What registering, choosing a host and writing the agenda settle; the rest needs somebody's grace.
COMES_IN_TIME = frozenset({"E2", "E3", "E5", "E6"})
WEEK = SATURDAY  # working days
NOWHERE = Place(0, 0, "")


class Prospect(StrEnum):
    YES = "yes"
    PERHAPS = "perhaps"
    NO = "no"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What one rule answers; more than one outcome where it depends on something nobody told."""

    outcomes: tuple[Outcome, ...]

    @property
    def rule(self) -> str:
        return self.outcomes[0].rule

    @property
    def title(self) -> str:
        return str(TITLES[self.rule])

    @property
    def fails(self) -> bool:
        return all(outcome.verdict == Verdict.FAIL for outcome in self.outcomes)

    @property
    def depends(self) -> bool:
        return not self.fails and any(o.verdict == Verdict.FAIL for o in self.outcomes)

    @property
    def needs_evidence(self) -> bool:
        return any(outcome.verdict == Verdict.NEEDS_EVIDENCE for outcome in self.outcomes)

    @property
    def prospect(self) -> Prospect:
        if self.fails:
            return Prospect.NO
        waits = self.needs_evidence and self.rule not in COMES_IN_TIME
        return Prospect.PERHAPS if self.depends or waits else Prospect.YES


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """The findings in the order of the rules, and what they come to."""

    rules_version: str
    on: date
    findings: tuple[Finding, ...]

    @property
    def prospect(self) -> Prospect:
        prospects = {finding.prospect for finding in self.findings}
        return next((p for p in (Prospect.NO, Prospect.PERHAPS) if p in prospects), Prospect.YES)

    @property
    def failed(self) -> frozenset[str]:
        return frozenset(finding.rule for finding in self.findings if finding.fails)

    @property
    def not_asked(self) -> list[tuple[str, str]]:
        """Rules that are looked at later, with their titles."""
        asked = {finding.rule for finding in self.findings}
        return [(rule, str(TITLES[rule])) for rule in ALL_CHECKS if rule not in asked]


class Check:
    """The rules of one day, asked about one set of answers."""

    def __init__(self, answers: Answers, known: Known, *, on: date):
        self.answers, self.known, self.on = answers, known, on
        self.rule_set = known.programme.rule_set_on(on)
        self.rules: Rules = rows.rules_of(self.rule_set)
        self.stay = _soonest_stay(answers.days or self.rules.shortest_stay_days, after=on)

    def as_visitor(self) -> Opinion:
        return self._opinion(self._visits(*case) for case in product(self._members(), self._past()))

    def as_host(self) -> Opinion:
        """Where the visitor's way is barred: the same organisation as host."""
        return self._opinion(self._hosts(is_member) for is_member in self._members())

    @property
    def here(self) -> Place | None:
        if self.answers.country is None:
            return None
        own = [self.answers.cluster] if self.answers.cluster else []
        return place_in(self.answers.country, [*own, *self.known.partners])

    @property
    def there(self) -> Place | None:
        destination = self.answers.destination
        return place_in(destination, self.known.partners) if destination else None

    def organisation(self, *, is_member: bool) -> Party:
        """The one that asks. Nobody has confirmed its membership, nor has it declared anything."""
        place = self.here or NOWHERE
        return Party(
            name=_("your organisation"),
            type=self.answers.type,
            type_name=self.answers.type_name,
            country=_country(self.answers.country),
            latitude=place.latitude,
            longitude=place.longitude,
            is_profiled_on_eccp=is_member and self.answers.is_cluster,
            is_member_on_eccp=is_member and not self.answers.is_cluster,
        )

    def counterpart(self) -> Party | None:
        """Some host in the country one would like to go to; nothing else is known of it."""
        if self.answers.destination is None:
            return None
        place = self.there or NOWHERE
        return Party(
            name=_("your host"),
            type="",
            country=_country(self.answers.destination),
            latitude=place.latitude,
            longitude=place.longitude,
        )

    def _visits(self, is_member: bool, earlier: tuple[EarlierExchange, ...]) -> list[Outcome]:
        visitor, host = self.organisation(is_member=is_member), self.counterpart()
        about_the_stay = ("E5", "E6", "E11") if self.answers.days else ("E5", "E11")
        return [
            *self._ask(ABOUT_THE_VISITOR, visitor=visitor, earlier=earlier),
            *self._ask(ABOUT_THE_COUNTRY, host=host),
            *self._ask(about_the_stay, visitor=visitor, host=host),
        ]

    def _hosts(self, is_member: bool) -> list[Outcome]:
        organisation = self.organisation(is_member=is_member)
        return [*self._ask(ABOUT_THE_HOST, host=organisation), *self._ask(("E11",))]

    def _ask(self, checks: Iterable[str], **known) -> tuple[Outcome, ...]:
        programme = ProgrammeFacts(
            starts_on=self.known.programme.starts_on, ends_on=self.known.programme.ends_on
        )
        facts = Facts(rules=self.rules, on=self.on, stay=self.stay, programme=programme, **known)
        return evaluate(facts, only=checks).outcomes

    def _members(self) -> tuple[bool, ...]:
        """Whether it is or belongs to a cluster profiled on ECCP: what is so, or may be so."""
        if self.answers.cluster:
            return (self.answers.cluster.is_on_eccp,)
        return (False,) if self.answers.member == Member.NONE else (True, False)

    def _past(self) -> tuple[tuple[EarlierExchange, ...], ...]:
        reference = _("by what you answered")
        on_site = (EarlierExchange(reference=reference, mode=Mode.PHYSICAL),)
        online = (EarlierExchange(reference=reference, mode=Mode.VIRTUAL),)
        return {
            Before.NEVER.value: ((),),
            Before.ON_SITE.value: (on_site,),
            Before.ONLINE.value: (online,),
            Before.UNKNOWN.value: ((), on_site),
        }[self.answers.before]

    def _opinion(self, cases: Iterable[list[Outcome]]) -> Opinion:
        findings = [Finding(outcomes=tuple(_different(row))) for row in zip(*cases, strict=True)]
        findings.sort(key=lambda finding: ALL_CHECKS.index(finding.rule))
        return Opinion(rules_version=self.rules.version, on=self.on, findings=tuple(findings))


def _different(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    return iter(dict.fromkeys(outcomes))


def _country(country) -> Country:
    if country is None:
        return Country(code="", name=_("another country"))
    return rows.country_of(country)


def _soonest_stay(days: int, *, after: date) -> Stay:
    """So many working days in a row from the next Monday on, in weeks without holidays."""
    first = after + timedelta(days=7 - after.weekday())
    weeks, rest = divmod(days - 1, WEEK)
    return Stay(mode=Mode.PHYSICAL, first=first, last=first + timedelta(weeks=weeks, days=rest))
