"""Addresses of what did not arrive, at the desk of a town."""

from django.urls import path

from eroba.kernel.undelivered import views

app_name = "undelivered"

urlpatterns = [
    path("", views.listing, name="list"),
    path("again/", views.again_all, name="again_all"),
    path("<uuid:key>/", views.detail, name="detail"),
    path("<uuid:key>/again/", views.again, name="again"),
    path("<uuid:key>/give-up/", views.give_up, name="give_up"),
]
