"""The matching of a whole programme: asked for, looked at, changed, released."""

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from blues.common.errors import BadInput
from blues.common.lists import Column, ListPage
from clusters.programme.choice import chosen, programme_of, programmes_of
from exchanges.matching import releasing, round_page, rounds
from exchanges.matching.round_forms import AgainForm, RoundForm
from exchanges.matching.round_models import MatchingRound
from exchanges.registration.rules import require
from exchanges.registration.views import posted


class RoundList(ListPage):
    title = gettext_lazy("Rounds of matching")
    template_name = "exchanges/matching/round_list.html"
    default_sort = "-number"
    export_name = "rounds"
    empty_title = gettext_lazy("No round yet")
    empty_text = gettext_lazy("Ask for one once several visitors and hosts are accepted.")
    columns = [
        Column(
            "number", gettext_lazy("Round"), value=str, sort="number",
            link=MatchingRound.get_absolute_url,
        ),
        Column("asked_at", gettext_lazy("Asked for"), sort="asked_at"),
        Column("asked_by", gettext_lazy("By"), value="asked_by"),
        Column("matched", gettext_lazy("Pairs"), value="matched", sort="matched", numeric=True),
        Column("total", gettext_lazy("Points"), sort="total", numeric=True),
        Column("standing", gettext_lazy("Status"), value=round_page.standing_of_round),
    ]  # fmt: skip

    def get_queryset(self):
        require(rounds.may_match(self.request.user, programme_of(self.request)))
        rows = MatchingRound.objects.filter(programme__in=chosen(self.request))
        return rows.select_related("asked_by", "job").annotate(matched=Count("pairs"))


def round_new(request):
    programme = programme_of(request)
    require(rounds.may_match(request.user, programme))
    form = RoundForm(posted(request), programme=programme)
    if request.method == "POST" and form.is_valid():
        return redirect(rounds.ask(programme=programme, by=request.user, **form.wishes))
    context = {"form": form, "programme": programme}
    return render(request, "exchanges/matching/round_new.html", context)


@require_safe
def round_detail(request, public_id):
    """The work while it lasts; then pairs with their reasons, the proof, and what to do."""
    matching_round = _get_round(request, public_id)
    context = {"round": matching_round, "wishes": round_page.wishes_of(matching_round)}
    if matching_round.is_solved:
        context |= round_page.result_of(matching_round, request.user)
    return render(request, "exchanges/matching/round_detail.html", context)


@require_POST
def round_again(request, public_id):
    """The next round: the same conditions, with pairs fixed and forbidden."""
    matching_round = _get_round(request, public_id)
    form = AgainForm(request.POST, matching_round=matching_round)
    if not form.is_valid():
        raise BadInput(
            " ".join(map(str, form.non_field_errors())) or _("Choose pairs of this round.")
        )
    return redirect(rounds.ask_again(matching_round, by=request.user, **form.wishes))


@require_POST
def round_release(request, public_id):
    matching_round = _get_round(request, public_id)
    before = matching_round.pairs.filter(exchange__isnull=False).count()
    releasing.release(matching_round, by=request.user)
    made = matching_round.pairs.filter(exchange__isnull=False).count() - before
    text = ngettext("%(made)s proposal has been sent.", "%(made)s proposals have been sent.", made)
    messages.success(request, text % {"made": made})
    return redirect(matching_round)


def _get_round(request, public_id) -> MatchingRound:
    require(rounds.makes_matches(request.user))
    rows = MatchingRound.objects.select_related("programme", "asked_by", "job", "follows")
    mine = rows.filter(programme__in=programmes_of(request.user))
    found = get_object_or_404(mine, public_id=public_id)
    require(rounds.may_match(request.user, found.programme))
    return found
