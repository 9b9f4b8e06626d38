"""What a check answers, and the report that gathers the answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from exchanges.policy.facts import Facts, Side


class Verdict(StrEnum):
    PASS = "pass"  # noqa: S105 -- not a password
    FAIL = "fail"
    NEEDS_EVIDENCE = "needs-evidence"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """The answer of one rule: in words, with the way out where there is one."""

    rule: str
    verdict: Verdict
    reason: str
    way_out: str = ""
    side: Side = Side.EXCHANGE
    rules_version: str

    def as_json(self) -> dict[str, str]:
        return {
            "rule": self.rule,
            "verdict": str(self.verdict),
            "side": str(self.side),
            "reason": str(self.reason),
            "way_out": str(self.way_out),
            "rules_version": self.rules_version,
        }


@dataclass(frozen=True)
class Answers:
    """Writes outcomes of one rule, so that a check reads as its conditions and its sentences."""

    rule: str
    facts: Facts
    side: Side = Side.EXCHANGE

    def passes(self, reason: str) -> Outcome:
        return self._outcome(Verdict.PASS, reason, "")

    def fails(self, reason: str, way_out: str) -> Outcome:
        return self._outcome(Verdict.FAIL, reason, way_out)

    def needs_evidence(self, reason: str, way_out: str) -> Outcome:
        return self._outcome(Verdict.NEEDS_EVIDENCE, reason, way_out)

    def _outcome(self, verdict: Verdict, reason: str, way_out: str) -> Outcome:
        return Outcome(
            rule=self.rule,
            verdict=verdict,
            reason=reason,
            way_out=way_out,
            side=self.side,
            rules_version=self.facts.rules.version,
        )


@dataclass(frozen=True, kw_only=True)
class Report:
    """The outcomes in the order of the rules, visitor before host."""

    rules_version: str
    on: date
    outcomes: tuple[Outcome, ...]

    @property
    def passed(self) -> bool:
        """Every check passed: nothing failed and no evidence is missing."""
        return not self.blockers()

    @property
    def failed(self) -> tuple[Outcome, ...]:
        return self._with(Verdict.FAIL)

    @property
    def needs_evidence(self) -> tuple[Outcome, ...]:
        return self._with(Verdict.NEEDS_EVIDENCE)

    def blockers(self, *, tolerating: Iterable[str] = ()) -> tuple[Outcome, ...]:
        """What stands in the way; missing evidence for the rules in ``tolerating`` may wait."""
        may_wait = set(tolerating)
        return self.failed + tuple(o for o in self.needs_evidence if o.rule not in may_wait)

    def as_json(self) -> dict:
        """For storing beside the exchange; the sentences are in the language active now."""
        return {
            "rules_version": self.rules_version,
            "on": self.on.isoformat(),
            "passed": self.passed,
            "outcomes": [outcome.as_json() for outcome in self.outcomes],
        }

    def _with(self, verdict: Verdict) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.outcomes if outcome.verdict == verdict)
