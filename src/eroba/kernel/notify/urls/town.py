"""Addresses of following, below a town."""

from django.urls import path

from eroba.kernel.notify.views import following

app_name = "following"

urlpatterns = [
    path("matter/<str:number>/", following.matter, name="matter"),
    path("topic/<slug:code>/", following.topic, name="topic"),
    path("confirm/<str:token>/", following.confirm, name="confirm"),
    path("stop/<str:token>/", following.stop, name="stop"),
]
