"""Addresses below a town, and at its desk."""

from django.urls import path

from eroba.capabilities.studies import desk, views

app_name = "studies"

urlpatterns = [
    path("studies/", views.listing, name="list"),
    path("studies/studies.csv", views.csv_file, name="csv"),
    path("studies/propose/", views.propose, name="propose"),
    path("studies/<str:number>/", views.detail, name="detail"),
    path("desk/studies/", desk.listing, name="desk"),
    path("desk/studies/new/", desk.new, name="desk_new"),
    path("desk/studies/<str:number>/", desk.detail, name="desk_detail"),
    path("desk/studies/<str:number>/take-up/", desk.take_up, name="desk_take_up"),
    path("desk/studies/<str:number>/remove/<slug:kind>/<uuid:line_id>/", desk.remove, name="desk_remove"),
    path("desk/studies/<str:number>/<slug:act>/", desk.act, name="desk_act"),
]
