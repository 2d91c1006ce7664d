"""Addresses of a town: its home, search, what stands behind its doors, and the village one lives in."""

from django.urls import path

from eroba.capabilities.portal import views, village

app_name = "portal"

urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("together/", views.door, {"door": "together"}, name="together"),
    path("town-hall/", views.door, {"door": "townhall"}, name="town_hall"),
    path("village/", village.chooser, name="village"),
]
