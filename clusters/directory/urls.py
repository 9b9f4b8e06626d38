from django.urls import path

from clusters.directory import (
    duplicate_views,
    label_views,
    membership_views,
    outsider_views,
    profile_views,
    sme_views,
    views,
)

app_name = "directory"
ORGANISATION = "organisations/<uuid:public_id>/"
MEMBERSHIP = "memberships/<uuid:public_id>/"
PAIR = "duplicates/<uuid:public_id>/<uuid:other>/"
urlpatterns = [
    path("clusters/", views.ClusterList.as_view(), name="cluster-list"),
    path("clusters/<slug:code>/money/", views.allocation_edit, name="allocation-edit"),
    path("clusters/<slug:code>/labels/", label_views.label_list, name="label-list"),
    path("clusters/<slug:code>/labels/new/", label_views.label_new, name="label-new"),
    path("labels/<uuid:public_id>/", label_views.label_edit, name="label-edit"),
    path("labels/<uuid:public_id>/take-out/", label_views.label_take_out, name="label-take-out"),
    path("organisations/", views.OrganisationList.as_view(), name="organisation-list"),
    path(ORGANISATION, views.organisation_detail, name="organisation-detail"),
    path(f"{ORGANISATION}edit/", profile_views.organisation_edit, name="organisation-edit"),
    path(f"{ORGANISATION}edit/<slug:section>/", profile_views.section_edit, name="section-edit"),
    path(f"{ORGANISATION}enter/", outsider_views.cluster_enter, name="cluster-enter"),
    path(f"{ORGANISATION}size/", sme_views.sme_detail, name="sme-detail"),
    path(f"{ORGANISATION}declare-sme/", sme_views.sme_declare, name="sme-declare"),
    path(
        f"{ORGANISATION}request-membership/",
        membership_views.membership_request,
        name="membership-request",
    ),
    path("memberships/", membership_views.MembershipList.as_view(), name="membership-list"),
    path(f"{MEMBERSHIP}confirm/", membership_views.membership_confirm, name="membership-confirm"),
    path(f"{MEMBERSHIP}refuse/", membership_views.membership_refuse, name="membership-refuse"),
    path(f"{MEMBERSHIP}end/", membership_views.membership_end, name="membership-end"),
    path(
        f"{MEMBERSHIP}evidence/", membership_views.membership_evidence, name="membership-evidence"
    ),
    path(
        f"{MEMBERSHIP}evidence/file/",
        membership_views.membership_evidence_file,
        name="membership-evidence-file",
    ),
    path("duplicates/", duplicate_views.duplicate_list, name="duplicate-list"),
    path(PAIR, duplicate_views.merge_preview, name="merge-preview"),
    path(f"{PAIR}merge/", duplicate_views.organisations_merge, name="organisations-merge"),
    path(f"{PAIR}different/", duplicate_views.pair_dismiss, name="pair-dismiss"),
    path("merges/", duplicate_views.MergeList.as_view(), name="merge-list"),
    path("merges/<uuid:public_id>/", duplicate_views.merge_detail, name="merge-detail"),
    path("merges/<uuid:public_id>/undo/", duplicate_views.merge_undo, name="merge-undo"),
]
