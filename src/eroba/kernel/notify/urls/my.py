"""Addresses of the inbox, of what I wish and follow, and of my calendar, below My page."""

from django.urls import path

from eroba.kernel.notify.views import inbox, phones, wishes

app_name = "notices"

urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("read/", inbox.read_all, name="read_all"),
    path("wishes/", wishes.wishes, name="wishes"),
    path("phone/<slug:town>/", phones.phone, name="phone"),
    path("following/", wishes.following, name="following"),
    path("following/<uuid:follow_id>/stop/", wishes.unfollow, name="unfollow"),
    path("calendar/", wishes.calendar, name="calendar"),
    path("<uuid:notice_id>/", inbox.notice, name="notice"),
]
