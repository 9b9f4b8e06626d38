"""Where a word of a coordinator would help: unanswered, thin, dormant, unused, unmet."""

from datetime import timedelta
from typing import Any

from django.db.models import (
    BooleanField,
    CharField,
    Count,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Concat, Length
from django.utils.translation import gettext as _

from blues.common import clock
from blues.notices.models import Notice
from clusters.models import Country, RuleSet, Term
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import Party, State
from exchanges.matching.round_models import MatchedPair
from exchanges.registration.models import Registration
from exchanges.registration.silence import with_last_sign
from exchanges.registration.states import RegistrationState

LETTER = "matching.follow_up"
SHORT = 60  # characters; nobody can answer to a summary below that
QUIET_START = timedelta(days=14)  # accepted that long ago, and still no proposal at all
ENDED = (State.EXPIRED, State.WITHDRAWN)


def unanswered(user, programmes) -> QuerySet[Exchange]:
    """Proposals that wait for a member of the own clusters; all for the programme."""
    rows = Exchange.objects.filter(state=State.PROPOSED, programme__in=programmes)
    if not user.is_programme_coordinator:
        own = user.cluster_ids
        rows = rows.filter(
            Q(proposed_side=Party.VISITOR, hop__in=own) | Q(proposed_side=Party.HOST, vop__in=own)
        )
    return _with_letters(rows.with_parties(), case="exchange:", public_id="public_id")


def profiles(user, programmes) -> QuerySet[Registration]:
    """Accepted registrations that are thin, dormant or without any proposal."""
    rows = Registration.objects.filter(state=RegistrationState.ACCEPTED, programme__in=programmes)
    if not user.is_programme_coordinator:
        rows = rows.filter(cluster__in=user.cluster_ids)
    rows = _judged(rows).filter(Q(is_thin=True) | Q(is_dormant=True) | Q(is_unused=True))
    return _with_letters(rows.with_parties(), case="registration:", public_id="public_id")


def unused_pairs(user, programmes) -> QuerySet[MatchedPair]:
    """Pairs of released rounds whose proposal came to nothing, and who have not begun anew."""
    rows = MatchedPair.objects.filter(round__programme__in=programmes, exchange__state__in=ENDED)
    if not user.is_programme_coordinator:
        own = user.cluster_ids
        rows = rows.filter(Q(exchange__vop__in=own) | Q(exchange__hop__in=own))
    anew = Exchange.objects.live().filter(visitor=OuterRef("visitor"), host=OuterRef("host"))
    rows = rows.exclude(Exists(anew)).select_related(
        "round",
        "exchange__visitor_organisation__country",
        "exchange__host_organisation__country",
        "exchange__vop__organisation",
        "exchange__hop__organisation",
    )
    return _with_letters(rows, case="exchange:", public_id="exchange__public_id")


def unmet_topics(programmes) -> QuerySet[Term]:
    """Topics that visitors of the catalogue look for and no host of it offers.

    Counted over what the catalogue shows to everybody who may look into it, so no name and no
    hidden profile of another cluster can be read from it.
    """
    listed = Registration.objects.in_catalogue().filter(programme__in=programmes)
    about = listed.filter(topics=OuterRef("pk"))
    terms = Term.objects.filter(kind=Term.Kind.TOPIC)
    return _unmet(terms, about.visitors(), about.hosts(), "topics")


def unmet_countries(programmes) -> QuerySet[Country]:
    """Countries that visitors of the catalogue would like to see and where no host is listed."""
    listed = Registration.objects.in_catalogue().filter(programme__in=programmes)
    wanting = listed.visitors().filter(preferred_countries=OuterRef("pk"))
    there = listed.hosts().filter(organisation__country=OuterRef("pk"))
    countries = Country.objects.annotate(offered=_count(there, "organisation__country"))
    return _only_unmet(countries, wanting, "preferred_countries")


def reasons_for(registration: Any) -> str:
    """In words, from what ``profiles`` has judged."""
    no_proposal = _("no proposal yet, though somebody would fit")
    said = [
        (registration.is_thin, _("thin profile")),
        (registration.is_dormant, _("nobody has signed in for long")),
        (registration.is_unused, no_proposal if registration.has_partner else _("no proposal yet")),
    ]
    return ", ".join(words for holds, words in said if holds)


def _judged(rows):
    valid = RuleSet.objects.valid_on(clock.today()).filter(programme=OuterRef("programme"))
    today = Value(clock.today(), output_field=DateField())
    since = today - Subquery(valid.values("still_interested_days")[:1])
    topics = Registration.topics.through.objects.filter(registration=OuterRef("pk"))
    met = Exchange.objects.filter(Q(visitor=OuterRef("pk")) | Q(host=OuterRef("pk")))
    rows = with_last_sign(rows).annotate(
        silent_since=ExpressionWrapper(since, output_field=DateField()),
        summary_length=Length("summary"),
        has_topics=Exists(topics),
        has_exchange=Exists(met),
        has_partner=Exists(_partners()),
    )
    empty = Q(organisation__description="") | Q(summary_length__lt=SHORT) | Q(has_topics=False)
    silent = Q(last_sign__lte=F("silent_since"), changed_at__date__lte=F("silent_since"))
    return rows.annotate(
        is_thin=_holds(empty),
        is_dormant=_holds(silent),
        is_unused=_holds(Q(has_exchange=False, decided_at__lte=clock.now() - QUIET_START)),
    )


def _partners():
    """Somebody in the catalogue of another country and in the other role who shares a topic."""
    own = Registration.topics.through.objects.filter(registration=OuterRef(OuterRef("pk")))
    others = Registration.objects.in_catalogue().filter(
        programme=OuterRef("programme"), topics__in=own.values("term")
    )
    return others.exclude(role=OuterRef("role")).exclude(
        organisation__country=OuterRef("organisation__country")
    )


def _holds(condition: Q):
    return ExpressionWrapper(condition, output_field=BooleanField())


def _unmet(rows, wanting, offering, path: str):
    return _only_unmet(rows.annotate(offered=_count(offering, path)), wanting, path)


def _only_unmet(rows, wanting, path: str):
    return rows.annotate(wanted=_count(wanting, path)).filter(wanted__gt=0, offered=0)


def _count(registrations, path: str):
    """How many of them there are for each row that ``path`` leads to."""
    counted = registrations.order_by().values(path).annotate(number=Count("pk", distinct=True))
    return Coalesce(Subquery(counted.values("number")[:1]), 0)


def _with_letters(rows, *, case: str, public_id: str):
    """``written_at``: when somebody last wrote to them about this by the outbox."""
    about = Concat(Value(case), Cast(OuterRef(public_id), CharField()))
    letters = Notice.objects.filter(topic=LETTER, case=about).order_by("-told_at")
    return rows.annotate(written_at=Subquery(letters.values("told_at")[:1]))
