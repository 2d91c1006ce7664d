"""The desk: the apps this town lets in."""

from django.urls import path

from eroba.kernel.api.views import desk

app_name = "apps_desk"
urlpatterns = [
    path("", desk.listing, name="list"),
    path("new/", desk.new, name="new"),
    path("<uuid:app_id>/", desk.detail, name="detail"),
    path("<uuid:app_id>/<slug:act>/", desk.act, name="act"),
]
