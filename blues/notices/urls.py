"""Addresses of inbox and demo mails."""

from django.urls import path

from blues.notices import views

app_name = "notices"
urlpatterns = [
    path("inbox/", views.inbox_page, name="inbox-page"),
    path("inbox/clear/", views.inbox_clear, name="inbox-clear"),
    path("inbox/<uuid:public_id>/", views.notice_open, name="notice-open"),
    path("account/notices/", views.wish_edit, name="wish-edit"),
    path("mails/", views.mail_list, name="mail-list"),
    path("mails/<uuid:public_id>/", views.mail_detail, name="mail-detail"),
]
