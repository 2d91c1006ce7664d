"""Addresses of promises below a town."""

from django.urls import path

from eroba.kernel.undertakings import desk, exports, views

app_name = "undertakings"

urlpatterns = [
    path("undertakings/", views.listing, name="list"),
    path("undertakings/undertakings.csv", exports.csv_export, name="csv"),
    path("undertakings/undertakings.json", exports.json_export, name="json"),
    path("undertakings/<str:number>/", views.detail, name="detail"),
    path("desk/undertakings/", desk.listing, name="desk"),
    path("desk/undertakings/new/", desk.new, name="desk_new"),
    path("desk/undertakings/<str:number>/", desk.detail, name="desk_detail"),
    path("desk/undertakings/<str:number>/<slug:act>/", desk.act, name="desk_act"),
]
