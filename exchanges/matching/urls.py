from django.urls import path

from exchanges.matching import catalogue_views, round_views, views

app_name = "matching"
urlpatterns = [
    path("participants/", catalogue_views.Teaser.as_view(), name="catalogue-teaser"),
    path("catalogue/", catalogue_views.CatalogueList.as_view(), name="catalogue-list"),
    path("catalogue/<uuid:public_id>/", catalogue_views.catalogue_entry, name="catalogue-entry"),
    path("catalogue/<uuid:public_id>/propose/", views.proposal_new, name="proposal-new"),
    path("suggestions/", catalogue_views.suggestion_list, name="suggestion-list"),
    path("proposals/", views.ProposalList.as_view(), name="proposal-list"),
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
        "exchanges/<uuid:public_id>/proposal/cv/<slug:side>/",
        views.cv_download,
        name="cv-download",
    ),
    path("rounds/", round_views.RoundList.as_view(), name="round-list"),
    path("rounds/new/", round_views.round_new, name="round-new"),
    path("rounds/<uuid:public_id>/", round_views.round_detail, name="round-detail"),
    path("rounds/<uuid:public_id>/again/", round_views.round_again, name="round-again"),
    path("rounds/<uuid:public_id>/release/", round_views.round_release, name="round-release"),
]
