"""The way to the desk of a town, and what the town asks of those who sign in."""

from django.urls import path

from eroba.kernel.people.views import desk, needs

app_name = "desk"
urlpatterns = [path("", desk.entry, name="entry"), path("signing-in/", needs.needs, name="signing_in")]
