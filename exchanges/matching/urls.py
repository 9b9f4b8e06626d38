from django.urls import path

from exchanges.matching import (
    catalogue_views,
    dismissal_views,
    follow_up_lists,
    follow_up_views,
    group_views,
    lists,
    reservation_views,
    round_views,
    views,
)
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
    path("reservations/", reservation_views.ReservationList.as_view(), name="reservation-list"),
    path("reservations/new/", reservation_views.reservation_new, name="reservation-new"),
    path(
        "reservations/candidates/<slug:side>/",
        reservation_views.reservation_candidates,
        name="reservation-candidates",
    ),
    path(
        "reservations/<uuid:public_id>/",
        reservation_views.reservation_detail,
        name="reservation-detail",
    ),
    path(
        "reservations/<uuid:public_id>/release/",
        reservation_views.reservation_release,
        name="reservation-release",
    ),
    path("follow-up/", follow_up_views.follow_up_page, name="follow-up-page"),
    path("follow-up/proposals/", follow_up_lists.UnansweredList.as_view(), name="unanswered-list"),
    path("follow-up/profiles/", follow_up_lists.ProfileList.as_view(), name="profile-list"),
    path("follow-up/matches/", follow_up_lists.PairList.as_view(), name="pair-list"),
    path("follow-up/topics/", follow_up_lists.TopicList.as_view(), name="topic-list"),
    path("follow-up/countries/", follow_up_lists.CountryList.as_view(), name="country-list"),
    path(
        "follow-up/<slug:kind>/write/",
        follow_up_views.follow_up_write,
        name="follow-up-write",
    ),
    path("rounds/", round_views.RoundList.as_view(), name="round-list"),
    path("rounds/new/", round_views.round_new, name="round-new"),
    path("rounds/<uuid:public_id>/", round_views.round_detail, name="round-detail"),
    path("rounds/<uuid:public_id>/again/", round_views.round_again, name="round-again"),
    path("rounds/<uuid:public_id>/release/", round_views.round_release, name="round-release"),
]
