from django.urls import path

from blues.common import demo_calendar, views

app_name = "common"

urlpatterns = [
    path("language/", views.language_switch, name="language-switch"),
    path("demo/calendar/", demo_calendar.calendar_page, name="calendar-page"),
    path("gallery/", views.gallery_page, name="gallery-page"),
    path("gallery/entries/", views.gallery_entries, name="gallery-entries"),
]
