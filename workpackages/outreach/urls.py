from django.urls import path

from workpackages.outreach import views

app_name = "public"
urlpatterns = [
    path("", views.home_page, name="home-page"),
    path("how/", views.how_page, name="how-page"),
    path("help/", views.help_page, name="help-page"),
    path("about/", views.about_page, name="about-page"),
    path("privacy/", views.privacy_page, name="privacy-page"),
    path("accessibility/", views.accessibility_page, name="accessibility-page"),
]
