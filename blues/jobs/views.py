"""What people see of the work they wait for, and what operators do about it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from django_filters import ChoiceFilter, FilterSet

from blues.common.errors import NotAllowed
from blues.common.lists import Column, ListPage
from blues.jobs import work
from blues.jobs.models import Job
from blues.jobs.registry import HANDLERS
from blues.jobs.states import State
from blues.jobs.templatetags.job_ui import state_pill


@require_safe
def job_detail(request, public_id):
    """The page, or for htmx only its moving part; once the work ends htmx loads the whole page."""
    job = get_object_or_404(Job.objects.visible_to(request.user), public_id=public_id)
    template = "jobs/_progress.html" if request.htmx else "jobs/job_detail.html"
    response = render(request, template, {"job": job, "ahead": job.ahead})
    if request.htmx and job.is_finished:
        response["HX-Refresh"] = "true"
    return response


@require_POST
def job_try_again(request, public_id):
    job = get_object_or_404(Job.objects.visible_to(request.user), public_id=public_id)
    require_operator(request.user)
    job = work.try_again(job, by=request.user)
    messages.success(request, _("The job will be tried again."))
    return redirect(job)


def require_operator(user) -> None:
    if not user.is_operator:
        raise NotAllowed(
            _("Only the operators of the portal look after its background work."),
            way_out=_("Ask the programme coordinator if something you wait for does not arrive."),
        )


class JobFilter(FilterSet):
    state = ChoiceFilter(label=gettext_lazy("State"), choices=State.choices)
    kind = ChoiceFilter(
        label=gettext_lazy("Kind"), choices=lambda: [(kind, kind) for kind in sorted(HANDLERS)]
    )

    class Meta:
        model = Job
        fields = ["state", "kind"]


class JobList(ListPage):
    title = gettext_lazy("Background work")
    empty_title = gettext_lazy("Nothing was asked for yet")
    export_name = "jobs"
    filterset_class = JobFilter
    default_sort = "-asked"
    columns = [
        Column("kind", gettext_lazy("Kind"), sort="kind", link=Job.get_absolute_url),
        Column("state", gettext_lazy("State"), sort="state", value="state", shown=state_pill),
        Column("asked", gettext_lazy("Asked for"), value="created_at", sort="created_at"),
        Column("finished", gettext_lazy("Ended"), value="finished_at", sort="finished_at"),
        Column("attempts", gettext_lazy("Attempts"), sort="attempts", numeric=True),
        Column("error", gettext_lazy("Reason"), value="reason"),
    ]

    def get_queryset(self):
        require_operator(self.request.user)
        return Job.objects.all()
