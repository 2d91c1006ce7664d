"""The way to the desk of a town."""

from django.urls import path

from eroba.kernel.people.views import desk

app_name = "desk"
urlpatterns = [path("", desk.entry, name="entry")]
