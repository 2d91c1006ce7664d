"""The desk: where apps of this town are told what happened."""

from django.urls import path

from eroba.kernel.webhooks import views

app_name = "webhooks"
urlpatterns = [
    path("", views.listing, name="list"),
    path("new/", views.new, name="new"),
    path("<uuid:webhook_id>/", views.detail, name="detail"),
    path("<uuid:webhook_id>/again/", views.again, name="again"),
    path("<uuid:webhook_id>/<slug:act>/", views.act, name="act"),
]
