"""Addresses of feeds and calendars, below a town."""

from django.urls import path

from eroba.kernel.notify import feeds
from eroba.kernel.registry.shelf import topics

app_name = "feeds"

urlpatterns = [
    path("feeds/", feeds.listing, name="list"),
    path("feeds/all.atom", feeds.everything, name="all"),
    path("feeds/dates.ics", feeds.dates, name="dates"),
    path("feeds/matter/<str:number>.atom", feeds.matter, name="matter"),
    *(path(f"feeds/{code}.atom", feeds.topic, {"code": code}, name=f"topic-{code}") for code in topics()),
    path("calendar/<str:secret>.ics", feeds.my_dates, name="my_dates"),
]
