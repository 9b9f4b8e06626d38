"""Addresses of the progress page and of the operators' list."""

from django.urls import path

from blues.jobs import views

app_name = "jobs"
urlpatterns = [
    path("jobs/", views.JobList.as_view(), name="job-list"),
    path("jobs/<uuid:public_id>/", views.job_detail, name="job-detail"),
    path("jobs/<uuid:public_id>/try-again/", views.job_try_again, name="job-try-again"),
]
