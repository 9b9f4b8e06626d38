"""Records that look like one organisation written twice: found in one statement, judged by people.

Comparing everybody with everybody takes a billion comparisons for 50,000 organisations. So two
records are compared only where they share a *block*: a number, the name key, the web domain, the
beginning or the end of the name, or one of its words. A block that very many share tells nothing
and is left out. What remains is scored by its reasons, the likeness of names by ``pg_trgm``.

``candidates`` looks among stored organisations, ``matches`` for rows that are not stored yet (an
import's preview): both make one query, whatever the number of rows. Neither asks who is looking:
give ``among=Organisation.objects.visible_to(user)`` and show no more than that.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blues import journal
from blues.common.errors import BadInput, NotAllowed
from clusters.directory import domains, names, numbers, rules
from clusters.directory.duplicate_models import DistinctPair
from clusters.directory.models import Organisation
from clusters.directory.organisations import case

LEAST = 50  # points from which a pair is worth a look
SURE = 90
MOST_IN_A_BLOCK = 60
MOST_OF_A_DOMAIN = 10  # more is a holding, a university or a landlord


class Reason(StrEnum):
    NUMBER = "number"
    NAME = "name"
    DOMAIN = "domain"
    LIKE = "like"


WORDS = {
    Reason.NUMBER: gettext_lazy("the same registration, VAT or participant number"),
    Reason.NAME: gettext_lazy("the same name but for legal form and spelling"),
    Reason.DOMAIN: gettext_lazy("the same web domain"),
    Reason.LIKE: gettext_lazy("a very similar name in the same country"),
}


@dataclass(frozen=True)
class Candidate:
    """Two stored organisations, by primary key with the lower one first."""

    first: int
    second: int
    score: int
    reasons: tuple[Reason, ...]

    @property
    def points(self) -> str:
        return _("%(score)d of 100") % {"score": self.score}

    @property
    def tone(self) -> str:
        return "attention" if self.score >= SURE else "neutral"

    @property
    def in_words(self) -> list[str]:
        return [str(WORDS[reason]) for reason in self.reasons]


@dataclass(frozen=True, kw_only=True)
class Probe:
    """An organisation as somebody typed it; ``key`` is what the answer is filed under.

    Numbers come normalised (``numbers.vat_number`` and its neighbours).
    """

    key: int
    legal_name: str
    country: str
    registration_number: str = ""
    vat_number: str = ""
    pic: str = ""
    website: str = ""


@dataclass(frozen=True)
class Match:
    """A stored organisation that resembles a probe."""

    organisation: int
    score: int
    reasons: tuple[Reason, ...]


SEARCH = """
WITH known AS (
    SELECT id::bigint, country_id::text AS country, name_key::text, web_domain::text,
           number_keys::text[], false AS asked
    FROM clusters_organisation WHERE merged_into_id IS NULL {among}
    UNION ALL
    SELECT p.key, p.country, p.name_key, p.web_domain, string_to_array(p.numbers, ' '), true
    FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[])
         AS p(key, country, name_key, web_domain, numbers)
), spelled AS (
    SELECT *, replace(name_key, ' ', '') AS letters,
           country || regexp_replace(name_key, '[^0-9]', '', 'g') || ':' AS place,
           web_domain <> '' AND count(*) OVER (PARTITION BY web_domain) <= {domain} AS has_home
    FROM known
), blocks AS (
    SELECT id, asked, '#' || unnest(number_keys) AS block FROM spelled
    UNION ALL SELECT id, asked, '=' || name_key FROM spelled WHERE name_key <> ''
    UNION ALL SELECT id, asked, '@' || web_domain FROM spelled WHERE has_home
    UNION ALL SELECT id, asked, 'a' || place || left(letters, 6) FROM spelled
    UNION ALL SELECT id, asked, 'z' || place || right(letters, 14) FROM spelled
    UNION ALL SELECT id, asked, 'w' || place || word FROM spelled,
              unnest(string_to_array(name_key, ' ')) AS word WHERE length(word) > 3
), sized AS (
    SELECT *, count(*) OVER (PARTITION BY block) AS size FROM blocks
), pairs AS (
    SELECT DISTINCT a.asked, a.id AS first, b.id AS second
    FROM sized a JOIN sized b USING (block)
    WHERE a.size <= {block}
      AND (a.asked AND NOT b.asked OR {stored} AND NOT a.asked AND NOT b.asked AND a.id < b.id)
), compared AS (
    SELECT first, second,
           a.number_keys && b.number_keys AS number,
           a.name_key = b.name_key AND a.name_key <> '' AS name,
           a.country = b.country AS near,
           a.web_domain = b.web_domain AND a.has_home AS domain,
           CASE WHEN a.place = b.place THEN similarity(a.name_key, b.name_key) ELSE 0 END
               AS likeness
    FROM pairs
    JOIN spelled a ON a.id = first AND a.asked = pairs.asked
    JOIN spelled b ON b.id = second AND NOT b.asked
), scored AS (
    SELECT *, least(100, greatest(
        CASE WHEN number THEN 100 ELSE 0 END,
        CASE WHEN name AND near THEN 90 WHEN name THEN 70 ELSE 0 END,
        CASE WHEN domain THEN 60 ELSE 0 END,
        round(80 * likeness)
    ) + CASE WHEN domain AND likeness >= 0.4 THEN 20 ELSE 0 END)::int AS score
    FROM compared
)
SELECT first, second, score, number, name, domain, NOT name AND likeness >= 0.6
FROM scored
WHERE score >= %s {not_distinct}
ORDER BY score DESC, first, second
LIMIT %s
"""
NOT_DISTINCT = """AND NOT EXISTS (
    SELECT 1 FROM clusters_distinctpair d WHERE d.first_id = first AND d.second_id = second)"""


def candidates(*, among=None, least: int = LEAST, limit: int | None = None) -> list[Candidate]:
    """Pairs of stored organisations that nobody has told apart yet, the likeliest first.

    ``among`` is a queryset of the organisations to look at, all of them unless told.
    """
    rows = _search([], among=among, least=least, limit=limit)
    return [
        Candidate(first, second, score, _reasons(flags)) for first, second, score, *flags in rows
    ]


def matches(probes: Iterable[Probe], *, among=None, least: int = LEAST) -> dict[int, list[Match]]:
    """By the key of each probe that resembles something: what it resembles, the likeliest first."""
    found = defaultdict(list)
    for key, organisation, score, *flags in _search(list(probes), among=among, least=least):
        found[key].append(Match(organisation, score, _reasons(flags)))
    return dict(found)


def _search(probes: list[Probe], *, among, least: int, limit: int | None = None):
    scope, scope_params = "", ()
    if among is not None:
        inner, scope_params = among.order_by().values("pk").query.sql_with_params()
        scope = f"AND id IN ({inner})"
    statement = SEARCH.format(
        among=scope,
        domain=MOST_OF_A_DOMAIN,
        block=MOST_IN_A_BLOCK,
        stored="false" if probes else "true",
        not_distinct="" if probes else NOT_DISTINCT,
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [*scope_params, *_columns(probes), least, limit])
        return cursor.fetchall()


def _columns(probes: list[Probe]) -> list[list]:
    """The probes as five arrays, one for each column of the search."""
    return [
        [probe.key for probe in probes],
        [probe.country for probe in probes],
        [names.name_key(probe.legal_name) for probe in probes],
        [domains.own_domain(probe.website) for probe in probes],
        [" ".join(_numbers_of(probe)).strip() for probe in probes],
    ]


def _numbers_of(probe: Probe) -> list[str]:
    return numbers.identity_keys(
        probe.country,
        registration=probe.registration_number,
        vat_no=probe.vat_number,
        pic_no=probe.pic,
    )


def _reasons(flags: Iterable[bool]) -> tuple[Reason, ...]:
    return tuple(reason for reason, holds in zip(Reason, flags, strict=True) if holds)


def is_used_elsewhere(organisation: Organisation) -> bool:
    """Does another record carry one of these numbers, in whichever field it was typed?"""
    keys = organisation.derive_number_keys()
    others = Organisation.objects.exclude(pk=organisation.pk)
    return bool(keys) and others.filter(number_keys__overlap=keys).exists()


@transaction.atomic
def tell_apart(*, first: Organisation, second: Organisation, by) -> DistinctPair:
    """Remember that the two are different, so that nobody is asked again."""
    if first.pk == second.pk:
        raise BadInput(_("Choose two organisations."))
    if not rules.may_merge(by, first, second):
        raise NotAllowed(_("You cannot decide about these two organisations."))
    first, second = sorted((first, second), key=lambda one: one.pk)
    pair, made = DistinctPair.objects.get_or_create(
        first=first, second=second, defaults={"decided_by": by}
    )
    if made:
        for one, other in ((first, second), (second, first)):
            journal.record(case(one), "organisations-told-apart", by=by, other=str(other.public_id))
    return pair
