from django.urls import path

from exchanges.registration import (
    agency_views,
    assessment_views,
    case_views,
    colleague_views,
    host_views,
    interest_views,
    section_views,
    silent_views,
    views,
    worklist,
)

app_name = "registration"
urlpatterns = [
    path("registrations/", views.RegistrationList.as_view(), name="registration-list"),
    path("registrations/new/", views.registration_start, name="registration-start"),
    path("registrations/<uuid:public_id>/", views.registration_detail, name="registration-detail"),
    path(
        "registrations/<uuid:public_id>/sections/<slug:section>/",
        section_views.section_edit,
        name="section-edit",
    ),
    path(
        "registrations/<uuid:public_id>/sections/<slug:section>/keep/",
        section_views.section_keep,
        name="section-keep",
    ),
    path(
        "registrations/<uuid:public_id>/summary/", views.summary_download, name="summary-download"
    ),
    path(
        "registrations/<uuid:public_id>/check/", views.registration_check, name="registration-check"
    ),
    path("registrations/<uuid:public_id>/sent/", views.registration_sent, name="registration-sent"),
    path(
        "registrations/<uuid:public_id>/withdraw/",
        views.registration_withdraw,
        name="registration-withdraw",
    ),
    path("registrations/<uuid:public_id>/hold/", views.registration_hold, name="registration-hold"),
    path(
        "registrations/<uuid:public_id>/resume/",
        views.registration_resume,
        name="registration-resume",
    ),
    path(
        "registrations/<uuid:public_id>/papers/<slug:paper>/",
        views.paper_download,
        name="paper-download",
    ),
    path("registrations/<uuid:public_id>/review/", case_views.review_ask, name="review-ask"),
    path(
        "registrations/<uuid:public_id>/interest/",
        interest_views.registration_interest,
        name="registration-interest",
    ),
    path("interest/<str:token>/", interest_views.interest_confirm, name="interest-confirm"),
    path("silent/", silent_views.SilentList.as_view(), name="silent-list"),
    path("silent/ask/", silent_views.silent_ask, name="silent-ask"),
    path("silent/hosts/", host_views.HostList.as_view(), name="host-list"),
    path("silent/<uuid:public_id>/", silent_views.silent_call, name="silent-call"),
    path("exceptions/", agency_views.ExceptionList.as_view(), name="exception-list"),
    path("exceptions/<uuid:public_id>/", agency_views.exception_detail, name="exception-detail"),
    path(
        "exceptions/<uuid:public_id>/letter/",
        agency_views.exception_letter,
        name="exception-letter",
    ),
    path(
        "organisations/<uuid:public_id>/colleagues/",
        colleague_views.colleague_list,
        name="colleague-list",
    ),
    path(
        "organisations/<uuid:public_id>/colleagues/<uuid:person>/hand-over/",
        colleague_views.colleague_hand_over,
        name="colleague-hand-over",
    ),
    path("assessment/", worklist.AssessmentList.as_view(), name="assessment-list"),
    path("assessment/next/", assessment_views.assessment_next, name="assessment-next"),
    path(
        "assessment/<uuid:public_id>/",
        assessment_views.assessment_detail,
        name="assessment-detail",
    ),
    *(
        path(
            f"assessment/<uuid:public_id>/{verb}/",
            getattr(module, f"assessment_{verb.replace('-', '_')}"),
            name=f"assessment-{verb}",
        )
        for module, verbs in (
            (
                assessment_views,
                ("take-up", "accept", "ask", "reject", "membership", "reserve", "release"),
            ),
            (case_views, ("pass-on", "conflict", "offer", "take", "refuse", "review")),
            (agency_views, ("exception",)),
        )
        for verb in verbs
    ),
]
