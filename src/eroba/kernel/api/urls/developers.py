"""The page for people who write programs."""

from django.urls import path

from eroba.kernel.api.views import developers

app_name = "developers"
urlpatterns = [path("", developers.page, name="page")]
