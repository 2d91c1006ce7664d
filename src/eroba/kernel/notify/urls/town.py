"""Addresses of following, below a town."""

from django.urls import path

from eroba.kernel.notify.views import following
from eroba.kernel.registry.shelf import topics

app_name = "following"

urlpatterns = [
    path("matter/<str:number>/", following.matter, name="matter"),
    *(path(f"topic/{code}/", following.topic, {"code": code}, name=f"topic-{code}") for code in topics()),
    path("confirm/<str:token>/", following.confirm, name="confirm"),
    path("stop/<str:token>/", following.stop, name="stop"),
]
