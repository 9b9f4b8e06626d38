"""The plan at a glance, and one deliverable."""

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from blues import journal
from blues.common import clock, formats
from blues.common.errors import NotAllowed
from clusters.programme.choice import programme_of
from workpackages.plan import chart, deliverables, rules
from workpackages.plan.forms import StepForm
from workpackages.plan.milestones import standings
from workpackages.plan.models import Deliverable, TimelineEvent, WorkPackage
from workpackages.plan.months import last_day_of, month_of


@require_safe
def plan_page(request):
    rules.must_read(request.user)
    programme = programme_of(request)
    start = programme.starts_on
    owed = Prefetch("deliverables", Deliverable.objects.order_by("due_month", "code"))
    packages = list(
        WorkPackage.objects.filter(programme=programme)
        .select_related("leader__organisation")
        .prefetch_related(owed)
    )
    events = list(
        TimelineEvent.objects.filter(programme=programme).prefetch_related("work_packages")
    )
    reached = standings(programme)
    return render(
        request,
        "workpackages/plan/plan_page.html",
        {
            "programme": programme,
            "packages": [(p, _with_days(p.deliverables.all(), start)) for p in packages],
            "standings": reached,
            "events": [(event, month_of(event.happened_on, start=start)) for event in events],
            "chart": chart.draw(
                programme=programme,
                work_packages=packages,
                standings=reached,
                events=events,
                today=clock.today(),
            ),
        },
    )


def _with_days(promises, start):
    return [(promise, last_day_of(promise.due_month, start=start)) for promise in promises]


@require_http_methods(["GET", "HEAD", "POST"])
def deliverable_detail(request, public_id):
    rules.must_read(request.user)
    deliverable = get_object_or_404(
        Deliverable.objects.select_related(
            "work_package__leader__organisation", "submitted_by"
        ).select_related("work_package__programme"),
        public_id=public_id,
    )
    user = request.user
    may_change = user.is_programme_coordinator or rules.leads(user, deliverable.work_package)
    if request.method == "POST" and not may_change:
        raise NotAllowed(_("The leader of the work package looks after this deliverable."))
    form = StepForm(request.POST or None, deliverable=deliverable, user=user)
    if form.is_valid():
        deliverables.change(deliverable, by=user, **form.cleaned_data)
        messages.success(request, _("The state is changed."))
        return redirect(deliverable)
    return render(
        request,
        "workpackages/plan/deliverable_detail.html",
        {
            "deliverable": deliverable,
            "facts": _facts(deliverable),
            "is_late": deliverables.is_late(deliverable),
            "form": form if rules.moves_for(user, deliverable) else None,
            "entries": journal.entries_for(deliverable.case),
        },
    )


def _facts(deliverable) -> list[tuple]:
    due = formats.day(deliverables.due_on(deliverable))
    return [
        (_("Work package"), deliverable.work_package),
        (_("Leader"), deliverable.work_package.leader),
        (_("Due"), _("M%(month)d, %(day)s") % {"month": deliverable.due_month, "day": due}),
        (_("Submitted"), formats.moment(deliverable.submitted_at)),
        (_("Why it is late"), deliverable.delay_reason),
        (_("Source"), deliverable.source),
    ]
