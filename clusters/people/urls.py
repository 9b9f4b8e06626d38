from django.urls import path

from clusters.people import (
    account_views,
    factor_views,
    invitation_views,
    joining_views,
    role_views,
    views,
)

app_name = "people"
account = [
    path("account/", account_views.account_page, name="account-page"),
    path("account/sessions/", account_views.session_list, name="session-list"),
    path("account/sessions/end/", account_views.session_end, name="session-end"),
    path("account/address/", account_views.address_edit, name="address-edit"),
    path("account/address/withdraw/", account_views.address_withdraw, name="address-withdraw"),
    path("account/address/<str:token>/", account_views.address_confirm, name="address-confirm"),
    path("join/", joining_views.organisation_join, name="organisation-join"),
]
roles = [
    path("people/", role_views.AssignmentList.as_view(), name="assignment-list"),
    path("people/offices/", role_views.office_page, name="office-page"),
    path("people/<uuid:public_id>/", role_views.assignment_detail, name="assignment-detail"),
    path("people/<uuid:public_id>/end/", role_views.assignment_end, name="assignment-end"),
    path("people/<uuid:public_id>/extend/", role_views.assignment_extend, name="assignment-extend"),
    path("people/<uuid:public_id>/stand-in/", role_views.stand_in_name, name="stand-in-name"),
    path("people/<uuid:public_id>/signing/", role_views.stand_in_sign, name="stand-in-sign"),
]
accounts = [
    path("accounts/all/", views.PersonList.as_view(), name="person-list"),
    path("accounts/all/<uuid:public_id>/", views.person_detail, name="person-detail"),
    path("accounts/all/<uuid:public_id>/disable/", views.person_disable, name="person-disable"),
    path("accounts/all/<uuid:public_id>/enable/", views.person_enable, name="person-enable"),
    path("accounts/resets/", factor_views.ResetList.as_view(), name="reset-list"),
    path("accounts/resets/<uuid:public_id>/", factor_views.reset_detail, name="reset-detail"),
    path(
        "accounts/resets/<uuid:public_id>/confirm/",
        factor_views.reset_confirm,
        name="reset-confirm",
    ),
    path(
        "accounts/resets/<uuid:public_id>/withdraw/",
        factor_views.reset_withdraw,
        name="reset-withdraw",
    ),
    path("accounts/resets/new/<uuid:public_id>/", factor_views.reset_new, name="reset-new"),
]
invitations = [
    path("invitations/", invitation_views.InvitationList.as_view(), name="invitation-list"),
    path("invitations/new/", invitation_views.invitation_new, name="invitation-new"),
    path(
        "invitations/<uuid:public_id>/",
        invitation_views.invitation_detail,
        name="invitation-detail",
    ),
    path(
        "invitations/<uuid:public_id>/send/",
        invitation_views.invitation_send,
        name="invitation-send",
    ),
    path(
        "invitations/<uuid:public_id>/withdraw/",
        invitation_views.invitation_withdraw,
        name="invitation-withdraw",
    ),
    path(
        "invitations/accept/<str:token>/",
        invitation_views.invitation_accept,
        name="invitation-accept",
    ),
]
urlpatterns = account + roles + accounts + invitations
