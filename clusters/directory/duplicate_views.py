"""Records that look alike: the list of pairs, the preview of a merge, and what was merged."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from blues.common import formats
from blues.common.errors import NotAllowed
from blues.common.lists import Column, ListPage
from clusters.directory import duplicates, merging, rules
from clusters.directory.access import get_organisation, require
from clusters.directory.duplicate_models import Merge
from clusters.directory.forms import MergeForm
from clusters.directory.models import Organisation

MOST_PAIRS = 500  # whoever has judged them all looks again
PER_PAGE = 25


@require_safe
def duplicate_list(request):
    """Pairs among the organisations that the reader sees, the likeliest first."""
    require(rules.looks_for_duplicates(request.user))
    visible = Organisation.objects.visible_to(request.user)
    found = duplicates.candidates(among=visible, limit=MOST_PAIRS)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    wanted = {pk for pair in page for pk in (pair.first, pair.second)}
    known = visible.select_related("country").in_bulk(wanted)
    context = {
        "page_obj": page,
        "pairs": [(known[pair.first], known[pair.second], pair) for pair in page],
    }
    return render(request, "clusters/duplicate_list.html", context)


@require_safe
def merge_preview(request, public_id, other):
    """What would win, what would move, and why it cannot be where it cannot.

    It shows more of both records than their own pages do, so only who may merge them reads it.
    """
    kept, absorbed = _pair(request, public_id, other)
    if not rules.may_merge(request.user, kept, absorbed):
        raise NotAllowed(
            _("You cannot decide about these two organisations."),
            way_out=_(
                "Only the programme coordinator merges these: another cluster has a say in one of "
                "them, or one is your own."
            ),
        )
    context = {
        "kept": kept,
        "absorbed": absorbed,
        "preview": merging.preview(kept, absorbed, by=request.user),
    }
    return render(request, "clusters/merge_preview.html", context)


@require_POST
def organisations_merge(request, public_id, other):
    kept, absorbed = _pair(request, public_id, other)
    take = MergeForm.read(request.POST)
    merge = merging.merge(kept=kept, absorbed=absorbed, take=take, by=request.user)
    messages.success(
        request,
        _("The two records are one. Until %(day)s this can be undone.")
        % {"day": formats.day(merge.undo_until)},
    )
    return redirect("directory:merge-detail", merge.public_id)


@require_POST
def pair_dismiss(request, public_id, other):
    first, second = _pair(request, public_id, other)
    duplicates.tell_apart(first=first, second=second, by=request.user)
    messages.success(request, _("Noted: they are different, and nobody is asked again."))
    return redirect("directory:duplicate-list")


def _pair(request, public_id, other) -> tuple[Organisation, Organisation]:
    """Both must be visible: nobody learns of a twin in another cluster."""
    require(rules.looks_for_duplicates(request.user))
    return get_organisation(request, public_id), get_organisation(request, other)


class MergeList(ListPage):
    title = gettext_lazy("Merged records")
    columns = [
        Column(
            "kept",
            gettext_lazy("Organisation"),
            value="kept.legal_name",
            sort="kept__legal_name",
            link=Merge.get_absolute_url,
        ),
        Column("absorbed", gettext_lazy("Absorbed record"), value="absorbed.legal_name"),
        Column("merged_at", gettext_lazy("Merged"), sort="merged_at"),
        Column("merged_by", gettext_lazy("By"), value="merged_by.name"),
        Column("undone_at", gettext_lazy("Undone"), sort="undone_at"),
    ]
    default_sort = "-merged_at"
    empty_text = gettext_lazy("Records that were merged stand here, and how to undo it.")

    def get_queryset(self):
        require(rules.looks_for_duplicates(self.request.user) or self.request.user.is_auditor)
        return _merges(self.request.user)


def _merges(user):
    visible = Organisation.objects.visible_to(user)
    rows = Merge.objects.select_related("kept", "absorbed", "merged_by", "undone_by")
    return rows.filter(Q(kept__in=visible), Q(absorbed__in=visible) | Q(undone_at__isnull=True))


@require_safe
def merge_detail(request, public_id):
    merge = _merge(request, public_id)
    facts = [
        (_("Kept"), merge.kept.legal_name),
        (_("Absorbed"), merge.absorbed.legal_name),
        (_("Merged"), f"{formats.moment(merge.merged_at)}, {merge.merged_by.name}"),
        (_("Rows that moved"), len(merge.record["moved"])),
        (_("Undone"), _undone(merge)),
    ]
    context = {
        "merge": merge,
        "facts": facts,
        "may_undo": merging.may_undo(request.user, merge) and merge.may_be_undone,
    }
    return render(request, "clusters/merge_detail.html", context)


def _undone(merge: Merge) -> str:
    if merge.undone_by is None:
        return "–"
    return f"{formats.moment(merge.undone_at)}, {merge.undone_by.name}"


@require_POST
def merge_undo(request, public_id):
    merge = merging.undo(merge=_merge(request, public_id), by=request.user)
    messages.success(request, _("Both records are back as they were."))
    return redirect(merge)


def _merge(request, public_id) -> Merge:
    require(rules.looks_for_duplicates(request.user) or request.user.is_auditor)
    return get_object_or_404(_merges(request.user), public_id=public_id)
