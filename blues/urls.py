"""Addresses, gathered from the rooms by name."""

from django.urls import include, path
from django.views.generic import RedirectView

from blues.common.health import health_live, health_ready

handler400 = "blues.common.error_pages.bad_request"
handler403 = "blues.common.error_pages.permission_denied"
handler404 = "blues.common.error_pages.page_not_found"
handler500 = "blues.common.error_pages.server_error"

urlpatterns: list = [
    path("health/live/", health_live, name="health-live"),
    path("health/ready/", health_ready, name="health-ready"),
    path("", include("blues.common.urls")),
    # Ours stand before allauth's pages of the same address.
    path("accounts/sessions/", RedirectView.as_view(pattern_name="people:session-list")),
    path("accounts/email/", RedirectView.as_view(pattern_name="people:address-edit")),
    path("accounts/", include("allauth.urls")),
    path("", include("blues.jobs.urls")),
    path("", include("blues.documents.urls")),
    path("", include("blues.notices.urls")),
    path("", include("clusters.programme.urls")),
    path("", include("clusters.directory.urls")),
    path("", include("clusters.people.urls")),
    path("", include("clusters.imports.urls")),
    path("", include("exchanges.registration.urls")),
    path("", include("exchanges.eligibility.urls")),
    path("", include("exchanges.lifecycle.thread.urls")),
    path("", include("exchanges.matching.urls")),
    path("", include("exchanges.finalisation.urls")),
    path("exchanges/<uuid:public_id>/", include("exchanges.building.urls")),
    path("", include("exchanges.building.clauses.urls")),
    path("", include("exchanges.workspace.urls")),
    path("", include("workpackages.plan.urls")),
    path("", include("workpackages.outreach.urls")),
    path("", include("workpackages.reporting.urls")),
]
