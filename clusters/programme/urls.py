from django.urls import path

from clusters.programme import code_views, programme_views, version_views, views

app_name = "programme"
urlpatterns = [
    path("programme/rules/", views.rules_page, name="rules-page"),
    path("programme/rates/", views.rates_page, name="rates-page"),
    path("programme/terms/", views.terms_page, name="terms-page"),
    path("programme/holidays/", views.holidays_page, name="holidays-page"),
    path("programme/weights/", views.weights_page, name="weights-page"),
    path(
        "programme/versions/<slug:kind>/<str:version>/",
        version_views.version_detail,
        name="version-detail",
    ),
    path("programme/drafts/new/<slug:kind>/", version_views.draft_new, name="draft-new"),
    path("programme/drafts/<uuid:public_id>/", version_views.draft_detail, name="draft-detail"),
    path("programme/drafts/<uuid:public_id>/edit/", version_views.draft_edit, name="draft-edit"),
    path(
        "programme/drafts/<uuid:public_id>/confirm/",
        version_views.draft_confirm,
        name="draft-confirm",
    ),
    path(
        "programme/drafts/<uuid:public_id>/discard/",
        version_views.draft_discard,
        name="draft-discard",
    ),
    path("programmes/", programme_views.programme_list, name="programme-list"),
    path("programmes/<slug:code>/", programme_views.programme_detail, name="programme-detail"),
    path("programmes/<slug:code>/edit/", programme_views.programme_edit, name="programme-edit"),
    path("programmes/<slug:code>/clone/", programme_views.programme_clone, name="programme-clone"),
    path("programmes/<slug:code>/move/", programme_views.programme_move, name="programme-move"),
    path("programmes/<slug:code>/show/", programme_views.programme_show, name="programme-show"),
    path(
        "programmes/<slug:code>/choose/", programme_views.programme_choose, name="programme-choose"
    ),
    path("code-lists/", code_views.code_list_list, name="code-list-list"),
    path("code-lists/<slug:scheme>/search/", code_views.code_search, name="code-search"),
    path(
        "code-lists/<slug:scheme>/<str:version>/",
        code_views.code_list_detail,
        name="code-list-detail",
    ),
]
