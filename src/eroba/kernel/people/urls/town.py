"""Below a town: saying who one is."""

from django.urls import path

from eroba.kernel.people.views import identity

app_name = "people"
urlpatterns = [path("", identity.identify, name="identify")]
