"""Addresses of the conversation, and where mails come in."""

from django.urls import path

from exchanges.lifecycle.thread import mail_views, views, webhook

app_name = "thread"
urlpatterns = [
    path("exchanges/<uuid:public_id>/thread/", views.thread_page, name="thread-page"),
    path("exchanges/<uuid:public_id>/thread/join/", views.thread_join, name="thread-join"),
    path("exchanges/<uuid:public_id>/thread/leave/", views.thread_leave, name="thread-leave"),
    path(
        "exchanges/<uuid:public_id>/thread/files/<uuid:file_id>/",
        views.attachment_download,
        name="attachment-download",
    ),
    path("mails/received/", mail_views.InboundMailList.as_view(), name="inbound-list"),
    path("mails/receive/", webhook.inbound_receive, name="inbound-receive"),
]
