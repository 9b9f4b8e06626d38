from django.urls import path

from clusters.imports import export_views, invitation_views, row_views, views

app_name = "imports"
urlpatterns = [
    path("imports/", views.ImportList.as_view(), name="import-list"),
    path("imports/new/", views.import_new, name="import-new"),
    path("imports/members/", export_views.member_export, name="member-export"),
    path("imports/contacts/", invitation_views.ContactList.as_view(), name="contact-list"),
    path("imports/contacts/preview/", invitation_views.invitation_preview, name="contact-preview"),
    path("imports/contacts/invite/", invitation_views.contact_invite, name="contact-invite"),
    path("imports/<uuid:public_id>/", views.import_detail, name="import-detail"),
    path("imports/<uuid:public_id>/columns/", views.import_columns, name="import-columns"),
    path("imports/<uuid:public_id>/check/", views.import_check, name="import-check"),
    path("imports/<uuid:public_id>/rows/", row_views.RowList.as_view(), name="row-list"),
    path("imports/<uuid:public_id>/problems/", row_views.problem_export, name="problem-export"),
    path("imports/<uuid:public_id>/duplicates/", row_views.duplicate_list, name="duplicate-list"),
    path("imports/<uuid:public_id>/apply/", views.import_apply, name="import-apply"),
    path("imports/<uuid:public_id>/discard/", views.import_discard, name="import-discard"),
]
