from django.urls import path

from exchanges.matching import catalogue_views, round_views, views
from exchanges.matching.catalogue import saved_views
from exchanges.matching.catalogue import views as catalogue

app_name = "matching"
urlpatterns = [
    path("participants/", catalogue.Teaser.as_view(), name="catalogue-teaser"),
    path("catalogue/", catalogue.CatalogueList.as_view(), name="catalogue-list"),
    path("catalogue/map/", catalogue.CatalogueMap.as_view(), name="catalogue-map"),
    path("catalogue/searches/", saved_views.search_list, name="search-list"),
    path("catalogue/searches/keep/", saved_views.search_new, name="search-new"),
    path("catalogue/searches/<uuid:public_id>/", saved_views.search_change, name="search-change"),
    path(
        "catalogue/searches/<uuid:public_id>/forget/",
        saved_views.search_forget,
        name="search-forget",
    ),
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
