from django.urls import path

from exchanges.eligibility import views

app_name = "eligibility"
urlpatterns = [
    path("eligibility/", views.check_start, name="check-start"),
    path("eligibility/result/", views.result_page, name="result-page"),
    path("eligibility/<slug:question>/", views.question_page, name="question-page"),
]
