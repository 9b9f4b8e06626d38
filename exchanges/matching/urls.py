from django.urls import path

from exchanges.matching import (
    catalogue_views,
    dismissal_views,
    group_views,
    lists,
    round_views,
    views,
)

app_name = "matching"
urlpatterns = [
    path("participants/", catalogue_views.Teaser.as_view(), name="catalogue-teaser"),
    path("catalogue/", catalogue_views.CatalogueList.as_view(), name="catalogue-list"),
    path("catalogue/<uuid:public_id>/", catalogue_views.catalogue_entry, name="catalogue-entry"),
    path("catalogue/<uuid:public_id>/propose/", views.proposal_new, name="proposal-new"),
    path("suggestions/hidden/", dismissal_views.hidden_list, name="suggestion-hidden"),
    path(
        "suggestions/<uuid:public_id>/hide/<uuid:partner>/",
        dismissal_views.suggestion_hide,
        name="suggestion-hide",
    ),
    path(
        "suggestions/<uuid:public_id>/show/<uuid:partner>/",
        dismissal_views.suggestion_show,
        name="suggestion-show",
    ),
    path("suggestions/", catalogue_views.suggestion_list, name="suggestion-list"),
    path("proposals/", lists.ProposalList.as_view(), name="proposal-list"),
    path("exchanges/<uuid:public_id>/proposal/", views.proposal_detail, name="proposal-detail"),
    path(
        "exchanges/<uuid:public_id>/proposal/accept/",
        views.proposal_accept,
        name="proposal-accept",
    ),
    path(
        "exchanges/<uuid:public_id>/proposal/counter/",
        views.proposal_counter,
        name="proposal-counter",
    ),
    path("exchanges/<uuid:public_id>/proposal/time/", views.proposal_time, name="proposal-time"),
    path(
        "exchanges/<uuid:public_id>/proposal/decline/",
        views.proposal_decline,
        name="proposal-decline",
    ),
    path(
        "exchanges/<uuid:public_id>/proposal/withdraw/",
        views.proposal_withdraw,
        name="proposal-withdraw",
    ),
    path(
        "exchanges/<uuid:public_id>/proposal/reopen/",
        views.proposal_reopen,
        name="proposal-reopen",
    ),
    path(
        "exchanges/<uuid:public_id>/proposal/cv/<slug:side>/",
        views.cv_download,
        name="cv-download",
    ),
    path("catalogue/<uuid:public_id>/group/", group_views.group_new, name="group-new"),
    path(
        "catalogue/<uuid:public_id>/group/visitors/",
        group_views.group_visitors,
        name="group-visitors",
    ),
    path("rounds/", round_views.RoundList.as_view(), name="round-list"),
    path("rounds/new/", round_views.round_new, name="round-new"),
    path("rounds/<uuid:public_id>/", round_views.round_detail, name="round-detail"),
    path("rounds/<uuid:public_id>/again/", round_views.round_again, name="round-again"),
    path("rounds/<uuid:public_id>/release/", round_views.round_release, name="round-release"),
]
