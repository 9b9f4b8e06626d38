"""Addresses of inbox and demo mails."""

from django.urls import path

from blues.notices import draft_views, views

app_name = "notices"
urlpatterns = [
    path("inbox/", views.inbox_page, name="inbox-page"),
    path("inbox/clear/", views.inbox_clear, name="inbox-clear"),
    path("inbox/<uuid:public_id>/", views.notice_open, name="notice-open"),
    path("account/notices/", views.wish_edit, name="wish-edit"),
    path("drafts/", draft_views.DraftList.as_view(), name="draft-list"),
    path("drafts/<uuid:public_id>/", draft_views.draft_detail, name="draft-detail"),
    path("drafts/<uuid:public_id>/send/", draft_views.draft_release, name="draft-release"),
    path("drafts/<uuid:public_id>/discard/", draft_views.draft_discard, name="draft-discard"),
    path(
        "drafts/recipients/<uuid:public_id>/leave-out/",
        draft_views.recipient_leave,
        name="recipient-leave",
    ),
    path(
        "drafts/recipients/<uuid:public_id>/take-in/",
        draft_views.recipient_back,
        name="recipient-back",
    ),
    path("mails/", views.mail_list, name="mail-list"),
    path("mails/<uuid:public_id>/", views.mail_detail, name="mail-detail"),
]
