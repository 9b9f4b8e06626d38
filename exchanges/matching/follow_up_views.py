"""What a coordinator follows up: the overview, and a letter to those on a list."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from blues.notices import drafts
from clusters.programme.choice import chosen
from exchanges.matching import follow_up, follow_up_letters
from exchanges.matching.follow_up_lists import (
    CountryList,
    PairList,
    ProfileList,
    TopicList,
    UnansweredList,
)
from exchanges.matching.rounds import makes_matches
from exchanges.registration.rules import require

LISTS = {page.kind: page for page in (UnansweredList, ProfileList, PairList)}


@require_safe
def follow_up_page(request):
    """How much there is of each kind, and where to look at it."""
    require(makes_matches(request.user))
    user, programmes = request.user, chosen(request)
    members = [
        (UnansweredList, follow_up.unanswered(user, programmes), _("Ask for a short answer.")),
        (ProfileList, follow_up.profiles(user, programmes), _("Help them to be found.")),
        (PairList, follow_up.unused_pairs(user, programmes), _("Ask what was missing.")),
    ]
    demand = [
        (TopicList, follow_up.unmet_topics(programmes), _("Win hosts that offer them.")),
        (CountryList, follow_up.unmet_countries(programmes), _("Win hosts there.")),
    ]
    context = {
        "members": [_line(*one) for one in members],
        "demand": [_line(*one) for one in demand],
    }
    return render(request, "exchanges/matching/follow_up_page.html", context)


def _line(page, rows, hint) -> dict:
    return {"title": page.title, "kind": page.kind, "count": rows.count(), "hint": hint}


@require_POST
def follow_up_write(request, kind):
    """A draft to everybody on the list as it is filtered now; it waits in the outbox."""
    if kind not in LISTS:
        raise Http404
    page = LISTS[kind]()
    page.setup(request)
    letter = follow_up_letters.LETTERS[kind]
    draft = drafts.prepare(
        letter=follow_up.LETTER,
        about=str(page.title),
        subject=str(letter.subject),
        body=str(letter.body),
        to=letter.recipients(page.rows, request.user),
        by=request.user,
    )
    return redirect("notices:draft-detail", draft.public_id)
