"""What the portal tells people about proposals."""

from django.utils.translation import gettext_lazy as _

from blues import notices
from exchanges.matching.rounds import makes_matches

notices.matter("matching", _("Proposals and matches"))
notices.letter("matching.follow_up", button=_("Open the page"), may_write=makes_matches)
notices.topic(
    "matching.proposed",
    subject=_("Answer the proposal %(reference)s"),
    body=_("There is a proposal for an exchange: %(visitor)s would visit %(host)s."),
    button=_("Read and answer"),
)
notices.topic(
    "matching.countered",
    subject=_("Another offer for the proposal %(reference)s"),
    body=_("%(visitor)s and %(host)s: the other side would do it differently. The page says how."),
    button=_("Read and answer"),
)
notices.topic(
    "matching.thinking",
    subject=_("More time for the proposal %(reference)s"),
    body=_("%(visitor)s and %(host)s: the other side needs more time to answer."),
    button=_("See the proposal"),
)
notices.topic(
    "matching.unanswered",
    subject=_("The proposal %(reference)s waits for your answer"),
    body=_(
        "%(visitor)s and %(host)s: nobody has answered yet. A short answer is enough, also “no” or "
        "“I need time”."
    ),
    button=_("Read and answer"),
)
notices.topic(
    "matching.last_day",
    subject=_("Last day to answer the proposal %(reference)s"),
    body=_("%(visitor)s and %(host)s: the proposal expires tonight unless you answer."),
    button=_("Read and answer"),
)
notices.topic(
    "matching.expiring",
    subject=_("The proposal %(reference)s is about to expire"),
    body=_("%(visitor)s and %(host)s: the proposal still waits for your answer."),
    button=_("Read and answer"),
)
notices.topic(
    "matching.accepted",
    subject=_("Your proposal %(reference)s was accepted"),
    body=_("%(visitor)s will visit %(host)s, once both partner clusters have confirmed."),
    button=_("See the proposal"),
)
notices.topic(
    "matching.confirm",
    subject=_("Confirm the match %(reference)s"),
    body=_("%(visitor)s and %(host)s have agreed on an exchange. Both clusters confirm it."),
    button=_("Look at the match"),
)
notices.topic(
    "matching.declined",
    subject=_("The proposal %(reference)s was declined"),
    body=_("%(visitor)s and %(host)s: the reason stands on the page."),
    button=_("See the reason"),
)
notices.topic(
    "matching.withdrawn",
    subject=_("The proposal %(reference)s was withdrawn"),
    body=_("%(visitor)s and %(host)s: the proposal no longer stands."),
    button=_("See the proposal"),
)
notices.topic(
    "matching.expired",
    subject=_("The proposal %(reference)s has expired"),
    body=_("%(visitor)s and %(host)s: nobody answered in time."),
    button=_("See the proposal"),
)
notices.topic(
    "matching.reopened",
    subject=_("The proposal %(reference)s stands again"),
    body=_("%(visitor)s and %(host)s: the proposal stands again as it was offered last."),
    button=_("See the proposal"),
)
notices.topic(
    "matching.unconfirmed_soon",
    subject=_("Confirm the match %(reference)s before it expires"),
    body=_("%(visitor)s and %(host)s have agreed and wait for the word of your cluster."),
    button=_("Look at the match"),
)
notices.topic(
    "matching.unconfirmed",
    subject=_("The match %(reference)s has expired"),
    body=_(
        "%(visitor)s and %(host)s had agreed, but not both partner clusters have confirmed in "
        "time. The two may propose again."
    ),
    button=_("See the proposal"),
)
notices.topic(
    "matching.search_news",
    subject=_("New in your search “%(name)s”: %(count)s"),
    body=_("The catalogue lists organisations that your saved search finds and you have not seen."),
    button=_("Look at them"),
)
notices.topic(
    "matching.reserved",
    subject=_("Reserved for each other: %(visitor)s and %(host)s"),
    body=_(
        "A coordinator keeps %(visitor)s and %(host)s for each other; until then neither takes "
        "other proposals. Look at the profile and propose an exchange."
    ),
    button=_("See the profile"),
)
notices.topic(
    "matching.reserved_there",
    subject=_("Reserved for each other: %(visitor)s and %(host)s"),
    body=_(
        "A coordinator keeps %(visitor)s and %(host)s for each other. If this does not suit your "
        "member, let them go."
    ),
    button=_("See the reservation"),
)
notices.topic(
    "matching.let_go",
    subject=_("No longer reserved: %(visitor)s and %(host)s"),
    body=_("%(visitor)s and %(host)s take proposals of everybody again."),
    button=_("Open the page"),
)
