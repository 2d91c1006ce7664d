"""Addresses of the inbox, below My page."""

from django.urls import path

from eroba.kernel.notify import views

app_name = "notices"

urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("read/", views.read_all, name="read_all"),
    path("<uuid:notice_id>/", views.notice, name="notice"),
]
