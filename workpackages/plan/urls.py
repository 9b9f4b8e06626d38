from django.urls import path

from workpackages.plan import views

app_name = "plan"
urlpatterns = [
    path("work-packages/", views.plan_page, name="plan-page"),
    path("deliverables/<uuid:public_id>/", views.deliverable_detail, name="deliverable-detail"),
]
