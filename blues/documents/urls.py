from django.urls import path

from blues.documents import views

app_name = "documents"

urlpatterns = [
    path("verify/", views.verify_page, name="verify-page"),
    path("verify/<slug:reference>/", views.verify_reference, name="verify-page"),
]
