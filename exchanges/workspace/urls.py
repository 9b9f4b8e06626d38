"""Addresses of the pages that put the rooms together."""

from django.urls import path

from exchanges.workspace import dossier_views, sample_views, views
from exchanges.workspace.books import LedgerList
from exchanges.workspace.lists import ExchangeList

app_name = "workspace"
urlpatterns = [
    path("my-turn/", views.my_turn, name="my-turn"),
    path("exchanges/", ExchangeList.as_view(), name="exchange-list"),
    path("exchanges/<uuid:public_id>/", views.exchange_detail, name="exchange-detail"),
    path("exchanges/<uuid:public_id>/cancel/", views.exchange_cancel, name="exchange-cancel"),
    path("exchanges/<uuid:public_id>/confirm/", views.match_confirm, name="match-confirm"),
    path("exchanges/<uuid:public_id>/dossier/", dossier_views.dossier_page, name="dossier-page"),
    path(
        "exchanges/<uuid:public_id>/dossier/<uuid:dossier_id>/",
        dossier_views.dossier_download,
        name="dossier-download",
    ),
    path("programme/ledger/", LedgerList.as_view(), name="ledger-list"),
    path("programme/samples/", sample_views.SampleList.as_view(), name="sample-list"),
    path("programme/samples/new/", sample_views.sample_new, name="sample-new"),
    path("programme/samples/<uuid:public_id>/", sample_views.sample_detail, name="sample-detail"),
    path("programme/board/", views.board_page, name="board-page"),
]
