"""Addresses of the pages that put the rooms together."""

from django.urls import path

from exchanges.workspace import dossier_views, views
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
    path("programme/board/", views.board_page, name="board-page"),
]
