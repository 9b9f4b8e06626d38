from django.urls import path

from exchanges.building.clauses import clause_views, letterhead_views, reading_views, views

app_name = "clauses"
T = "paper-texts/<uuid:public_id>/"
urlpatterns = [
    path("paper-texts/", views.template_list, name="template-list"),
    path("paper-texts/new/<slug:kind>/", views.template_new, name="template-new"),
    path(T, views.template_detail, name="template-detail"),
    path(f"{T}compare/<int:version>/", views.template_compare, name="template-compare"),
    path(f"{T}preview/", views.template_preview, name="template-preview"),
    path(f"{T}preview/pdf/", views.template_print, name="template-print"),
    path(f"{T}ask/", views.template_ask, name="template-ask"),
    path(f"{T}approve/", views.template_approve, name="template-approve"),
    path(f"{T}reopen/", views.template_reopen, name="template-reopen"),
    path(f"{T}discard/", views.template_discard, name="template-discard"),
    path(f"{T}clauses/new/", clause_views.clause_new, name="clause-new"),
    path(f"{T}clauses/<slug:key>/", clause_views.clause_edit, name="clause-edit"),
    path(f"{T}clauses/<slug:key>/remove/", clause_views.clause_remove, name="clause-remove"),
    path(f"{T}readings/<slug:language>/", reading_views.reading_list, name="reading-list"),
    path(
        f"{T}readings/<slug:language>/<slug:key>/",
        reading_views.reading_edit,
        name="reading-edit",
    ),
    path(
        f"{T}readings/<slug:language>/<slug:key>/review/",
        reading_views.reading_review,
        name="reading-review",
    ),
    path("letterheads/", letterhead_views.letterhead_list, name="letterhead-list"),
    path("letterheads/<slug:key>/edit/", letterhead_views.letterhead_edit, name="letterhead-edit"),
    path(
        "letterheads/<uuid:public_id>/",
        letterhead_views.letterhead_detail,
        name="letterhead-detail",
    ),
    path(
        "letterheads/<uuid:public_id>/approve/",
        letterhead_views.letterhead_approve,
        name="letterhead-approve",
    ),
    path(
        "letterheads/<uuid:public_id>/discard/",
        letterhead_views.letterhead_discard,
        name="letterhead-discard",
    ),
]
