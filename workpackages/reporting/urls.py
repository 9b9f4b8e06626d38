from django.urls import path

from workpackages.reporting import views
from workpackages.reporting.lists import ExchangeList, SnapshotList

app_name = "reporting"
urlpatterns = [
    path("reports/", SnapshotList.as_view(), name="snapshot-list"),
    path("reports/take/", views.snapshot_take, name="snapshot-take"),
    path("reports/indicators/", views.indicators_page, name="indicators-page"),
    path("reports/exchanges/", ExchangeList.as_view(), name="exchange-list"),
    path("reports/<uuid:public_id>/", views.snapshot_detail, name="snapshot-detail"),
    path(
        "reports/<uuid:public_id>/workbook.xlsx",
        views.snapshot_download,
        {"kind": "xlsx"},
        name="workbook-download",
    ),
    path(
        "reports/<uuid:public_id>/data.json",
        views.snapshot_download,
        {"kind": "json"},
        name="data-download",
    ),
    path("reports/periods/<uuid:public_id>/accept/", views.period_accept, name="period-accept"),
    path("reports/periods/<uuid:public_id>/archive/", views.period_archive, name="period-archive"),
]
